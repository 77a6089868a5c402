import { expect } from 'vitest';
import { GIT_ROUTES } from '../github/index.ts';
import { look, measure, PROMPT, startRollout } from '../scenarios/prompts.ts';
import { stateNow } from '../scenarios/traffic.ts';
import { REPO, scenario } from '../scenarios/world.ts';
import { inScene } from './faults/scene.ts';
import { beforePush, during, type Moment } from './races.ts';

scenario(
  'a rollback is told as one though neither push nor the look after it is answered',
  async ({ world }) => {
    const { github } = world;
    await startRollout(world);
    expect((await look(world, { errors: 0.1 })).end).toBe('advanced 0');
    world.pass(1);
    await measure(world, { errors: 8.4 });
    const after = () => github.faults.add({ method: 'GET', route: GIT_ROUTES.refs, drop: 'request' });
    github.faults.add({ method: 'POST', route: GIT_ROUTES.push, drop: 'answer', after });
    const run = await world.run();
    expect(run.end).toBe('rolled-back 1');
    expect(github.faults.pending()).toEqual([]);
    expect((await world.state()).incidents).toHaveLength(1);
    expect(await github.pulls(REPO)).toHaveLength(1);
  },
);

scenario('who finds a version rolled back by another run does not call it healthy', async ({ world }) => {
  await startRollout(world);
  expect((await look(world, { errors: 0.1 })).end).toBe('advanced 0');
  world.pass(1);
  await measure(world, { errors: 8.4 });
  const [one, other] = await during(
    world,
    beforePush,
    () => world.run(),
    () => world.run(),
  );
  expect([one?.end, other?.end]).toEqual(['already-rolled-back 0', 'rolled-back 1']);
  expect(one?.stdout).not.toContain('healthy so far');
});

scenario(
  'a rollback of which another run finds out that it did not help ends as failed',
  async ({ world }) => {
    await inScene(world, { errors: { 'v1.0.0': [0.1, 30], 'v2.0.0': 0.1 } }, async (scene) => {
      // The time is up, and that it failed is what the run that rolled back would write next.
      const settling: Moment = (entry, number) => {
        const state = stateNow(world, PROMPT);
        const { status } = state?.incidents[0]?.verification ?? {};
        return status === 'escalated' && state?.outbox.length === 0 && beforePush(entry, number);
      };
      const [back, other] = await during(
        world,
        settling,
        () => scene.run({ command: 'rollback', prompt: PROMPT, reason: 'bad tone' }),
        () => scene.run(),
      );
      expect([back.end, other.end]).toEqual(['rollback-failed 1', 'rollback-failed 1']);
      expect((await world.ledger()).filter(({ event }) => event === 'rollback-failed')).toHaveLength(1);
    });
  },
);
