import type { CatalogueEntry } from './entry.ts';

/** Errors about prompts and their versions. */
export const promptErrors = {
  'prompt-unknown': {
    what: 'There is no prompt "{prompt}".',
    causes: ['A typing error, or the prompt is not in prompt-rollout.yml on the default branch.'],
    cure: 'Use one of: {known}.',
  },
  'prompt-path-missing': {
    what: 'The path {path} of the prompt {prompt} does not exist at {commit}.',
    causes: ['The file was moved or deleted without the configuration.', 'A typing error in `path`.'],
    cure: 'Set `prompts.{prompt}.path` in prompt-rollout.yml to where the prompt is now. What is live keeps serving.',
  },
  'prompt-empty': {
    what: '{path} of the prompt {prompt} is empty.',
    causes: ['An emptied or half-written file was merged.'],
    cure: 'Commit the content of the prompt. What is live keeps serving.',
  },
  'prompt-binary': {
    what: '{path} of the prompt {prompt} is not UTF-8 text.',
    causes: ['A picture, an archive or a file in another encoding lies at the path.'],
    cure: 'Save the prompt as UTF-8 text, or name only the text files by `path`.',
  },
  'prompt-too-large': {
    what: '{path} of the prompt {prompt} has {bytes} bytes; more than {limit} are not released.',
    causes: ['Data lies in the prompt folder.'],
    cure: 'Move what is not the prompt out of {path}.',
  },
  'prompt-too-many-files': {
    what: '{path} holds {files} files; a prompt has at most {limit}.',
    causes: ['`path` names a folder of many prompts, or of data.'],
    cure: 'Name the folder or file of one prompt by `path`.',
  },
  'prompt-not-plain': {
    what: '{path} of the prompt {prompt} holds a {kind}, which is not released.',
    causes: ['A symbolic link or a submodule lies at or below the path.'],
    cure: 'Put the file itself at the path.',
  },
  'label-invalid': {
    what: 'The version label "{label}" of the prompt {prompt} cannot be used.',
    causes: [
      'A label becomes a tag name and a variant name: letters, digits, ".", "_", "+" and "-", 1 to 64, no "..".',
    ],
    cure: 'Change `version` in the front matter of {path}; where it declares none, rename the tag `{prompt}@{label}`.',
  },
  'label-ambiguous': {
    what: 'The files of the prompt {prompt} declare different versions: {labels}.',
    causes: ['Several files below {path} have a `version` in their front matter.'],
    cure: 'Keep `version` in one file of the folder, or the same in all.',
  },
  'label-reused': {
    what: 'The content of the prompt {prompt} changed, and its version label is still {label}: {old} and {new} differ.',
    causes: ['The prompt was edited without raising `version` in its front matter, or the tag was moved.'],
    cure: 'Raise `version` in {path} and merge that. What is live keeps serving.',
  },
  'front-matter-invalid': {
    what: 'The version of {path} cannot be read, {message}',
    causes: ['A syntax error between the `---` lines, or in the YAML or JSON file.'],
    cure: 'Mend {path}. What is live keeps serving.',
  },
  'version-quarantined': {
    what: '{prompt} {label} ({digest}) was rolled back on {at} by {by} ({reason}) and is in quarantine.',
    causes: [
      'The default branch holds content that failed before, perhaps under another label.',
      'It was named as the `target-version` of a rollback.',
    ],
    cure: 'Change the prompt, or merge the revert pull request. To let it serve all the same, lift the quarantine: `prompt-rollout rollback --prompt {prompt} --lift {digest} --reason "…"`.',
  },
  'quarantine-unknown': {
    what: '{prompt} has nothing in quarantine that is called "{name}".',
    causes: ['A typing error, or fewer than 7 characters of a digest.', 'It was lifted before.'],
    cure: 'Use one of: {known}.',
  },
  'quarantine-empty': {
    what: '{prompt} has nothing in quarantine, so there is nothing to lift.',
    causes: ['It was lifted before, perhaps under another name.', 'Another prompt was meant.'],
    cure: 'Promote the version: no quarantine keeps it back. `status` shows what is in quarantine.',
  },
  'quarantine-ambiguous': {
    what: '"{name}" names several versions of {prompt} in quarantine.',
    causes: ['The beginning of the digest is too short, or a label was used for two contents.'],
    cure: 'Use one of: {known}.',
  },
  'baseline-test-failed': {
    what: 'The baseline test of {prompt} {version} {outcome}. Nothing was written.{output}',
    causes: [
      'The version is not fit to serve any more: the model, a tool or the data behind it has changed.',
      'The program of `baseline_test.command` is not on the runner, or needs what a scrubbed environment lacks.',
    ],
    cure: 'Choose another `target-version`; the previous one needs no test. To go there all the same: `force: true` with a `reason`.',
  },
  'problem-unconfirmed': {
    what: 'The metrics of {prompts} show no problem, and `confirm` is `require`: {detail}',
    causes: [
      'The trouble is one that the metrics do not measure, or it lies elsewhere.',
      'Another prompt was meant.',
    ],
    cure: 'Look at `gate`. To roll back all the same: `confirm: warn`, or `force: true` with a `reason`.',
  },
  'version-unknown': {
    what: '{prompt} has no version "{version}" that is known as good.',
    causes: ['A typing error, or the version never became stable.'],
    cure: 'Use one of: {known}. Any other version of the ledger needs `force: true` and a `reason`.',
  },
  'version-live': {
    what: '{prompt} serves {version} already, and no other version gets traffic.',
    causes: ['The rollback has been done before.'],
    cure: 'Look at `status`; name another `target-version` if this one is the bad one.',
  },
  'not-adopted': {
    what: '{prompt} is not on the live branch yet.',
    causes: ['No `promote` has run since the prompt was added to prompt-rollout.yml.'],
    cure: 'Run `promote` once: it adopts the prompt as it is.',
  },
  'no-previous-version': {
    what: '{prompt} has no version before {version}.',
    causes: ['The version was adopted when the prompt was seen for the first time.'],
    cure: 'Mend the prompt and promote a new version.',
  },
  'reason-missing': {
    what: '`force` needs a `reason`.',
    causes: ['A forced rollback goes past a safety rule; the ledger must say why.'],
    cure: 'Set `reason`.',
  },
} as const satisfies Record<string, CatalogueEntry>;
