import { expect } from 'vitest';
import type { LedgerEvent } from '../../src/live/ledger.ts';
import type { FakePrometheus } from '../metrics/prometheus-server.ts';
import { comment } from './answers.ts';
import { type Pager, pagerSecret, startPager } from './pager.ts';
import { config, text } from './prompts.ts';
import { type Errors, metricsConfig, startTraffic, type TrafficOptions } from './traffic.ts';
import { REPO, type Run, scenarioWith, type World } from './world.ts';

const scenario = scenarioWith({ repo: { collaborators: { mona: 'write' } } });
const PROMPT = 'customer-support';
const path = `prompts/${PROMPT}.md`;

/** What a story begins with: users and their errors by version, the first of which serves everyone. */
interface Scene extends Omit<TrafficOptions, 'prompt'> {
  readonly errors: Errors;
  /** Of the configuration, beside the prompt, where its metrics come from, and who is paged. */
  readonly config?: object;
  /** Of the prompt. */
  readonly prompt?: object;
}

interface Story {
  readonly traffic: FakePrometheus;
  readonly pager: Pager;
}

async function tell(world: World, scene: Scene, story: (its: Story) => Promise<void>): Promise<void> {
  const traffic = await startTraffic(world, scene.errors, { ...scene, prompt: PROMPT });
  const pager = await startPager();
  const [first = ''] = Object.keys(scene.errors);
  const written = config({
    prompts: { [PROMPT]: { path, owners: ['@mona'], ...scene.prompt } },
    metrics: metricsConfig(traffic, scene.passing !== undefined),
    notify: { pagerduty: { url: pager.url } },
    rollback: {},
    ...scene.config,
  });
  try {
    const files = { 'prompt-rollout.yml': written, CODEOWNERS: '* @acme/prompts\n', [path]: text(first) };
    await world.merge(files);
    expect((await promote(world)).end).toBe('adopted 0');
    await story({ traffic, pager });
  } finally {
    await traffic.close();
    await pager.close();
  }
}

/** Some runs stay for half an hour of their clock, which is a while by ours. */
const long = { timeout: 240_000 };
const promote = (world: World, inputs = {}): Promise<Run> => world.run({ ...pagerSecret, ...inputs }, long);
const rollback = (world: World, inputs: object): Promise<Run> =>
  world.run({ command: 'rollback', prompt: PROMPT, ...pagerSecret, ...inputs }, long);

/** A new version is merged, begins at the first stage, and has two minutes of traffic. */
async function begin(world: World, version: string): Promise<void> {
  await world.merge({ [path]: text(version) });
  expect((await promote(world)).end).toBe('started 0');
  world.pass(2);
}

/** Versions take a look to everyone, and are known as good in the next; a rollback is verified with fewer looks. */
const quick = {
  ...{ stages: [5, 100], bake: '0s', policy: { watch: '0s', require: 'no-crossing' } },
  rollback: { verification: { interval: '20s' } },
};

async function complete(world: World, version: string): Promise<void> {
  await begin(world, version);
  for (const end of ['watching 0', 'completed 0']) {
    expect((await promote(world)).end).toBe(end);
    world.pass(2);
  }
}

const incidentOf = async (world: World) => (await world.state(PROMPT)).incidents[0];

async function events(world: World, ...names: LedgerEvent['event'][]): Promise<LedgerEvent[]> {
  return (await world.ledger(PROMPT)).filter(({ event }) => names.includes(event));
}

const secondsBetween = (from = '', to = ''): number => (Date.parse(to) - Date.parse(from)) / 1000;

const pages = ({ pager }: Story): string[] =>
  pager.events.map(({ event_action, payload }) =>
    payload === undefined ? event_action : `${event_action} ${payload.severity} ${payload.class}`,
  );

