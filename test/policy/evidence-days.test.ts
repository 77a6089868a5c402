import { describe, expect, it } from 'vitest';
import { random } from '../bench/random.ts';
import { drawn } from '../evidence/build.ts';
import { course, type Passed, tally } from '../replay/course.ts';

const share = 0.01;
const looksOfADay = 2880;

/** A day of a healthy 1 % canary, a look every 30 seconds, as far as it goes. */
function day(seed: number, perSecond: number, rate: number): Passed[] {
  const numbers = random(`day ${seed} ${perSecond} ${rate}`);
  const requests = 30 * perSecond;
  const traffic = { n: share * requests, m: (1 - share) * requests, p: rate, q: rate };
  return course(Array.from({ length: looksOfADay }, (_, index) => drawn(numbers, index, traffic, 1)));
}

/** What became of many days, added up. */
function days(number: number, perSecond: number, rate: number): Record<string, number> {
  const sum: Record<string, number> = {};
  for (let seed = 0; seed < number; seed++)
    for (const [name, count] of Object.entries(tally(day(seed, perSecond, rate))))
      sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

describe('healthy days of a 1 % canary', () => {
  it.each([
    [10, 0.003, 30],
    [100, 0.003, 20],
    [10, 0.01, 15],
    [100, 0.01, 15],
  ])(
    'at %d requests a second and errors of %d: no page, no question, no rollback',
    (perSecond, rate, number) => {
      const {
        page = 0,
        ask = 0,
        rollback = 0,
        observe = 0,
        unproven = 0,
        advance = 0,
      } = days(number, perSecond, rate);
      expect({ page, ask, rollback, observe }).toEqual({ page: 0, ask: 0, rollback: 0, observe: 0 });
      expect(unproven).toBeGreaterThan(0);
      expect(advance).toBeGreaterThan(0);
    },
  );

  it.each([1, 2])('at %d requests a second: no page either, since the source speaks', (perSecond) => {
    const { page = 0, ask = 0, rollback = 0 } = days(5, perSecond, 0.003);
    expect({ page, ask, rollback }).toEqual({ page: 0, ask: 0, rollback: 0 });
  });
});

describe('a bad candidate', () => {
  it.each([
    [10, 0.08, ['ask', 'rollback']],
    [100, 0.08, ['rollback']],
    [100, 0.035, ['ask', 'rollback']],
    [10, 0.2, ['rollback']],
  ])('at %d requests a second with errors of %d comes to one of %j', (perSecond, rate, kinds) => {
    for (let seed = 0; seed < 5; seed++) {
      const numbers = random(`bad ${seed} ${perSecond} ${rate}`);
      const requests = 30 * perSecond;
      const traffic = { n: share * requests, m: (1 - share) * requests, p: rate, q: 0.003 };
      const passed = course(Array.from({ length: 600 }, (_, index) => drawn(numbers, index, traffic, 1)));
      const end = passed.at(-1);
      expect(kinds).toContain(end?.decision.kind);
      expect(end?.verdict.cause).toBe('candidate');
    }
  });
});

describe('the silence of the candidate while stable speaks', () => {
  const few = Array.from({ length: 60 }, (_, index) => index);

  it('is no silence of the source, and pages nobody', () => {
    const numbers = random('silence');
    const looks = few.map((index) =>
      drawn(numbers, index, { n: index < 10 ? 3 : 0, m: 297, p: 0.003, q: 0.003 }, 1),
    );
    const passed = course(looks);
    expect(passed.at(-1)?.verdict.verdict).toBe('inconclusive');
    expect(passed.filter(({ paged }) => paged)).toEqual([]);
  });

  it('at a weight at which it must have traffic is routing that is not in effect', () => {
    const numbers = random('routing');
    const looks = few.map((index) => drawn(numbers, index, { n: 0, m: 1000, p: 0, q: 0.003 }, 25));
    const found = course(looks).at(-1)?.verdict;
    expect(found?.verdict).toBe('inconclusive');
    expect(found?.gaps).toContain('routing-not-in-effect');
  });
});
