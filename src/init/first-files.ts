import { besidePath } from '../config/workflow-file.ts';
import { postmortemTemplate } from '../report/postmortem-template.ts';
import { type ConfiguredPrompt, configText } from './config-text.ts';
import type { Seen } from './look.ts';
import { type WorkflowName, workflowNames, workflowPath } from './models.ts';
import { workflowText } from './workflows.ts';

/** A file to be written, if nothing is there. */
export interface FirstFile {
  readonly path: string;
  readonly text: string;
  /** The file that does the same already, under another name; null when none does. */
  readonly instead: string | null;
  /** The file of others that has the usual name; null when none does. */
  readonly beside: string | null;
}

const example: ConfiguredPrompt = { id: 'example', path: 'prompts/example.md', versions: 1, owners: [] };

const exampleText = `---
version: v1.0.0
---
You are a helpful assistant. Answer in one short paragraph, and say so when you do not know.
`;

/** The files that a repository needs to begin with; an example prompt where it has none. `config` is the path of the configuration. */
export function firstFiles(config: string, seen: Seen): FirstFile[] {
  const none = seen.prompts.length === 0;
  const note = 'No prompt was found: prompts/example.md is an example. Put your own in its place.';
  const hint = none ? [note, seen.hint ?? ''].join(' ').trim() : seen.hint;
  return [
    { path: config, text: configText(none ? [example] : seen.prompts, hint), instead: null, beside: null },
    ...(none ? [{ path: example.path, text: exampleText, instead: null, beside: null }] : []),
    ...workflowNames.map((name) => workflowFile(name, seen)),
    {
      path: '.github/ISSUE_TEMPLATE/postmortem.yml',
      text: postmortemTemplate(),
      instead: null,
      beside: null,
    },
  ];
}

function workflowFile(name: WorkflowName, { branch, running, taken }: Seen): FirstFile {
  const beside = taken.has(name) ? workflowPath(name) : null;
  const path = beside === null ? workflowPath(name) : besidePath(name);
  const other = running.get(name) ?? null;
  return { path, text: workflowText(name, branch), instead: other === path ? null : other, beside };
}
