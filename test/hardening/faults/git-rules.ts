import { expect } from 'vitest';
import { PROMPT } from '../../scenarios/prompts.ts';
import { stateNow } from '../../scenarios/traffic.ts';
import { LIVE, REPO } from '../../scenarios/world.ts';
import { expectTold, type FaultCase, type FaultCases } from './case.ts';
import { stops } from './git-case.ts';
import { expectRouted, inScene, type Scene } from './scene.ts';

const rule = `error: GH013: Repository rule violations found for refs/heads/${LIVE}.
- Cannot update this protected ref.`;
const signature = `error: GH013: Repository rule violations found for refs/heads/${LIVE}.
- Commits must have verified signatures.`;

function refusal(fault: string, code: string, text: string): FaultCase {
  return stops({
    fault,
    happens:
      'Ends with an error and pages at once; the push is not repeated. The candidate keeps its share until the rule is mended.',
    end: `${code} 2`,
    says: [
      ['error', `${code}: A rule`],
      ['error', text],
    ],
    pushes: 1,
    unwritten: true,
    lay: ({ world: { github } }) => {
      github.rejectPushes(() => (text === 'verified signatures' ? signature : rule));
      return { lift: () => github.rejectPushes(() => undefined) };
    },
  });
}

/** Rules of the repository that refuse what the run writes. */
export const ruleFaults: FaultCases = {
  'git: rule GH013': refusal('A rule refuses the push to the live branch (GH013)', 'rule-refused', 'GH013'),
  'git: signature': refusal(
    'A rule wants signed commits on the live branch',
    'signature-required',
    'verified signatures',
  ),
  'git: rule GH013 after a rollback': {
    fault: 'A rule refuses the live branch from the rollback on, and the rollback does not help',
    happens:
      'Pages at once that it did not help; the stable version goes on serving. The next run writes it, and its notices join that page.',
    end: 'rolled-back 1',
    says: [['error', 'rule-refused: A rule']],
    prove: (world, told) =>
      inScene(world, { errors: { 'v1.0.0': [0.1, 30], 'v2.0.0': 30 } }, (scene) =>
        refusedAfterwards(scene, told),
      ),
  },
};

/** What follows from the rollback at once is written, and nothing after that until the rule is mended. */
async function refusedAfterwards(scene: Scene, told: FaultCase): Promise<void> {
  const { world, pager } = scene;
  world.github.rejectPushes(() => {
    const state = stateNow(world, PROMPT);
    return state?.incidents.length === 1 && state.outbox.length === 0 ? rule : undefined;
  });
  const run = await scene.run();
  expectTold(run, told);
  expect(run.outputs).toMatchObject({ 'rolled-back': 'true', stable: 'v1.0.0' });
  await expectRouted(scene);
  const { incidents } = await world.state();
  expect(incidents).toMatchObject([{ verification: { status: 'waiting' } }]);
  const thread = `${REPO}/${PROMPT}/${incidents[0]?.id}`;
  const alerts = () => new Set(pager.events.map(({ dedup_key }) => dedup_key));
  // The alert of the rollback is open by now: more in it would reach nobody.
  expect(alerts()).toEqual(new Set([thread, `${thread}/unwritten`]));
  world.pass(5);
  await scene.run();
  expect(alerts()).toEqual(new Set([thread, `${thread}/unwritten`, `${thread}/failed`]));
  const paged = pager.events.length;

  world.github.rejectPushes(() => undefined);
  world.pass(1);
  expect((await scene.run()).end).toBe('rollback-failed 1');
  expect(await world.state()).toMatchObject({
    incidents: [{ verification: { status: 'failed' } }],
    outbox: [],
  });
  // What is written at last is told where it was told before.
  expect(pager.events.slice(paged)).toMatchObject([
    { event_action: 'trigger', dedup_key: `${thread}/failed`, payload: { class: 'failed' } },
  ]);
}
