import type { CatalogueEntry } from './entry.ts';

/** Errors in how the program was called. */
export const usageErrors = {
  'command-unknown': {
    what: '"{command}" is not a command.',
    causes: ['A typing error in the input `command` or in the first word of the command line.'],
    cure: 'Use one of: {commands}.',
  },
  'input-unknown': {
    what: '"--{input}" is not an input of `{command}`.',
    causes: ['A typing error, or an input of another command.'],
    cure: '{suggestion}',
  },
  'input-invalid': {
    what: 'The input `{input}` is "{value}", which is not {expected}.',
    causes: ['A typing error, or an expression in the workflow that came out empty or different.'],
    cure: 'Set `{input}` to {expected}.',
  },
  'input-missing': {
    what: '`{command}` needs the input `{input}`.',
    causes: ['The input was left out, or its expression in the workflow came out empty.'],
    cure: 'Set `with: {input}: …` in the workflow, or `--{input} …` on the command line.',
  },
  'token-missing': {
    what: 'There is no token for {host}.',
    causes: ['The input `token` is empty.', 'On the command line the variable GITHUB_TOKEN is not set.'],
    cure: 'In a workflow leave out `token` to use the default, or pass an App token; on the command line set GITHUB_TOKEN. Tokens are never taken from arguments.',
  },
  'repository-unknown': {
    what: 'It is not clear which repository holds the prompts.',
    causes: [
      'Neither `repository` nor `remote` is given, GITHUB_REPOSITORY is not set, and this folder has no remote called origin.',
    ],
    cure: 'Set `repository: owner/name` (`--repository owner/name`), or `--remote URL` for any other git remote.',
  },
  'file-unreadable': {
    what: 'The file {file} cannot be read: {message}',
    causes: ['A typing error in the path, or a relative path from another folder.'],
    cure: 'Name a file that is there.',
  },
  'file-unwritable': {
    what: 'The file {file} cannot be written: {message}',
    causes: ['The folder belongs to someone else, or something lies where a folder is needed.'],
    cure: 'Mend that, and run it again: what was written stays, and is not written again.',
  },
  'base-missing': {
    what: 'What the change is compared with is not here: {base}, {message}.',
    causes: [
      'The checkout is shallow, and its remote cannot be reached or does not let this token read.',
      'A typing error in `base`.',
    ],
    cure: 'Set `fetch-depth: 2` at `actions/checkout` (0 where it checks out another commit than the merge); on the command line fetch the branch first.',
  },
  'page-unwritable': {
    what: 'The status page {file} cannot be written: {message}',
    causes: ['The folder is not writable, or a file lies where a folder is needed.'],
    cure: 'Name a folder in `html` that can be written to.',
  },
  'looks-invalid': {
    what: '{file}, line {line}: {detail}',
    causes: ['The file is not a recording of looks, one JSON object a line, or a count in it is impossible.'],
    cure: 'Mend the line; docs/policy.md shows what a look holds.',
  },
  'fork-event': {
    what: '`{command}` writes, and does not run for an event of a fork ({repository}).',
    causes: [
      'The workflow is started by a pull request from a fork: its author is not trusted with production.',
    ],
    cure: 'Run it on `push` to the default branch, `workflow_dispatch` or `schedule`; for pull requests use `gate`.',
  },
  'event-damaged': {
    what: 'The payload of the event {event} cannot be used: {detail}.',
    causes: [
      'GITHUB_EVENT_PATH names no file, or another one than the runner wrote.',
      'For repository_dispatch: a field of `client_payload` has the wrong type.',
    ],
    cure: 'Leave GITHUB_EVENT_NAME and GITHUB_EVENT_PATH to the runner. For repository_dispatch send `client_payload` with `prompt`, `target_version`, `reason` and `strategy` (instant or gradual) as texts, and `force` as true or false.',
  },
  'git-missing': {
    what: 'git is not installed, or older than 2.30 ({found}).',
    causes: ['The runner or container image has no git.'],
    cure: 'Install git 2.30 or later (Debian: `apt-get install git`).',
  },
  'disk-full': {
    what: 'This machine can write no more: {message}',
    causes: ['The disk or a quota is full, or the folder for temporary files is read-only.'],
    cure: 'Make room (a run needs some 10 MB below RUNNER_TEMP, or TMPDIR) and run again. Nothing is half done: every change is one push.',
  },
  'internal-error': {
    what: 'Something happened that the program does not expect: {message}',
    causes: ['A defect in Prompt Rollout.'],
    cure: 'Run again with `verbose: true` and report the log. Nothing is half done: every change is one commit on the live branch.',
  },
} as const satisfies Record<string, CatalogueEntry>;
