import { resolvePrompt } from '../config/load.ts';
import type { WorkflowText } from '../config/workflow-file.ts';
import { tried } from '../doctor/finding.ts';
import type { Failure } from '../errors/fail.ts';
import type { SourceRepo } from '../git/port.ts';
import type { PromptState } from '../live/state.ts';
import { peekVersion, resolveVersion } from '../prompts/version.ts';
import type { Asked } from './doctor-metrics.ts';
import { driftOf } from './drift.ts';
import { selectPrompts } from './prompts.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

type States = ReadonlyMap<string, PromptState>;

/** Whose text is read, and not only looked for: what is not adopted yet is about to be. */
const mostRead = 20;

/** Looks for the selected prompts on the default branch, at `most` so many. Throws `prompt-unknown`. */
export async function examinePrompts(
  session: Session,
  { config, source }: View,
  states: States,
  most = Number.POSITIVE_INFINITY,
): Promise<{ asked: Asked[]; failures: Failure[] }> {
  const asked: Asked[] = [];
  const failures: Failure[] = [];
  let read = 0;
  for (const prompt of selectPrompts(config, session.inputs.prompt).slice(0, most)) {
    const state = states.get(prompt.id) ?? null;
    const reads = state === null && read < mostRead;
    if (reads) read += 1;
    const found = await tried(async () =>
      reads ? (await resolveVersion(source, prompt)).label : (await peekVersion(source, prompt)) && null,
    );
    if (!found.known) failures.push(found.failure);
    asked.push({ prompt: prompt.id, state, coming: found.known ? found.value : null });
  }
  return { asked, failures };
}

/** Prompts whose rolled back version is still on the default branch. */
export async function driftsOf(
  view: View,
  states: States,
): Promise<{ readonly prompt: string; readonly detail: string }[]> {
  const found: { prompt: string; detail: string }[] = [];
  for (const [id, state] of states) {
    if (state.quarantine.length === 0 || !Object.hasOwn(view.config.prompts, id)) continue;
    const drift = await driftOf(view, resolvePrompt(view.config, id), state);
    if (drift?.kind === 'rolled-back') found.push({ prompt: id, detail: drift.detail });
  }
  return found;
}

const folder = '.github/workflows';
const mostBytes = 2 * 1024 * 1024;

/** The workflows on the default branch; none without the folder. Throws `prompt-too-large` over 2 MB, `prompt-not-plain`. */
export async function workflowFiles(source: SourceRepo): Promise<WorkflowText[]> {
  if ((await source.entry(folder))?.kind !== 'folder') return [];
  const files = await source.files(folder, { limit: mostBytes });
  return files
    .filter(({ path }) => /^[^/]+\.ya?ml$/.test(path))
    .map(({ path, bytes }) => ({ file: `${folder}/${path}`, text: bytes.toString('utf8') }));
}
