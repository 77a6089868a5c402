import type { ContentFile } from '../../src/git/port.ts';
import { readSnapshot, type Snapshot } from '../../src/live/snapshot.ts';
import type { PromptState } from '../../src/live/state.ts';
import { type Draft, type Proposal, transact } from '../../src/live/transact.ts';
import type { Change } from '../../src/rollout/change.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { actor, at, planOf, source, wish } from '../rollout/states.ts';
import { scriptedClock } from './clock.ts';
import { type MemoryRepo, memoryRepo } from './memory-repo.ts';
import { unseal } from './unseal.ts';

export const text = (content: string): ContentFile => ({
  path: '',
  mode: '100644',
  bytes: Buffer.from(content),
});

export function proposal(change: Change, content?: string): Proposal {
  const digest = change.archive?.digest ?? '';
  if (content === undefined) return { change, contents: new Map(), archive: null };
  return { change, contents: new Map([[digest, content]]), archive: [text(content)] };
}

export const draft = (...proposals: Proposal[]): Draft => ({ proposals, message: 'for the test' });

export const adoption = (prompt: string, content = 'Be kind.'): Proposal =>
  proposal(adopt(prompt, source('v1'), actor({ now: at(5) })), content);

/** A branch on which these prompts are adopted. */
export async function adopted(...prompts: string[]): Promise<MemoryRepo> {
  const repo = memoryRepo();
  await transact(repo, scriptedClock(), async () => draft(...prompts.map((prompt) => adoption(prompt))));
  return repo;
}

export async function snapshotOf(repo: MemoryRepo): Promise<Snapshot> {
  return readSnapshot(await repo.read(), repo.branch);
}

export function stateIn(snapshot: Snapshot, prompt: string): PromptState {
  const state = snapshot.states.get(prompt);
  if (state === undefined) throw new Error(`${prompt} has no state`);
  return state;
}

/** Another writer does something to another prompt: a line in its ledger is enough to move the branch. */
export const otherWriter = (files: Map<string, string>): void => {
  const file = 'prompts/other/ledger.ndjson';
  const last = (files.get(file) ?? '').split('\n').at(-2) ?? '';
  files.set(file, `${files.get(file)}${last}\n`);
  unseal(files, 'other');
};

export const startOf = (snapshot: Snapshot): Proposal =>
  proposal(start(stateIn(snapshot, 'support'), source('v2'), planOf(), actor({ now: at(9) })), 'Be kinder.');

/** Puts the stable version back, as this run. */
export function rollbackOf(snapshot: Snapshot, run = 'this run'): Change {
  const state = stateIn(snapshot, 'support');
  return rollback(state, state.stable, wish(), { ...actor({ now: at(12) }), run });
}
