import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { increments } from '../../src/evidence/increments.ts';
import type { Series } from '../../src/metrics/prometheus/answer.ts';
import { gains, trackOf } from '../../src/metrics/prometheus/counters.ts';
import { chunksOf, gridOf, stepsOf } from '../../src/metrics/prometheus/grid.ts';
import { bucketGains } from '../../src/metrics/prometheus/histogram.ts';

const grid = { start: 1_800_000_000, end: 1_800_000_000 + 30 * 30, step: 30 };
const points = stepsOf(grid) + 1;

/**
 * One life of an instance: from a point of the grid on it counts so much between its scrapes; a scrape that came
 * late or not at all is null.
 */
const life = fc.record({
  silence: fc.integer({ min: 0, max: 4 }),
  scrapes: fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { freq: 3 }), { minLength: 1, maxLength: 12 }),
});

interface Life {
  readonly silence: number;
  readonly scrapes: readonly (number | null)[];
}

/** The samples of an instance with these lives, and what it counted from the base line on as far as it was seen. */
function run(lives: readonly Life[]): { values: (number | null)[]; truth: number } {
  const values: (number | null)[] = [];
  let truth = 0;
  let last = 0;
  for (const { silence, scrapes } of lives) {
    values.push(...new Array<null>(silence).fill(null));
    let counter = 0;
    let seen = false;
    for (const scrape of scrapes) {
      if (values.length >= points) break;
      counter += scrape ?? 0;
      // A reset shows only if the counter then stands lower: an instance that counts on faster hides it.
      if (scrape !== null && !seen && values.some((value) => value !== null) && counter >= last)
        counter = Math.max(0, last - 1);
      values.push(scrape === null ? null : counter);
      if (scrape === null) continue;
      seen = true;
      last = counter;
    }
    truth += seen ? last : 0;
  }
  return { values: values.slice(0, points), truth: truth - (values[0] ?? 0) };
}

function seriesOf(values: readonly (number | null)[], labels: Record<string, string>): Series {
  const seen = values.flatMap((value, index) =>
    value === null ? [] : [{ value, time: grid.start + index * grid.step }],
  );
  return {
    labels,
    times: Float64Array.from(seen, ({ time }) => time),
    values: Float64Array.from(seen, ({ value }) => value),
  };
}

