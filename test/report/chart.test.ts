import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Charted, chartLimits, charts, historyTable, limitAt } from '../../src/report/chart.ts';
import { historyOf } from '../../src/report/history.ts';
import { gap, sparkline } from '../../src/report/sparkline.ts';
import { looks } from './fixture-looks.ts';
import { errorMatch, plan, verdictOf } from './fixtures.ts';

function charted(given = looks, limits = chartLimits(verdictOf([errorMatch]), plan)): Charted {
  const history = historyOf(given);
  if (history === null) throw new Error('There is no history.');
  return { history, limits };
}

describe('a line of blocks', () => {
  it('goes from the lowest to the highest block, with gaps where nothing is known', () => {
    expect(sparkline([0, 1, 3.5, 7, null, Number.NaN, 9, -2], 0, 7)).toBe('▁▂▅█··█▁');
    expect(sparkline([2, 2], 2, 2)).toBe('▁▁');
  });

  it('has a character for each value, and a gap exactly where there is none', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }))), (values) => {
        const line = [...sparkline(values, 0, 1)];
        expect(line.map((block) => block === gap)).toEqual(values.map((value) => value === null));
      }),
    );
  });
});

describe('limits', () => {
  it('are the rule that is crossed, else the gate of this age', () => {
    const { error_rate, quality } = chartLimits(verdictOf([errorMatch]), plan);
    expect(error_rate).toEqual({ over: 5, name: 'error-critical' });
    expect(quality).toEqual({ over: 5, name: 'gate' });
    expect(chartLimits(verdictOf([], { age: 'mature' }), plan).error_rate).toEqual({ over: 2, name: 'gate' });
    expect(chartLimits(null, null)).toEqual({});
  });

  it('hang on stable at the same time, where the policy compares', () => {
    const point = { from: 0, to: 1, weight: 1, candidate: null, stable: 2 };
    expect(limitAt('error_rate', { over: 5, name: 'x' }, { ...point, stable: null })).toBe(5);
    expect(limitAt('latency_p99', { over: 10, name: 'x' }, point)).toBeCloseTo(2.2);
    expect(limitAt('quality', { over: 10, name: 'x' }, point)).toBeCloseTo(1.8);
    expect(limitAt('quality', { over: 10, name: 'x' }, { ...point, stable: null })).toBeNull();
  });
});

describe('a drawing', () => {
  /** The numbers of a line of a Mermaid chart. */
  const line = (chart: string | undefined, name: string): number[] =>
    (new RegExp(`line "${name}" \\[([^\\]]*)\\]`).exec(chart ?? '')?.[1] ?? '').split(', ').map(Number);

  it('has candidate, stable and limit, a label for each point, and the stages on its axis', () => {
    const [errors] = charts(charted());
    const labels = /x-axis "[^"]*" \[(.*)\]/.exec(errors ?? '')?.[1]?.split(', ') ?? [];
    expect(new Set(labels).size).toBe(labels.length);
    for (const name of ['candidate', 'stable', 'limit'])
      expect(line(errors, name)).toHaveLength(labels.length);
    const seen = labels.map((label) => label.replace(/["\u200b\u200c]/g, '')).filter((label) => label !== '');
    expect(seen).toEqual(['13:40 (1 %)', '13:51 (5 %)', '14:02']);
    expect(Math.max(...line(errors, 'candidate'))).toBeCloseTo(8.696);
    expect(line(errors, 'limit').every((value) => value === 5)).toBe(true);
  });

  it('leaves out points without a value, and never draws them as zero', () => {
    const few = looks
      .filter(({ weight }) => weight > 0)
      .map((look) => ({ ...look, candidate: { ...look.candidate, errors: look.candidate.requests / 10 } }));
    const [errors] = charts(charted(few));
    expect(few.some(({ candidate }) => candidate.requests === 0)).toBe(true);
    expect(line(errors, 'candidate').every((value) => Math.abs(value - 10) < 1e-9)).toBe(true);
  });

  it('leaves out the line of a stable version that has no traffic', () => {
    const alone = looks.map((look) => ({ ...look, stable: { requests: 0, errors: 0 } }));
    const [errors, latency] = charts(charted(alone));
    expect(errors).not.toContain('line "stable"');
    expect(errors).toContain('line "limit"');
    expect(latency).not.toContain('line "limit"');
  });

  it('is none of fewer than three points, of which the table still tells', () => {
    const found = charted(looks.slice(20, 23));
    expect(charts(charted(looks.slice(20, 22)))).toEqual([]);
    expect(historyTable(found)).toContain('| error rate, candidate |');
  });

  it('has at most 60 points, and no peak is lost', () => {
    const long = Array.from({ length: 2000 }, (_, index) => ({
      at: new Date(Date.parse('2026-11-21T00:00:00.000Z') + index * 30_000).toISOString(),
      weight: 100,
      candidate: { requests: 1000, errors: index === 777 ? 500 : 1 },
      stable: { requests: 1000, errors: 1 },
    }));
    const [errors] = charts(charted(long));
    expect(line(errors, 'candidate').length).toBeLessThanOrEqual(60);
    expect(Math.max(...line(errors, 'candidate'))).toBe(50);
    expect(historyTable(charted(long))).toContain('0.1 % to 50 %');
  });
});
