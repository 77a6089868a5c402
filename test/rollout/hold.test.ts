import { describe, expect, it } from 'vitest';
import type { Hold, Rollout } from '../../src/live/state.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { type Decision, decide } from '../../src/rollout/decide.ts';
import { holdReason, nextHold } from '../../src/rollout/hold.ts';
import { held } from '../../src/rollout/transition.ts';
import { actor, at, crossed, matchOf, planOf, rolloutOf, running, verdicts } from './states.ts';

const limit = 600;
const page = (rollout: Rollout, verdict: Verdict, seconds: number): unknown => {
  const decision = decide(rollout, verdict, at(seconds), limit);
  return 'page' in decision ? decision.page : decision.kind;
};
const holdOf = (fields: Partial<Hold> = {}): Hold => ({
  why: 'inconclusive',
  rule: null,
  metrics: true,
  since: at(0),
  paged: false,
  ...fields,
});
const holding = (why: 'baking' | 'proving' | 'inconclusive' | 'outage' | 'unproven', paged = false) =>
  ({ kind: 'hold', why, page: paged }) as const satisfies Decision;

describe('who is paged', () => {
  it('someone, at once, when both versions are bad alike', () => {
    expect(page(rolloutOf(), verdicts.outage, 0)).toBe(true);
  });

  it('someone, when the source has been silent for its limit', () => {
    expect(page(rolloutOf(), verdicts.blind, 10_000)).toBe(false);
    const silent = rolloutOf({ hold: holdOf() });
    expect(page(silent, verdicts.blind, 599)).toBe(false);
    expect(page(silent, verdicts.blind, 600)).toBe(true);
  });

  it('nobody for too few requests, however long', () => {
    expect(page(rolloutOf({ hold: holdOf({ metrics: false }) }), verdicts.tooFew, 100_000)).toBe(false);
    expect(page(rolloutOf({ hold: holdOf({ metrics: true }) }), verdicts.tooFew, 100_000)).toBe(false);
  });

  it('nobody, when a stage has not been passed by its deadline: the source speaks', () => {
    const late: Verdict = {
      ...verdicts.proving,
      promotion: { ...verdicts.proving.promotion, gap: 'deadline-passed' },
    };
    expect(page(rolloutOf(), late, 100_000)).toBe(false);
    expect(decide(rolloutOf(), late, at(100_000), limit)).toMatchObject({
      kind: 'hold',
      why: 'inconclusive',
    });
  });

  it('nobody for a crossing that is not proven', () => {
    expect(page(rolloutOf(), verdicts.unproven, 100_000)).toBe(false);
    const long = rolloutOf({ hold: holdOf({ why: 'unproven', rule: 'error-critical', metrics: false }) });
    expect(page(long, verdicts.unproven, 100_000)).toBe(false);
  });

  it('nobody while a stage takes its course', () => {
    expect(page(rolloutOf(), verdicts.healthy, 10)).toBe(false);
  });
});

describe('a crossing that is not proven, where the policy acts on it', () => {
  const plan = planOf({ unproven: 'act' });
  const lasting = rolloutOf({
    plan,
    hold: holdOf({ why: 'unproven', rule: 'error-critical', metrics: false }),
  });

  it('holds when it is new', () => {
    expect(decide(rolloutOf({ plan }), verdicts.unproven, at(100_000), limit)).toMatchObject({
      kind: 'hold',
    });
  });

  it('rolls back for a critical rule when it has lasted the time of the rule', () => {
    expect(decide(lasting, verdicts.unproven, at(119), limit)).toMatchObject({
      kind: 'hold',
      why: 'unproven',
    });
    expect(decide(lasting, verdicts.unproven, at(120), limit)).toEqual({
      kind: 'rollback',
      match: matchOf('error-critical', 8.4),
    });
  });

  it('asks for a high one, and goes on holding for a medium one', () => {
    const high = { ...verdicts.unproven, unproven: [matchOf('error-high', 3)] };
    const lastingHigh = { ...lasting, hold: holdOf({ why: 'unproven', rule: 'error-high', metrics: false }) };
    expect(decide(lastingHigh, high, at(299), limit)).toMatchObject({ kind: 'hold' });
    expect(decide(lastingHigh, high, at(300), limit)).toMatchObject({ kind: 'ask' });
    const medium = { ...verdicts.unproven, unproven: [matchOf('latency-medium', 30)] };
    expect(decide(lasting, medium, at(1_000_000), limit)).toMatchObject({ kind: 'hold' });
  });

  it('never acts against an open question, nor by the standard policy', () => {
    expect(decide({ ...lasting, asking: 'r1-x-1' }, verdicts.unproven, at(9000), limit)).toMatchObject({
      kind: 'hold',
      why: 'asking',
    });
    const standard = rolloutOf({ hold: lasting.hold });
    expect(decide(standard, verdicts.unproven, at(1_000_000), limit)).toMatchObject({ kind: 'hold' });
  });
});

