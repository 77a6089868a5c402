import type { CatalogueEntry } from './entry.ts';

/** Errors of the forge: pull requests, issues, dispatches. */
export const forgeErrors = {
  'forge-unauthorized': {
    what: '{host} does not accept the token.',
    causes: ['The token is wrong, revoked or expired.'],
    cure: 'Give a valid `token`.',
  },
  'forge-repository-hidden': {
    what: 'The token cannot see {repository} on {host}.',
    causes: [
      'The default token of a workflow reaches only the running repository.',
      'A typing error in `repository`.',
    ],
    cure: 'Make an App token for {repository} (`actions/create-github-app-token` with `owner` and `repositories`) and pass it as `token`.',
  },
  'forge-forbidden': {
    what: '{host} does not allow the token to {action} in {repository}: {message}',
    causes: ['A line is missing in `permissions:` of the job.', 'The App lacks the permission.'],
    cure: 'Add `permissions: {permission}` to the job, or to the App.',
  },
  'forge-pull-requests-off': {
    what: 'GitHub Actions is not permitted to create pull requests in {repository}.',
    causes: ['The setting is off in new repositories and can be off for the organisation.'],
    cure: 'Switch on Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests", or pass an App token. The branch is pushed: {compare}',
  },
  'forge-rate-limited': {
    what: '{host} limits the rate of requests until {until}.',
    causes: ['A workflow token has 1,000 requests an hour for a repository.'],
    cure: 'What is open stays in the outbox; the next run does it. An App token has a budget of its own.',
  },
  'forge-unavailable': {
    what: '{host} fails: {message}',
    causes: ['An outage or a network fault.'],
    cure: 'What is open stays in the outbox; the next run does it.',
  },
  'forge-rejected': {
    what: '{host} rejects the request to {action}: {message}',
    causes: ['A rule of the repository, or a defect in Prompt Rollout.'],
    cure: 'See the message; what is open stays in the outbox.',
  },
  'forge-issues-off': {
    what: 'Issues are switched off in {repository}.',
    causes: ['The setting of the repository, which is off in forks.'],
    cure: 'Switch on Settings, General, Features, Issues. The post-mortem stays in the outbox until then.',
  },
  'forge-file-damaged': {
    what: '{file} is not a file that Prompt Rollout wrote: {message}',
    causes: ['It was edited by hand.'],
    cure: 'Mend its head (YAML between two lines of `---`), or delete the file: it is written again.',
  },
  'forge-folder-unusable': {
    what: 'The folder {folder} cannot be used: {message}',
    causes: ['Missing rights, a full disk, or a file stands where the folder must be.'],
    cure: 'Make {folder} a folder that this user may read and write.',
  },
  'successor-impossible': {
    what: 'This run cannot start its successor: {reason}.',
    causes: ['`continue: dispatch` needs a workflow file of the repository in which it runs.'],
    cure: 'Leave out `continue: dispatch` here; a `schedule` goes on with what is open.',
  },
  'successor-not-dispatchable': {
    what: 'The workflow {workflow} of {repository} cannot be dispatched on {ref}.',
    causes: ['`workflow_dispatch` is missing below `on:`.', 'The file is not on the default branch.'],
    cure: 'Add `workflow_dispatch:` below `on:` in .github/workflows/{workflow}, on {ref} and on the default branch.',
  },
} as const satisfies Record<string, CatalogueEntry>;
