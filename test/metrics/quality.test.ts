import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrometheusConfig } from '../../src/config/schema.ts';
import { createMetricsSource } from '../../src/metrics/index.ts';
import type { Observation } from '../../src/metrics/port.ts';
import { candidate, stable } from './contract.ts';
import { type FakePrometheus, type ScriptedSeries, startFakePrometheus } from './prometheus-server.ts';
import { configFor, gridEnd, queries, request, seriesOf, truth } from './prometheus-world.ts';

let fake: FakePrometheus;
beforeEach(async () => {
  fake = await startFakePrometheus(seriesOf({ candidate: truth, stable: truth, age: 10 }));
});
afterEach(() => fake.close());

async function look(config: Partial<PrometheusConfig>): Promise<Observation> {
  return (await createMetricsSource(configFor(fake.url, config), {}, '/')).observe(request);
}

const counts = { requests: queries.requests, errors: queries.errors };

describe('quality', () => {
  const selector = (name: string): string => `${name}{version="{{version}}"}`;
  const scores = {
    quality_count: selector('scores_count'),
    quality_sum: selector('scores_sum'),
    quality_sum_squares: selector('scores_squares'),
  };
  function counter(name: string, version: string, total: number): ScriptedSeries {
    const samples = Array.from(
      { length: 20 },
      (_, index) => [gridEnd - 285 + index * 15, (total * (index + 1)) / 20] as const,
    );
    return { labels: { __name__: name, version }, samples };
  }
  function graded(version: string, count: number, sum: number, squares: number): ScriptedSeries[] {
    return [
      counter('scores_count', version, count),
      counter('scores_sum', version, sum),
      counter('scores_squares', version, squares),
    ];
  }

  it('of scores is their mean, and looks have count, sum and squares', async () => {
    fake.series.push(...graded(candidate, 40, 30, 25), ...graded(stable, 80, 76, 73));
    const {
      candidate: arm,
      stable: other,
      looks,
      problems,
    } = await look({ queries: { ...counts, ...scores } });
    expect(problems).toEqual([]);
    expect([arm.quality, other.quality]).toEqual([0.75, 0.95]);
    expect(looks?.at(-1)?.candidate.quality).toEqual({ count: 4, sum: 3, sum_squares: 2.5 });
  });

  it('of scores above 1 is refused', async () => {
    fake.series.push(...graded(candidate, 40, 2800, 25), ...graded(stable, 80, 76, 73));
    const { problems, candidate: arm } = await look({ queries: { ...counts, ...scores } });
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'invalid-data',
        fatal: true,
        arm: 'candidate',
        metric: 'quality_count',
      }),
    ]);
    expect(arm.quality).toBeNull();
  });

  it('is not 0 when only the sum is missing', async () => {
    fake.series.push(counter('scores_count', candidate, 40), ...graded(stable, 80, 76, 73));
    const { problems, candidate: arm } = await look({
      queries: { ...counts, quality_count: scores.quality_count, quality_sum: scores.quality_sum },
    });
    expect(arm.quality).toBeNull();
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'no-data', fatal: true, arm: 'candidate', metric: 'quality_sum' }),
    );
  });

  it('of a window in which nothing was graded is missing; the looks keep what was graded before', async () => {
    fake.series.push(...graded(candidate, 40, 30, 25), ...graded(stable, 80, 76, 73));
    fake.series = fake.series.map(({ labels, samples }) =>
      labels.__name__?.startsWith('scores')
        ? { labels, samples: flatFrom(gridEnd - 60, samples) }
        : { labels, samples },
    );
    const { problems, looks, candidate: arm } = await look({ window: 60, queries: { ...counts, ...scores } });
    expect(arm.quality).toBeNull();
    expect(problems).toMatchObject([
      { code: 'no-data', fatal: true, arm: 'candidate', metric: 'quality_count' },
      { code: 'no-data', fatal: true, arm: 'stable', metric: 'quality_count' },
    ]);
    expect(looks?.at(-1)?.candidate.quality).toEqual({ count: 0, sum: 0, sum_squares: 0 });
    expect(looks?.at(-3)?.candidate.quality).toEqual({ count: 4, sum: 3, sum_squares: 2.5 });
  });

  /** The samples as they were until `from`, and the last of those values ever after. */
  function flatFrom(from: number, samples: ScriptedSeries['samples']): ScriptedSeries['samples'] {
    const last = samples.findLast(([time]) => time <= from)?.[1] ?? 0;
    return samples.map(([time, value]) => [time, time > from ? last : value] as const);
  }

  it('of an expression is that value, from 0 to 1', async () => {
    const quality = 'avg(score{version="{{version}}"})';
    const value = (version: string, text: string): void => {
      fake.results.set(`avg(score{version="${version}"})`, [{ metric: {}, value: text }]);
      fake.series.push({ labels: { __name__: 'score', version }, samples: [[gridEnd - 5, 0.5]] });
    };
    value(candidate, '0.8');
    value(stable, '0.9');
    const seen = await look({ queries: { ...counts, quality } });
    expect([seen.candidate.quality, seen.stable.quality, seen.problems]).toEqual([0.8, 0.9, []]);
    value(candidate, '80');
    expect((await look({ queries: { ...counts, quality } })).problems).toMatchObject([
      { code: 'invalid-data', fatal: true, arm: 'candidate', metric: 'quality' },
    ]);
  });
});
