import { afterAll, expect } from 'vitest';
import { measure, PATH, PROMPT, startRollout, text } from '../scenarios/prompts.ts';
import { LIVE, scenario } from '../scenarios/world.ts';
import { beforePush, during, notRolledBack, type Tried } from './races.ts';
import { brokenRules } from './rules.ts';
import { type Scene, withScene } from './scene.ts';

const tried: Tried[] = [];
afterAll(() => console.table(tried));

const metrics = { source: 'file', file: '{{prompt}}.json', stale_after: '10h' };
const rollback = { command: 'rollback', prompt: PROMPT };
const ref = `refs/heads/${LIVE}`;

/** v2.0.0 at its second stage, a minute later; it fails in so many percent of its requests. */
async function begun({ world, outside, run }: Scene, errors: number): Promise<void> {
  await startRollout(world, { ...outside.config, metrics });
  world.pass(1);
  await measure(world);
  expect((await run())?.end).toBe('advanced 0');
  world.pass(1);
  await measure(world, { errors });
}

/** The commit that the live branch had when its newest commits were not there yet. */
const earlier = ({ world }: Scene, subject: string) =>
  world.git('log', '--format=%H', '--fixed-strings', `--grep=${subject}`, '-1', LIVE);

for (const inputs of [{}, rollback]) {
  const who = 'command' in inputs ? 'a person' : 'the policy';
  const end = 'command' in inputs ? 'rolled-back 0' : 'rolled-back 1';

  scenario(
    `put back to an earlier stage while ${who} rolls back: it rolls back from there`,
    async ({ world }) => {
      await withScene(world, async (scene) => {
        await begun(scene, 8.4);
        const commit = await earlier(scene, 'start(support)');
        const [run] = await during(
          world,
          beforePush,
          () => scene.run(inputs),
          () => world.git('update-ref', ref, commit),
        );
        tried.push({ race: `live branch forced back, ${who} rolls back`, schedules: 1, runs: 1 });
        expect(run?.end).toBe(end);
        expect(await notRolledBack(scene)).toEqual([]);
        expect(await world.git('merge-base', commit, LIVE)).toBe(commit);
      });
    },
  );

  scenario(
    `deleted while ${who} rolls back: nothing is adopted, and put back it goes on`,
    async ({ world }) => {
      await withScene(world, async (scene) => {
        await begun(scene, 8.4);
        const before = await world.git('rev-parse', LIVE);
        const [run] = await during(
          world,
          beforePush,
          () => scene.run(inputs),
          () => world.git('update-ref', '-d', ref),
        );
        expect(run?.end).toBe('live-lost 2');
        // Not later either, whoever comes: what is stable and what is in quarantine is not known.
        expect((await scene.run())?.end).toBe('live-lost 2');
        const refused = await scene.run(rollback);
        expect(refused?.end).toBe('live-lost 2');
        expect(refused?.stdout).toContain(`git push origin <commit>:refs/heads/${LIVE}`);
        expect(await world.refs('refs/heads/')).toEqual({ 'refs/heads/main': expect.any(String) });
        // What the policy decided pages all the same, once in each run that decides it; a person knows.
        const unwritten = scene.outside.pages.map(({ payload }) => payload?.class);
        expect(unwritten).toEqual('command' in inputs ? [] : ['unwritten']);

        await world.git('update-ref', ref, before);
        expect((await scene.run(inputs))?.end).toBe(end);
        tried.push({ race: `live branch deleted, ${who} rolls back`, schedules: 1, runs: 1 });
        expect(await notRolledBack(scene)).toEqual([]);
      });
    },
  );
}

scenario(
  'deleted while a promotion advances: nothing is adopted, and put back it goes on',
  async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene, 0.1);
      const before = await world.git('rev-parse', LIVE);
      const [run] = await during(
        world,
        beforePush,
        () => scene.run(),
        () => world.git('update-ref', '-d', ref),
      );
      expect(run?.end).toBe('live-lost 2');
      await world.git('update-ref', ref, before);
      expect((await scene.run())?.end).toBe('advanced 0');
      tried.push({ race: 'live branch deleted, a promotion advances', schedules: 1, runs: 1 });
      expect((await world.state()).rollout).toMatchObject({ weight: 25 });
      expect(await brokenRules(world)).toEqual([]);
    });
  },
);

scenario(
  'put back to before the rollout while it rolls back: the version begins anew, and goes',
  async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene, 8.4);
      const commit = await earlier(scene, 'adopt(support)');
      const [run] = await during(
        world,
        beforePush,
        () => scene.run(),
        () => world.git('update-ref', ref, commit),
      );
      expect(run?.exitCode).toBe(0);
      expect((await world.state()).rollout).toMatchObject({ candidate: { label: 'v2.0.0' }, weight: 1 });
      world.pass(1);
      await measure(world, { errors: 8.4 });
      expect((await scene.run())?.end).toBe('rolled-back 1');
      tried.push({ race: 'live branch forced back before the rollout', schedules: 1, runs: 2 });
      expect(await notRolledBack(scene)).toEqual([]);
    });
  },
);

scenario(
  'a version that is merged while the one before is rolled back begins at stage one after it',
  async ({ world }) => {
    await withScene(world, async (scene) => {
      await begun(scene, 8.4);
      const [run] = await during(
        world,
        beforePush,
        () => scene.run(),
        () => world.merge({ [PATH]: text('v3.0.0') }),
      );
      expect(run?.end).toBe('rolled-back 1');
      expect(await notRolledBack(scene)).toEqual([]);
      expect((await scene.run())?.end).toBe('started 0');
      const { rollout, quarantine, incidents } = await world.state();
      expect({ rollout, quarantine, incidents }).toMatchObject({
        rollout: { candidate: { label: 'v3.0.0' }, weight: 1 },
        quarantine: [{ label: 'v2.0.0' }],
        incidents: [{ status: 'rolled-back' }],
      });
      tried.push({ race: 'a new version within a rollback', schedules: 1, runs: 2 });
      expect(await brokenRules(world, scene.outside.pages)).toEqual([]);
    });
  },
);
