import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evidence/evaluate.ts';
import type { Quality } from '../../src/evidence/looks.ts';
import { dropBets, gradeBets, momentsOf, varianceOf } from '../../src/evidence/quality.ts';
import { NO_LEVEL, referenceOf, stepLevel } from '../../src/evidence/quality-level.ts';
import { type Random, random } from '../bench/random.ts';
import { arm, look, some } from './build.ts';

const score = fc.double({ min: 0, max: 1, noNaN: true });
const middle = fc.double({ min: 0.02, max: 0.99, noNaN: true });
const spread = fc.double({ min: 0, max: 0.25, noNaN: true });

describe('bets on a drop of the mean', () => {
  it('are fair or worse for scores whose mean is m0: the expected factor is at most 1', () => {
    fc.assert(
      fc.property(middle, score, score, spread, (m0, a, b, variance) => {
        const [low, high] = [a * m0, m0 + b * (1 - m0)];
        const ofHigh = high > low ? (m0 - low) / (high - low) : 1;
        const factor = (x: number) => dropBets({ n: 1, sum: x, squares: x * x }, m0, variance).map(Math.exp);
        const [atLow, atHigh] = [factor(low), factor(high)];
        for (const [j, up] of atHigh.entries())
          expect(ofHigh * up + (1 - ofHigh) * (atLow[j] ?? Number.NaN)).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it('from sums never claim more than the exact bets on every single score', () => {
    fc.assert(
      fc.property(
        fc.array(score, { minLength: 1, maxLength: 40 }),
        middle,
        spread,
        (grades, m0, variance) => {
          const one = { grades, counts: grades.map(() => 1) };
          const exact = gradeBets(one, m0, variance);
          for (const [j, bet] of dropBets(momentsOf(one), m0, variance).entries())
            expect(bet).toBeLessThanOrEqual((exact[j] ?? Number.NaN) + 1e-7);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('from sums are the exact bets where every score is 0 or 1', () => {
    for (const [failed, passed] of [
      [5, 15],
      [0, 9],
      [7, 0],
    ] as const) {
      const one = { grades: [0, 1], counts: [failed, passed] };
      const exact = gradeBets(one, 0.8, 0.16);
      for (const [j, bet] of dropBets(momentsOf(one), 0.8, 0.16).entries())
        expect(bet).toBeCloseTo(exact[j] ?? Number.NaN, 12);
    }
  });

  it('have moments from every kind of quality', () => {
    expect(momentsOf({ passed: 3, failed: 1 })).toEqual({ n: 4, sum: 3, squares: 3 });
    expect(momentsOf({ grades: [0, 0.5, 1], counts: [1, 2, 3] })).toEqual({ n: 6, sum: 4, squares: 3.5 });
    expect(momentsOf({ count: 2, sum: 1.5 })).toEqual({ n: 2, sum: 1.5, squares: 1.5 });
    expect(varianceOf({ n: 2, sum: 1, squares: 1 })).toBe(0.25);
    expect(varianceOf({ n: 0, sum: 0, squares: 0 })).toBe(0);
  });
});

describe("stable's level", () => {
  it('follows a fall at once, a rise slowly, and is unknown without scores', () => {
    expect(referenceOf(NO_LEVEL, { n: 0, sum: 0, squares: 0 })).toBeNull();
    const scores = (mean: number) => ({ n: 100, sum: 100 * mean, squares: 100 * mean * mean });
    const level = [0, 1, 2, 3].reduce((before) => stepLevel(before, scores(0.8), 1), NO_LEVEL);
    expect(some(referenceOf(stepLevel(level, scores(0.4), 1), scores(0.4))).m0).toBeCloseTo(0.4, 12);
    expect(some(referenceOf(stepLevel(level, scores(0.9), 1), scores(0.9))).m0).toBeLessThan(0.84);
    expect(some(referenceOf(level, scores(1))).m0).toBeCloseTo(0.8, 12);
    expect(referenceOf(stepLevel(NO_LEVEL, scores(0), 1), scores(0))).toBeNull();
    expect(some(referenceOf(stepLevel(NO_LEVEL, scores(1), 1), scores(1))).m0).toBe(0.99);
  });
});

describe('a mean of stable that rests on few answers', () => {
  const poor: Readonly<Record<string, (n: number, part: number) => Quality>> = {
    scores: (count, mean) => ({ count, sum: mean * count, sum_squares: mean * mean * count + 0.01 * count }),
    sums: (count, mean) => ({ count, sum: mean * count }),
    grades: (count, mean) => ({ grades: [mean - 0.1, mean + 0.1], counts: [count / 2, count / 2] }),
  };

  it.each(Object.keys(poor))('weakens the evidence, %s', (form) => {
    const grade = some(poor[form]);
    const logE = (stable: number) => {
      const rated = look(0, arm(40, 0, grade(40, 0.5)), arm(stable, 0, grade(stable, 0.8)), 50);
      return some(evaluate([rated]).quality).log_e;
    };
    expect(logE(4000)).toBeGreaterThan(3);
    expect(logE(40)).toBeLessThan(0.65 * logE(4000));
  });
});

type Form = 'scores' | 'sums' | 'grades' | 'pass-fail';
const forms: readonly Form[] = ['scores', 'sums', 'grades', 'pass-fail'];

/** About `count` answers of which each half point is one of three grades; the mean falls with `part`. */
function graded(source: Random, form: Form, count: number, part: number): Quality {
  const n = source.poisson(count);
  const good = source.binomial(n, 0.9 * part);
  const fair = source.binomial(n - good, 0.5);
  if (form === 'pass-fail') return { passed: good, failed: n - good };
  if (form === 'grades') return { grades: [0.2, 0.6, 1], counts: [n - good - fair, fair, good] };
  const sum = 0.2 * (n - good - fair) + 0.6 * fair + good;
  const squares = 0.04 * (n - good - fair) + 0.36 * fair + good;
  return form === 'sums' ? { count: n, sum } : { count: n, sum, sum_squares: squares };
}

/** Looks of graded answers; `parts` tell how good candidate and stable are in each look. */
function rated(form: Form, seed: string, looks: number, parts: (k: number) => readonly [number, number]) {
  const source = random(seed);
  return Array.from({ length: looks }, (_, k) => {
    const [ofCandidate, ofStable] = parts(k);
    const candidate = arm(100, 0, graded(source, form, 40, ofCandidate));
    return look(k, candidate, arm(900, 0, graded(source, form, 400, ofStable)), 10);
  });
}

describe.each(forms)('evidence on the quality, %s', (form) => {
  it('proves a drop of a fifth in the candidate and says since when', () => {
    const looks = rated(form, 'drop', 60, (k) => [k < 40 ? 1 : 0.7, 1]);
    const before = some(evaluate(looks.slice(0, 40)).quality);
    const quality = some(evaluate(looks).quality);
    expect(before.proven).toBe(false);
    expect(quality.proven).toBe(true);
    expect(Math.abs(Date.parse(some(quality.since)) - Date.parse(some(looks[39]).at))).toBeLessThanOrEqual(
      90_000,
    );
    expect(quality.value).toBeGreaterThan(0.1);
    expect(quality.value).toBeLessThan(0.4);
  });

  it('stays quiet when both arms fall alike, and when nothing is wrong', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      const shock = rated(form, seed, 120, (k) => (k < 60 ? [1, 1] : [0.6, 0.6]));
      const well = rated(form, seed, 120, () => [1, 1]);
      for (const looks of [shock, well]) {
        for (let k = 55; k < 120; k += 1) {
          if (k % 4 === 0) expect(some(evaluate(looks.slice(0, k)).quality).proven).toBe(false);
        }
      }
    }
  });
});

describe('evidence on the quality', () => {
  it('needs grades of both arms in one form', () => {
    const mixed = look(0, arm(9, 0, { passed: 9, failed: 0 }), arm(90, 0, { count: 90, sum: 80 }));
    expect(evaluate([mixed]).quality).toBeNull();
    expect(evaluate([mixed]).problems.map(({ code }) => code)).toEqual(['quality-differs']);
    const alone = look(0, arm(9, 0, { passed: 0, failed: 9 }), arm(90, 0));
    expect(evaluate([alone]).quality).toBeNull();
  });

  it('uses scores with and without squares together as sums', () => {
    const both = look(0, arm(9, 0, { count: 9, sum: 2, sum_squares: 1 }), arm(90, 0, { count: 90, sum: 80 }));
    expect(evaluate([both]).problems).toEqual([]);
    expect(some(evaluate([both]).quality).log_e).toBeGreaterThan(0);
  });
});
