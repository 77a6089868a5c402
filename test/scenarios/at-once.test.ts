import { expect } from 'vitest';
import { GIT_ROUTES } from '../github/index.ts';
import { config, measure, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { REPO, type Run, scenario, type World } from './world.ts';

const push = { method: 'POST', route: GIT_ROUTES.push };

/** `first` reads the live branch, and before its push arrives, `second` runs from begin to end. */
async function between(
  world: World,
  first: () => Promise<Run>,
  second: () => Promise<Run>,
): Promise<[Run, Run]> {
  let other: Promise<Run> | undefined;
  world.github.faults.add({
    ...push,
    before: () => {
      other = second();
      return other;
    },
  });
  const run = await first();
  if (other === undefined) throw new Error('The first run pushed nothing.');
  return [run, await other];
}

const promote = (world: World) => () => world.run();
const back = (world: World) => () => world.run({ command: 'rollback', prompt: PROMPT });

/** v1.0.0 serves everyone, and there is one pull request and one issue about it. */
async function expectOneRollback(world: World): Promise<void> {
  expect((await world.flags()).flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
  expect((await world.flags()).flags[PROMPT]?.targeting).toBeUndefined();
  const { rollout, quarantine, incidents, outbox } = await world.state();
  expect({ rollout, outbox }).toEqual({ rollout: null, outbox: [] });
  expect([quarantine, incidents].map(({ length }) => length)).toEqual([1, 1]);
  expect(await world.github.pulls(REPO)).toHaveLength(1);
  expect(world.github.issues(REPO)).toHaveLength(1);
  const subjects = await world.history();
  expect(subjects.filter((subject) => subject.startsWith('rollback'))).toHaveLength(1);
}

scenario('a rollback that comes between a promotion and its commit wins', async ({ world }) => {
  await startRollout(world);
  world.pass(1);
  await measure(world);
  const [promotion, rollback] = await between(world, promote(world), back(world));
  expect(rollback.end).toBe('rolled-back 0');
  expect(promotion.exitCode).toBe(0);
  expect(promotion.outputs).toMatchObject({ candidate: '', weight: '' });
  await expectOneRollback(world);
});

scenario('a promotion that comes between a rollback and its commit does not stop it', async ({ world }) => {
  await startRollout(world);
  world.pass(1);
  await measure(world);
  const [rollback, promotion] = await between(world, back(world), promote(world));
  expect(promotion.end).toBe('advanced 0');
  expect(rollback.end).toBe('rolled-back 0');
  await expectOneRollback(world);
});

scenario('a person and the policy roll back at the same moment: one incident', async ({ world }) => {
  await startRollout(world);
  world.pass(1);
  await measure(world, { errors: 8.4 });
  const met = world.github.faults.barrier({ ...push, parties: 2 });
  const runs = await Promise.all([promote(world)(), back(world)(), met]);
  expect(runs.filter((run) => run?.end.startsWith('rolled-back')).length).toBeGreaterThan(0);
  await expectOneRollback(world);
});

scenario('eight promotions at once give one rollout', async ({ world }) => {
  await world.merge({ 'prompt-rollout.yml': config(), [PATH]: text('v1.0.0') });
  await world.run();
  await world.merge({ [PATH]: text('v2.0.0') });
  const met = world.github.faults.barrier({ ...push, parties: 8 });
  const runs = await Promise.all(Array.from({ length: 8 }, promote(world)));
  await met;
  expect(runs.map(({ exitCode }) => exitCode)).toEqual(Array(8).fill(0));
  expect(runs.filter(({ end }) => end === 'started 0')).toHaveLength(1);
  expect(await world.history()).toEqual(['start(support): v1.0.0 -> v2.0.0 (1 %)', 'adopt(support): v1.0.0']);
  expect((await world.state()).rollouts).toBe(1);
});
