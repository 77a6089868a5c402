import type { ChildProcess } from 'node:child_process';
import { expect } from 'vitest';
import type { FakePrometheus } from '../metrics/prometheus-server.ts';
import { config, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { type Errors, metricsConfig, startTraffic } from './traffic.ts';
import { LIVE, REPO, scenario, type World } from './world.ts';

const verification = { propagation: '5s', interval: '5s', escalate_after: '60s', give_up_after: '120s' };

/** v2.0.0 begins over v1.0.0, and two minutes pass. */
async function begin(world: World, traffic: FakePrometheus): Promise<void> {
  const changes = { metrics: metricsConfig(traffic), rollback: { verification } };
  await world.merge({ 'prompt-rollout.yml': config(changes), [PATH]: text('v1.0.0') });
  await world.run();
  await world.merge({ [PATH]: text('v2.0.0') });
  expect((await world.run()).end).toBe('started 0');
  world.pass(2);
}

async function withTraffic(world: World, errors: Errors, act: (traffic: FakePrometheus) => Promise<void>) {
  const traffic = await startTraffic(world, errors);
  try {
    await act(traffic);
  } finally {
    await traffic.close();
  }
}

const eventsAfter = async (world: World): Promise<string[]> => {
  const events = (await world.ledger()).map(({ event }) => event).filter((event) => event !== 'effect-done');
  return events.slice(events.indexOf('rolled-back'));
};

const seconds = (from: string | undefined, to: string | undefined): number =>
  (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;

scenario('a run without `wait` stays until it is shown that its rollback helped', async ({ world }) => {
  await withTraffic(world, { 'v1.0.0': 0.1, 'v2.0.0': 8 }, async (traffic) => {
    await begin(world, traffic);
    const run = await world.run();
    expect(run.end).toBe('rolled-back 1');
    expect(run.stdout).toContain('the rollback to v1.0.0 helped: error rate 0.1 % over');
    expect(await eventsAfter(world)).toEqual(['rolled-back', 'verified']);
    const [incident] = (await world.state()).incidents;
    expect(incident?.verification).toMatchObject({ status: 'recovered', ended: true });
    expect(incident?.verification?.requests).toBeGreaterThan(100_000);
    const took = seconds(incident?.decided_at, run.result.at);
    expect(took).toBeGreaterThanOrEqual(65);
    expect(took).toBeLessThan(90);
    const [issue] = world.github.issues(REPO);
    expect(issue?.body).toContain('The rollback of v2.0.0 helped');
    expect(await world.github.pulls(REPO)).toHaveLength(1);
    expect((await world.run()).end).toBe('nothing-to-do 0');
  });
});

scenario(
  'a rollback that does not help is escalated, then failed; nothing goes back and forth, and a newer version may start',
  async ({ world }) => {
    await withTraffic(world, { 'v1.0.0': [0.1, 8], 'v2.0.0': 30, 'v3.0.0': 0.1 }, async (traffic) => {
      await begin(world, traffic);
      const run = await world.run();
      expect(run.end).toBe('rollback-failed 1');
      expect(run.outputs['rolled-back']).toBe('true');
      expect(run.stdout).toContain('has not helped yet, and it is escalated: error rate');
      expect(run.stdout).toContain('the rollback to v1.0.0 did not help: error rate');
      expect(await eventsAfter(world)).toEqual(['rolled-back', 'escalated', 'rollback-failed']);
      const { incidents, rollout, stable } = await world.state();
      expect(incidents).toMatchObject([{ verification: { status: 'failed', ended: true } }]);
      expect([rollout, stable.label]).toEqual([null, 'v1.0.0']);

      const before = (await world.flags()).flags[PROMPT];
      // It stays as it is, and every run says that what serves is not well.
      expect((await world.run()).end).toBe('unhealthy 0');
      expect((await world.flags()).flags[PROMPT]).toEqual(before);
      await world.merge({ [PATH]: text('v3.0.0') });
      expect((await world.run()).end).toBe('started 0');
    });
  },
);

scenario('a verification whose run was killed is ended by the next one', async ({ world }) => {
  await withTraffic(world, { 'v1.0.0': 0.1, 'v2.0.0': 8 }, async (traffic) => {
    await begin(world, traffic);
    let child: ChildProcess | undefined;
    let pushes = 0;
    world.github.rejectPushes(({ updates }) => {
      if (updates.some(({ ref }) => ref.endsWith(LIVE))) pushes += 1;
      // The first is the rollback, the second says that pull request and issue are there.
      if (pushes === 2) child?.kill('SIGKILL');
      return undefined;
    });
    const onSpawn = (started: ChildProcess): void => {
      child = started;
    };
    await expect(world.run({}, { onSpawn })).rejects.toThrow('No result');
    expect((await world.state()).incidents).toMatchObject([{ verification: { status: 'waiting' } }]);

    const next = await world.run();
    expect(next.end).toBe('nothing-to-do 0');
    expect(await eventsAfter(world)).toEqual(['rolled-back', 'verified']);
    expect((await world.state()).incidents).toMatchObject([{ verification: { status: 'recovered' } }]);
    expect(await world.github.pulls(REPO)).toHaveLength(1);
    expect(world.github.issues(REPO)).toHaveLength(1);
  });
});

scenario('a rollback by a person ends with 1 when it did not help', async ({ world }) => {
  await withTraffic(world, { 'v1.0.0': [0.1, 8], 'v2.0.0': 0.1 }, async (traffic) => {
    await begin(world, traffic);
    const run = await world.run({ command: 'rollback', prompt: PROMPT, reason: 'bad tone' });
    expect(run.end).toBe('rollback-failed 1');
    expect(await eventsAfter(world)).toEqual(['rolled-back', 'escalated', 'rollback-failed']);
  });
});

scenario(
  'a rollback by a person ends with 0 and a warning when nothing tells whether it helped',
  async ({ world }) => {
    await startRollout(world);
    const run = await world.run({ command: 'rollback', prompt: PROMPT, reason: 'bad tone' });
    expect(run.end).toBe('rolled-back 0');
    expect(run.result.prompts[0]?.warnings).toEqual([
      'The rollback is not verified: the metrics source says nothing of the time since',
    ]);
    expect((await world.state()).incidents).toMatchObject([{ verification: { status: 'unverified' } }]);
  },
);
