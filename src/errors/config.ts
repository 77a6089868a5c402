import type { CatalogueEntry } from './entry.ts';

/** Errors in `prompt-rollout.yml`. */
export const configErrors = {
  'config-missing': {
    what: 'There is no {file} on the branch {branch} of the prompts repository.',
    causes: ['The file has another name or lies on another branch: it is read from the default branch only.'],
    cure: 'Commit {file} to {branch}; `init` writes one.',
  },
  'config-absent': {
    what: 'There is no {file} in this working tree.',
    causes: [
      'The file was not written yet, or has another name.',
      'In a workflow: no step before this one checks the repository out.',
    ],
    cure: '`prompt-rollout init` writes prompt-rollout.yml; in a workflow put `actions/checkout` before this step.',
  },
  'config-elsewhere': {
    what: 'There is no {file} in this working tree, but there is {found}.',
    causes: ['It was looked for in a folder below its own, or has another name.'],
    cure: 'Name it: `prompt-rollout validate {path}`, or by the input `config`.',
  },
  'config-too-large': {
    what: '{file} has {bytes} bytes; more than 1 MB is not read.',
    causes: ['Prompt texts or data were pasted into the configuration.'],
    cure: 'Keep prompts in files of their own and name them by `path`.',
  },
  'config-syntax': {
    what: '{file}, line {line}: {message}',
    causes: [
      'The file is not valid YAML.',
      'It holds what a configuration does not need: a second document, a tag such as `!name`, hundreds of aliases.',
    ],
    cure: 'Mend the line; an editor with the YAML language server shows the place.',
  },
  'config-invalid': {
    what: '{problems}',
    causes: ['A key or a value that the configuration does not have.'],
    cure: 'Mend {file}. docs/configuration.md lists every key; the committed JSON Schema gives completion in editors.',
  },
  'runbook-invalid': {
    what: '{problems}',
    causes: [
      'A runbook names what cannot be filled in, or a code block in it is never closed.',
      'It is no text file of at most 20,000 characters.',
    ],
    cure: 'Mend {file} on the default branch; docs/runbooks.md lists every placeholder. Until then the built-in runbook is used.',
  },
} as const satisfies Record<string, CatalogueEntry>;
