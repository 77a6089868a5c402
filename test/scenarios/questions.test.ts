import { expect } from 'vitest';
import { look, PATH, PROMPT, startRollout, text, writeMetrics } from './prompts.ts';
import { REPO, scenario } from './world.ts';

const high = { errors: 3 };
/** p99 against stable's 800 ms: +50 %. */
const slow = { p99: 1200 };
const usual = { p99: 800 };

scenario('a high rule asks, and a critical one then rolls back in the same incident', async ({ world }) => {
  const { github } = world;
  await startRollout(world);
  const asked = await look(world, high);
  expect(asked.end).toBe('asked 0');
  const { incidents } = await world.state();
  expect(incidents).toMatchObject([{ status: 'asking', rule: 'error-high' }]);
  const [pull] = await github.pulls(REPO);
  expect(asked.outputs['pull-request-url']).toBe(`${github.url}/${REPO}/pull/${pull?.number}`);
  expect(github.issues(REPO)).toEqual([]);

  const frozen = await look(world);
  expect(frozen.end).toBe('asking 0');
  expect(frozen.outputs.weight).toBe('1');

  expect((await look(world, { errors: 40 })).end).toBe('rolled-back 1');
  const after = await world.state();
  expect(after.incidents.map(({ id }) => id)).toEqual(incidents.map(({ id }) => id));
  expect(after.incidents).toMatchObject([{ status: 'rolled-back', rule: 'error-critical' }]);
  expect((await github.pulls(REPO)).map(({ number }) => number)).toEqual([pull?.number]);
  expect(github.issues(REPO)).toHaveLength(1);
  expect((await world.history()).slice(0, 4)).toEqual([
    'effects(support): revert-pr, postmortem',
    expect.stringMatching(/^rollback\(support\): v2.0.0 -> v1.0.0 \(error rate .+ %, rule error-critical\)$/),
    'effects(support): revert-pr',
    'ask(support): v2.0.0 -> v1.0.0 (error rate 3 %, rule error-high)',
  ]);
});

scenario(
  'merging the pull request is the answer: the candidate is taken back and quarantined',
  async ({ world }) => {
    const { github } = world;
    await startRollout(world);
    expect((await look(world, high)).end).toBe('asked 0');
    const [pull] = await github.pulls(REPO);
    await github.mergePullRequest(REPO, pull?.number ?? 0);
    const run = await look(world, high);
    expect(run.end).toBe('rolled-back 1');
    const { rollout, quarantine, incidents } = await world.state();
    expect({ rollout, quarantine, incidents }).toMatchObject({
      rollout: null,
      quarantine: [{ label: 'v2.0.0' }],
      incidents: [{ status: 'rolled-back' }],
    });
    expect(await github.pulls(REPO)).toHaveLength(1);
    expect(github.issues(REPO)).toHaveLength(1);
  },
);

scenario(
  'an error rate that goes from high to critical is rolled back once it is critical since it began',
  async ({ world }) => {
    await startRollout(world);
    expect((await look(world, high)).end).toBe('asked 0');
    expect((await look(world, high)).end).toBe('asking 0');
    expect((await look(world, { errors: 30 })).end).toBe('rolled-back 1');
  },
);

scenario(
  'what turns critical after an hour of high errors is rolled back within two minutes',
  async ({ world }) => {
    await startRollout(world);
    const say = (minutes: number, requests: number, percent: number) => {
      world.pass(minutes);
      return writeMetrics(world, {
        window_seconds: minutes * 60,
        candidate: { requests, errors: (requests * percent) / 100 },
        stable: { requests: 99 * requests, errors: (99 * requests) / 1000 },
      });
    };
    await say(60, 240_000, 3);
    expect((await world.run()).end).toBe('asked 0');
    await say(1, 4000, 9);
    await world.run();
    await say(1, 4000, 9);
    await world.run();
    expect((await world.state()).incidents).toMatchObject([
      { status: 'rolled-back', rule: 'error-critical' },
    ]);
  },
);

scenario('a newer version waits while a question is open', async ({ world }) => {
  await startRollout(world);
  expect((await look(world, high)).end).toBe('asked 0');
  await world.merge({ [PATH]: text('v3.0.0') });
  expect((await look(world)).end).toBe('asking 0');
  const { rollout } = await world.state();
  expect(rollout).toMatchObject({ candidate: { label: 'v2.0.0' }, weight: 1 });
});

scenario('a medium crossing is observed, and when it resolves the rollout goes on', async ({ world }) => {
  await startRollout(world);
  expect((await look(world, slow, usual)).end).toBe('observing 0');
  expect((await look(world, slow, usual)).end).toBe('observing 0');
  expect((await look(world, usual, usual)).end).toBe('resolved 0');
  expect((await look(world, usual, usual)).end).toBe('advanced 0');
  expect(await world.github.pulls(REPO)).toEqual([]);
});

scenario('a medium crossing that persists for an hour asks', async ({ world }) => {
  await startRollout(world);
  expect((await look(world, slow, usual)).end).toBe('observing 0');
  world.pass(57);
  expect((await look(world, slow, usual)).end).toBe('observing 0');
  world.pass(3);
  expect((await look(world, slow, usual)).end).toBe('asked 0');
  expect(await world.github.pulls(REPO)).toHaveLength(1);
  expect((await world.state()).incidents).toMatchObject([{ status: 'asking', rule: 'latency-medium' }]);
});

scenario('quality that drops by more than a fifth asks the product manager', async ({ world }) => {
  await startRollout(world);
  const run = await look(world, { quality: 0.6 }, { quality: 0.9 });
  expect(run.end).toBe('asked 0');
  const [prompt] = run.result.prompts;
  expect(prompt?.verdict?.matches[0]).toMatchObject({ name: 'quality-high', decider: 'product-manager' });
  expect((await world.flags()).flags[PROMPT]?.targeting?.fractional[0]).toEqual(['v2.0.0', 1]);
});
