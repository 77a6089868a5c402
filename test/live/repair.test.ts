import { expect, it } from 'vitest';
import type { ContentFile } from '../../src/git/port.ts';
import { repairing } from '../../src/live/repair.ts';
import { manifestFile, readSnapshot, type Snapshot, stateFile } from '../../src/live/snapshot.ts';
import { type Proposal, transact } from '../../src/live/transact.ts';
import type { Change } from '../../src/rollout/change.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { actor, at, planOf, source } from '../rollout/states.ts';
import { scriptedClock } from './clock.ts';
import { memoryRepo } from './memory-repo.ts';

function proposal(change: Change, content: string): Proposal {
  const file: ContentFile = { path: '', mode: '100644', bytes: Buffer.from(content) };
  return { change, contents: new Map([[change.archive?.digest ?? '', content]]), archive: [file] };
}

const started = ({ states }: Snapshot, prompt: string, label: string, words: string): Proposal => {
  const state = states.get(prompt);
  if (state === undefined) throw new Error(`${prompt} has no state`);
  return proposal(start(state, source(label), planOf(), actor({ now: at(9) })), words);
};

it('of a prompt and of flags.json leaves the others what they got after that prompt was damaged', async () => {
  const repo = memoryRepo();
  const commit = (...propose: ((snapshot: Snapshot) => Proposal)[]) =>
    transact(repo, scriptedClock(), async (snapshot) => ({
      proposals: propose.map((each) => each(snapshot)),
      message: 'for the test',
    }));
  const adopted = (prompt: string) => () =>
    proposal(adopt(prompt, source('v1'), actor({ now: at(5) })), 'Be kind.');
  await commit(adopted('support'), adopted('other'), adopted('third'));
  repo.interfere((files) => {
    files.set(stateFile('support'), '{');
  });
  await commit((snapshot) => started(snapshot, 'other', 'v2', 'Be kinder.'));
  await commit((snapshot) => started(snapshot, 'third', 'v3', 'Be brief.'));
  const whole = readSnapshot(await repo.read(), repo.branch);
  expect([...whole.damaged.keys()]).toEqual(['support']);
  repo.interfere((files) => {
    files.set(manifestFile, '{');
    files.set(stateFile('third'), '{');
  });
  const refused = commit((snapshot) => started(snapshot, 'other', 'v4', 'Be quick.'));
  await expect(refused).rejects.toMatchObject({ code: 'live-corrupt' });

  const repaired = readSnapshot(await repairing(repo, ['support']).read(), repo.branch);
  expect([...repaired.states.keys()].sort()).toEqual(['other', 'support']);
  expect([...repaired.damaged.keys()]).toEqual(['third']);
  expect(repaired.manifest.flags.other).toEqual(whole.manifest.flags.other);
  expect(repaired.manifest.flags.third).toEqual(whole.manifest.flags.third);
});
