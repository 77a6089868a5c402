// src/errors/config.ts
/** Errors in `prompt-rollout.yml`. */
const configErrors = {
	"config-missing": {
		what: "There is no {file} on the branch {branch} of the prompts repository.",
		causes: ["The file has another name or lies on another branch: it is read from the default branch only."],
		cure: "Commit a {file} to {branch}; `init` writes one."
	},
	"config-absent": {
		what: "There is no {file} in this working tree.",
		causes: ["The file was not written yet, or has another name.", "In a workflow: no step before this one checks the repository out."],
		cure: "`prompt-rollout init` writes one; in a workflow put `actions/checkout` before this step."
	},
	"config-too-large": {
		what: "{file} has {bytes} bytes; more than 1 MB is not read.",
		causes: ["Prompt texts or data were pasted into the configuration."],
		cure: "Keep prompts in files of their own and name them by `path`."
	},
	"config-syntax": {
		what: "{file}, line {line}: {message}",
		causes: ["The file is not valid YAML.", "It holds what a configuration does not need: a second document, a tag such as `!name`, hundreds of aliases."],
		cure: "Mend the line; an editor with the YAML language server shows the place."
	},
	"config-invalid": {
		what: "{problems}",
		causes: ["A key or a value that the configuration does not have."],
		cure: "Mend {file}. docs/configuration.md lists every key; the committed JSON Schema gives completion in editors."
	},
	"runbook-invalid": {
		what: "{problems}",
		causes: ["A runbook names what cannot be filled in, or a code block in it is never closed.", "It is no text file of at most 20,000 characters."],
		cure: "Mend {file} on the default branch; docs/runbooks.md lists every placeholder. Until then the built-in runbook is used."
	}
};
// src/errors/delivery.ts
/** Errors in handing the flag manifest on. The live branch has it in any case. */
const deliveryErrors = {
	"delivery-secret-missing": {
		what: "`delivery.webhook` is set, and the input delivery-secret is empty.",
		causes: ["The secret is not passed to the step."],
		cure: "Pass `delivery-secret` from a secret that the receiver also has: an unsigned manifest would let anyone switch versions."
	},
	"delivery-url-credentials": {
		what: "`delivery.webhook.url` holds a user name or password (for {origin}).",
		causes: ["Credentials were written into prompt-rollout.yml, where everyone who reads the repository sees them."],
		cure: "Take them out of the address; the receiver checks the signature made with `delivery-secret`."
	},
	"delivery-failed": {
		what: "flags.json was not taken by {receiver}: {message}",
		causes: ["The receiver is down, refuses the signature, or the address is wrong."],
		cure: "Mend the receiver or `delivery.webhook.url`. The live branch holds the manifest; the next run delivers it again."
	},
	"delivery-write-failed": {
		what: "flags.json was not written to {path}: {message}",
		causes: ["The folder does not exist or is not writable."],
		cure: "Make the folder, or correct `delivery.copy`. The live branch holds the manifest; the next run writes it again."
	}
};
// src/errors/forge.ts
/** Errors of the forge: pull requests, issues, dispatches. */
const forgeErrors = {
	"forge-unauthorized": {
		what: "{host} does not accept the token.",
		causes: ["The token is wrong, revoked or expired."],
		cure: "Give a valid `token`."
	},
	"forge-repository-hidden": {
		what: "The token cannot see {repository} on {host}.",
		causes: ["The default token of a workflow reaches only the running repository.", "A typing error in `repository`."],
		cure: "Make an App token for {repository} (`actions/create-github-app-token` with `owner` and `repositories`) and pass it as `token`."
	},
	"forge-forbidden": {
		what: "{host} does not allow the token to {action} in {repository}: {message}",
		causes: ["A line is missing in `permissions:` of the job.", "The App lacks the permission."],
		cure: "Add `permissions: {permission}` to the job, or to the App."
	},
	"forge-pull-requests-off": {
		what: "GitHub Actions is not permitted to create pull requests in {repository}.",
		causes: ["The setting is off in new repositories and can be off for the organisation."],
		cure: "Switch on Settings, Actions, General, \"Allow GitHub Actions to create and approve pull requests\", or pass an App token. The branch is pushed: {compare}"
	},
	"forge-rate-limited": {
		what: "{host} limits the rate of requests until {until}.",
		causes: ["A workflow token has 1,000 requests an hour for a repository."],
		cure: "What is open stays in the outbox; the next run does it. An App token has a budget of its own."
	},
	"forge-unavailable": {
		what: "{host} fails: {message}",
		causes: ["An outage or a network fault."],
		cure: "What is open stays in the outbox; the next run does it."
	},
	"forge-rejected": {
		what: "{host} rejects the request to {action}: {message}",
		causes: ["A rule of the repository, or a defect in Prompt Rollout."],
		cure: "See the message; what is open stays in the outbox."
	},
	"forge-issues-off": {
		what: "Issues are switched off in {repository}.",
		causes: ["The setting of the repository, which is off in forks."],
		cure: "Switch on Settings, General, Features, Issues. The post-mortem stays in the outbox until then."
	},
	"forge-file-damaged": {
		what: "{file} is not a file that Prompt Rollout wrote: {message}",
		causes: ["It was edited by hand."],
		cure: "Mend its head (YAML between two lines of `---`), or delete the file: it is written again."
	},
	"forge-folder-unusable": {
		what: "The folder {folder} cannot be used: {message}",
		causes: ["Missing rights, a full disk, or a file stands where the folder must be."],
		cure: "Make {folder} a folder that this user may read and write."
	},
	"successor-impossible": {
		what: "This run cannot start its successor: {reason}.",
		causes: ["`continue: dispatch` needs a workflow file of the repository in which it runs."],
		cure: "Leave out `continue: dispatch` here; a `schedule` goes on with what is open."
	},
	"successor-not-dispatchable": {
		what: "The workflow {workflow} of {repository} cannot be dispatched on {ref}.",
		causes: ["`workflow_dispatch` is missing below `on:`.", "The file is not on the default branch."],
		cure: "Add `workflow_dispatch:` below `on:` in .github/workflows/{workflow}, on {ref} and on the default branch."
	}
};
// src/errors/git.ts
/** Errors of git and of its remote. */
const gitErrors = {
	"remote-invalid": {
		what: "The remote {remote} cannot be used: {reason}.",
		causes: ["A typing error in `remote` or `repository`.", "An address that git would run as a program."],
		cure: "Give an address of the form https://host/owner/name.git, ssh://git@host/owner/name.git, git@host:owner/name.git, or a folder."
	},
	"remote-unreachable": {
		what: "The remote {remote} does not answer: {message}",
		causes: ["A network fault, a wrong address, or the host is down."],
		cure: "Run again when it answers; nothing was written. Check `repository` or `remote`."
	},
	"remote-refused": {
		what: "The remote {remote} refuses access: {message}",
		causes: ["The token has no access to this repository. The default token of a workflow reaches only the running repository.", "There is no token, or it has expired."],
		cure: "Give a token for this repository as `token` (an App token with `contents: write`), or set `permissions: contents: write` when it is the running one."
	},
	"push-refused": {
		what: "The remote refuses the push of {ref}: {message}",
		causes: ["The job has no `permissions: contents: write`.", "A branch rule or a required signature covers `prompt-rollout/**`."],
		cure: "Set `permissions: contents: write`, and leave `prompt-rollout/**` out of branch rules, or let the App bypass them."
	},
	"signature-required": {
		what: "A rule wants signed commits on {ref}, and git pushes unsigned ones: {message}",
		causes: ["A ruleset or a branch protection with \"Require signed commits\" covers the branch."],
		cure: "Set `commits: api` in the configuration on the default branch: GitHub then makes the commits, and signs them. Other rules that the message names have to exclude the branch, or let an App bypass them."
	},
	"signature-missing": {
		what: "A rule wants signed commits on {ref}, and GitHub did not sign this one: {message}",
		causes: ["The token is that of a person. For it GitHub signs only commits on top of a branch; the first commit of the live branch, archived versions and revert branches need the token of a workflow or an App."],
		cure: "Leave out `token` to use that of the workflow, or pass an App token."
	},
	"rule-refused": {
		what: "A rule of the repository refuses the commit on {ref}: {message}",
		causes: ["A ruleset or a branch protection covers `prompt-rollout/**`, or all branches."],
		cure: "Leave `prompt-rollout/**` out of the rule, or set `live_branch` to a name that it does not cover; or pass an App token as `token`, and put the App on the bypass list: the token of a workflow cannot be on it."
	},
	"commits-api-elsewhere": {
		what: "`commits: api` cannot write to {remote}: it is not a repository on the GitHub of this run.",
		causes: ["The remote is another host, a folder, or an ssh address; or GITHUB_SERVER_URL and GITHUB_API_URL are not those of a GitHub."],
		cure: "Set `commits: git`; or name the repository by `repository: owner/name`, or by its https address."
	},
	"push-contended": {
		what: "The live branch moved at each of {attempts} attempts until the deadline.",
		causes: ["Many runs write at once."],
		cure: "Run again; put promotions into one concurrency group with `queue: max`."
	},
	"branch-blocked": {
		what: "The branch or tag `{ref}` stands where `{blocked}` must be.",
		causes: ["git cannot hold a branch and a folder of branches of one name."],
		cure: "Rename `{ref}`, or set `live_branch` to another name."
	},
	"ref-invalid": {
		what: "git does not allow \"{ref}\" as the name of a branch or tag.",
		causes: ["`live_branch` or a version label has characters that git refuses."],
		cure: "Use letters, digits, \".\", \"_\", \"-\" and single slashes; no part begins with \".\" or ends in \".lock\"."
	},
	"archive-taken": {
		what: "The tag `{ref}` holds other content than the version that it must keep. Nothing was written.",
		causes: ["Another content was archived under this version label before.", "The tag was made or moved by hand."],
		cure: "Raise `version` in the prompt. If nobody needs the old content, delete the tag: `git push origin :{ref}`."
	},
	"revert-taken": {
		what: "The branch `{ref}` holds other content at {path} than the version that it must restore.",
		causes: ["Someone committed to the branch of the revert pull request."],
		cure: "Finish that pull request by hand; or delete the branch, and the next run makes it again."
	},
	"path-blocked": {
		what: "{path} cannot be restored on {branch}: {blocker} is a {kind} there.",
		causes: ["The prompt was moved, and something else stands in its place."],
		cure: "Set `prompts.<id>.path` to where the prompt is now, or move {blocker} out of the way."
	},
	"commit-missing": {
		what: "The remote {remote} has no commit {commit}.",
		causes: ["The history was rewritten, and the server has dropped the old commits."],
		cure: "Name another version; those that were released are kept by their tags."
	},
	"default-branch-missing": {
		what: "The remote {remote} has no default branch.",
		causes: ["The repository is empty, or its HEAD names a branch that does not exist."],
		cure: "Push a first commit, or set the default branch."
	},
	"object-format-unsupported": {
		what: "The remote {remote} names its objects by SHA-256.",
		causes: ["The repository was made with `git init --object-format=sha256`."],
		cure: "Keep the prompts in a repository of the default object format (SHA-1)."
	},
	"git-failed": {
		what: "`git {command}` fails: {message}",
		causes: ["The disk is full, or the folder for temporary files cannot be written.", "A setting in the git configuration of this machine."],
		cure: "Mend what the message names and run again. Nothing is half done: every change is one push."
	}
};
// src/errors/live.ts
/** Errors of the live branch. */
const liveErrors = {
	"live-foreign": {
		what: "The live branch {branch} holds what this program did not write: {detail}",
		causes: ["Someone committed to the branch by hand, or `live_branch` names another branch."],
		cure: "Look at `git log {branch}` and put it back to the last commit of Prompt Rollout, or set `live_branch` to a name of its own."
	},
	"live-lost": {
		what: "The live branch {branch} is gone, and the tag {tag} says that versions were released.",
		causes: ["Someone deleted the branch, and with it what is stable, under test and in quarantine.", "`live_branch` was changed to a name that does not exist yet."],
		cure: "Put the branch back: `git push origin <commit>:refs/heads/{branch}`; the last run names the commit in its output `result` (`live.commit`). To begin anew, with what the default branch holds for everyone, delete the tags `prompt-rollout/*` first. Nothing was written; applications keep what they read last."
	},
	"live-newer": {
		what: "The live branch {branch} was written by a newer version: {file} has schema {schema}, known here is {known}.",
		causes: ["Two workflows use different versions of the action."],
		cure: "Raise the version of the action here. Nothing was written."
	},
	"live-corrupt": {
		what: "The live branch {branch} is damaged: {file}: {detail}",
		causes: ["A merge or a commit by hand."],
		cure: "Put the branch back to its last good commit (`git log {branch}`); applications keep what they read last."
	},
	"version-lost": {
		what: "The content of {prompt} {version} is nowhere: neither the tag {tag} nor flags.json has it.",
		causes: ["The tag was deleted, and the version is not among the last three or `variants` is `pointer`."],
		cure: "Restore the tag {tag} on a commit that holds the content, or choose another version."
	},
	"version-damaged": {
		what: "The tag {tag} does not hold what {prompt} {version} was: its content is {found}, recorded is {digest}.",
		causes: ["The tag was moved or made anew by hand."],
		cure: "Put the tag {tag} back, or choose another version. Nothing was written."
	},
	"manifest-invalid": {
		what: "The flag manifest for {prompt} is not what flagd would serve: {detail}",
		causes: ["A defect in Prompt Rollout, or a version label that flagd cannot hold."],
		cure: "Nothing was written. Report it with the log."
	}
};
// src/errors/metrics.ts
/** Errors in how a metrics source is set up. What a source answers is never an error: it is inconclusive. */
const metricsErrors = {
	"metrics-credentials-missing": {
		what: "The metrics source wants {auth} authentication, and {input} is empty.",
		causes: ["The secret is not passed to the step."],
		cure: "Pass `{input}` from a secret."
	},
	"metrics-credentials-invalid": {
		what: "The input {input} has characters that cannot be sent.",
		causes: ["The secret was pasted with a line break inside, or is another secret.", "A user name with a colon."],
		cure: "Set the secret behind `{input}` again."
	},
	"metrics-url-credentials": {
		what: "`metrics.url` holds a user name or password (for {origin}).",
		causes: ["Credentials were written into prompt-rollout.yml, where everyone who reads the repository sees them."],
		cure: "Take them out of `metrics.url`, set `metrics.auth: basic`, pass them as `metrics-username` and `metrics-password` from secrets, and change the password."
	},
	"metrics-query-missing": {
		what: "`metrics.queries.{metric}` is missing.",
		causes: ["Neither a `preset` nor an own query gives it.", "Quality counters come in pairs."],
		cure: "Add `metrics.queries.{metric}`, or use `metrics.preset`."
	},
	"metrics-query-invalid": {
		what: "`metrics.queries.{metric}` cannot be used: {problem}.",
		causes: ["A typing error in the template.", "A sum over instances where the counter itself is wanted."],
		cure: "Mend `metrics.queries.{metric}`: either the counter itself with its label matchers and nothing around it, or an expression over the window, such as `sum(increase(…))`. docs/configuration.md has one of each."
	},
	"metrics-file-invalid": {
		what: "`metrics.file` has the placeholder {placeholder}, which is not known.",
		causes: ["A typing error."],
		cure: "Use the placeholders for prompt and version, or none."
	},
	"metrics-missing": {
		what: "No metrics source is configured.",
		causes: ["`metrics` is missing in prompt-rollout.yml."],
		cure: "Add `metrics:` with `source: prometheus` and a `url`, or `source: file`. Without metrics nothing is promoted."
	}
};
// src/errors/notify.ts
/** Errors in telling people. A notice that was not sent stays in the outbox. */
const notifyErrors = {
	"notify-secret-missing": {
		what: "`notify.{channel}` is set, and the input {input} is empty.",
		causes: ["The secret is not passed to the step, or to the workflow that is called."],
		cure: "Pass `{input}` from a secret (on the command line: the environment variable {variable}), or take `notify.{channel}` out."
	},
	"notify-secret-invalid": {
		what: "The input {input} is not {expected}.",
		causes: ["The secret was pasted with a line break inside, or is another secret."],
		cure: "Set the secret behind `{input}` again."
	},
	"notify-refused": {
		what: "{channel} refused the notice {notice}: {message}",
		causes: ["The secret is of another service or was withdrawn.", "The channel does not exist, or the app is not a member of it."],
		cure: "Mend `notify.{channel}` or the secret of the channel. The notice stays in the outbox; the next run sends it again."
	},
	"notify-unreachable": {
		what: "{channel} did not take the notice {notice}, asked {attempts} times: {message}",
		causes: ["The service is down, limits the rate, or cannot be reached from this runner."],
		cure: "Tell the people on call by other means where it is urgent. The notice stays in the outbox; the next run sends it again."
	}
};
// src/errors/prompts.ts
/** Errors about prompts and their versions. */
const promptErrors = {
	"prompt-unknown": {
		what: "There is no prompt \"{prompt}\".",
		causes: ["A typing error, or the prompt is not in prompt-rollout.yml on the default branch."],
		cure: "Use one of: {known}."
	},
	"prompt-path-missing": {
		what: "The path {path} of the prompt {prompt} does not exist at {commit}.",
		causes: ["The file was moved or deleted without the configuration.", "A typing error in `path`."],
		cure: "Set `prompts.{prompt}.path` in prompt-rollout.yml to where the prompt is now. What is live keeps serving."
	},
	"prompt-empty": {
		what: "{path} of the prompt {prompt} is empty.",
		causes: ["An emptied or half-written file was merged."],
		cure: "Commit the content of the prompt. What is live keeps serving."
	},
	"prompt-binary": {
		what: "{path} of the prompt {prompt} is not UTF-8 text.",
		causes: ["A picture, an archive or a file in another encoding lies at the path."],
		cure: "Save the prompt as UTF-8 text, or name only the text files by `path`."
	},
	"prompt-too-large": {
		what: "{path} of the prompt {prompt} has {bytes} bytes; more than {limit} are not released.",
		causes: ["Data lies in the prompt folder."],
		cure: "Move what is not the prompt out of {path}."
	},
	"prompt-too-many-files": {
		what: "{path} holds {files} files; a prompt has at most {limit}.",
		causes: ["`path` names a folder of many prompts, or of data."],
		cure: "Name the folder or file of one prompt by `path`."
	},
	"prompt-not-plain": {
		what: "{path} of the prompt {prompt} holds a {kind}, which is not released.",
		causes: ["A symbolic link or a submodule lies at or below the path."],
		cure: "Put the file itself at the path."
	},
	"label-invalid": {
		what: "The version label \"{label}\" of the prompt {prompt} cannot be used.",
		causes: ["A label becomes a tag name and a variant name: letters, digits, \".\", \"_\", \"+\" and \"-\", 1 to 64, no \"..\"."],
		cure: "Change `version` in the front matter of {path}; where it declares none, rename the tag `{prompt}@{label}`."
	},
	"label-ambiguous": {
		what: "The files of the prompt {prompt} declare different versions: {labels}.",
		causes: ["Several files below {path} have a `version` in their front matter."],
		cure: "Keep `version` in one file of the folder, or the same in all."
	},
	"label-reused": {
		what: "The content of the prompt {prompt} changed, and its version label is still {label}: {old} and {new} differ.",
		causes: ["The prompt was edited without raising `version` in its front matter, or the tag was moved."],
		cure: "Raise `version` in {path} and merge that. What is live keeps serving."
	},
	"front-matter-invalid": {
		what: "The version of {path} cannot be read, {message}",
		causes: ["A syntax error between the `---` lines, or in the YAML or JSON file."],
		cure: "Mend {path}. What is live keeps serving."
	},
	"version-quarantined": {
		what: "{prompt} {label} ({digest}) was rolled back on {at} by {by} ({reason}) and is in quarantine.",
		causes: ["The default branch holds content that failed before, perhaps under another label.", "It was named as the `target-version` of a rollback."],
		cure: "Change the prompt, or merge the revert pull request. To let it serve all the same, lift the quarantine: `prompt-rollout rollback --prompt {prompt} --lift {digest} --reason \"…\"`."
	},
	"quarantine-unknown": {
		what: "{prompt} has nothing in quarantine that is called \"{name}\".",
		causes: ["A typing error, or fewer than 7 characters of a digest.", "It was lifted before."],
		cure: "Use one of: {known}."
	},
	"quarantine-ambiguous": {
		what: "\"{name}\" names several versions of {prompt} in quarantine.",
		causes: ["The beginning of the digest is too short, or a label was used for two contents."],
		cure: "Use one of: {known}."
	},
	"baseline-test-failed": {
		what: "The baseline test of {prompt} {version} {outcome}. Nothing was written.{output}",
		causes: ["The version is not fit to serve any more: the model, a tool or the data behind it has changed.", "The program of `baseline_test.command` is not on the runner, or needs what a scrubbed environment lacks."],
		cure: "Choose another `target-version`; the previous one needs no test. To go there all the same: `force: true` with a `reason`."
	},
	"problem-unconfirmed": {
		what: "The metrics of {prompts} show no problem, and `confirm` is `require`: {detail}",
		causes: ["The trouble is one that the metrics do not measure, or it lies elsewhere.", "Another prompt was meant."],
		cure: "Look at `gate`. To roll back all the same: `confirm: warn`, or `force: true` with a `reason`."
	},
	"version-unknown": {
		what: "{prompt} has no version \"{version}\" that is known as good.",
		causes: ["A typing error, or the version never became stable."],
		cure: "Use one of: {known}. Any other version of the ledger needs `force: true` and a `reason`."
	},
	"version-live": {
		what: "{prompt} serves {version} already, and no other version gets traffic.",
		causes: ["The rollback has been done before."],
		cure: "Look at `status`; name another `target-version` if this one is the bad one."
	},
	"not-adopted": {
		what: "{prompt} is not on the live branch yet.",
		causes: ["No `promote` has run since the prompt was added to prompt-rollout.yml."],
		cure: "Run `promote` once: it adopts the prompt as it is."
	},
	"no-previous-version": {
		what: "{prompt} has no version before {version}.",
		causes: ["The version was adopted when the prompt was seen for the first time."],
		cure: "Mend the prompt and promote a new version."
	},
	"reason-missing": {
		what: "`force` needs a `reason`.",
		causes: ["A forced rollback goes past a safety rule; the ledger must say why."],
		cure: "Set `reason`."
	}
};
// src/errors/catalogue.ts
/** Every error that a user can meet, by code. The error reference is generated from it. */
const catalogue = {
	"command-unknown": {
		what: "\"{command}\" is not a command.",
		causes: ["A typing error in the input `command` or in the first word of the command line."],
		cure: "Use one of: {commands}."
	},
	"input-unknown": {
		what: "\"--{input}\" is not an input of `{command}`.",
		causes: ["A typing error, or an input of another command."],
		cure: "{suggestion}"
	},
	"input-invalid": {
		what: "The input `{input}` is \"{value}\", which is not {expected}.",
		causes: ["A typing error, or an expression in the workflow that came out empty or different."],
		cure: "Set `{input}` to {expected}."
	},
	"input-missing": {
		what: "`{command}` needs the input `{input}`.",
		causes: ["The input was left out, or its expression in the workflow came out empty."],
		cure: "Set `with: {input}: …` in the workflow, or `--{input} …` on the command line."
	},
	"token-missing": {
		what: "There is no token for {host}.",
		causes: ["The input `token` is empty.", "On the command line the variable GITHUB_TOKEN is not set."],
		cure: "In a workflow leave out `token` to use the default, or pass an App token; on the command line set GITHUB_TOKEN. Tokens are never taken from arguments."
	},
	"repository-unknown": {
		what: "It is not clear which repository holds the prompts.",
		causes: ["Neither `repository` nor `remote` is given, GITHUB_REPOSITORY is not set, and this folder has no remote called origin."],
		cure: "Set `repository: owner/name` (`--repository owner/name`), or `--remote URL` for any other git remote."
	},
	"file-unreadable": {
		what: "The file {file} cannot be read: {message}",
		causes: ["A typing error in the path, or a relative path from another folder."],
		cure: "Name a file that is there."
	},
	"file-unwritable": {
		what: "The file {file} cannot be written: {message}",
		causes: ["The folder belongs to someone else, or something lies where a folder is needed."],
		cure: "Mend that, and run it again: what was written stays, and is not written again."
	},
	"base-missing": {
		what: "What the change is compared with is not here: {base}, {message}.",
		causes: ["The checkout is shallow, and its remote cannot be reached or does not let this token read.", "A typing error in `base`."],
		cure: "Set `fetch-depth: 2` at `actions/checkout` (0 where it checks out another commit than the merge); on the command line fetch the branch first."
	},
	"page-unwritable": {
		what: "The status page {file} cannot be written: {message}",
		causes: ["The folder is not writable, or a file lies where a folder is needed."],
		cure: "Name a folder in `html` that can be written to."
	},
	"looks-invalid": {
		what: "{file}, line {line}: {detail}",
		causes: ["The file is not a recording of looks, one JSON object a line, or a count in it is impossible."],
		cure: "Mend the line; docs/policy.md shows what a look holds."
	},
	"fork-event": {
		what: "`{command}` writes, and does not run for an event of a fork ({repository}).",
		causes: ["The workflow is started by a pull request from a fork: its author is not trusted with production."],
		cure: "Run it on `push` to the default branch, `workflow_dispatch` or `schedule`; for pull requests use `gate`."
	},
	"event-damaged": {
		what: "The payload of the event {event} cannot be used: {detail}.",
		causes: ["GITHUB_EVENT_PATH names no file, or another one than the runner wrote.", "For repository_dispatch: a field of `client_payload` has the wrong type."],
		cure: "Leave GITHUB_EVENT_NAME and GITHUB_EVENT_PATH to the runner. For repository_dispatch send `client_payload` with `prompt`, `target_version`, `reason` and `strategy` (instant or gradual) as texts, and `force` as true or false."
	},
	"git-missing": {
		what: "git is not installed, or older than 2.30 ({found}).",
		causes: ["The runner or container image has no git."],
		cure: "Install git 2.30 or later (Debian: `apt-get install git`)."
	},
	"disk-full": {
		what: "This machine can write no more: {message}",
		causes: ["The disk or a quota is full, or the folder for temporary files is read-only."],
		cure: "Make room (a run needs some 10 MB below RUNNER_TEMP, or TMPDIR) and run again. Nothing is half done: every change is one push."
	},
	"internal-error": {
		what: "Something happened that the program does not expect: {message}",
		causes: ["A defect in Prompt Rollout."],
		cure: "Run again with `verbose: true` and report the log. Nothing is half done: every change is one commit on the live branch."
	},
	...configErrors,
	...promptErrors,
	...gitErrors,
	...liveErrors,
	...forgeErrors,
	...metricsErrors,
	...deliveryErrors,
	...notifyErrors
};
const errorCodes = Object.keys(catalogue).sort();
export { errorCodes as n, catalogue as t };