describe('an outage, where the policy rolls back all the same', () => {
  const plan = planOf({ when_stable_fails_too: 'rollback' });
  const high = { ...verdicts.outage, severity: 'high', matches: [matchOf('error-high', 3)] } as const;

  it('does so for a critical rule only', () => {
    expect(decide(rolloutOf({ plan }), verdicts.outage, at(0), limit)).toMatchObject({ kind: 'rollback' });
    expect(decide(rolloutOf({ plan }), high, at(0), limit)).toMatchObject({ kind: 'hold', why: 'outage' });
  });

  it('holds by the standard policy', () => {
    expect(decide(rolloutOf(), verdicts.outage, at(0), limit)).toMatchObject({ kind: 'hold', why: 'outage' });
  });
});

describe('what is recorded of a hold', () => {
  it('trouble when it begins, with its time', () => {
    expect(nextHold(rolloutOf(), holding('inconclusive'), verdicts.blind, at(30))).toEqual(
      holdOf({ since: at(30) }),
    );
    expect(nextHold(rolloutOf(), holding('outage', true), verdicts.outage, at(30))).toEqual({
      why: 'outage',
      rule: null,
      metrics: false,
      since: at(30),
      paged: true,
    });
  });

  it('nothing while it is the same', () => {
    const rollout = rolloutOf({ hold: holdOf() });
    expect(nextHold(rollout, holding('inconclusive'), verdicts.blind, at(90))).toBeNull();
  });

  it('the page, once, without touching the begin', () => {
    const silent = rolloutOf({ hold: holdOf() });
    const paged = nextHold(silent, holding('inconclusive', true), verdicts.blind, at(600));
    expect(paged).toEqual(holdOf({ paged: true }));
    const after = rolloutOf({ hold: paged });
    expect(nextHold(after, holding('inconclusive', true), verdicts.blind, at(630))).toBeNull();
    expect(nextHold(after, holding('inconclusive'), verdicts.blind, at(660))).toBeNull();
  });

  it('trouble of another kind, from the beginning', () => {
    const rollout = rolloutOf({ hold: holdOf({ paged: true }) });
    expect(nextHold(rollout, holding('unproven'), verdicts.unproven, at(90))).toMatchObject({
      why: 'unproven',
      since: at(90),
      paged: false,
    });
    expect(nextHold(rollout, holding('inconclusive'), verdicts.tooFew, at(90))).toMatchObject({
      metrics: false,
      since: at(90),
    });
  });

  it('the end of trouble, once; the course of a stage never', () => {
    const rollout = rolloutOf({ hold: holdOf() });
    const over = nextHold(rollout, holding('baking'), verdicts.healthy, at(90));
    expect(over).toEqual({ why: 'baking', rule: null, metrics: false, since: at(90), paged: false });
    expect(nextHold(rolloutOf({ hold: over }), holding('baking'), verdicts.healthy, at(120))).toBeNull();
    expect(nextHold(rolloutOf(), holding('baking'), verdicts.healthy, at(30))).toBeNull();
    expect(nextHold(rolloutOf(), holding('proving'), verdicts.proving, at(700))).toBeNull();
  });
});

describe('a hold in words', () => {
  it.each([
    [holdOf(), verdicts.blind, 'inconclusive: source-down'],
    [holdOf({ paged: true }), verdicts.blind, 'inconclusive: source-down (paged)'],
    [holdOf({ why: 'unproven' }), verdicts.unproven, 'unproven: error-critical'],
    [holdOf({ why: 'outage' }), verdicts.outage, 'outage'],
    [holdOf({ why: 'baking' }), verdicts.healthy, 'on course again'],
  ])('%o', (hold, verdict, words) => {
    expect(holdReason(hold, verdict)).toBe(words);
  });

  it('is an event that moves no traffic', () => {
    const before = running();
    const change = held(before, before.rollout, holdOf(), 'inconclusive: stale', actor(), { seen: 1 });
    expect(change.state).toEqual({ ...before, rollout: { ...before.rollout, hold: holdOf() } });
    expect(change.routing).toBe(false);
    expect(change.events).toEqual([
      expect.objectContaining({
        event: 'held',
        reason: 'inconclusive: stale',
        weight: 5,
        details: { seen: 1 },
      }),
    ]);
  });
});

describe('a page', () => {
  it('of one trouble is not kept from another', () => {
    const paged = rolloutOf({ hold: holdOf({ why: 'outage', metrics: false, paged: true }) });
    const decision = decide(paged, verdicts.blind, at(1000), limit);
    if (decision.kind !== 'hold') throw new Error('it did not hold');
    expect(nextHold(paged, decision, verdicts.blind, at(1000))).toMatchObject({
      since: at(1000),
      paged: false,
    });
  });

  it('has no part in what a candidate itself does', () => {
    for (const verdict of [verdicts.high, verdicts.critical, crossed(matchOf('quality-medium', 15))])
      expect(decide(rolloutOf(), verdict, at(0), limit)).not.toHaveProperty('page');
  });
});
