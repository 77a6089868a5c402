import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/evidence/looks.ts';
import { type HistoryPoint, historyOf, withExtremes } from '../../src/report/history.ts';

const begin = Date.parse('2026-11-21T14:00:00.000Z');

function look(index: number, fields: Partial<Look> = {}): Look {
  return {
    at: new Date(begin + (index + 1) * 30_000).toISOString(),
    weight: 1,
    candidate: { requests: 40, errors: 0 },
    stable: { requests: 400, errors: 4 },
    ...fields,
  };
}

describe('a history', () => {
  it('is none before the candidate has a share', () => {
    expect(historyOf([])).toBeNull();
    expect(historyOf([look(0, { weight: 0 }), look(1, { weight: 0 })])).toBeNull();
  });

  it('has a stage for each weight, with its time and what was counted in it', () => {
    const found = historyOf([
      look(0, { weight: 0 }),
      look(1),
      look(2, { candidate: { requests: 40, errors: 3 } }),
      look(3, { weight: 5 }),
    ]);
    const at = (seconds: number): number => begin + seconds * 1000;
    expect(found?.stages).toEqual([
      { weight: 1, from: at(30), to: at(90), requests: 80, failed: 3 },
      { weight: 5, from: at(90), to: at(120), requests: 40, failed: 0 },
    ]);
  });

  it('gathers looks with few requests, but never those of two stages', () => {
    const few = { candidate: { requests: 8, errors: 1 } };
    const found = historyOf([look(0, few), look(1, few), look(2, { ...few, weight: 5 })]);
    expect(found?.metrics.error_rate.map(({ weight, candidate }) => [weight, candidate])).toEqual([
      [1, 12.5],
      [5, 12.5],
    ]);
  });

  it('knows nothing where nothing was counted: that is no zero', () => {
    const silent = { candidate: { requests: 0, errors: 0 } };
    const found = historyOf([look(0), look(1, silent), look(2, silent)]);
    expect(found?.metrics.error_rate.map(({ candidate }) => candidate)).toEqual([0, null, null]);
    expect(
      found?.metrics.latency_p99.every(({ candidate, stable }) => candidate === null && stable === null),
    ).toBe(true);
  });

  it.each([
    ['scores', { count: 4, sum: 3 }],
    ['passes', { passed: 3, failed: 1 }],
    ['grades', { grades: [0, 0.5, 1], counts: [0, 2, 2] }],
  ])('reads quality from %s', (_, quality) => {
    const found = historyOf([look(0, { candidate: { requests: 40, errors: 0, quality } })]);
    expect(found?.metrics.quality[0]?.candidate).toBe(0.75);
  });
});

describe('points with extremes', () => {
  const point = (to: number, candidate: number | null): HistoryPoint => ({
    from: to - 1,
    to,
    weight: 1,
    candidate,
    stable: 1,
  });

  it('are at most so many, in order, with both ends and the highest and the lowest of all', () => {
    const values = fc.array(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 4, max: 60 }), (list, most) => {
        const points = list.map((value, index) => point(index, value));
        const kept = withExtremes(points, most);
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(kept.map(({ to }) => to)).toEqual(kept.map(({ to }) => to).toSorted((a, b) => a - b));
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        const levels = (all: readonly HistoryPoint[]): number[] =>
          all.map(({ candidate, stable }) => candidate ?? stable ?? 0);
        expect(Math.max(...levels(kept))).toBe(Math.max(...levels(points)));
        expect(Math.min(...levels(kept))).toBe(Math.min(...levels(points)));
      }),
    );
  });
});
