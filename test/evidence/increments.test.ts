import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CounterSample, increments } from '../../src/evidence/increments.ts';
import { mergeLooks, onGrid } from '../../src/evidence/merge.ts';
import { arm, look, looksOf, some, time } from './build.ts';

/** Samples of one series, one every 30 seconds; null where it was not there. */
function series(name: string, values: readonly (number | null)[]): CounterSample[] {
  return values.flatMap((value, i) => (value === null ? [] : [{ at: time(30 * i), series: name, value }]));
}

function values(samples: readonly CounterSample[]): number[] {
  return increments(samples).map(({ value }) => value);
}

describe('increments of raw counters', () => {
  it('are differences, and none for the first sample', () => {
    expect(increments(series('a', [100, 104, 109]))).toEqual([
      { at: time(30), value: 4 },
      { at: time(60), value: 5 },
    ]);
    expect(increments([])).toEqual([]);
    expect(increments(series('a', [5]))).toEqual([]);
  });

  it('count the new value after a reset', () => {
    expect(values(series('a', [100, 104, 3, 5]))).toEqual([4, 3, 2]);
  });

  it('count the first value of a series that is born inside of the range', () => {
    expect(values([...series('a', [10, 11, 12]), ...series('b', [null, 7, 9])])).toEqual([8, 3]);
  });

  it('do not take an instance that goes away for a reset of the sum', () => {
    expect(values([...series('a', [500, 510, null, null]), ...series('b', [40, 45, 50, 56])])).toEqual([
      15, 5, 6,
    ]);
  });

  it('go on where a series vanished and came back', () => {
    expect(values([...series('a', [500, null, null, 530]), ...series('b', [0, 1, 2, 3])])).toEqual([
      1, 1, 31,
    ]);
  });

  it('take samples that are no numbers as missing', () => {
    const samples = [
      ...series('a', [1, 2, 4]),
      { at: time(30), series: 'b', value: Number.NaN },
      { at: 'never', series: 'a', value: 9 },
    ];
    expect(values(samples)).toEqual([1, 2]);
  });

  it('do not depend on the order of the samples', () => {
    const value = fc.option(
      fc.integer({ min: 0, max: 1e6 }).map((tenths) => tenths / 10),
      { nil: null },
    );
    const both = fc.tuple(
      fc.array(value, { maxLength: 8 }),
      fc.array(value, { maxLength: 8 }),
      fc.array(value, { maxLength: 8 }),
    );
    fc.assert(
      fc.property(both, fc.infiniteStream(fc.nat()), ([a, b, c], keys) => {
        const samples = [...series('a', a), ...series('b', b), ...series('c', c)];
        const keyed = samples.map((sample) => ({ sample, key: keys.next().value }));
        const shuffled = keyed.toSorted((x, y) => x.key - y.key).map(({ sample }) => sample);
        expect(increments(shuffled)).toEqual(increments(samples));
      }),
      { numRuns: 200 },
    );
  });
});

describe('looks on the grid', () => {
  const fine = [5, 10, 25, 30, 40, 60, 65].map((seconds, i) => ({
    ...look(0, arm(10, i), arm(100, 1)),
    at: time(seconds),
  }));

  it('gather the extra looks of a cell and keep their counts', () => {
    const coarse = onGrid(fine, 30);
    expect(coarse.map(({ at }) => at)).toEqual([time(30), time(60)]);
    expect(coarse.map(({ candidate }) => [candidate.requests, candidate.errors])).toEqual([
      [40, 6],
      [20, 9],
    ]);
  });

  it('hold back the cell that is not over', () => {
    expect(onGrid(fine.slice(0, 3), 30)).toEqual([]);
  });

  it('do not depend on the order of looks at one time', () => {
    const twins = [
      ...fine,
      ...fine.map((twin) => ({ ...twin, candidate: arm(0.1, 0.05), stable: arm(0.7, 0) })),
    ];
    expect(onGrid(twins.toReversed(), 30)).toEqual(onGrid(twins, 30));
  });

  it('add histograms and grades, and drop what cannot be added', () => {
    const latency = { le: [1, '+Inf'] as const, counts: [3, 4] };
    const [a, b] = looksOf([
      [0, 4, 0, 4],
      [1, 4, 0, 4],
    ]);
    const rich = { ...some(a), candidate: { ...arm(4, 0, { passed: 3, failed: 1 }), latency } };
    const twice = mergeLooks(rich, { ...rich, at: some(b).at });
    expect(twice.candidate).toEqual({
      requests: 8,
      errors: 0,
      quality: { passed: 6, failed: 2 },
      latency: { le: [1, '+Inf'], counts: [6, 8] },
    });
    expect(mergeLooks(rich, some(b)).candidate).toEqual({ requests: 8, errors: 1 });
    const sums = (sum_squares?: number) =>
      arm(1, 0, { count: 1, sum: 0.5, ...(sum_squares === undefined ? {} : { sum_squares }) });
    expect(mergeLooks(look(0, sums(0.25), sums()), look(1, sums(0.25), sums(0.25)))).toMatchObject({
      candidate: { quality: { count: 2, sum: 1, sum_squares: 0.5 } },
      stable: { quality: { count: 2, sum: 1 } },
    });
    const grades = arm(1, 0, { grades: [0, 1], counts: [0, 1] });
    expect(
      mergeLooks(look(0, grades, grades), look(1, grades, arm(1, 0, { grades: [1], counts: [1] }))),
    ).toMatchObject({
      candidate: { quality: { grades: [0, 1], counts: [0, 2] } },
    });
  });
});
