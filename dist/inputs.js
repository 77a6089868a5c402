import { O as NEVER, a as _enum, v as string, y as stringbool } from "./schemas.js";
import { c as parseDuration } from "./policy-schema.js";
import { t as number } from "./coerce.js";
import { n as fail } from "./fail.js";
// src/inputs.ts
const commands = [
	"promote",
	"gate",
	"rollback",
	"review",
	"status",
	"replay",
	"drill",
	"doctor",
	"demo",
	"init",
	"validate"
];
const or = (words) => `\`${words.slice(0, -1).join("`, `")}\` or \`${words.at(-1) ?? ""}\``;
const text = string();
const choice = (values) => _enum(values);
const flag = stringbool();
const seconds = string().transform((value, context) => {
	const parsed = value === "0" ? 0 : parseDuration(value);
	if (parsed !== null) return parsed;
	context.addIssue({
		code: "custom",
		message: "not a duration"
	});
	return NEVER;
});
const pause = seconds.refine((value) => value > 0);
function input(schema, standard, expected, about, secretFrom) {
	return {
		schema,
		default: standard,
		expected,
		about,
		...secretFrom === void 0 ? {} : { secretFrom }
	};
}
/**
* Every input of the action, which is also every flag of the command line. `action.yml` says the same. A text that
* begins with commands and a colon is that of an input for these commands only.
*/
const inputs = {
	command: input(choice(commands), "promote", `one of ${commands.join(", ")}`, `What to do: ${or(commands)}.`),
	prompt: input(text, "", "a prompt id", "Id of the prompt; empty means all of them (rollback needs one)."),
	"target-version": input(text, "", "a version label", "rollback: the version to put back; empty means the previous stable one."),
	reason: input(text, "", "a text", "rollback: why; it goes into the ledger, the pull request and the issue."),
	strategy: input(choice([
		"",
		"instant",
		"gradual"
	]), "", "one of instant, gradual", "rollback: `instant` is all at once, `gradual` step by step (75, 50, 25, 0 % left on the bad version); empty means `rollback.strategy` of the configuration."),
	force: input(flag, "false", "true or false", "rollback: also to a version that is not known as good, and past a check that refuses; needs a reason."),
	confirm: input(choice([
		"",
		"warn",
		"require"
	]), "", "one of warn, require", "rollback: when the metrics show no problem, `warn` says so and goes on, `require` refuses; empty takes `rollback.confirm`."),
	group: input(flag, "false", "true or false", "rollback: also its related prompts that have a rollout, in one commit; `prompt` may then name several."),
	lift: input(text, "", "a digest, its first 7 characters or more, or a label", "rollback: instead of rolling back, take this version out of quarantine; needs a reason."),
	"dry-run": input(flag, "false", "true or false", "rollback, status and init: show what would be done, and write nothing."),
	prune: input(flag, "false", "true or false", "status: remove the tags of versions that are older than six months and that nothing refers to."),
	html: input(text, "", "a path", "status: write it as a page, too: index.html in this folder, which needs nothing else."),
	repository: input(text, "", "owner/name", "The prompts repository; empty means the one that the workflow runs in."),
	remote: input(text, "", "a git address or path", "Git remote of the prompts repository, where it is not on the GitHub of this workflow."),
	token: input(text, "", "a token", "Token for the prompts repository: contents, pull-requests and issues write.", ["GITHUB_TOKEN", "GH_TOKEN"]),
	"workflow-token": input(text, "", "a token", "Leave it as it is: it tells whether `token` is the one of the workflow, whose pull requests wait for approval.", ["PROMPT_ROLLOUT_WORKFLOW_TOKEN"]),
	config: input(text, "prompt-rollout.yml", "a path", "Configuration file on the default branch of the prompts repository."),
	wait: input(seconds, "0", "a duration such as 30m, or 0", "promote: how long to stay and look; 0 is one look."),
	interval: input(pause, "30s", "a duration such as 30s", "promote: time between two looks while it stays."),
	continue: input(choice(["never", "dispatch"]), "never", "never or dispatch", "promote and doctor: with `dispatch` it starts this workflow again when a rollout is left open (actions: write), with `never` it does not; `doctor` only checks that it can."),
	"metrics-token": input(text, "", "a token", "Bearer token of the metrics source.", ["PROMPT_ROLLOUT_METRICS_TOKEN"]),
	"metrics-username": input(text, "", "a name", "User name for Basic authentication at the metrics source."),
	"metrics-password": input(text, "", "a password", "Password for Basic authentication at the metrics source.", ["PROMPT_ROLLOUT_METRICS_PASSWORD"]),
	"delivery-secret": input(text, "", "a secret", "Key that signs the delivery webhook (HMAC-SHA256).", ["PROMPT_ROLLOUT_DELIVERY_SECRET"]),
	"pagerduty-routing-key": input(text, "", "a routing key", "Integration key of the PagerDuty service (Events API v2) that is paged.", ["PROMPT_ROLLOUT_PAGERDUTY_ROUTING_KEY"]),
	"slack-webhook-url": input(text, "", "an address", "Incoming webhook of Slack; used where `notify.slack` names no channel.", ["PROMPT_ROLLOUT_SLACK_WEBHOOK_URL"]),
	"slack-token": input(text, "", "a token", "Bot token of Slack (scope chat:write); used where `notify.slack` names a channel.", ["PROMPT_ROLLOUT_SLACK_TOKEN"]),
	"notify-secret": input(text, "", "a secret", "Key that signs the notification webhook (HMAC-SHA256).", ["PROMPT_ROLLOUT_NOTIFY_SECRET"]),
	forge: input(choice([
		"auto",
		"github",
		"local"
	]), "auto", "auto, github or local", "Where pull requests and issues go: `github`, or `local`, which writes Markdown files; `auto` is `github` where the repository lies on GitHub."),
	"forge-folder": input(text, "prompt-rollout-forge", "a path", "Folder of the local forge."),
	looks: input(text, "", "a path", "replay: a recording of looks, one JSON object a line; its policy comes from the local file `config`, where there is one."),
	ledger: input(flag, "false", "true or false", "replay: run the recorded rollouts of the prompt's ledger through the policy of the local file `config`."),
	local: input(flag, "false", "true or false", "drill: rehearse in a temporary folder, and touch nothing else; so it is where no repository is found."),
	speed: input(number().min(.1).max(1e3), "1", "a number from 0.1 to 1000", "demo: how much faster than usual it plays."),
	keep: input(text, "", "a path", "demo: keep everything it made in this folder, which is new or empty."),
	folder: input(text, "", "a path", "init: a folder of the repository that the first files are written to; empty means the current one."),
	base: input(text, "", "a branch, tag or commit", "validate: what the change is compared with; empty means the base of the pull request, where there is one."),
	verbose: input(flag, "false", "true or false", "Log each query to the metrics source, how long it took and how much came back.")
};
/** Commands whose second word on a command line is an input. */
const operands = [["init", "folder"], ["validate", "config"]];
const inputNames = Object.keys(inputs);
/** Environment variables that a secret input is read from on the command line; empty for other inputs. */
function secretNames(name) {
	return inputs[name].secretFrom ?? [];
}
const isSecret = (name) => secretNames(name).length > 0;
/**
* Reads every input through `read` (empty means the default). Throws `input-invalid` with what is expected.
*/
function readInputs(read) {
	const values = {};
	for (const name of inputNames) {
		const { schema, default: standard, expected, secretFrom } = inputs[name];
		const given = read(name).trim();
		const parsed = schema.safeParse(given === "" ? standard : given);
		if (!parsed.success) {
			if (name === "command") throw fail("command-unknown", {
				command: given,
				commands: commands.join(", ")
			});
			throw fail("input-invalid", {
				input: name,
				value: secretFrom === void 0 ? given : "***",
				expected
			});
		}
		values[name] = parsed.data;
	}
	return values;
}
export { operands as a, isSecret as i, inputNames as n, readInputs as o, inputs as r, secretNames as s, commands as t };
