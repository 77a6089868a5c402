import { expect } from 'vitest';
import type { FakePrometheus } from '../../metrics/prometheus-server.ts';
import { type Pager, pagerSecret, startPager } from '../../scenarios/pager.ts';
import { config, PROMPT, startRollout } from '../../scenarios/prompts.ts';
import { type Errors, metricsConfig, startTraffic } from '../../scenarios/traffic.ts';
import { LIVE, REPO, type Run, type World } from '../../scenarios/world.ts';

/** A rollout of v2.0.0 at 1 % with traffic in a Prometheus, and someone who is paged. */
export interface Scene {
  readonly world: World;
  readonly metrics: FakePrometheus;
  readonly pager: Pager;
  /** A run of the action that may page; `changes` as `World.run` takes them. */
  run(inputs?: Readonly<Record<string, string>>, changes?: Parameters<World['run']>[1]): Promise<Run>;
}

/** A candidate of which nearly a third of all answers fail, beside a stable version that is well. */
export const BAD: Errors = { 'v1.0.0': 0.1, 'v2.0.0': 30 };
export const GOOD: Errors = { 'v1.0.0': 0.1, 'v2.0.0': 0.1 };

/** Looked at once when the switch may have shown, and not every five seconds: a scenario takes a third of the time. */
const VERIFICATION = { propagation: '0s', interval: '20s', escalate_after: '40s' };

interface SceneOptions {
  readonly errors?: Errors;
  /** Keys of `metrics` that differ. */
  readonly metrics?: object;
  /** Another bake time, which the rollout has from its start. */
  readonly bake?: string;
}

/** Lets three minutes of traffic pass, then hands over; closes the servers at the end. */
export async function inScene(
  world: World,
  { errors = BAD, metrics: changes = {}, bake = '0s' }: SceneOptions,
  use: (scene: Scene) => Promise<void>,
): Promise<void> {
  await startRollout(world, { bake });
  const [metrics, pager] = [await startTraffic(world, errors), await startPager()];
  try {
    const file = config({
      bake,
      metrics: { ...metricsConfig(metrics), ...changes },
      notify: { pagerduty: { url: pager.url } },
      rollback: { verification: VERIFICATION },
    });
    await world.merge({ 'prompt-rollout.yml': file });
    world.pass(3);
    world.github.log.clear();
    const run: Scene['run'] = (inputs, more) =>
      world.run({ ...pagerSecret, interval: '5m', ...inputs }, more);
    await use({ world, metrics, pager, run });
  } finally {
    await metrics.close();
    await pager.close();
  }
}

/**
 * Nothing moved: the candidate has its first 1 %, applications read what they read before. Nobody was told, but where a
 * rollback was decided and could not be written (`unwritten`): that pages once.
 */
export async function expectHeld({ world, pager }: Scene, unwritten = false): Promise<void> {
  const { rollout, incidents, outbox } = await world.state();
  expect({ weight: rollout?.weight, phase: rollout?.phase, incidents, outbox }).toEqual({
    ...{ weight: 1, phase: 'canary', incidents: [], outbox: [] },
  });
  expect(await routings(world)).toEqual(['start(support): v1.0.0 -> v2.0.0 (1 %)', 'adopt(support): v1.0.0']);
  expect(await world.github.pulls(REPO)).toEqual([]);
  expect(world.github.issues(REPO)).toEqual([]);
  const titles = pager.events.map(({ payload }) => payload?.summary);
  const page = expect.stringContaining('support v2.0.0 at 1 %: its rollback to v1.0.0 cannot be written');
  expect(titles).toEqual(unwritten ? [page] : []);
}

/** Subjects of the commits that changed what applications read, newest first. */
export async function routings(world: World): Promise<string[]> {
  return (await world.git('log', '--format=%s', LIVE, '--', 'flags.json')).split('\n');
}

/** Everyone gets v1.0.0: the rollback commit is on the live branch, once. */
export async function expectRouted({ world }: Scene): Promise<void> {
  const { flags } = await world.flags();
  expect(flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
  expect(flags[PROMPT]?.targeting).toBeUndefined();
  const [first = '', ...others] = await routings(world);
  expect(first).toMatch(/^rollback\(support\): v2\.0\.0 -> v1\.0\.0 /);
  expect(others).toHaveLength(2);
}

/** The incident is complete: one rollback, one pull request, one issue, one page, and nothing open. */
export async function expectComplete(scene: Scene): Promise<void> {
  const { world, pager } = scene;
  await expectRouted(scene);
  const { incidents, outbox } = await world.state();
  expect(outbox).toEqual([]);
  expect(incidents).toHaveLength(1);
  expect(await world.github.pulls(REPO)).toMatchObject([{ state: 'open' }]);
  expect(world.github.issues(REPO)).toHaveLength(1);
  const keys = pager.events.filter(({ event_action }) => event_action === 'trigger');
  expect(new Set(keys.map(({ dedup_key }) => dedup_key))).toEqual(
    new Set([`${REPO}/${PROMPT}/${incidents[0]?.id}`]),
  );
}

/** The fault is over: the next run rolls the bad candidate back, and everything is made once. */
export async function expectCaught(scene: Scene): Promise<void> {
  scene.world.pass(1);
  const run = await scene.run();
  expect(run.end, run.stdout).toBe('rolled-back 1');
  await expectComplete(scene);
}
