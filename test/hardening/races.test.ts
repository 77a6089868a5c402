import { afterAll, expect } from 'vitest';
import { GIT_ROUTES } from '../github/index.ts';
import { config, measure, PROMPT, startRollout } from '../scenarios/prompts.ts';
import { scenario } from '../scenarios/world.ts';
import { during, manyPrompts, notRolledBack, type Tried } from './races.ts';
import { brokenRules } from './rules.ts';
import { checkpoint, type Scene, withScene } from './scene.ts';

const tried: Tried[] = [];
afterAll(() => console.table(tried));

const metrics = { source: 'file', file: '{{prompt}}.json', stale_after: '10h' };
const push = { method: 'POST', route: GIT_ROUTES.push };
const rollback = { command: 'rollback', prompt: PROMPT };

/** v2.0.0 at its first stage, a minute later; it fails in so many percent of its requests. */
async function begun({ world, outside }: Scene, errors = 0.1): Promise<void> {
  await startRollout(world, { ...outside.config, metrics });
  world.pass(1);
  await measure(world, { errors });
}

/** So many runs that all have read the live branch before one of them writes it. */
async function atOnce({ world, run }: Scene, all: readonly Readonly<Record<string, string>>[]) {
  const met = world.github.faults.barrier({ ...push, parties: all.length });
  const runs = await Promise.all(all.map((inputs) => run(inputs)));
  await met;
  return runs.map((each) => each?.end);
}

for (const count of [2, 8]) {
  const same = (inputs = {}) => Array<object>(count).fill(inputs) as Record<string, string>[];

  scenario(`${count} promotions of one prompt at once pass one stage`, async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene);
      const ends = await atOnce(scene, same());
      tried.push({ race: 'promotions of one prompt', schedules: 1, runs: count });
      expect(ends.filter((end) => end === 'advanced 0')).toHaveLength(1);
      expect(ends.filter((end) => !end?.endsWith(' 0'))).toEqual([]);
      expect((await world.state()).rollout).toMatchObject({ weight: 5 });
      expect(await brokenRules(world)).toEqual([]);
    });
  });

  scenario(`${count} runs that see one prompt fail, at once: one rollback`, async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene, 8.4);
      const ends = await atOnce(scene, same());
      tried.push({ race: 'automatic rollbacks of one prompt', schedules: 1, runs: count });
      expect(ends).toContain('rolled-back 1');
      expect(await notRolledBack(scene)).toEqual([]);
    });
  });

  scenario(`${count} persons who roll one prompt back at once: one rollback`, async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene);
      const ends = await atOnce(scene, same(rollback));
      tried.push({ race: 'manual rollbacks of one prompt', schedules: 1, runs: count });
      expect(ends.filter((end) => end === 'rolled-back 0')).toHaveLength(1);
      expect(ends.filter((end) => end === 'already-rolled-back 0')).toHaveLength(count - 1);
      expect(await notRolledBack(scene)).toEqual([]);
    });
  });

  scenario(`${count} prompts that fail at once, each with a run of its own`, async ({ world }) => {
    await withScene(world, async (scene) => {
      const { ids, prompts, files } = manyPrompts(count);
      const settings = config({ ...scene.outside.config, metrics, prompts });
      await world.merge({ 'prompt-rollout.yml': settings, ...files('v1.0.0') });
      await scene.run();
      await world.merge(files('v2.0.0'));
      await scene.run();
      world.pass(1);
      for (const id of ids) await measure(world, { errors: 8.4 }, {}, id);
      const ends = await atOnce(
        scene,
        ids.map((prompt) => ({ prompt })),
      );
      tried.push({ race: 'automatic rollbacks of different prompts', schedules: 1, runs: count });
      expect(ends).toEqual(ids.map(() => 'rolled-back 1'));
      for (const id of ids) expect(await notRolledBack(scene, id), id).toEqual([]);
    });
  });
}

/** How many requests a run makes, with the world as it was before. */
async function requestsOf({ world }: Scene, putBack: () => Promise<void>, run: () => Promise<unknown>) {
  world.github.log.clear();
  await run();
  const { length } = world.github.log.entries;
  await putBack();
  return length;
}

scenario('a rollback wins, whenever it comes in an advancing promotion', async ({ world }) => {
  await withScene(world, async (scene) => {
    await begun(scene);
    const putBack = await checkpoint(scene);
    const schedules = await requestsOf(scene, putBack, () => scene.run());
    const wrong: string[] = [];
    for (let number = 1; number <= schedules; number++) {
      const [promotion, rolledBack] = await during(
        world,
        (_, arrived) => arrived === number,
        () => scene.run(),
        () => scene.run(rollback),
      );
      const faults = [
        ...(rolledBack?.end === 'rolled-back 0' ? [] : [`the rollback ended with ${rolledBack?.end}`]),
        ...(promotion?.exitCode === 0 ? [] : [`the promotion ended with ${promotion?.end}`]),
        ...(await notRolledBack(scene)),
      ];
      wrong.push(...faults.map((fault) => `before request ${number} of the promotion: ${fault}`));
      await putBack();
    }
    tried.push({ race: 'a rollback within a promotion', schedules, runs: 2 });
    expect(wrong).toEqual([]);
  });
});

/** The requests of a rollback until its routing is there, and then those that write. */
async function momentsOfRollback(scene: Scene, putBack: () => Promise<void>): Promise<number[]> {
  const { log } = scene.world.github;
  log.clear();
  await scene.run(rollback);
  const routed = log.entries.findIndex(({ moves }) => moves.length > 0);
  const moments = log.entries.flatMap(({ method, moves }, index) =>
    index <= routed || moves.length > 0 || method === 'PATCH' ? [index + 1] : [],
  );
  await putBack();
  return moments;
}

scenario('a rollback wins, whenever an advancing promotion comes in between', async ({ world }) => {
  await withScene(world, async (scene) => {
    await begun(scene);
    const putBack = await checkpoint(scene);
    const moments = await momentsOfRollback(scene, putBack);
    const wrong: string[] = [];
    for (const number of moments) {
      const [rolledBack, promotion] = await during(
        world,
        (_, arrived) => arrived === number,
        () => scene.run(rollback),
        () => scene.run(),
      );
      const faults = [
        ...(rolledBack?.end === 'rolled-back 0' ? [] : [`the rollback ended with ${rolledBack?.end}`]),
        ...(promotion?.exitCode === 0 ? [] : [`the promotion ended with ${promotion?.end}`]),
        ...(await notRolledBack(scene)),
      ];
      wrong.push(...faults.map((fault) => `before request ${number} of the rollback: ${fault}`));
      await putBack();
    }
    tried.push({ race: 'a promotion within a rollback', schedules: moments.length, runs: 2 });
    expect(wrong).toEqual([]);
  });
});
