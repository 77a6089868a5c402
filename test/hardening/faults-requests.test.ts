import { expect } from 'vitest';
import { scenario } from '../scenarios/world.ts';
import { BAD, expectComplete, GOOD, inScene } from './faults/scene.ts';

/** Two versions, three metrics, each with its values and the time of its newest sample. */
const questions = 12;

scenario('looks that change nothing ask the forge nothing, and write nothing', async ({ world }) => {
  await inScene(world, { errors: GOOD, bake: '1h' }, async (scene) => {
    // The first look after the start writes that the candidate has traffic.
    expect((await scene.run()).end).toBe('baking 0');
    world.github.log.clear();
    scene.metrics.requests.length = 0;
    const before = await world.refs();
    const run = await scene.run({ wait: '2m', interval: '30s' });
    expect(run.end, run.stdout).toBe('baking 0');
    const looks = scene.metrics.requests.length / questions;
    expect(looks).toBeGreaterThanOrEqual(4);
    expect(Number.isInteger(looks)).toBe(true);
    const { entries } = world.github.log;
    expect(entries.filter(({ route }) => !route.startsWith('/{owner}/{repo}.git/'))).toEqual([]);
    expect(world.github.log.of('POST', '/{owner}/{repo}.git/git-receive-pack')).toEqual([]);
    expect(run.result.requests).toEqual({ forge: 0, metrics: looks * questions, budget: null });
    expect(run.stdout).toContain(`0 requests to the forge, ${looks * questions} to the metrics source`);
    expect(await world.refs()).toEqual(before);
  });
});

scenario('what a rollback asks is counted as the forge counts it', async ({ world }) => {
  await inScene(world, { errors: BAD }, async (scene) => {
    const run = await scene.run();
    expect(run.end).toBe('rolled-back 1');
    await expectComplete(scene);
    const api = world.github.log.entries.filter(({ path }) => path.startsWith('/api/'));
    expect(run.result.requests).toMatchObject({
      forge: api.length,
      metrics: scene.metrics.requests.length,
      budget: { limit: 5000 },
    });
    // Runs before this one have used some of it.
    const { limit = 0, remaining = limit } = run.result.requests?.budget ?? {};
    expect(limit - remaining).toBeGreaterThanOrEqual(api.length);
    expect(run.result.warnings).toEqual([]);
    expect(run.summary).toContain(`${api.length} requests to the forge`);
  });
});
