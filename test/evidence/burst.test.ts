import { describe, expect, it } from 'vitest';
import { burstFactor, dispersionIndex, NO_BURST, readBurst, stepBurst } from '../../src/evidence/burst.ts';
import { random } from '../bench/random.ts';

function factorAfter(counts: readonly number[]): number {
  return readBurst(counts.reduce((burst, count) => stepBurst(burst, count, 100_000, true), NO_BURST));
}

/** Counts of errors that come in clusters of `size` retries. */
function clustered(looks: number, mean: number, size: number): number[] {
  const { poisson } = random(`clusters ${mean} ${size}`);
  return Array.from({ length: looks }, () => size * poisson(mean / size));
}

describe('burst factor', () => {
  it('is 1 before anything is known, for equal counts, and for looks without errors', () => {
    expect(factorAfter([])).toBe(1);
    expect(factorAfter([7])).toBe(1);
    expect(factorAfter([4, 4, 4, 4])).toBe(1);
    expect(factorAfter(new Array<number>(100).fill(0))).toBe(1);
    expect(dispersionIndex([0, 0])).toBe(1);
  });

  it('stays 1 for Poisson counts of any level', () => {
    for (const mean of [0.02, 0.9, 9, 90, 900]) expect(factorAfter(clustered(400, mean, 1))).toBe(1);
  });

  it('comes to 1.5 times the cluster size', () => {
    for (const [mean, size] of [
      [3, 3],
      [90, 5],
      [900, 10],
    ] as const) {
      const factor = factorAfter(clustered(400, mean, size));
      expect(factor).toBeGreaterThan(1.2 * size);
      expect(factor).toBeLessThan(1.8 * size);
    }
  });

  it('sees gross bursts within a few looks, and does not take two odd looks for one', () => {
    expect(factorAfter([0, 40, 0, 35])).toBeGreaterThan(20);
    expect(factorAfter([9, 14])).toBe(1);
    expect(factorAfter([0, 1, 0, 2])).toBe(1);
  });

  it('is not moved by a slow drift or by a single jump of the traffic', () => {
    const drift = Array.from({ length: 400 }, (_, k) => 100 + k);
    const jump = Array.from({ length: 400 }, (_, k) => (k < 200 ? 100 : 25));
    expect(factorAfter(drift)).toBe(1);
    expect(factorAfter(jump)).toBe(1);
  });

  it('does not compare counts across a change of weight or length', () => {
    const steps = Array.from({ length: 60 }, (_, k) => ({
      count: k % 20 < 10 ? 9000 : 6000,
      steady: k % 10 !== 0,
    }));
    const compared = steps.reduce(
      (burst, { count, steady }) => stepBurst(burst, count, 100_000, steady),
      NO_BURST,
    );
    expect(readBurst(compared)).toBe(1);
    expect(factorAfter(steps.map(({ count }) => count))).toBeGreaterThan(50);
  });

  it('does not take more or less traffic for bursts', () => {
    const looks = Array.from({ length: 60 }, (_, k) => ({
      errors: k % 2 === 0 ? 9 : 900,
      requests: k % 2 === 0 ? 1000 : 100_000,
    }));
    const burst = looks.reduce(
      (before, { errors, requests }) => stepBurst(before, errors, requests, true),
      NO_BURST,
    );
    expect(readBurst(burst)).toBe(1);
  });

  it('tells a cluster, which comes and goes, from a step, which stays', () => {
    const clusters = Array.from({ length: 60 }, (_, k) => (k % 20 === 5 ? 18 : k % 20 === 6 ? 2 : 0));
    const step = Array.from({ length: 20 }, (_, k) => (k < 8 ? 9 : 900));
    expect(factorAfter(clusters)).toBeGreaterThan(15);
    expect(factorAfter(step)).toBe(1);
  });

  it('leaves an index of up to 1.3 alone', () => {
    expect(burstFactor(1.3)).toBe(1);
    expect(burstFactor(1.4)).toBeCloseTo(2.1, 12);
  });
});
