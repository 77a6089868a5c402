import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evidence/evaluate.ts';
import { futility, zeroErrorMinimum } from '../../src/evidence/futility.ts';
import type { Look, Quality } from '../../src/evidence/looks.ts';
import type { Claim } from '../../src/evidence/result.ts';
import { arm, look, looksOf, some } from './build.ts';

/** Looks with n candidate requests and no error, stable at 0.3 %. */
function clean(count: number, n: number, weight = 1, first = 0): Look[] {
  return Array.from({ length: count }, (_, i) => look(first + i, arm(n, 0), arm(99 * n, 0.3 * n), weight));
}

function promoted(looks: readonly Look[]) {
  return some(evaluate(looks).promotion);
}

describe('promotion by the error rate', () => {
  it('needs 764 clean requests for the young limit, 190 for the mature one', () => {
    expect([0.02, 0.01, 0.005].map(zeroErrorMinimum)).toEqual([190, 381, 764]);
    expect(promoted(clean(1, 763)).error_rate).toMatchObject({ limit: 0.005, proven: false });
    expect(promoted(clean(1, 764)).error_rate).toMatchObject({ limit: 0.005, proven: true });
    expect(promoted(clean(120, 1)).error_rate).toMatchObject({ limit: 0.02, proven: false });
    expect(promoted(clean(95, 2)).error_rate).toMatchObject({ limit: 0.005, proven: false });
    expect(promoted(clean(120, 2)).error_rate).toMatchObject({ limit: 0.02, proven: true });
  });

  it('begins anew in each stage', () => {
    const second = promoted([...clean(20, 50, 1), ...clean(1, 50, 5, 20)]);
    expect(second).toMatchObject({ weight: 5, looks: 1, since: some(clean(20, 50).at(-1)).at });
    expect(second.error_rate.proven).toBe(false);
    expect(second.weighed).toEqual({ errors: 0, requests: 50 });
  });

  it('judges all looks of the stage by the limit of the age', () => {
    const looks = looksOf(Array.from({ length: 130 }, () => [0.01, 1, 0.3, 99] as const));
    const young = promoted(looks.slice(0, 119));
    const mature = promoted(looks);
    expect([young.mature, young.error_rate.limit, mature.mature, mature.error_rate.limit]).toEqual([
      false,
      0.005,
      true,
      0.02,
    ]);
    expect(mature.weighed.requests).toBe(130);
    const fromStart = promoted(looksOf([[1.3, 130, 39, 12_870]]));
    expect(mature.error_rate.log_e).toBeGreaterThan(fromStart.error_rate.log_e);
  });

  it('takes longer where errors come in bursts', () => {
    const steady = Array.from({ length: 60 }, () => [0, 20, 9, 1980] as const);
    const bursts = Array.from({ length: 60 }, (_, i) => [0, 20, i % 3 === 0 ? 27 : 0, 1980] as const);
    const [even, uneven] = [steady, bursts].map((counts) => promoted(looksOf(counts)));
    expect([some(even).error_rate.proven, some(uneven).error_rate.proven]).toEqual([true, false]);
    expect(some(even).weighed.requests).toBe(1200);
    expect(some(uneven).weighed.requests).toBeLessThan(200);
  });

  it('says when stable itself is above the limit', () => {
    const poor = promoted(looksOf([[0, 10, 30, 1000]]));
    expect(poor.stable_above_limit).toMatchObject({ limit: 0.005, value: 0.03, proven: true });
    expect(promoted(clean(1, 10)).stable_above_limit.proven).toBe(false);
  });
});

/** A look with latencies and quality of both arms, per look 100 candidate requests of 1,000. */
function full(index: number, slow: number, candidate: Quality, stable: Quality): Look {
  const le = [1, 5, '+Inf'] as const;
  const ofCandidate = { ...arm(100, 0, candidate), latency: { le, counts: [50, 100 - slow, 100] } };
  const ofStable = { ...arm(900, 3, stable), latency: { le, counts: [450, 891, 900] } };
  return look(index, ofCandidate, ofStable, 10);
}

const GOOD = { passed: 90, failed: 10 };
const STABLE = { passed: 810, failed: 90 };

function all(count: number, slow: number, candidate: Quality, stable: Quality) {
  return promoted(Array.from({ length: count }, (_, i) => full(i, slow, candidate, stable)));
}

