import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  logOnsetWeight,
  readDetector,
  startDetector,
  stepDetector,
  weightToCome,
} from '../../src/evidence/detector.ts';
import { time } from './build.ts';

describe('onset weights', () => {
  it('together with what is to come sum to one after every look', () => {
    for (const horizon of [null, 2, 3, 100, 2880]) {
      let spent = 0;
      for (let k = 0; k < (horizon ?? 500); k++) {
        expect(spent + weightToCome(k, horizon)).toBeCloseTo(1, 12);
        spent += Math.exp(logOnsetWeight(k, horizon));
      }
    }
  });

  it('go on beyond the horizon, so that the detector never goes blind', () => {
    expect(logOnsetWeight(5000, 2880)).toBe(logOnsetWeight(5, 2880));
    expect(weightToCome(5000, 2880)).toBe(0);
  });
});

/** Runs one alternative over bets; the total is the number of looks counted so far. */
function run(bets: readonly number[], horizon: number | null = 100) {
  let detector = startDetector(1, { at: time(0), totals: 0 });
  bets.forEach((bet, i) => {
    detector = stepDetector(detector, [bet], { at: time(30 * (i + 1)), totals: i + 1 }, horizon);
  });
  return readDetector(detector, horizon);
}

describe('the detector', () => {
  it('starts at E = 1 and stays there while nothing is bet', () => {
    expect(run([]).logE).toBeCloseTo(0, 12);
    expect(run([0, 0, 0, 0]).logE).toBeCloseTo(0, 12);
    expect(run([0, 0, 0, 0]).run).toBeNull();
  });

  it('dates the onset at the last time the sum was not above zero', () => {
    expect(run([1, 1]).run).toEqual({ at: time(0), totals: 0 });
    expect(run([-1, -1, 2, 2]).run).toEqual({ at: time(60), totals: 2 });
    expect(run([2, 2, -5, 1, 1, 1]).run).toEqual({ at: time(90), totals: 3 });
    expect(run([2, -2]).run).toBeNull();
  });

  it('is the sum over all onsets, computed one by one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (bets) => {
          const begun = bets.map((_, k) => {
            const gained = bets.slice(k).reduce((sum, bet) => sum + bet, 0);
            return Math.exp(logOnsetWeight(k, 100) + gained);
          });
          const evidence = begun.reduce((sum, value) => sum + value, 0) + weightToCome(bets.length, 100);
          expect(run(bets).logE).toBeCloseTo(Math.log(evidence), 9);
        },
      ),
      { numRuns: 200 },
    );
  });
});
