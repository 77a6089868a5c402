import { describe, expect, it } from 'vitest';
import { read, start, step } from '../../src/evidence/evaluate.ts';
import { histogramQuantile, p99, slowBound, slowPair, slowRatio } from '../../src/evidence/latency.ts';
import type { Bound, Look } from '../../src/evidence/looks.ts';
import { arm, look, some } from './build.ts';

const le: readonly Bound[] = [1, 2, 5, 10, '+Inf'];

describe('quantiles of a histogram', () => {
  it('answers as Prometheus does at the edges', () => {
    expect(histogramQuantile(0.5, { le, counts: [100, 100, 100, 100, 100] })).toBe(0.5);
    expect(histogramQuantile(0.99, { le, counts: [0, 0, 0, 0, 100] })).toBe(10);
    expect(histogramQuantile(0.5, { le, counts: [0, 0, 0, 0, 0] })).toBeNull();
    expect(histogramQuantile(0.5, { le: ['+Inf'], counts: [7] })).toBeNull();
    expect(histogramQuantile(0.5, { le: [-1, 1, '+Inf'], counts: [8, 10, 10] })).toBe(-1);
    expect(histogramQuantile(0, { le, counts: [0, 4, 4, 4, 4] })).toBe(1);
  });
});

describe('slow requests', () => {
  it('begin where the share of slower requests is nearest 1 %, at the lower one of two bounds', () => {
    expect(slowBound({ le, counts: [0, 900, 980, 1000, 1000] })).toBe(2);
    expect(slowBound({ le, counts: [0, 900, 950, 996, 1000] })).toBe(3);
    expect(slowBound({ le, counts: [0, 960, 980, 995, 1000] })).toBe(2);
    expect(slowBound({ le, counts: [100, 100, 100, 100, 100] })).toBe(0);
    expect(slowBound({ le, counts: [0, 0, 0, 0, 100] })).toBe(0);
  });

  it('have no beginning without any history or finite bound', () => {
    expect(slowBound({ le, counts: [0, 0, 0, 0, 0] })).toBeNull();
    expect(slowBound({ le: ['+Inf'], counts: [9] })).toBeNull();
  });

  it('are counted above the bound in both arms', () => {
    const candidate = { le, counts: [0, 5, 9, 10, 12] };
    const stable = { le, counts: [0, 900, 980, 1000, 1000] };
    expect(slowPair(candidate, stable, 2)).toEqual({ x: 3, n: 12, y: 20, m: 1000 });
  });

  it('stand for the rises that the policy names', () => {
    expect(slowRatio(0.1)).toBe(1.5);
    expect(slowRatio(0.2)).toBe(2);
  });
});

/** A look with latencies: 100 stable requests, 10 of the candidate of which `slow` take 5 to 10 s. */
function withLatency(index: number, slow: number, bounds = le): Look {
  const stable = { ...arm(100, 0), latency: { le: bounds, counts: [50, 90, 99, 100, 100] } };
  const candidate = { ...arm(10, 0), latency: { le: bounds, counts: [2, 4, 10 - slow, 10, 10] } };
  return look(index, candidate, stable, 10);
}

describe('evidence on the p99', () => {
  it('proves a slower candidate, says since when, and by how much', () => {
    const state = [0, 0, 0, 0, 5, 6, 5].map((slow, i) => withLatency(i, slow)).reduce(step, start());
    const tail = some(read(state).latency_p99);
    expect(tail.proven).toBe(true);
    expect(tail.since).toBe(withLatency(3, 0).at);
    expect(tail.candidate).toBeCloseTo(9.906, 2);
    expect(tail.stable).toBeCloseTo(5, 12);
    expect(tail.value).toBeCloseTo(0.981, 2);
    expect(tail.missing_requests).toBe(0);
  });

  it('is nothing without histograms, and keeps still while they are away', () => {
    expect(read([look(0, arm(10, 0), arm(100, 0))].reduce(step, start())).latency_p99).toBeNull();
    const before = [withLatency(0, 0), withLatency(1, 3)].reduce(step, start());
    const after = [look(2, arm(10, 0), arm(100, 0)), look(3, arm(10, 0), arm(100, 0))].reduce(step, before);
    expect(some(read(after).latency_p99).log_e).toBe(some(read(before).latency_p99).log_e);
    expect(read(before).silent_looks.latency_p99).toBe(0);
    expect(read(after).silent_looks.latency_p99).toBe(2);
  });

  it('takes the bound from the looks before, not from the one it judges', () => {
    const before = step(start(), withLatency(0, 0));
    const slower = { ...arm(100, 0), latency: { le, counts: [50, 60, 70, 99, 100] } };
    const next = step(before, { ...withLatency(1, 0), stable: slower });
    expect([some(before.latency).bound, some(next.latency).bound]).toEqual([2, 2]);
    expect(some(step(start(), { ...withLatency(0, 0), stable: slower }).latency).bound).toBe(3);
  });

  it('does not take a change of the bound for a burst', () => {
    const tails = [965, 975, 975, 975, 975].map((within, i) => {
      const stable = { ...arm(1000, 0), latency: { le, counts: [500, 900, within, 996.5, 1000] } };
      return { ...withLatency(i, 0), stable };
    });
    const states = tails.map((_, i) => tails.slice(0, i + 1).reduce(step, start()));
    expect(states.map(({ latency }) => some(latency).bound)).toEqual([3, 3, 3, 2, 2]);
    for (const state of states) expect(some(read(state).latency_p99).burst).toBe(1);
  });

  it('starts over when the buckets change', () => {
    const before = [0, 5, 5].map((slow, i) => withLatency(i, slow)).reduce(step, start());
    expect(some(read(before).latency_p99).proven).toBe(true);
    const after = read(step(before, withLatency(3, 0, [1, 2, 4, 10, '+Inf'])));
    expect(some(after.latency_p99).proven).toBe(false);
    expect(some(after.latency_p99).log_e).toBeLessThanOrEqual(0);
  });

  it('has no p99 where there are no counts', () => {
    expect(p99({ le, counts: [0, 0, 0, 0, 0] })).toBeNull();
  });
});
