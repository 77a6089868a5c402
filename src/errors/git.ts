import type { CatalogueEntry } from './entry.ts';

/** Errors of git and of its remote. */
export const gitErrors = {
  'remote-invalid': {
    what: 'The remote {remote} cannot be used: {reason}.',
    causes: ['A typing error in `remote` or `repository`.', 'An address that git would run as a program.'],
    cure: 'Give an address of the form https://host/owner/name.git, ssh://git@host/owner/name.git, git@host:owner/name.git, or a folder.',
  },
  'remote-unreachable': {
    what: 'The remote {remote} does not answer: {message}',
    causes: [
      'A network fault, a wrong address, or the host is down.',
      'The address redirects (a repository that was renamed, http in place of https): redirects are not followed.',
    ],
    cure: 'Run again when it answers; nothing was written. Check `repository` or `remote`.',
  },
  'remote-refused': {
    what: 'The remote {remote} refuses access: {message}',
    causes: [
      'The token has no access to this repository. The default token of a workflow reaches only the running repository.',
      'There is no token, or it has expired.',
    ],
    cure: 'Give a token for this repository as `token` (an App token with `contents: write`), or set `permissions: contents: write` when it is the running one.',
  },
  'push-refused': {
    what: 'The remote refuses the push of {ref}: {message}',
    causes: [
      'The job has no `permissions: contents: write`.',
      'A branch rule or a required signature covers `prompt-rollout/**`.',
    ],
    cure: 'Set `permissions: contents: write`, and leave `prompt-rollout/**` out of branch rules, or let the App bypass them.',
  },
  'signature-required': {
    what: 'A rule wants signed commits on {ref}, and git pushes unsigned ones: {message}',
    causes: ['A ruleset or a branch protection with "Require signed commits" covers the branch.'],
    cure: 'Set `commits: api` in the configuration on the default branch: GitHub then makes the commits, and signs them. Other rules that the message names have to exclude the branch, or let an App bypass them.',
  },
  'signature-missing': {
    what: 'A rule wants signed commits on {ref}, and GitHub did not sign this one: {message}',
    causes: [
      'The token is that of a person. For it GitHub signs only commits on top of a branch; the first commit of the live branch, archived versions and revert branches need the token of a workflow or an App.',
    ],
    cure: 'Leave out `token` to use that of the workflow, or pass an App token.',
  },
  'rule-refused': {
    what: 'A rule of the repository refuses the commit on {ref}: {message}',
    causes: ['A ruleset or a branch protection covers `prompt-rollout/**`, or all branches.'],
    cure: 'Leave `prompt-rollout/**` out of the rule, or set `live_branch` to a name that it does not cover; or pass an App token as `token`, and put the App on the bypass list: the token of a workflow cannot be on it.',
  },
  'commits-api-elsewhere': {
    what: '`commits: api` cannot write to {remote}: it is not a repository on the GitHub of this run.',
    causes: [
      'The remote is another host, a folder, or an ssh address; or GITHUB_SERVER_URL and GITHUB_API_URL are not those of a GitHub.',
    ],
    cure: 'Set `commits: git`; or name the repository by `repository: owner/name`, or by its https address.',
  },
  'push-contended': {
    what: 'The live branch moved at each of {attempts} attempts until the deadline.',
    causes: ['Many runs write at once.'],
    cure: 'Run again; put promotions into a concurrency group, so that they wait for one another.',
  },
  'branch-blocked': {
    what: 'The branch or tag `{ref}` stands where `{blocked}` must be.',
    causes: ['git cannot hold a branch and a folder of branches of one name.'],
    cure: 'Rename `{ref}`, or set `live_branch` to another name.',
  },
  'ref-invalid': {
    what: 'git does not allow "{ref}" as the name of a branch or tag.',
    causes: ['`live_branch` or a version label has characters that git refuses.'],
    cure: 'Use letters, digits, ".", "_", "-" and single slashes; no part begins with "." or ends in ".lock".',
  },
  'archive-taken': {
    what: 'The tag `{ref}` holds other content than the version that it must keep. Nothing was written.',
    causes: [
      'Another content was archived under this version label before.',
      'The tag was made or moved by hand.',
    ],
    cure: 'Raise `version` in the prompt. If nobody needs the old content, delete the tag: `git push origin :{ref}`.',
  },
  'revert-taken': {
    what: 'The branch `{ref}` holds other content at {path} than the version that it must restore.',
    causes: ['Someone committed to the branch of the revert pull request.'],
    cure: 'Finish that pull request by hand; or delete the branch, and the next run makes it again.',
  },
  'path-blocked': {
    what: '{path} cannot be restored on {branch}: {blocker} is a {kind} there.',
    causes: ['The prompt was moved, and something else stands in its place.'],
    cure: 'Set `prompts.<id>.path` to where the prompt is now, or move {blocker} out of the way.',
  },
  'commit-missing': {
    what: 'The remote {remote} has no commit {commit}.',
    causes: ['The history was rewritten, and the server has dropped the old commits.'],
    cure: 'Name another version; those that were released are kept by their tags.',
  },
  'default-branch-missing': {
    what: 'The remote {remote} has no default branch.',
    causes: ['The repository is empty, or its HEAD names a branch that does not exist.'],
    cure: 'Push a first commit, or set the default branch.',
  },
  'object-format-unsupported': {
    what: 'The remote {remote} names its objects by SHA-256.',
    causes: ['The repository was made with `git init --object-format=sha256`.'],
    cure: 'Keep the prompts in a repository of the default object format (SHA-1).',
  },
  'git-failed': {
    what: '`git {command}` fails: {message}',
    causes: [
      'The disk is full, or the folder for temporary files cannot be written.',
      'A setting in the git configuration of this machine.',
    ],
    cure: 'Mend what the message names and run again. Nothing is half done: every change is one push.',
  },
} as const satisfies Record<string, CatalogueEntry>;
