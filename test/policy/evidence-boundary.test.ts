import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/config/policy-schema.ts';
import type { Latency, Look } from '../../src/evidence/looks.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { arm, judgedLooks, names, timeline } from '../replay/stretches.ts';

/** A calm candidate that then fails at `percent`, so that its rate since the onset is exactly that. */
function failing(percent: number): Look[] {
  const weight = 5;
  const stable = arm(19_000, 19);
  return timeline(
    { looks: 20, weight, candidate: arm(1000, 0), stable },
    { looks: 40, weight, candidate: arm(1000, percent * 10), stable },
  );
}

const allNames = (verdict: Verdict): string[] =>
  [...verdict.matches, ...verdict.unproven].map(({ name }) => name);

describe('a proven error rate', () => {
  it.each([
    [5, ['error-high']],
    [5.1, ['error-critical', 'error-high']],
    [2, ['gate-error_rate']],
    [2.1, ['error-high']],
  ])('of exactly %d %% is compared strictly', (percent, rules) => {
    const found = judgedLooks(failing(percent));
    expect(found.readings[0]?.proof?.proven).toBe(true);
    expect(names(found)).toEqual(rules);
  });

  it('of exactly the gate limit crosses nothing', () => {
    const found = judgedLooks(failing(0.5));
    expect(found.readings[0]?.proof?.proven).toBe(true);
    expect(allNames(found)).toEqual([]);
    expect(names(judgedLooks(failing(0.6)))).toEqual(['gate-error_rate']);
  });

  it('of exactly the mature limit crosses nothing after an hour', () => {
    expect(allNames(judgedLooks(failing(2), { ageSeconds: 3600 }))).toEqual([]);
    expect(names(judgedLooks(failing(2), { ageSeconds: 3599 }))).toEqual(['gate-error_rate']);
  });

  it.each([3, 7, 14, 28, 29, 55, 56, 57, 58])('of exactly a threshold of %d %% is not over it', (over) => {
    const policy = policySchema.parse({ rules: { 'error-critical': { over } } });
    expect(allNames(judgedLooks(failing(over), {}, policy))).not.toContain('error-critical');
    expect(names(judgedLooks(failing(over + 0.1), {}, policy))).toContain('error-critical');
  });
});

describe('a proven rise of the p99', () => {
  const le = [0.25, 0.5, 0.55, 0.6, 1, '+Inf'] as const;
  /** 99 % of the requests lie in buckets up to `bound`, so that the p99 is exactly that bound. */
  const upTo = (bound: number): Latency => ({
    le,
    counts: le.map((each) => {
      if (each === '+Inf' || each === 1) return 1000;
      return each >= bound ? 990 : each >= 0.5 ? 900 : 500;
    }),
  });
  const looks = (bound: number): Look[] => {
    const stable = arm(1000, 0, { latency: upTo(0.5) });
    return timeline(
      { looks: 20, weight: 50, candidate: arm(1000, 0, { latency: upTo(0.5) }), stable },
      { looks: 40, weight: 50, candidate: arm(1000, 0, { latency: upTo(bound) }), stable },
    );
  };

  it.each([
    [0.55, 10],
    [0.6, 20],
  ])('to %d s from 0.5 s is exactly the limit of %d %%, and not over it', (bound, limit) => {
    const policy = policySchema.parse({
      gates: { young: { latency_increase: limit } },
      rules: { 'latency-medium': { over: limit } },
    });
    const found = judgedLooks(looks(bound), {}, policy);
    const reading = found.readings.find(({ metric }) => metric === 'latency_p99');
    expect(reading?.proof?.proven).toBe(true);
    expect([reading?.candidate, reading?.stable]).toEqual([bound, 0.5]);
    expect(allNames(found)).toEqual([]);
  });
});

describe('a proven drop of the quality', () => {
  const looks = (passed: number): Look[] => {
    const quality = (good: number) => ({ quality: { passed: good, failed: 1000 - good } });
    const stable = arm(1000, 0, quality(1000));
    return timeline(
      { looks: 20, weight: 50, candidate: arm(1000, 0, quality(1000)), stable },
      { looks: 40, weight: 50, candidate: arm(1000, 0, quality(passed)), stable },
    );
  };

  it.each([
    [950, ['gate-quality'], 5],
    [900, ['quality-medium'], 10],
    [800, ['quality-high', 'quality-medium'], 20],
  ])('to %d of 1000 is not over its limit', (passed, over, limit) => {
    const at = judgedLooks(looks(passed));
    const reading = at.readings.find(({ metric }) => metric === 'quality');
    expect(reading?.proof?.proven).toBe(true);
    expect(reading?.value).toBeCloseTo(limit, 9);
    expect(allNames(at)).not.toContain(over[0]);
    expect(names(judgedLooks(looks(passed - 1)))).toEqual(over);
  });
});

describe('an outage', () => {
  const both = (mine: number, theirs: number): Verdict => {
    const weight = 5;
    const calm = { candidate: arm(1000, 0), stable: arm(19_000, 19) };
    return judgedLooks(
      timeline(
        { looks: 20, weight, ...calm },
        { looks: 60, weight, candidate: arm(1000, mine * 10), stable: arm(19_000, theirs * 190) },
      ),
    );
  };

  it('begins where stable is over the threshold of the rule, not at it', () => {
    expect(both(5.1, 5.1)).toMatchObject({ verdict: 'inconclusive', cause: 'outage' });
    expect(names(both(5.1, 5.1))).toEqual(['error-critical', 'error-high']);
    expect(both(5, 5)).toMatchObject({ verdict: 'inconclusive', cause: 'outage' });
    expect(names(both(5, 5))).toEqual(['error-high']);
  });

  it('is of each rule by itself', () => {
    const found = both(9, 3);
    expect(found).toMatchObject({ verdict: 'rollback', cause: 'candidate' });
    expect(names(found)).toEqual(['error-critical', 'error-high']);
  });
});
