import { describe, expect, it } from 'vitest';
import { requestsToSee, SIGHT_RATES, sight } from '../../src/evidence/sight.ts';
import { some } from './build.ts';

describe('what a stage can see', () => {
  it('comes within 5 % or one request of the simulated 95 % quantiles', () => {
    const simulated = [810, 430, 202, 105, 32, 10];
    for (const [i, rate] of SIGHT_RATES.entries()) {
      const requests = some(requestsToSee(rate, 0.003, 0.01));
      expect(Math.abs(requests - some(simulated[i]))).toBeLessThanOrEqual(
        Math.max(1, 0.05 * some(simulated[i])),
      );
    }
  });

  it('tells the minutes at the present traffic', () => {
    const row = some(sight(0.003, 1, 10).find(({ rate }) => rate === 0.5));
    expect(row).toEqual({ rate: 0.5, requests: 10, minutes: 10 / 6 });
    expect(sight(0.003, 1, 0).every(({ minutes }) => minutes === null)).toBe(true);
  });

  it('needs stable, or more than the limit', () => {
    expect(requestsToSee(0.02, 0.003, 1)).toBeNull();
    expect(some(requestsToSee(0.2, 0.003, 1))).toBeGreaterThan(some(requestsToSee(0.2, 0.003, 0.01)));
    expect(requestsToSee(0.02, 0.02, 0.01)).toBeNull();
    expect(requestsToSee(0.5, 0.003, 0)).toBeNull();
  });
});