describe('gains', () => {
  it('add up to what all instances counted, through restarts, gaps and late scrapes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(life, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (instances) => {
        const runs = instances.map(run);
        const tracks = runs.map(({ values }, index) => trackOf(seriesOf(values, { i: String(index) }), grid));
        const steps = gains(tracks, grid);
        expect(steps).toHaveLength(points - 1);
        expect(steps.every((value) => value >= 0)).toBe(true);
        const total = steps.reduce((sum, value) => sum + value, 0);
        expect(total).toBe(runs.reduce((sum, { truth }) => sum + truth, 0));
      }),
      { numRuns: 500 },
    );
  });

  it('are those of the evidence, step by step', () => {
    const counter = fc.array(fc.option(fc.nat(99), { freq: 4 }), { minLength: 1, maxLength: points });
    fc.assert(
      fc.property(fc.array(counter, { maxLength: 5 }), (counters) => {
        const tracks = counters.map((values) => trackOf(seriesOf(values, {}), grid));
        const at = (index: number): string => new Date((grid.start + index * grid.step) * 1000).toISOString();
        const samples = counters.flatMap((values, series) =>
          values.flatMap((value, index) =>
            value === null ? [] : [{ at: at(index), series: String(series), value }],
          ),
        );
        const everywhere = Array.from({ length: points }, (_, index) => ({
          at: at(index),
          series: 'none',
          value: 0,
        }));
        const expected = increments([...everywhere, ...samples]).map(({ value }) => value);
        expect(gains(tracks, grid)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('count nothing without a series, for every step', () => {
    expect(gains([], grid)).toEqual(new Array(points - 1).fill(0));
  });

  it('count a series from 0 that is born after the base line, even if it is the first of all', () => {
    const track = trackOf(seriesOf([null, null, 7, 9], { i: '0' }), grid);
    expect(gains([track], grid).slice(0, 4)).toEqual([0, 7, 2, 0]);
  });
});

describe('bucketGains', () => {
  const bounds = ['0.1', '1.0', '+Inf'];
  const histogram = (
    instance: string,
    rows: readonly (readonly number[])[],
    name = 'd_seconds_bucket',
  ): Series[] =>
    bounds.map((le, column) =>
      seriesOf(
        rows.map((row) => row[column] ?? null),
        { __name__: name, i: instance, le },
      ),
    );

  it('sees a restart in all buckets when one of them shows it', () => {
    // After the restart the lowest bucket stands at 40, above the 30 of before.
    const { le, rows } = bucketGains(
      histogram('a', [
        [30, 90, 100],
        [40, 50, 60],
      ]),
      grid,
    );
    expect(le).toEqual([0.1, 1, '+Inf']);
    expect(rows[0]).toEqual([40, 50, 60]);
  });

  it('counts fast and slow requests of many instances as they were', () => {
    const scrape = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(fc.array(scrape, { minLength: 2, maxLength: points }), { minLength: 1, maxLength: 4 }),
        (instances) => {
          const truth = [0, 0, 0];
          const series = instances.flatMap((scrapes, index) => {
            let counts = [0, 0, 0];
            const rows = scrapes.map(([fast, medium, slow, restart], at) => {
              const added = [fast, fast + medium, fast + medium + slow];
              // A restart must show in one bucket at least: in that of all requests.
              const restarts = restart && (added[2] ?? 0) < (counts[2] ?? 0);
              counts = restarts ? added : counts.map((count, column) => count + (added[column] ?? 0));
              if (at > 0)
                added.forEach((value, column) => {
                  truth[column] = (truth[column] ?? 0) + value;
                });
              return counts;
            });
            return histogram(String(index), rows);
          });
          const { rows } = bucketGains(series, grid);
          const total = bounds.map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
          expect(total).toEqual(truth);
          expect(rows.every(([a = 0, b = 0, c = 0]) => a <= b && b <= c)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads milliseconds where the name says so, beside seconds', () => {
    const seconds = histogram(
      'a',
      [
        [0, 0, 0],
        [1, 2, 3],
      ],
      'traces_span_metrics_duration_seconds_bucket',
    );
    const milliseconds = histogram(
      'b',
      [
        [0, 0, 0],
        [1, 2, 3],
      ],
      'traces_span_metrics_duration_milliseconds_bucket',
    ).map(({ labels, ...own }) => ({
      labels: { ...labels, le: { '0.1': '100', '1.0': '1000' }[labels.le ?? ''] ?? '+Inf' },
      ...own,
    }));
    const { le, rows } = bucketGains([...seconds, ...milliseconds], grid);
    expect(le).toEqual([0.1, 1, '+Inf']);
    expect(rows[0]).toEqual([2, 4, 6]);
  });

  it('keeps only the bounds that all instances have', () => {
    const other = histogram('b', [
      [0, 0, 0],
      [5, 6, 7],
    ]).filter(({ labels }) => labels.le !== '0.1');
    const { le, rows } = bucketGains(
      [
        ...histogram('a', [
          [0, 0, 0],
          [1, 2, 3],
        ]),
        ...other,
      ],
      grid,
    );
    expect(le).toEqual([1, '+Inf']);
    expect(rows[0]).toEqual([8, 10]);
  });
});

describe('the grid', () => {
  const date = (seconds: number): Date => new Date(seconds * 1000);

  it('goes back 7 days at most, and never ahead', () => {
    expect(stepsOf(gridOf(date(0), date(1_800_000_011), 30))).toBe(20_160);
    expect(gridOf(date(1_900_000_000), date(1_800_000_011), 30)).toEqual({
      start: 1_800_000_000,
      end: 1_800_000_000,
      step: 30,
    });
  });

  it('is cut into chunks that have each point once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(1, 5, 30), (steps, step) => {
        const whole = { start: 3000, end: 3000 + steps * step, step };
        const chunks = chunksOf(whole);
        expect(chunks[0]?.start).toBe(whole.start);
        expect(chunks.at(-1)?.end).toBe(whole.end);
        chunks.forEach((chunk, index) => {
          expect(stepsOf(chunk)).toBeLessThan(11_000);
          if (index > 0) expect(chunk.start).toBe((chunks[index - 1]?.end ?? 0) + step);
        });
      }),
    );
  });
});
