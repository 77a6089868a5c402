import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arm, Observation, Problem } from '../../src/metrics/port.ts';
import { type JudgeContext, judge } from '../../src/policy/judge.ts';
import { observed, problem, severity, standard } from './observations.ts';

const figure = (max: number) => fc.oneof(fc.constant(null), fc.double({ min: 0, max, noNaN: true }));

const arm: fc.Arbitrary<Partial<Arm>> = fc
  .record({
    requests: fc.integer({ min: 0, max: 5000 }),
    share: fc.double({ min: 0, max: 0.3, noNaN: true }),
  })
  .chain(({ requests, share }) =>
    fc.record({
      requests: fc.constantFrom(requests, requests, requests, null),
      errors: fc.constantFrom(Math.floor(requests * share), Math.floor(requests * share), null),
      p99: figure(3),
      quality: figure(1),
    }),
  );

const anyProblem: fc.Arbitrary<Problem> = fc.record({
  code: fc.constantFrom('no-data', 'not-a-number', 'stale', 'several-series', 'source-down', 'warning'),
  fatal: fc.boolean(),
  arm: fc.constantFrom('candidate', 'stable', null),
  metric: fc.constantFrom('requests', 'errors', 'latency', 'quality', null),
  detail: fc.constant('for the test'),
});

const rates = fc.record({
  error_rate_pct: figure(20),
  latency_increase_pct: figure(300),
  quality_drop_pct: figure(60),
});

const observation: fc.Arbitrary<Observation> = fc
  .record({
    candidate: arm,
    stable: arm,
    rates: fc.option(rates, { nil: undefined, freq: 5 }),
    problems: fc.array(anyProblem, { maxLength: 4 }),
  })
  .map(({ rates: figures, ...seen }) =>
    observed(figures === undefined ? seen : { rates: figures, problems: seen.problems }),
  );

const context: fc.Arbitrary<JudgeContext> = fc.record({
  ageSeconds: fc.integer({ min: 0, max: 10_000 }),
  crossing: fc.option(
    fc.record({
      name: fc.constantFrom('gate-error_rate', 'gate-latency_p99', 'gate-quality', 'latency-medium'),
      limit: fc.constantFrom(0.5, 5, 10, 20),
    }),
  ),
  weight: fc.constantFrom(1, 5, 25, 100),
  baseline: fc.constant(null),
  lastStage: fc.boolean(),
  secondsLeft: fc.integer({ min: -1000, max: 86_400 }),
});

const limits: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(standard.rules).map(([name, { over }]) => [name, over]),
);

describe('whatever is seen', () => {
  it('nothing is healthy while a fatal problem of the candidate is open', () => {
    fc.assert(
      fc.property(observation, context, fc.constantFrom('candidate', null), (seen, around, whose) => {
        const open = { ...seen, problems: [...seen.problems, problem({ arm: whose, metric: 'quality' })] };
        expect(judge(open, standard, around).verdict).not.toBe('healthy');
      }),
      { numRuns: 2000 },
    );
  });

  it('health needs every error count, and enough requests', () => {
    let healthy = 0;
    fc.assert(
      fc.property(observation, context, (seen, around) => {
        if (judge(seen, standard, around).verdict !== 'healthy') return;
        healthy += 1;
        if (seen.rates !== null) expect(seen.rates.error_rate_pct).not.toBeNull();
        else {
          expect(seen.candidate.errors).not.toBeNull();
          expect(seen.candidate.requests).toBeGreaterThanOrEqual(standard.min_requests);
        }
      }),
      { numRuns: 3000 },
    );
    expect(healthy).toBeGreaterThan(20);
  });

  it('verdict, severity, matches and gaps agree with each other', () => {
    fc.assert(
      fc.property(observation, context, (seen, around) => {
        const found = judge(seen, standard, around);
        expect(found.severity).toBe(found.matches[0]?.severity ?? null);
        for (const { value, threshold } of found.matches) expect(value).toBeGreaterThan(threshold);
        for (const { name, threshold } of found.matches)
          if (name in limits) expect(threshold).toBe(limits[name]);
        if (found.verdict === 'healthy')
          expect([found.cause, found.matches, found.gaps]).toEqual([null, [], []]);
        else if (found.verdict === 'inconclusive')
          expect(found.gaps.length > 0).toBe(found.cause !== 'outage');
        else expect([found.cause, found.gaps]).toEqual(['candidate', []]);
        const due = { critical: 'rollback', high: 'recommend-rollback', medium: 'watch' } as const;
        if (found.cause === 'candidate' && found.severity !== null)
          expect(found.verdict).toBe(due[found.severity]);
      }),
      { numRuns: 3000 },
    );
  });

  it('the order of problems and queries never matters', () => {
    const shuffled = observation.chain((seen) =>
      fc.tuple(
        fc.constant(seen),
        fc.shuffledSubarray([...seen.problems], { minLength: seen.problems.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, context, ([seen, problems], around) => {
        const queries = [
          { arm: 'stable', metric: 'errors', query: 'a', value: 1 },
          { arm: 'candidate', metric: 'errors', query: 'b', value: 2 },
        ] as const;
        const one = judge({ ...seen, queries }, standard, around);
        const other = judge({ ...seen, problems, queries: queries.toReversed() }, standard, around);
        const comparable = ({ gaps, behind, problems: _, ...verdict }: typeof one) => ({
          ...verdict,
          gaps: [...gaps].sort(),
          behind: [...behind].sort(),
        });
        expect(comparable(other)).toEqual(comparable(one));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('more errors of the candidate', () => {
  const step = fc.record({
    stable: fc.integer({ min: 0, max: 100 }),
    fewer: fc.integer({ min: 0, max: 300 }),
    more: fc.integer({ min: 0, max: 300 }),
    p99: fc.constantFrom(0.5, 0.56, 0.65, 1.5),
    quality: fc.constantFrom(1, 0.92, 0.85, 0.7),
  });

  const ranks = (stable: number, errors: number, rest: Partial<Arm>, around: JudgeContext): number => {
    const seen = observed({
      candidate: { ...rest, requests: 1000, errors },
      stable: { requests: 1000, errors: stable },
    });
    return severity[judge(seen, standard, around).verdict];
  };

  it('never give a less severe verdict beside a stable version that keeps its limit', () => {
    fc.assert(
      fc.property(step, context, ({ stable, fewer, more, ...rest }, around) => {
        const calm = stable % 5;
        const [few, many] = [Math.min(fewer, more), Math.max(fewer, more)];
        expect(ranks(calm, many, rest, around)).toBeGreaterThanOrEqual(ranks(calm, few, rest, around));
      }),
      { numRuns: 3000 },
    );
  });

  it('never give a less severe verdict beside any stable version', () => {
    fc.assert(
      fc.property(step, context, ({ stable, fewer, more }, around) => {
        const [few, many] = [Math.min(fewer, more), Math.max(fewer, more)];
        expect(ranks(stable, many, {}, around)).toBeGreaterThanOrEqual(ranks(stable, few, {}, around));
      }),
      { numRuns: 3000 },
    );
  });
});
