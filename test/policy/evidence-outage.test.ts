import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/config/policy-schema.ts';
import type { Look } from '../../src/evidence/looks.ts';
import { random } from '../bench/random.ts';
import { drawn } from '../evidence/build.ts';
import { course, type Passed } from '../replay/course.ts';
import { arm, judgedLooks, names, timeline } from '../replay/stretches.ts';
import { planOf } from '../rollout/states.ts';

const calm = 0.003;

/** Twenty calm minutes at 100 requests a second and 5 %, then an hour in which both versions fail alike. */
function shock(seed: string, rate: number): Look[] {
  const numbers = random(`${seed} ${rate}`);
  return Array.from({ length: 160 }, (_, index) => {
    const failing = index < 40 ? calm : rate;
    return drawn(numbers, index, { n: 150, m: 2850, p: failing, q: failing }, 5);
  });
}

const courses = (rate: number, policy = planOf()): Passed[][] =>
  Array.from({ length: 20 }, (_, seed) =>
    course(shock(`shock ${seed}`, rate), { rollout: { plan: policy } }),
  );

const endings = (all: readonly Passed[][]): string[] =>
  all.map((passed) => {
    const end = passed.at(-1);
    return `${end?.decision.kind} ${end?.verdict.cause}`;
  });

describe('both versions that fail alike', () => {
  it.each([0.03, 0.06, 0.1, 0.5])('at a rate of %d are an outage, and never the candidate', (rate) => {
    const all = courses(rate);
    expect(new Set(endings(all))).toEqual(new Set(['hold outage']));
    for (const passed of all)
      expect(passed.filter(({ verdict }) => verdict.cause === 'candidate')).toEqual([]);
  });

  it.each([0.045, 0.048, 0.05])(
    'at a rate of %d, near a threshold, do not blame the candidate either',
    (rate) => {
      const blamed = endings(courses(rate)).filter((ending) => ending.endsWith('candidate'));
      expect(blamed).toEqual([]);
    },
  );

  it('page once, and roll back only where the policy says so and the rule is critical', () => {
    const [standard] = courses(0.1);
    expect(standard?.filter(({ paged }) => paged)).toHaveLength(1);
    const act = planOf({ when_stable_fails_too: 'rollback' });
    expect(new Set(endings(courses(0.1, act)))).toEqual(new Set(['rollback outage']));
    expect(new Set(endings(courses(0.03, act)))).toEqual(new Set(['hold outage']));
  });

  it('do not blame the candidate where no rule is as low as the rate', () => {
    const policy = policySchema.parse({
      rules: { 'error-critical': { over: 20 }, 'error-high': { over: 10 } },
    });
    const both = timeline(
      { looks: 40, weight: 5, candidate: arm(100, 0), stable: arm(1900, 2) },
      { looks: 60, weight: 5, candidate: arm(100, 5), stable: arm(1900, 95) },
    );
    const found = judgedLooks(both, {}, policy);
    expect(found.verdict).toBe('inconclusive');
    expect(found.cause).not.toBe('candidate');
  });
});

describe('in the first minutes of a rollout', () => {
  /** The first look that `found` holds for, in seconds after the trouble began. */
  const delay = (begin: number, mine: number, found: (passed: Passed) => boolean): number => {
    const numbers = random(`early ${begin} ${mine}`);
    const looks = Array.from({ length: begin + 100 }, (_, index) => {
      const [p, q] = index < begin ? [calm, calm] : [mine, 0.2];
      return drawn(numbers, index, { n: 150, m: 2850, p, q }, 5);
    });
    return 30 * (course(looks).findIndex(found) - begin + 1);
  };

  it.each([3, 10, 19])('an outage from look %d on is paged within five minutes', (begin) => {
    const seconds = delay(begin, 0.2, ({ paged }) => paged);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(300);
  });

  it.each([3, 10, 19])('a candidate three times as bad, from look %d on, is rolled back as soon', (begin) => {
    const seconds = delay(begin, 0.6, ({ decision }) => decision.kind === 'rollback');
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(300);
  });
});

describe('an outage of a quarter of an hour', () => {
  it('is not called one any more when it has been over for half an hour', () => {
    const numbers = random('over');
    const looks = Array.from({ length: 150 }, (_, index) => {
      const rate = index >= 60 && index < 90 ? 0.2 : calm;
      return drawn(numbers, index, { n: 150, m: 2850, p: rate, q: rate }, 5);
    });
    const passed = course(looks);
    expect(passed[89]?.verdict.cause).toBe('outage');
    expect(passed.at(-1)?.verdict.cause).not.toBe('outage');
  });
});

describe('a candidate that is worse in an outage', () => {
  it('is rolled back', () => {
    const looks = timeline(
      { looks: 40, weight: 5, candidate: arm(100, 0), stable: arm(1900, 2) },
      { looks: 20, weight: 5, candidate: arm(100, 30), stable: arm(1900, 114) },
    );
    const found = judgedLooks(looks);
    expect(found).toMatchObject({ verdict: 'rollback', cause: 'candidate' });
    expect(names(found)).toEqual(['error-critical', 'error-high']);
  });

  it('by its p99 asks, and the errors are still reported', () => {
    const le = [0.5, 1, '+Inf'] as const;
    const slow = (n: number, share: number) => ({ latency: { le, counts: [n * (1 - share), n, n] } });
    const looks = timeline(
      {
        looks: 40,
        weight: 5,
        candidate: arm(100, 0, slow(100, 0.01)),
        stable: arm(1900, 2, slow(1900, 0.01)),
      },
      {
        looks: 40,
        weight: 5,
        candidate: arm(100, 8, slow(100, 0.5)),
        stable: arm(1900, 152, slow(1900, 0.01)),
      },
    );
    const policy = policySchema.parse({ rules: { 'latency-high': { over: 50 } } });
    const found = judgedLooks(looks, {}, policy);
    expect(found.verdict).toBe('recommend-rollback');
    expect(names(found)).toContain('latency-high');
    expect(names(found)).toContain('error-critical');
  });
});
