import { FlagdCore } from '@openfeature/flagd-core';
import { expect } from 'vitest';
import { look, measure, PATH, PROMPT, startRollout, text, writeMetrics } from './prompts.ts';
import { LIVE, scenario, type World } from './world.ts';

scenario(
  'a good version goes through all stages, one look a run, and is known as good',
  async ({ world }) => {
    await startRollout(world);
    const ends: string[] = [];
    const weights: string[] = [];
    for (let stage = 0; stage < 4; stage++) {
      const run = await look(world);
      ends.push(run.end);
      weights.push(run.outputs.weight ?? '');
    }
    expect(ends).toEqual(['advanced 0', 'advanced 0', 'watching 0', 'baking 0']);
    expect(weights).toEqual(['5', '25', '100', '100']);
    world.pass(24 * 60);
    await measure(world);
    const last = await world.run();
    expect(last.end).toBe('completed 0');
    expect(last.outputs).toMatchObject({ stable: 'v2.0.0', candidate: '', weight: '' });
    expect(await world.history()).toEqual([
      'complete(support): v1.0.0 -> v2.0.0 (known as good)',
      'advance(support): v2.0.0 (25 % -> 100 %)',
      'advance(support): v2.0.0 (5 % -> 25 %)',
      'advance(support): v2.0.0 (1 % -> 5 %)',
      'start(support): v1.0.0 -> v2.0.0 (1 %)',
      'adopt(support): v1.0.0',
    ]);
    expect([...new Set(await sharesByCommit(world, 'v2.0.0'))]).toEqual([0, 1, 5, 25, 100]);
    const { flags } = await world.flags();
    expect(flags[PROMPT]?.targeting).toBeUndefined();
    expect(Object.keys(flags[PROMPT]?.variants ?? {})).toEqual(['v2.0.0', 'v1.0.0']);
    expect((await world.state()).stable.known_good_since).not.toBeNull();
  },
);

scenario('a stage is not passed before its bake time is over', async ({ world }) => {
  await startRollout(world, { bake: '10m' });
  expect((await look(world)).end).toBe('baking 0');
  world.pass(5);
  expect((await look(world)).end).toBe('baking 0');
  expect((await world.state()).rollout).toMatchObject({ weight: 1 });
  world.pass(3);
  expect((await look(world)).end).toBe('advanced 0');
});

scenario('the metrics file of the README takes a good version to 100 %', async ({ world }) => {
  await startRollout(world, { stages: [5, 100] });
  world.pass(1);
  await writeMetrics(world, {
    candidate: { requests: 5210, errors: 12, p99_ms: 900, quality: 0.91 },
    stable: { requests: 98120, errors: 201, p99_ms: 870, quality: 0.92 },
  });
  expect((await world.run()).end).toBe('watching 0');
});

scenario('rates without counts are judged by their numbers', async ({ world }) => {
  await startRollout(world);
  world.pass(1);
  await writeMetrics(world, { error_rate_pct: 0.4, latency_increase_pct: 3, quality_drop_pct: 1 });
  expect((await world.run()).end).toBe('advanced 0');
  world.pass(1);
  await writeMetrics(world, { error_rate_pct: 5.1 });
  expect((await world.run()).end).toBe('rolled-back 1');
});

scenario('status says what is live and what differs, and writes nothing', async ({ world }) => {
  await startRollout(world);
  await world.merge({ [PATH]: text('v3.0.0') });
  const before = await world.refs();
  const run = await world.run({ command: 'status' });
  expect(run.end).toBe('reported 0');
  expect(run.result.prompts).toMatchObject([
    { prompt: PROMPT, stable: { label: 'v1.0.0' }, rollout: { weight: 1 }, drift: { kind: 'pending' } },
  ]);
  expect(run.summary).toContain('v2.0.0');
  expect(await world.refs()).toEqual(before);
});

/** For each commit of the live branch, oldest first: percent of users who get the version, by flagd itself. */
async function sharesByCommit(world: World, version: string): Promise<number[]> {
  const commits = (await world.git('rev-list', '--reverse', LIVE)).split('\n');
  const shares: number[] = [];
  for (const commit of commits) {
    const core = new FlagdCore();
    core.setConfigurations(await world.file('flags.json', commit));
    const users = Array.from({ length: 4000 }, (_, index) => `user-${index}`);
    const got = users.filter((targetingKey) => {
      const { value, reason } = core.resolveObjectEvaluation(PROMPT, {}, { targetingKey });
      if (reason === 'ERROR') throw new Error(`${commit} cannot be evaluated.`);
      return JSON.stringify(value).includes(version);
    });
    shares.push(Math.round((100 * got.length) / users.length));
  }
  return shares;
}
