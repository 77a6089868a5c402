import { expect } from 'vitest';
import { config, measure, PATH, startRollout, text } from './prompts.ts';
import { metricsConfig, startTraffic } from './traffic.ts';
import { REPO, scenario, type World } from './world.ts';

/** Minutes of the world's clock that `act` takes. */
async function minutes(world: World, act: () => Promise<unknown>): Promise<number> {
  const began = world.now().getTime();
  await act();
  return (world.now().getTime() - began) / 60_000;
}

scenario(
  'one run that waits takes a good version to 100 %, by evidence, and watches it',
  async ({ world }) => {
    const traffic = await startTraffic(world, { 'v1.0.0': 0.1, 'v2.0.0': 0.1 });
    try {
      const changes = { metrics: metricsConfig(traffic), bake: '30s', policy: { watch: '1m' } };
      await world.merge({ 'prompt-rollout.yml': config(changes), [PATH]: text('v1.0.0') });
      await world.run();
      await world.merge({ [PATH]: text('v2.0.0') });
      const took = await minutes(world, async () => {
        const run = await world.run({ wait: '30m' });
        expect(run.end).toBe('completed 0');
      });
      expect(took).toBeGreaterThan(2.5);
      expect(took).toBeLessThan(30);
    } finally {
      await traffic.close();
    }
    const advances = (await world.history()).filter((subject) => subject.startsWith('advance'));
    expect(advances.reverse()).toEqual([
      'advance(support): v2.0.0 (1 % -> 5 %)',
      'advance(support): v2.0.0 (5 % -> 25 %)',
      'advance(support): v2.0.0 (25 % -> 100 %)',
    ]);
  },
);

scenario(
  'one run that waits rolls a bad version back within two minutes of its first traffic',
  async ({ world }) => {
    const traffic = await startTraffic(world, { 'v1.0.0': 0.1, 'v2.0.0': 8 });
    try {
      const changes = { metrics: metricsConfig(traffic) };
      await world.merge({ 'prompt-rollout.yml': config(changes), [PATH]: text('v1.0.0') });
      await world.run();
      await world.merge({ [PATH]: text('v2.0.0') });
      expect((await world.run({ wait: '30m' })).end).toBe('rolled-back 1');
    } finally {
      await traffic.close();
    }
    const events = await world.ledger();
    const timeOf = (name: string) => Date.parse(events.find(({ event }) => event === name)?.at ?? '');
    expect(timeOf('rolled-back') - timeOf('started')).toBeLessThanOrEqual(120_000);
    expect((await world.state()).incidents).toMatchObject([{ rule: 'error-critical', weight: 1 }]);
    expect(await world.github.pulls(REPO)).toHaveLength(1);
  },
);

const patient = {
  bake: '1h',
  metrics: { source: 'file', file: '{{prompt}}.json', stale_after: '1h' },
};

scenario('a run whose time is over starts its successor while a rollout is open', async ({ world }) => {
  await startRollout(world, patient);
  world.pass(1);
  await measure(world);
  let end = '';
  const took = await minutes(world, async () => {
    ({ end } = await world.run({ wait: '2m', continue: 'dispatch' }));
  });
  expect(end).toBe('baking 0');
  expect(took).toBeGreaterThanOrEqual(2);
  expect(took).toBeLessThan(4);
  expect(world.github.dispatches).toMatchObject([
    { kind: 'workflow', repo: REPO, workflow: 'rollout.yml', ref: 'main' },
  ]);
});

scenario('a run that leaves nothing open starts no successor, and does not wait', async ({ world }) => {
  await startRollout(world, patient);
  expect((await world.run({ command: 'rollback', prompt: 'support' })).end).toBe('rolled-back 0');
  const took = await minutes(world, () => world.run({ wait: '30m', continue: 'dispatch' }));
  expect(took).toBeLessThan(1);
  expect(world.github.dispatches).toEqual([]);
});

scenario('a successor that cannot be started is a warning', async ({ world }) => {
  await startRollout(world, patient);
  world.pass(1);
  await measure(world);
  world.github.faults.add({
    method: 'POST',
    route: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    answer: { status: 403, body: { message: 'Resource not accessible by integration' } },
  });
  const run = await world.run({ continue: 'dispatch' });
  expect(run.end).toBe('baking 0');
  expect(run.stdout).toContain('actions: write');
  expect(run.result.warnings).toHaveLength(1);
  expect(world.github.dispatches).toEqual([]);
});
