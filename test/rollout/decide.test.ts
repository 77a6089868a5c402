import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crossing, Rollout } from '../../src/live/state.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { decide as decideBy, secondsSince } from '../../src/rollout/decide.ts';
import { at, crossed, gateMatch, matchOf, planOf, rolloutOf, t0, verdicts } from './states.ts';

const crossing: Crossing = { name: 'quality-medium', metric: 'quality', limit: 10, value: 15, since: t0 };
const hold = (why: string) => expect.objectContaining({ kind: 'hold', why });
const outageLimit = 600;
const decide = (rollout: Rollout, verdict: Verdict, now: string) =>
  decideBy(rollout, verdict, now, outageLimit);

describe('a healthy candidate', () => {
  it('bakes for the time of its stage, then advances', () => {
    expect(decide(rolloutOf(), verdicts.healthy, at(599))).toEqual(hold('baking'));
    expect(decide(rolloutOf(), verdicts.healthy, at(600))).toEqual({ kind: 'advance', stage: 2 });
  });

  it('counts from the begin of its stage, not of the rollout', () => {
    const rollout = rolloutOf({ stage_started_at: at(5000) });
    expect(decide(rollout, verdicts.healthy, at(5599))).toEqual(hold('baking'));
    expect(decide(rollout, verdicts.healthy, at(5600))).toEqual({ kind: 'advance', stage: 2 });
  });

  it('is held by a clock that runs behind', () => {
    expect(decide(rolloutOf(), verdicts.healthy, at(-7200))).toEqual(hold('baking'));
  });

  it('follows the stages that were pinned with the rollout', () => {
    const plan = {
      ...planOf(),
      stages: [
        { weight: 10, bake: 0 },
        { weight: 100, bake: 0 },
      ],
    };
    const rollout = rolloutOf({ plan, stage: 0, weight: 10 });
    expect(decide(rollout, verdicts.healthy, t0)).toEqual({ kind: 'advance', stage: 1 });
  });

  it('waits for its proof after the bake time', () => {
    expect(decide(rolloutOf(), verdicts.proving, at(599))).toEqual(hold('baking'));
    expect(decide(rolloutOf(), verdicts.proving, at(600))).toEqual(hold('proving'));
  });

  it('is inconclusive when its proof has not come by the deadline', () => {
    const late: Verdict = {
      ...verdicts.proving,
      promotion: { ...verdicts.proving.promotion, gap: 'deadline-passed' },
    };
    expect(decide(rolloutOf(), late, at(86_400))).toEqual(hold('inconclusive'));
  });

  it('is watched at 100 % for the time of the policy, then complete', () => {
    const rollout = rolloutOf({ phase: 'watching', stage: 3, weight: 100 });
    expect(decide(rollout, verdicts.healthy, at(86_399))).toEqual(hold('baking'));
    expect(decide(rollout, verdicts.healthy, at(86_400))).toEqual({ kind: 'complete' });
  });
});

describe('a critical rule', () => {
  const expected = { kind: 'rollback', match: verdicts.critical.matches[0] };

  it.each([
    ['at any time', rolloutOf()],
    ['while a question is open', rolloutOf({ asking: 'r1-x-1' })],
    ['while a crossing is observed', rolloutOf({ crossing })],
    ['at 100 %', rolloutOf({ phase: 'watching', stage: 3, weight: 100 })],
  ])('rolls back %s', (_, rollout) => {
    expect(decide(rollout, verdicts.critical, t0)).toEqual(expected);
  });
});

describe('a high rule', () => {
  it('asks, whatever the time', () => {
    expect(decide(rolloutOf(), verdicts.high, t0)).toEqual({ kind: 'ask', match: verdicts.high.matches[0] });
    expect(decide(rolloutOf({ crossing }), verdicts.high, t0)).toMatchObject({ kind: 'ask' });
    expect(decide(rolloutOf({ phase: 'watching', weight: 100 }), verdicts.high, t0)).toMatchObject({
      kind: 'ask',
    });
  });

  it('asks with the worst of what matches', () => {
    const verdict = crossed(matchOf('latency-high', 150), matchOf('latency-medium', 150));
    expect(decide(rolloutOf(), verdict, t0)).toMatchObject({ kind: 'ask', match: { name: 'latency-high' } });
  });
});

describe('an open question', () => {
  it.each(['healthy', 'proving', 'high', 'medium', 'unproven', 'outage', 'tooFew', 'blind'] as const)(
    'freezes the rollout, whatever is seen short of a critical rule: %s',
    (name) => {
      const rollout = rolloutOf({ asking: 'r1-x-1', crossing });
      expect(decide(rollout, verdicts[name], at(1_000_000))).toEqual(hold('asking'));
    },
  );
});

