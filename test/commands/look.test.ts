import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/evidence/looks.ts';
import { looksOf } from '../../src/live/ledger.ts';
import type { Problem } from '../../src/metrics/port.ts';
import { unseal } from '../live/unseal.ts';
import { problem } from '../policy/observations.ts';
import { at } from '../rollout/states.ts';
import { type Story, split, story } from './story.ts';

const healthy = split(6000, () => [0, 0.001]);
const down: Problem = problem({ code: 'source-down', arm: null, metric: null });

const events = async (told: Story): Promise<string[]> =>
  (await told.ledger()).map(({ event, reason }) => (reason === null ? event : `${event}: ${reason}`));

/** Commits that each look makes, from now on. */
async function commitsOf(told: Story, looks: number): Promise<number> {
  const before = told.repo.pushed.length;
  await told.looks(looks);
  return told.repo.pushed.length - before;
}

describe('a healthy rollout', () => {
  it('commits its first traffic and its stages, and nothing between them', async () => {
    const told = await story({ traffic: healthy, policy: { watch: 1800 } });
    await told.look();
    expect(await events(told)).toEqual(['adopted', 'started', 'first-traffic']);
    expect(await commitsOf(told, 18)).toBe(0);
    expect(await commitsOf(told, 200)).toBe(4);
    expect((await events(told)).slice(3)).toEqual(['advanced', 'advanced', 'watching', 'completed']);
    expect((await told.state()).stable.label).toBe('v2');
  });
});

describe('the silence of the metrics source', () => {
  const quiet = (from: number, until: number) => (index: number) =>
    index >= from && index < until ? down : null;
  const slow = split(60, () => [0, 0.001]);

  it('is recorded when it begins, pages once after its limit, and is recorded when it ends', async () => {
    const told = await story({ traffic: slow, trouble: quiet(4, 50) });
    const reasons: [number, string][] = [];
    for (let index = 0; index < 60; index++) {
      const before = (await told.ledger()).length;
      await told.look();
      for (const { reason, event } of (await told.ledger()).slice(before))
        if (event === 'held') reasons.push([index, reason ?? '']);
    }
    expect(reasons).toEqual([
      [4, 'inconclusive: source-down'],
      [24, 'inconclusive: source-down (paged)'],
      [50, 'on course again'],
    ]);
    expect(told.log.filter((line) => line.includes('(paged)'))).toHaveLength(1);
  });

  it('that ends in time pages nobody, and neither do two short ones', async () => {
    const twice = (index: number) => quiet(4, 20)(index) ?? quiet(22, 38)(index);
    const told = await story({ traffic: slow, trouble: twice });
    await told.looks(50);
    const held = (await told.ledger()).filter(({ event }) => event === 'held');
    expect(held).toHaveLength(4);
    expect(held.filter(({ reason }) => reason?.includes('paged'))).toEqual([]);
  });

  it('pages again in a second outage', async () => {
    const told = await story({
      traffic: slow,
      trouble: (index) => quiet(4, 30)(index) ?? quiet(40, 70)(index),
    });
    await told.looks(80);
    const pages = (await told.ledger()).filter(({ reason }) => reason?.includes('paged'));
    expect(pages).toHaveLength(2);
  });

  it('counts from when it began, whatever was decided between two single silent looks', async () => {
    const bad = split(6000, (index) => (index >= 30 && index < 60 ? [0.015, 0.001] : [0, 0.001]));
    const told = await story({
      traffic: bad,
      every: 900,
      trouble: (index) => (index === 29 || index === 89 ? down : null),
    });
    await told.looks(3);
    const reasons = (await told.ledger()).map(({ reason }) => reason ?? '');
    expect(reasons).toContain('gate-error_rate');
    expect(reasons.filter((reason) => reason.includes('paged'))).toEqual([]);
  });

  it('never promotes, asks or rolls back', async () => {
    const told = await story({ traffic: split(6000, () => [0.3, 0.001]), trouble: () => down });
    await told.looks(60);
    const rollout = await told.rollout();
    expect([rollout.stage, rollout.weight, rollout.asking]).toEqual([0, 1, null]);
  });
});

describe('a notice of the metrics source', () => {
  const detail = 'there is no series of errors';
  const notice = problem({ code: 'warning', fatal: false, arm: null, metric: 'errors', detail });

  it('is told once by a run, and keeps no stage from being passed', async () => {
    const told = await story({ traffic: healthy, policy: { watch: 1800 }, trouble: () => notice });
    await told.looks(220);
    expect(told.log.filter((line) => line.includes(detail))).toEqual([
      expect.stringMatching(/^\w+: there is no/),
    ]);
    expect((await told.state()).stable.label).toBe('v2');
  });

  it('is not what is said of one version, at each look', async () => {
    const told = await story({ traffic: healthy, trouble: () => ({ ...notice, arm: 'stable' }) });
    await told.looks(3);
    expect(told.log.filter((line) => line.includes(`stable errors: ${detail}`))).toHaveLength(3);
  });
});

describe('an outage', () => {
  const shock = split(6000, (index) => (index >= 60 && index < 90 ? [0.06, 0.06] : [0, 0.001]));
  const stages = [
    { weight: 1, bake: 7200 },
    { weight: 100, bake: 600 },
  ];

  it('is recorded with one page when it begins, and when it ends; a steady look commits nothing', async () => {
    const told = await story({ traffic: shock, stages });
    await told.looks(60);
    expect(await commitsOf(told, 30)).toBeLessThanOrEqual(2);
    expect((await events(told)).at(-1)).toBe('held: outage (paged)');
    await told.looks(120);
    const held = (await events(told)).filter((event) => event.startsWith('held'));
    expect(held.filter((event) => event.includes('paged'))).toHaveLength(1);
    expect(held.at(-1)).toBe('held: on course again');
    expect((await told.state()).incidents).toEqual([]);
  });
});

