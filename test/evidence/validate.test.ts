import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evidence/evaluate.ts';
import type { ArmLook, Look, Quality } from '../../src/evidence/looks.ts';
import { validateLooks } from '../../src/evidence/validate.ts';
import { arm, look, looksOf } from './build.ts';

const stable = arm(100, 1);

function codes(candidate: ArmLook, other: ArmLook = stable): string[] {
  return validateLooks([look(0, candidate, other)]).map(({ code }) => code);
}

function withBuckets(le: readonly (number | '+Inf')[], counts: readonly number[]): ArmLook {
  return { ...arm(10, 0), latency: { le, counts } };
}

function withQuality(quality: Quality): ArmLook {
  return arm(10, 0, quality);
}

describe('validation of looks', () => {
  it('accepts what is right, fractional counts included', () => {
    const le = [0.5, 1, '+Inf'] as const;
    const right: ArmLook = {
      ...arm(10.5, 0.25, { count: 4.5, sum: 3, sum_squares: 2.5 }),
      latency: { le, counts: [1.5, 4, 10.5] },
    };
    expect(codes(right, { ...right, requests: 0, errors: 0 })).toEqual([]);
    expect(
      validateLooks(
        looksOf([
          [0, 0, 0, 0],
          [1, 1, 5, 5],
        ]),
      ),
    ).toEqual([]);
  });

  it('refuses counts that no counter can have', () => {
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(codes(arm(bad, 0))).toContain('count-invalid');
      expect(codes(stable, arm(10, bad))).toContain('count-invalid');
    }
  });

  it('refuses more errors than requests in recorded looks, and lets those of a source pass', () => {
    const looks = [look(0, arm(30, 31), stable)];
    expect(validateLooks(looks)).toEqual([
      {
        index: 0,
        code: 'errors-above-requests',
        message: 'candidate.errors is 31, above candidate.requests 30',
      },
    ]);
    expect(validateLooks(looks, { strict: false })).toEqual([]);
  });

  it('refuses buckets that are not cumulative, not in order, or not the same in both arms', () => {
    const le = [1, 2, '+Inf'] as const;
    expect(codes(withBuckets(le, [1, 2, 3]))).toEqual([]);
    expect(codes(withBuckets(le, [2, 1, 3]))).toEqual(['buckets-not-cumulative']);
    expect(codes(withBuckets(le, [1, 3]))).toEqual(['buckets-invalid']);
    expect(codes(withBuckets([1, 2], [1, 3]))).toEqual(['buckets-invalid']);
    expect(codes(withBuckets([2, 1, '+Inf'], [1, 2, 3]))).toEqual(['buckets-invalid']);
    expect(codes(withBuckets([1, Number.NaN, '+Inf'], [1, 2, 3]))).toEqual(['buckets-invalid']);
    expect(codes(withBuckets([1, '+Inf', '+Inf'], [1, 2, 3]))).toEqual(['buckets-invalid']);
    expect(codes(withBuckets(le, [1, Number.NaN, 3]))).toEqual(['count-invalid']);
    expect(codes(withBuckets(le, [1, 2, 3]), withBuckets([1, 3, '+Inf'], [1, 2, 3]))).toEqual([
      'buckets-differ',
    ]);
  });

  it('refuses scores outside of 0 to 1, as far as sums show them', () => {
    expect(codes(withQuality({ count: 2, sum: 2.5 }))).toEqual(['score-out-of-range']);
    expect(codes(withQuality({ count: 4, sum: 2, sum_squares: 2.1 }))).toEqual(['score-out-of-range']);
    expect(codes(withQuality({ count: 4, sum: 2, sum_squares: 0.9 }))).toEqual(['score-out-of-range']);
    expect(codes(withQuality({ count: 4, sum: 2, sum_squares: 1 }))).toEqual([]);
    expect(codes(withQuality({ count: 4, sum: -0.1 }))).toEqual(['count-invalid']);
    expect(codes(withQuality({ grades: [0, 1.2], counts: [1, 1] }))).toEqual(['score-out-of-range']);
    expect(codes(withQuality({ grades: [0, 1], counts: [1] }))).toEqual(['grades-invalid']);
    expect(codes(withQuality({ passed: 3, failed: -1 }))).toEqual(['count-invalid']);
    expect(codes(withQuality({ passed: 3, failed: 1 }), withQuality({ count: 3, sum: 1 }))).toEqual([
      'quality-differs',
    ]);
  });

  it('refuses a time that goes back or stands still, and weights that are none', () => {
    const [first, second] = looksOf([
      [0, 1, 0, 1],
      [0, 1, 0, 1],
    ]) as [Look, Look];
    expect(validateLooks([second, first]).map(({ index, code }) => [index, code])).toEqual([
      [1, 'time-backwards'],
    ]);
    expect(validateLooks([first, first]).map(({ code }) => code)).toEqual(['time-backwards']);
    expect(validateLooks([{ ...first, at: 'yesterday' }]).map(({ code }) => code)).toEqual(['time-invalid']);
    for (const weight of [-1, 101, 2.5, Number.NaN]) {
      expect(validateLooks([{ ...first, weight }]).map(({ code }) => code)).toEqual(['weight-invalid']);
    }
  });

  it('never repeats text of the file in a message', () => {
    const hostile = { ...look(0, stable, stable), at: '::error::<script>' };
    expect(JSON.stringify(validateLooks([hostile]))).not.toContain('script');
  });
});

describe('evaluation of looks that are not valid', () => {
  it('leaves them out, says so, and goes on', () => {
    const looks = looksOf([
      [0, 30, 9, 2970],
      [30, -1, 9, 2970],
      [0, 30, 9, 2970],
    ]);
    const result = evaluate(looks);
    expect(result.problems.map(({ index, code }) => [index, code])).toEqual([[1, 'count-invalid']]);
    expect(result.totals).toEqual({
      candidate: { requests: 60, errors: 0 },
      stable: { requests: 5940, errors: 18 },
    });
    expect(result.looks).toBe(3);
  });

  it('carries errors that come before their requests, and only as many as can be explained', () => {
    const late = evaluate(
      looksOf([
        [31, 30, 9, 2970],
        [29, 30, 9, 2970],
      ]),
    );
    expect(late.problems).toEqual([]);
    expect(late.totals.candidate).toEqual({ requests: 60, errors: 60 });
    const wrong = evaluate(looksOf(Array.from({ length: 6 }, () => [60, 30, 9, 2970] as const)));
    expect(wrong.problems.map(({ code }) => code)).toContain('errors-above-requests');
  });
});
