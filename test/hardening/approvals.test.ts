import { afterAll, expect } from 'vitest';
import { GIT_ROUTES } from '../github/index.ts';
import { measure, PATH, PROMPT, startRollout, text } from '../scenarios/prompts.ts';
import { REPO, type Run, scenarioWith } from '../scenarios/world.ts';
import { during, notRolledBack, type Tried } from './races.ts';
import { brokenRules } from './rules.ts';
import { type Scene, withScene } from './scene.ts';

const tried: Tried[] = [];
afterAll(() => console.table(tried));

const scenario = scenarioWith({ repo: { collaborators: { mona: 'write', alice: 'write' } } });
const metrics = { source: 'file', file: '{{prompt}}.json', stale_after: '10h' };
const push = { method: 'POST', route: GIT_ROUTES.push };
const rollback = { command: 'rollback', prompt: PROMPT };

/** v2.0.0 at its first stage, a minute later; it fails in so many percent of its requests. */
async function begun({ world, outside }: Scene, errors: number, changes: object = {}): Promise<void> {
  await startRollout(world, { ...outside.config, metrics, ...changes });
  world.pass(1);
  await measure(world, { errors });
}

async function asked(scene: Scene, changes: object = {}): Promise<void> {
  await begun(scene, 3, changes);
  expect((await scene.run())?.end).toBe('asked 0');
}

/** A comment on the first pull request, and the run that GitHub starts for it. */
function answer({ world, run }: Scene, body: string, id: number): Promise<Run | null> {
  const number = 1;
  world.github.comment(REPO, number, { author: 'mona', body });
  const payload = {
    action: 'created',
    repository: { full_name: REPO },
    issue: { number, pull_request: { url: `${world.github.apiUrl}/repos/${REPO}/pulls/${number}` } },
    comment: {
      ...{ id, body, user: { login: 'mona', type: 'User' }, created_at: world.now().toISOString() },
      html_url: `${world.github.url}/${REPO}/pull/${number}#issuecomment-${id}`,
    },
  };
  return run({ command: 'review' }, { name: 'issue_comment', payload });
}

scenario('an answer that comes before the question is booked is carried out, once', async ({ world }) => {
  await withScene(world, async (scene) => {
    await begun(scene, 3);
    // The pull request is open, and the run that asks has not said so on the live branch.
    const labelled = ({ method, route }: { method: string; route: string }) =>
      method === 'POST' && route.endsWith('/labels');
    const [asking, answered] = await during(
      world,
      labelled,
      () => scene.run(),
      () => answer(scene, '/rollback the answers are wrong', 1),
    );
    expect(answered?.end).toBe('rolled-back 0');
    expect(asking?.exitCode).toBe(0);
    tried.push({ race: 'an early answer', schedules: 1, runs: 2 });
    expect(await notRolledBack(scene)).toEqual([]);
  });
});

scenario('a merge that comes before the question is booked is carried out, once', async ({ world }) => {
  await withScene(world, async (scene) => {
    await begun(scene, 3);
    const labelled = ({ method, route }: { method: string; route: string }) =>
      method === 'POST' && route.endsWith('/labels');
    await during(
      world,
      labelled,
      () => scene.run(),
      () => world.github.mergePullRequest(REPO, 1, 'mona'),
    );
    world.pass(1);
    await scene.run();
    tried.push({ race: 'an early merge', schedules: 1, runs: 1 });
    expect(await notRolledBack(scene)).toEqual([]);
  });
});

scenario('an answer twice, at once, is one rollback', async ({ world }) => {
  await withScene(world, async (scene) => {
    await asked(scene);
    const met = world.github.faults.barrier({ ...push, parties: 2 });
    const runs = await Promise.all([
      answer(scene, '/rollback the answers are wrong', 1),
      answer(scene, '/rollback I see it, too', 2),
    ]);
    await met;
    tried.push({ race: 'an answer twice', schedules: 1, runs: 2 });
    expect(runs.map((run) => run?.exitCode)).toEqual([0, 0]);
    expect(runs.filter((run) => run?.end === 'rolled-back 0').length).toBeGreaterThan(0);
    expect(await notRolledBack(scene)).toEqual([]);
  });
});