describe('a crossing that is not proven', () => {
  it('is recorded with its rule, asks nobody, and says in the log what is missing', async () => {
    const told = await story({
      traffic: split(100, (index) => (index >= 5 && index < 7 ? [0.5, 0.005] : [0, 0.005])),
    });
    await told.looks(7);
    expect(await events(told)).toContainEqual('held: unproven: error-critical, error-high');
    const line = told.log.findLast((each) => each.includes('error-critical'));
    expect(line).toMatch(/\d+ (more )?requests/);
    expect((await told.state()).incidents).toEqual([]);
  });
});

describe('the first traffic', () => {
  it('of which a late look learns began when it began: the mature limits hold', async () => {
    const told = await story({ traffic: split(6000, () => [0, 0.001]), every: 7200 });
    const looked = await told.look();
    expect(looked?.sight.verdict.age).toBe('mature');
    expect((await told.rollout()).first_traffic_at).toBe(at(0));
  });
});

describe('the looks in the ledger', () => {
  const recorded = async (told: Story): Promise<Look[]> => {
    const ledger = await told.ledger();
    return looksOf(ledger, ledger.findLast(({ rollout }) => rollout !== null)?.rollout ?? '');
  };
  const sum = (looks: readonly Look[], arm: 'candidate' | 'stable', field: 'requests' | 'errors'): number =>
    looks.reduce((total, look) => total + look[arm][field], 0);

  /** The looks of the ledger are those of the source up to the last that it has: all, and each once. */
  async function same(told: Story): Promise<void> {
    const looks = await recorded(told);
    const until = Date.parse(looks.at(-1)?.at ?? '');
    const history = told.history.filter((look) => Date.parse(look.at) <= until);
    expect(looks.map((look) => look.at)).toEqual(history.map((look) => look.at));
    expect(looks).toEqual(history);
  }

  it('are all there, once, after several decisions', async () => {
    const told = await story({
      traffic: split(6000, (index) => (index >= 12 && index < 16 ? [0.2, 0.2] : [0, 0.001])),
      trouble: (index) => (index >= 30 && index < 36 ? down : null),
      policy: { watch: 3600 },
    });
    for (let index = 0; index < 8; index++) {
      await told.looks(12);
      await same(told);
    }
    expect((await told.ledger()).length).toBeGreaterThan(6);
  });

  it('are there up to the rollback, with the weights of their time', async () => {
    const told = await story({ traffic: split(6000, (index) => [index < 50 ? 0 : 0.2, 0.001]) });
    await told.looks(80);
    expect((await told.ledger()).at(-1)?.event).toBe('rolled-back');
    await same(told);
    expect(new Set((await recorded(told)).map(({ weight }) => weight))).toEqual(new Set([1, 5, 25]));
  });

  it('are summed to at most 500 in one line, with equal sums', async () => {
    const told = await story({
      traffic: split(100, (index) => [index < 1300 ? 0 : 0.5, 0.003]),
      policy: { deadline: 30 * 24 * 3600 },
      stages: [
        { weight: 1, bake: 600 },
        { weight: 100, bake: 600 },
      ],
      every: 900,
    });
    for (let index = 0; index < 60; index++) if ((await told.look()) === null) break;
    const lines = (await told.ledger()).map(({ details }) => looksOf([{ ...blank, details }], 'x').length);
    expect(Math.max(...lines)).toBeLessThanOrEqual(500);
    const looks = await recorded(told);
    const history = told.history.slice(
      0,
      told.history.findIndex(({ at: end }) => end === looks.at(-1)?.at) + 1,
    );
    for (const arm of ['candidate', 'stable'] as const)
      for (const field of ['requests', 'errors'] as const)
        expect(sum(looks, arm, field)).toBeCloseTo(sum(history, arm, field), 6);
  });
  const blank = {
    schema: 1,
    at: at(0),
    event: 'held',
    rollout: 'x',
    incident: null,
    version: null,
    weight: null,
    by: '',
    run_url: null,
    reason: null,
  } as const;
});

describe('another writer', () => {
  const other = (files: Map<string, string>): void => {
    const file = 'prompts/support/ledger.ndjson';
    const last = (files.get(file) ?? '').split('\n').at(-2) ?? '';
    files.set(
      file,
      `${files.get(file)}${JSON.stringify({ ...JSON.parse(last), event: 'effect-done', details: null })}\n`,
    );
    unseal(files, 'support');
  };

  it('between look and commit: the decision is made again, and its looks are there once', async () => {
    const told = await story({ traffic: split(6000, (index) => [index < 10 ? 0 : 0.2, 0.001]) });
    await told.looks(10);
    told.repo.interfere(other);
    await told.looks(6);
    const ledger = await told.ledger();
    expect(ledger.filter(({ event }) => event === 'rolled-back')).toHaveLength(1);
    const looks = looksOf(ledger, ledger.at(-1)?.rollout ?? '');
    expect(looks.map((look) => look.at)).toEqual(told.history.slice(0, looks.length).map((look) => look.at));
  });
});