scenario('accuracy: at least 75 % is expected and 58 % found; a person says /rollback', async ({ world }) => {
  const passing = { 'v1.9.0': 80, 'v2.0.0': 58 };
  // Of the 80 % of v1.9.0 at most 6 % may be lost: 75.2 %.
  const policy = { rules: { 'quality-medium': { over: 3 }, 'quality-high': { over: 6 } } };
  const scene = { errors: { 'v1.9.0': 0.1, 'v2.0.0': 0.1 }, passing, prompt: { policy } };
  await tell(world, scene, async (its) => {
    await begin(world, 'v2.0.0');
    const asked = await promote(world);
    expect(asked.end).toBe('asked 0');
    expect(asked.summary).toMatch(/quality -27\.5 % \(stable 0\.8\) since \d\d:\d\d:\d\d UTC, below -6 %/);
    const [pull] = await world.github.pulls(REPO);
    const numbers = /\| quality \| at least 0\.752 \(-6 % of 0\.8\) \| 0\.58 \(-27\.5 %\) \| 0\.8 \|/;
    expect(pull?.body).toContain('`v2.0.0` is frozen at 1 %');
    expect(pull?.body).toMatch(numbers);
    expect(world.github.issues(REPO)).toEqual([]);
    expect(its.pager.events).toMatchObject([
      {
        event_action: 'trigger',
        payload: { severity: 'error', custom_details: { text: expect.stringContaining('at least 0.752') } },
      },
    ]);

    const answered = await comment(world, pull?.number ?? 0, 'mona', '/rollback wrong answers', pagerSecret);
    expect(answered.end).toBe('rolled-back 0');
    expect((await world.flags()).flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.9.0' });
    expect(await incidentOf(world)).toMatchObject({
      ...{ status: 'rolled-back', decided_by: 'mona', rule: 'quality-high', reason: 'wrong answers' },
      verification: { status: 'recovered', ended: true, metric: { name: 'quality', ok: true } },
    });
    const [issue] = world.github.issues(REPO);
    expect(issue?.body).toMatch(numbers);
    const [after] = await world.github.pulls(REPO);
    expect(after?.body).toContain('**`customer-support` is back on `v1.9.0`:**');
    for (const { details } of await events(world, 'asked', 'rolled-back'))
      expect(details).toMatchObject({
        observation: { candidate: { quality: 0.58 }, stable: { quality: 0.8 } },
        verdict: { matches: [{ name: 'quality-high', value: expect.closeTo(27.5), threshold: 6 }, {}] },
      });
    expect(pages(its)).toEqual(['trigger error asked', 'acknowledge', 'resolve']);
  });
});

scenario(
  'verified in three steps: the traffic ends, the metrics are back, over 100 requests; the page is over',
  async ({ world }) => {
    const passing = { 'v1.9.0': 80, 'v2.0.0': 40 };
    const policy = { rules: { 'quality-high': { severity: 'critical' } } };
    const scene = { errors: { 'v1.9.0': 0.1, 'v2.0.0': 1.5 }, passing, config: { policy } };
    await tell(world, scene, async (its) => {
      await begin(world, 'v2.0.0');
      const run = await promote(world);
      expect(run.end).toBe('rolled-back 1');
      const incident = await incidentOf(world);
      expect(incident).toMatchObject({
        rule: 'quality-high',
        verification: {
          status: 'recovered',
          bad_requests: 0,
          ended: true,
          metric: { before: 0.8, ok: true },
        },
      });
      expect(incident?.verification?.requests).toBeGreaterThanOrEqual(100);
      expect(incident?.verification?.error_rate).toBeLessThan(0.01);
      // Ten seconds until everybody has the routing, then a minute.
      expect(secondsBetween(incident?.decided_at, run.result.at)).toBeGreaterThanOrEqual(70);
      for (const { body } of [...(await world.github.pulls(REPO)), ...world.github.issues(REPO)]) {
        expect(body).toMatch(/\| traffic of the bad version \| ended \| ended \| yes \|/);
        expect(body).toMatch(/\| requests of the good version \| at least 100 \| [\d,]+ \| yes \|/);
        expect(body).toMatch(/\| error rate \| below 1 % \| 0\.1 % \([\d,]+ failed\) \| yes \|/);
        expect(body).toMatch(/\| quality \| at least 0\.72 \(before: 0\.8\) \| 0\.8 \| yes \|/);
      }
      expect(pages(its)).toEqual(['trigger critical rolled-back', 'resolve']);
      expect(new Set(its.pager.events.map(({ dedup_key }) => dedup_key)).size).toBe(1);
      expect(await events(world, 'verified')).toHaveLength(1);
    });
  },
);

scenario(
  'a rollback that does not help: escalated after a minute, failed after five, with whom to call and where to go',
  async ({ world }) => {
    const errors: Errors = { 'v1.8.0': 0.1, 'v1.9.0': [0.1, 6], 'v2.0.0': 8 };
    await tell(world, { errors, config: quick }, async (its) => {
      await complete(world, 'v1.9.0');
      await begin(world, 'v2.0.0');
      const run = await promote(world);
      expect(run.end).toBe('rollback-failed 1');
      const told = await events(world, 'rolled-back', 'escalated', 'rollback-failed');
      expect(told.map(({ event }) => event)).toEqual(['rolled-back', 'escalated', 'rollback-failed']);
      const [back, escalated, failed] = told.map(({ at }) => at);
      expect(secondsBetween(back, escalated)).toBeLessThanOrEqual(80);
      expect(secondsBetween(back, failed)).toBeGreaterThanOrEqual(310);
      expect(told.at(-1)?.reason).toContain('the next older good version is v1.8.0');

      const triggers = ['rolled-back', 'escalated', 'failed'].map((name) => `trigger critical ${name}`);
      expect(pages(its)).toEqual(triggers);
      const details = its.pager.events.at(-1)?.payload?.custom_details;
      expect(details?.contacts).toContain('alice (author of v2.0.0, author of v1.9.0)');
      expect(details?.contacts).toContain('mona (owner)');
      expect(details?.contacts).toContain('acme/prompts (code owner)');
      expect(details?.text).toContain('-f target-version=v1.8.0');
      const [issue] = world.github.issues(REPO);
      expect(issue?.body).toMatch(/The rollback did not help: .+ v1\.9\.0 has error rate 6 %, not below 1 %/);
      expect(issue?.body).toContain('--target-version v1.8.0');

      // Nothing goes back and forth: a person takes the offer.
      expect((await promote(world)).end).toBe('unhealthy 0');
      expect((await world.flags()).flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.9.0' });
      const further = await rollback(world, { 'target-version': 'v1.8.0', reason: 'v1.9.0 is bad, too' });
      expect(further.end).toBe('rolled-back 0');
      expect((await world.flags()).flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.8.0' });
    });
  },
);

const gradual = { strategy: 'gradual', reason: 'bad tone' };

scenario('gradually: 75, 50, 25 and 0 % left, ten minutes each, a look a minute', async ({ world }) => {
  await tell(world, { errors: { 'v1.9.0': 0.1, 'v2.0.0': 0.2 }, config: quick }, async () => {
    await complete(world, 'v2.0.0');
    const run = await rollback(world, gradual);
    expect(run.end).toBe('rolled-back 0');
    const steps = await events(world, 'reverting', 'reverted');
    expect(steps.map(({ weight }) => weight)).toEqual([75, 50, 25, 0]);
    for (const [index, { at }] of steps.slice(1).entries()) {
      const minutes = secondsBetween(steps[index]?.at, at) / 60;
      expect(minutes).toBeGreaterThan(9);
      expect(minutes).toBeLessThan(11.5);
    }
    const looks = new Set(run.stdout.match(/^\d\d:\d\d(?=:\d\d UTC {2}customer-support)/gm));
    expect(looks.size).toBeGreaterThanOrEqual(28);
    expect(await incidentOf(world)).toMatchObject({ verification: { status: 'recovered' } });
  });
});

scenario('a spike on the way back is no reason to wait: the rest goes at once', async ({ world }) => {
  let spike = Number.POSITIVE_INFINITY;
  const errors = { 'v1.9.0': 0.1, 'v2.0.0': (time: number) => (time < spike ? 0.2 : 8) };
  await tell(world, { errors, config: quick }, async () => {
    await complete(world, 'v2.0.0');
    spike = world.now().getTime() / 1000 + 12 * 60;
    expect((await rollback(world, gradual)).end).toBe('rolled-back 0');
    const steps = await events(world, 'reverting', 'reverted');
    expect(steps.map(({ weight }) => weight)).toEqual([75, 50, 0]);
    const end = steps.at(-1);
    expect(end?.reason).toMatch(/^error rate .+ %, rule error-/);
    const late = Date.parse(end?.at ?? '') / 1000 - spike;
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(180);
  });
});

scenario('an error rate of 8 % in the canary is rolled back by the look that sees it', async ({ world }) => {
  await tell(world, { errors: { 'v1.9.0': 0.1, 'v2.0.0': 8 } }, async (its) => {
    await world.merge({ [path]: text('v2.0.0') });
    const run = await promote(world, { wait: '5m' });
    expect(run.end).toBe('rolled-back 1');
    const [started, back] = await events(world, 'started', 'rolled-back');
    expect([started?.weight, back?.by]).toEqual([1, 'system']);
    expect(secondsBetween(started?.at, back?.at)).toBeLessThan(120);
    expect(await world.history()).toContainEqual(
      expect.stringMatching(
        /^rollback\(customer-support\): v2\.0\.0 -> v1\.9\.0 \(error rate 8 %, rule error-critical\)$/,
      ),
    );
    expect(pages(its)).toEqual(['trigger critical rolled-back', 'resolve']);
    const [pull, ...others] = await world.github.pulls(REPO);
    const [issue, ...more] = world.github.issues(REPO);
    expect([pull?.state, others, more]).toEqual(['open', [], []]);
    for (const body of [pull?.body, issue?.body])
      expect(body).toMatch(/\| error rate \| at most 5 % \| 8&nbsp;% \| 0\.(?:1|09\d+)&nbsp;% \|/);
    expect(issue?.body).toContain(`/pull/${pull?.number})`);
  });
});

scenario('a p99 of +30 % is observed for an hour, and asks after it', async ({ world }) => {
  const slower = { 'v2.0.0': { '1': 0.98676 } };
  await tell(world, { errors: { 'v1.9.0': 0.1, 'v2.0.0': 0.1 }, slower }, async (its) => {
    await begin(world, 'v2.0.0');
    const run = await promote(world, { wait: '70m', interval: '5m' });
    expect(run.end).toBe('asking 0');
    const told = await events(world, 'observing', 'asked', 'advanced');
    expect(told.map(({ event, weight }) => `${event} ${weight}`)).toEqual(['observing 1', 'asked 1']);
    const minutes = secondsBetween(told[0]?.at, told[1]?.at) / 60;
    expect(minutes).toBeGreaterThanOrEqual(60);
    expect(minutes).toBeLessThanOrEqual(66);
    expect(await incidentOf(world)).toMatchObject({ status: 'asking', rule: 'latency-medium' });
    const [pull] = await world.github.pulls(REPO);
    expect(pull?.body).toMatch(
      /\| p99 \| at most 1\.17 s \(\+20 % of 974 ms\) \| 1\.2\d s \(\+(?:29|30)[.\d]* %\)/,
    );
    expect(pages(its)).toEqual(['trigger error asked']);
  });
});