scenario('an answer, a merge and a manual rollback at once are one rollback', async ({ world }) => {
  await withScene(world, async (scene) => {
    await asked(scene);
    await world.github.mergePullRequest(REPO, 1, 'mona');
    const met = world.github.faults.barrier({ ...push, parties: 3 });
    const runs = await Promise.all([
      answer(scene, '/rollback the answers are wrong', 1),
      scene.run(),
      scene.run(rollback),
    ]);
    await met;
    tried.push({ race: 'an answer, a merge and a rollback', schedules: 1, runs: 3 });
    expect(runs.every((run) => run !== null && run.exitCode !== 2)).toBe(true);
    expect(await notRolledBack(scene)).toEqual([]);
  });
});

scenario('opposite answers at once: the rollback stands, whichever comes first', async ({ world }) => {
  await withScene(world, async (scene) => {
    await asked(scene);
    const [resumed, rolledBack] = await during(
      world,
      ({ moves }) => moves.length > 0,
      () => answer(scene, '/resume it is a false alarm', 1),
      () => answer(scene, '/rollback the answers are wrong', 2),
    );
    tried.push({ race: 'opposite answers', schedules: 1, runs: 2 });
    expect(rolledBack?.end).toBe('rolled-back 0');
    expect(resumed?.exitCode).toBe(0);
    expect(await notRolledBack(scene)).toEqual([]);
  });
});

for (const late of ['/rollback the answers are wrong', '/resume it is a false alarm', '/investigate'])
  scenario(`${late.split(' ')[0]} that comes when all is rolled back changes nothing`, async ({ world }) => {
    await withScene(world, async (scene) => {
      await asked(scene);
      await measure(world, { errors: 40 });
      expect((await scene.run())?.end).toBe('rolled-back 1');
      const before = await world.flags();
      const run = await answer(scene, late, 1);
      expect(run?.exitCode).toBe(0);
      tried.push({ race: `a late ${late.split(' ')[0]}`, schedules: 1, runs: 1 });
      expect(await world.flags()).toEqual(before);
      expect(await notRolledBack(scene)).toEqual([]);
    });
  });

scenario('an answer after the time is over is still carried out', async ({ world }) => {
  await withScene(world, async (scene) => {
    await asked(scene);
    world.pass(6);
    expect((await scene.run())?.exitCode).toBe(0);
    expect((await world.state()).incidents).toMatchObject([{ question: { status: 'expired' } }]);
    expect((await answer(scene, '/rollback the answers are wrong', 1))?.end).toBe('rolled-back 0');
    tried.push({ race: 'an answer after the limit', schedules: 1, runs: 1 });
    expect(await notRolledBack(scene)).toEqual([]);
  });
});

scenario(
  'a version that is merged during a question waits, and begins at stage one after the answer',
  async ({ world }) => {
    await withScene(world, async (scene) => {
      await asked(scene);
      const [answered] = await during(
        world,
        ({ moves }) => moves.length > 0,
        () => answer(scene, '/rollback the answers are wrong', 1),
        async () => {
          await world.merge({ [PATH]: text('v3.0.0') });
          return scene.run();
        },
      );
      expect(answered?.end).toBe('rolled-back 0');
      expect(await notRolledBack(scene)).toEqual([]);
      expect((await scene.run())?.end).toBe('started 0');
      tried.push({ race: 'a new version within an answer', schedules: 1, runs: 3 });
      expect((await world.state()).rollout).toMatchObject({ candidate: { label: 'v3.0.0' }, weight: 1 });
      expect(await brokenRules(world, scene.outside.pages)).toEqual([]);
    });
  },
);