describe('a medium crossing', () => {
  it('is observed from the first sight of it', () => {
    expect(decide(rolloutOf(), verdicts.medium, t0)).toEqual({
      kind: 'observe',
      match: verdicts.medium.matches[0],
    });
  });

  it('holds for an hour, then asks', () => {
    const rollout = rolloutOf({ crossing });
    expect(decide(rollout, verdicts.medium, at(3599))).toEqual(hold('observing'));
    expect(decide(rollout, verdicts.medium, at(3600))).toEqual({
      kind: 'ask',
      match: verdicts.medium.matches[0],
    });
  });

  it('rolls back after the hour where the policy says so', () => {
    // biome-ignore lint/suspicious/noThenProperty: the policy has this key, and its value is never a function
    const rollout = rolloutOf({ crossing, plan: planOf({ then: 'rollback' }) });
    expect(decide(rollout, verdicts.medium, at(3599))).toEqual(hold('observing'));
    expect(decide(rollout, verdicts.medium, at(3600))).toMatchObject({ kind: 'rollback' });
  });

  it('goes on being observed when another one leads', () => {
    const verdict = crossed(matchOf('latency-medium', 40), matchOf('quality-medium', 15));
    expect(decide(rolloutOf({ crossing }), verdict, at(1800))).toEqual(hold('observing'));
    expect(decide(rolloutOf({ crossing }), verdict, at(3600))).toMatchObject({
      kind: 'ask',
      match: { name: 'quality-medium' },
    });
  });

  it('gives way to another metric when it is over itself', () => {
    const verdict = crossed(matchOf('latency-medium', 40));
    expect(decide(rolloutOf({ crossing }), verdict, at(3600))).toMatchObject({
      kind: 'observe',
      match: { name: 'latency-medium' },
    });
  });

  it('is over when the candidate is healthy again, before anything else', () => {
    expect(decide(rolloutOf({ crossing }), verdicts.healthy, at(100_000))).toEqual({ kind: 'resolve' });
  });

  it.each(['outage', 'tooFew', 'blind', 'unproven'] as const)('is not over because of %s', (name) => {
    expect(decide(rolloutOf({ crossing }), verdicts[name], at(100_000)).kind).toBe('hold');
  });

  it('that grows worse is not observed from the beginning', () => {
    const gate: Crossing = {
      name: 'gate-latency_p99',
      metric: 'latency_p99',
      limit: 10,
      value: 15,
      since: t0,
    };
    const worse = crossed(matchOf('latency-medium', 25));
    expect(decide(rolloutOf({ crossing: gate }), worse, at(1800)).kind).toBe('hold');
    expect(decide(rolloutOf({ crossing: gate }), worse, at(3600)).kind).toBe('ask');
  });

  it('that eases, and still is over a limit, is not observed from the beginning', () => {
    const rule: Crossing = { name: 'latency-medium', metric: 'latency_p99', limit: 20, value: 25, since: t0 };
    const eased = crossed(gateMatch('latency_p99', 15, 10));
    expect(decide(rolloutOf({ crossing: rule }), eased, at(3600)).kind).toBe('ask');
  });
});

describe('what is not known', () => {
  it.each([
    ['tooFew', 'inconclusive'],
    ['blind', 'inconclusive'],
    ['outage', 'outage'],
    ['unproven', 'unproven'],
  ] as const)('%s holds, however late it is', (name, why) => {
    for (const rollout of [rolloutOf(), rolloutOf({ phase: 'watching', stage: 3, weight: 100 })])
      expect(decide(rollout, verdicts[name], at(1_000_000))).toEqual(hold(why));
  });

  it('holds when a verdict names no match', () => {
    for (const { verdict } of [verdicts.critical, verdicts.high])
      expect(decide(rolloutOf(), { ...verdicts.blind, verdict }, at(1_000_000)).kind).toBe('hold');
  });

  it('holds when a time is damaged', () => {
    expect(decide(rolloutOf({ stage_started_at: 'never' }), verdicts.healthy, at(1_000_000)).kind).toBe(
      'hold',
    );
  });
});

describe('whatever is seen', () => {
  const anyRollout = fc.record({
    phase: fc.constantFrom('canary' as const, 'watching' as const),
    stage: fc.integer({ min: 0, max: 3 }),
    crossing: fc.constantFrom(null, crossing),
    asking: fc.constantFrom(null, 'r1-x-1'),
  });
  const anyVerdict = fc.constantFrom(...Object.values(verdicts));

  it('only a healthy candidate without a crossing and a question goes on', () => {
    fc.assert(
      fc.property(
        anyRollout,
        anyVerdict,
        fc.integer({ min: -100, max: 200_000 }),
        (fields, verdict, seconds) => {
          const { kind } = decide(rolloutOf(fields), verdict, at(seconds));
          if (kind !== 'advance' && kind !== 'complete') return;
          expect([verdict.verdict, fields.crossing, fields.asking]).toEqual(['healthy', null, null]);
          expect(kind === 'complete').toBe(fields.phase === 'watching');
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('only a match of the verdict makes anyone act on the candidate', () => {
    fc.assert(
      fc.property(
        anyRollout,
        anyVerdict,
        fc.integer({ min: 0, max: 200_000 }),
        (fields, verdict, seconds) => {
          const decision = decide(rolloutOf(fields), verdict, at(seconds));
          if (!('match' in decision)) return;
          expect(verdict.cause).toBe('candidate');
          expect(verdict.matches).toContain(decision.match);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('secondsSince', () => {
  it('is a difference with a sign', () => {
    expect(secondsSince(t0, at(1.5))).toBe(1.5);
    expect(secondsSince(at(10), t0)).toBe(-10);
  });
});
