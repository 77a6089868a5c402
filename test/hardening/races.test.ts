import { afterAll, expect } from 'vitest';
import { GIT_ROUTES, type LogEntry } from '../github/index.ts';
import { config, measure, PATH, PROMPT, startRollout, text } from '../scenarios/prompts.ts';
import { type Run, scenario } from '../scenarios/world.ts';
import { during, manyPrompts, notRolledBack, type Tried } from './races.ts';
import { brokenRules } from './rules.ts';
import { checkpoint, type Scene, withScene } from './scene.ts';

const tried: Tried[] = [];
afterAll(() => console.table(tried));

const metrics = { source: 'file', file: '{{prompt}}.json', stale_after: '10h' };
/** Milliseconds: dozens of runs, one after the other. */
const patience = 1_200_000;
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

/** A run and another as a whole within it, in each of these orders; what is wrong afterwards, by order. */
async function inEachOrder(
  scene: Scene,
  race: string,
  [first, second]: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>],
  moments: readonly number[],
  wrongOf: (first: Run | null, second: Run | null) => Promise<readonly string[]>,
): Promise<string[]> {
  if (moments.length === 0) throw new Error('There is no moment to try.');
  const putBack = await checkpoint(scene);
  const wrong: string[] = [];
  for (const number of moments) {
    const [one, other] = await during(
      scene.world,
      (_, arrived) => arrived === number,
      () => scene.run(first),
      () => scene.run(second),
    );
    const faults = await wrongOf(one, other);
    wrong.push(...faults.map((fault) => `before request ${number}: ${fault}`));
    await putBack();
  }
  tried.push({ race, schedules: moments.length, runs: 2 });
  return wrong;
}

/** The requests of an undisturbed run, with the world as it was before. */
async function requestsOf(scene: Scene, inputs: Readonly<Record<string, string>>): Promise<LogEntry[]> {
  const { log } = scene.world.github;
  const putBack = await checkpoint(scene);
  log.clear();
  await scene.run(inputs);
  await putBack();
  return [...log.entries];
}

/** The moments before each of the requests. */
const moments = (requests: readonly LogEntry[]): number[] => requests.map((_, index) => index + 1);

/** Of these, before refs are read and before something is written: the rest of a transfer follows from the refs. */
const turns = (requests: readonly LogEntry[]): number[] =>
  moments(requests).filter((number) => {
    const { method = '', path = '', moves = [] } = requests[number - 1] ?? {};
    return moves.length > 0 || path.includes('/info/refs') || (method !== 'GET' && !path.includes('.git/'));
  });

/** What is said of a run that ended in none of these ways. */
const ended = (who: string, run: Run | null, ...ends: readonly string[]) =>
  run !== null && ends.includes(run.end) ? [] : [`the ${who} ended with ${run?.end}`];

scenario(
  'a rollback wins, whenever it comes in an advancing promotion',
  { timeout: patience },
  async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene);
      const times = moments(await requestsOf(scene, {}));
      const race = 'a rollback within a promotion';
      const wrong = await inEachOrder(scene, race, [{}, rollback], times, async (promotion, back) => [
        ...ended('rollback', back, 'rolled-back 0'),
        ...(promotion?.exitCode === 0 ? [] : [`the promotion ended with ${promotion?.end}`]),
        ...(await notRolledBack(scene)),
      ]);
      expect(wrong).toEqual([]);
    });
  },
);

scenario(
  'a rollback wins, whenever a promotion comes in between',
  { timeout: patience },
  async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene);
      const requests = await requestsOf(scene, rollback);
      // Until its routing is there, and one moment later: then it has won.
      const routed = requests.findIndex(({ moves }) => moves.length > 0) + 1;
      const times = moments(requests).slice(0, routed + 1);
      const race = 'a promotion within a rollback';
      const wrong = await inEachOrder(scene, race, [rollback, {}], times, async (back, promotion) => [
        ...ended('rollback', back, 'rolled-back 0'),
        ...(promotion?.exitCode === 0 ? [] : [`the promotion ended with ${promotion?.end}`]),
        ...(await notRolledBack(scene)),
      ]);
      expect(wrong).toEqual([]);
    });
  },
);

scenario(
  'two first runs adopt a prompt once, whenever they meet',
  { timeout: patience },
  async ({ world }) => {
    await withScene(world, async (scene) => {
      const settings = config({ ...scene.outside.config, metrics });
      await world.merge({ 'prompt-rollout.yml': settings, [PATH]: text('v1.0.0') });
      const times = turns(await requestsOf(scene, {}));
      const wrong = await inEachOrder(scene, 'first runs', [{}, {}], times, async (one, other) => [
        ...ended('first', one, 'adopted 0', 'nothing-to-do 0'),
        ...ended('second', other, 'adopted 0', 'nothing-to-do 0'),
        ...(await brokenRules(world)),
      ]);
      expect(wrong).toEqual([]);
    });
  },
);
