import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedStart, logBet, logBets, THETAS } from '../../src/evidence/bet.ts';
import { klBernoulli, logAddExp, logMeanExp, logSumExp, printable } from '../../src/evidence/numerics.ts';
import { shareBets, shareInformation, shareOfEvents } from '../../src/evidence/relative.ts';

const runs = { numRuns: 300 };
const rate = fc.double({ min: 0.001, max: 0.999, noNaN: true });

/** P(x of n) by the recurrence of the binomial. */
function binomial(n: number, p: number): number[] {
  const mass = [(1 - p) ** n];
  for (let x = 1; x <= n; x++) mass.push((((mass[x - 1] ?? 0) * (n - x + 1)) / x) * (p / (1 - p)));
  return mass;
}

/** The largest expected factor of any alternative, over all outcomes with their probabilities. */
function expectedFactor(outcomes: readonly { mass: number; bets: readonly number[] }[]): number {
  const factors = THETAS.map((_, j) =>
    outcomes.reduce((sum, { mass, bets }) => sum + mass * Math.exp(bets[j] ?? Number.NaN), 0),
  );
  return Math.max(...factors);
}

describe('numerics', () => {
  it('adds in logarithms where the numbers themselves overflow', () => {
    expect(logAddExp(5000, 5000)).toBeCloseTo(5000 + Math.LN2, 12);
    expect(logAddExp(Number.NEGATIVE_INFINITY, 3)).toBe(3);
    expect(logAddExp(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([-2000, -2000, -2000, -2000])).toBeCloseTo(-2000 + Math.log(4), 12);
    expect(logMeanExp([7, 7, 7])).toBeCloseTo(7, 12);
    expect(printable(1e6)).toBe(Math.exp(700));
  });

  it('measures divergence at the edges', () => {
    expect(klBernoulli(0, 0.5)).toBeCloseTo(Math.LN2, 12);
    expect(klBernoulli(1, 0.5)).toBeCloseTo(Math.LN2, 12);
    expect(klBernoulli(0.5, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(klBernoulli(0.3, 0.3)).toBe(0);
  });
});

describe('a bet on a rate', () => {
  it('is fair or worse while the rate is within the limit: the expected factor is at most 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        rate,
        rate,
        fc.constantFrom(1 as const, -1 as const),
        (n, a, b, direction) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const [p, p0] = direction === 1 ? [low, high] : [high, low];
          const outcomes = binomial(n, p).map((mass, x) => ({ mass, bets: logBets(x, n, p0, direction) }));
          expect(expectedFactor(outcomes)).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
      runs,
    );
  });

  it('pays when the rate is beyond the limit', () => {
    const outcomes = binomial(40, 0.2).map((mass, x) => ({ mass, bets: logBets(x, 40, 0.02, 1) }));
    expect(expectedFactor(outcomes)).toBeGreaterThan(100);
  });

  it('is the same for a look and for its two halves', () => {
    const count = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(count, count, count, count, rate, (x1, n1, x2, n2, p0) => {
        const whole = logBets(x1 + x2, x1 + n1 + x2 + n2, p0, 1);
        const [first, second] = [logBets(x1, x1 + n1, p0, 1), logBets(x2, x2 + n2, p0, 1)];
        for (const [j, bet] of whole.entries())
          expect((first[j] ?? 0) + (second[j] ?? 0)).toBeCloseTo(bet, 6);
      }),
      runs,
    );
  });

  it('stays finite at the ends of the range, and is 0 without trials', () => {
    for (const p0 of [0, Number.MIN_VALUE, 1e-300, 1 - 1e-16, 1]) {
      for (const direction of [1, -1] as const) {
        expect(logBets(0, 0, p0, direction).every((bet) => bet === 0)).toBe(true);
        for (const bet of logBets(3, 10, p0, direction)) expect(Number.isFinite(bet)).toBe(true);
      }
    }
    expect(logBet(5, 1e12, 0.02, 5)).toBeLessThan(-1e11);
    expect(Number.isFinite(fixedStart(logBets(1e12, 1e12, 0.02, 1)))).toBe(true);
  });
});

describe('a bet on the share of the events', () => {
  const arms = fc.record({ n: fc.integer({ min: 1, max: 12 }), m: fc.integer({ min: 1, max: 12 }) });

  it('is fair or worse while the candidate is at most r0 times stable, whatever stable does', () => {
    fc.assert(
      fc.property(arms, rate, rate, fc.constantFrom(0.5, 1, 1.5, 2, 10), ({ n, m }, q, part, ratio) => {
        const worst = Math.min(0.999, ratio * q);
        for (const [direction, p] of [
          [1, worst * part],
          [-1, worst + (0.9999 - worst) * part],
        ] as const) {
          const outcomes = binomial(n, p).flatMap((a, x) =>
            binomial(m, q).map((b, y) => ({
              mass: a * b,
              bets: shareBets({ x, n, y, m }, ratio, direction),
            })),
          );
          if (direction === -1 && ratio * q > 0.999) continue;
          expect(expectedFactor(outcomes)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      runs,
    );
  });

  it('is nothing when an arm has no traffic', () => {
    for (const pair of [
      { x: 0, n: 0, y: 4, m: 9 },
      { x: 4, n: 9, y: 0, m: 0 },
    ]) {
      expect(shareBets(pair, 1, 1)).toEqual(THETAS.map(() => 0));
      expect(shareInformation(pair)).toBe(0);
    }
  });

  it('knows the share that a ratio implies', () => {
    expect(shareOfEvents(1, 0.01)).toBe(0.01);
    expect(shareOfEvents(3, 0.5)).toBe(0.75);
    expect(shareOfEvents(Number.POSITIVE_INFINITY, 0.2)).toBe(1);
    expect(shareOfEvents(0, 0.2)).toBe(0);
  });
});