describe('promotion by the p99 and the quality', () => {
  it('proves what is not worse', () => {
    const { latency_p99, quality, superior } = all(100, 1, GOOD, STABLE);
    expect(some(latency_p99)).toMatchObject({ limit: 1.5, proven: true });
    expect(some(quality)).toMatchObject({ limit: 0.95, proven: true });
    expect([
      superior.error_rate.proven,
      some(superior.latency_p99).proven,
      some(superior.quality).proven,
    ]).toEqual([true, false, false]);
  });

  it('judges the p99 by the limit of the age as well', () => {
    const looks = Array.from({ length: 121 }, (_, i) => full(i, 1.45, GOOD, STABLE));
    const young = some(promoted(looks.slice(0, 119)).latency_p99);
    const mature = some(promoted(looks).latency_p99);
    expect([young.limit, mature.limit]).toEqual([1.5, 2]);
    expect([young.proven, mature.proven]).toEqual([false, true]);
  });

  it('does not prove what is worse by more than the limit', () => {
    const { latency_p99, quality } = all(100, 2, { passed: 84, failed: 16 }, STABLE);
    expect(some(latency_p99).proven).toBe(false);
    expect(some(quality).proven).toBe(false);
    const young = all(100, 1, { count: 100, sum: 80 }, { count: 900, sum: 765 });
    expect(some(young.quality).proven).toBe(false);
  });

  it('proves scores, and superiority where there is some', () => {
    const better = all(
      100,
      0,
      { count: 100, sum: 95, sum_squares: 91 },
      { count: 900, sum: 765, sum_squares: 700 },
    );
    const claims = [better.quality, better.superior.quality, better.superior.latency_p99].map(some);
    expect(claims.every((claim: Claim) => claim.proven)).toBe(true);
  });

  it('can prove a pass rate where stable has never failed', () => {
    const perfect = all(3, 0, { passed: 100, failed: 0 }, { passed: 900, failed: 0 });
    expect(some(perfect.quality).proven).toBe(true);
    const failing = all(3, 0, { passed: 94, failed: 6 }, { passed: 900, failed: 0 });
    expect(some(failing.quality).proven).toBe(false);
  });
});

describe('missing data', () => {
  it('promotes nothing, whatever is missing for however long', () => {
    const nothing = fc.constantFrom(
      arm(0, 0),
      arm(0, 0, { passed: 0, failed: 0 }),
      arm(0, 0, { count: 0, sum: 0 }),
      {
        ...arm(0, 0),
        latency: { le: [1, '+Inf'] as const, counts: [0, 0] },
      },
    );
    const busy = {
      ...arm(1e6, 0, { passed: 1e6, failed: 0 }),
      latency: { le: [1, '+Inf'] as const, counts: [1e6, 1e6] },
    };
    fc.assert(
      fc.property(
        nothing,
        fc.constantFrom(busy, arm(1e6, 0), arm(0, 0)),
        fc.integer({ min: 1, max: 40 }),
        (candidate, stable, count) => {
          const { promotion } = evaluate(Array.from({ length: count }, (_, i) => look(i, candidate, stable)));
          const claims = [promotion?.error_rate, promotion?.latency_p99, promotion?.quality];
          const better = Object.values(promotion?.superior ?? {});
          for (const claim of [...claims, ...better]) expect(claim?.proven ?? false).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a metric leaves its claim open while others are proven', () => {
    const { error_rate, latency_p99, quality } = promoted(clean(200, 10));
    expect(error_rate.proven).toBe(true);
    expect([latency_p99, quality]).toEqual([null, null]);
  });
});

describe('futility', () => {
  const outlook = {
    limit: 0.02,
    errors: 0,
    requests: 0,
    burst: 1,
    requests_per_second: 0.1,
    seconds_left: 900,
    weight: 1,
  };

  it('says what is needed, what will come, and which weight would do', () => {
    expect(futility(outlook)).toEqual({ needed: 190, expected: 90, futile: true, weight: 3 });
    expect(futility({ ...outlook, seconds_left: 1900 })).toEqual({
      needed: 190,
      expected: 190,
      futile: false,
      weight: 1,
    });
    expect(futility({ ...outlook, weight: 60 })).toMatchObject({ futile: true, weight: null });
    expect(futility({ ...outlook, requests_per_second: 0 })).toMatchObject({
      expected: 0,
      futile: true,
      weight: null,
    });
  });

  it('counts on what has been seen, errors and bursts included', () => {
    expect(futility({ ...outlook, requests: 150 })).toMatchObject({ needed: 40, futile: false });
    expect(futility({ ...outlook, requests: 250 })).toMatchObject({ needed: 0, futile: false });
    expect(some(futility({ ...outlook, errors: 5 }).needed)).toBeGreaterThan(450);
    expect(futility({ ...outlook, burst: 3 })).toMatchObject({ needed: 570 });
  });

  it('agrees with the evidence: that many clean requests prove it, one fewer does not', () => {
    const state = { ...outlook, errors: 3, requests: 200 };
    const needed = some(futility(state).needed);
    const later = (further: number) =>
      promoted([
        ...looksOf([[0, 0, 0, 0]]),
        ...Array.from({ length: 130 }, (_, i) =>
          look(1 + i, i === 0 ? arm(200 + further, 3) : arm(i === 129 ? 1e-9 : 0, 0), arm(0, 0)),
        ),
      ]);
    expect(later(needed).mature).toBe(true);
    expect(later(needed).error_rate.proven).toBe(true);
    expect(later(needed - 1).error_rate.proven).toBe(false);
  });
});
