import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrometheusConfig } from '../../src/config/schema.ts';
import type { Observation, ObserveRequest } from '../../src/metrics/port.ts';
import { prometheusSource } from '../../src/metrics/prometheus.ts';
import { candidate, describeMetricsSource, prompt, stable, type World } from './contract.ts';
import { type FakePrometheus, type ScriptedSeries, startFakePrometheus } from './prometheus-server.ts';
import { at, configFor, gridEnd, queries, seriesOf } from './prometheus-world.ts';

describeMetricsSource('prometheus', async (world) => {
  const fake = await startFakePrometheus(seriesOf(world));
  if (world.broken === 'garbage')
    fake.fault = (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
  if (world.broken === 'not-a-number')
    fake.series = fake.series.map(({ labels, samples }) => ({
      labels,
      samples: samples.map(([time, value], index) => [time, index === 3 ? Number.NaN : value]),
    }));
  if (world.broken === 'unreachable') await fake.close();
  const close = world.broken === 'unreachable' ? async () => {} : fake.close;
  return { source: prometheusSource(configFor(fake.url), {}), at, close };
});

const truth = { requests: 192, errors: 32, duration: 0.4, passed: 96, failed: 32 };
const world: World = { candidate: truth, stable: { ...truth, requests: 400 }, age: 10 };
const request: ObserveRequest = {
  prompt,
  candidate,
  stable,
  weight: 5,
  since: new Date((gridEnd - 1200) * 1000),
  at,
};

let fake: FakePrometheus;
beforeEach(async () => {
  fake = await startFakePrometheus(seriesOf(world));
});
afterEach(() => fake.close());

function look(
  changes: Partial<ObserveRequest> = {},
  config: Partial<PrometheusConfig> = {},
): Promise<Observation> {
  return prometheusSource(configFor(fake.url, config), {}).observe({ ...request, ...changes });
}

describe('the grid', () => {
  it('asks for points that are multiples of the step, wherever the look falls', async () => {
    await look({ at: new Date(at.getTime() + 17_123), since: new Date(request.since.getTime() + 13_000) });
    const ranges = fake.requests.filter(({ path }) => path.endsWith('query_range'));
    expect(ranges).toHaveLength(10);
    for (const { parameters } of ranges)
      expect(parameters).toMatchObject({ start: String(gridEnd - 1200), end: String(gridEnd), step: '30' });
  });

  it('gives one look for every step, each the increments of its 30 seconds', async () => {
    const { looks } = await look();
    expect(looks).toHaveLength(40);
    expect(looks?.at(-1)?.at).toBe(new Date(gridEnd * 1000).toISOString());
    expect(looks?.[0]?.at).toBe(new Date((gridEnd - 1170) * 1000).toISOString());
    expect(looks?.slice(0, 32).every((each) => each.candidate.requests === 0)).toBe(true);
    expect(looks?.slice(32).map((each) => each.candidate.requests)).toEqual(
      Array.from({ length: 8 }, () => 24),
    );
  });

  it('gives the same looks a little later, and one more', async () => {
    const first = await look();
    const second = await look({ at: new Date(at.getTime() + 30_000) });
    expect(second.looks?.slice(0, -1)).toEqual(first.looks);
  });

  it('can be finer', async () => {
    const { looks, window_seconds } = await look({ step: 5, since: new Date((gridEnd - 60) * 1000) });
    expect(looks).toHaveLength(14);
    expect(window_seconds).toBe(70);
  });

  it('has a window no longer than the history asked for', async () => {
    const seen = await look({ since: new Date((gridEnd - 60) * 1000) });
    expect(seen.window_seconds).toBe(60);
    expect(seen.candidate.requests).toBe(48);
  });

  it('sums only the window, whatever the history', async () => {
    const seen = await look({}, { window: 120 });
    expect(seen.window_seconds).toBe(120);
    expect(seen.candidate.requests).toBe(96);
    expect(seen.looks?.reduce((sum, each) => sum + each.candidate.requests, 0)).toBe(192);
  });

  it('is empty at the very start, and then counts nothing', async () => {
    const seen = await look({ since: at });
    expect(seen).toMatchObject({ looks: [], window_seconds: 0, candidate: { requests: 0, errors: 0 } });
  });

  it('reads a history of days in several queries, none above 11,000 points', async () => {
    const labels = { prompt, version: stable, instance: 'old' };
    const grown = (name: string, by: number, more: Record<string, string> = {}): ScriptedSeries => {
      const samples: [number, number][] = [];
      for (let time = gridEnd - 6 * 86_400; time <= gridEnd; time += 240)
        samples.push([time, samples.length * by]);
      return { labels: { __name__: name, ...labels, ...more }, samples };
    };
    fake.series = [
      grown('llm_requests_total', 1),
      grown('llm_duration_seconds_bucket', 0.5, { le: '1' }),
      grown('llm_duration_seconds_bucket', 1, { le: '+Inf' }),
      ...seriesOf({ ...world, stable: null }),
    ];
    const { requests, errors, latency } = queries;
    const since = new Date((gridEnd - 5 * 86_400) * 1000);
    const seen = await look({ since }, { queries: { requests, errors, latency } });
    expect(seen.problems.filter(({ metric }) => metric !== 'latency')).toEqual([]);
    expect(seen.looks).toHaveLength(14_400);
    expect(seen.looks?.reduce((sum, each) => sum + each.stable.requests, 0)).toBe(1800);
    expect(seen.looks?.reduce((sum, each) => sum + (each.stable.latency?.counts[0] ?? 0), 0)).toBe(900);
  });
});

describe('counters', () => {
  const labels = { __name__: 'llm_requests_total', prompt, version: candidate };
  const only = {
    requests: `llm_requests_total{prompt="{{prompt}}",version="{{version}}"}`,
    errors: queries.errors,
  };

  async function requestsOf(...series: ScriptedSeries['samples'][]): Promise<number | undefined> {
    const own = series.map((samples, instance) => ({
      labels: { ...labels, instance: String(instance) },
      samples,
    }));
    fake.series = [...own, ...seriesOf({ ...world, candidate: null })];
    const { looks } = await look({}, { queries: only });
    return looks?.reduce((sum, each) => sum + each.candidate.requests, 0);
  }
  const e = gridEnd;

  it('are counted through a restart', async () => {
    expect(
      await requestsOf([
        [e - 1300, 100],
        [e - 100, 180],
        [e - 50, 7],
        [e - 20, 30],
      ]),
    ).toBe(80 + 30);
  });

  it('are counted per instance: one that goes away takes nothing back', async () => {
    const gone: ScriptedSeries['samples'] = [
      [e - 1300, 9000],
      [e - 400, 9050],
      [e - 390, 'stale'],
    ];
    expect(
      await requestsOf(gone, [
        [e - 1300, 10],
        [e - 900, 12],
        [e - 600, 15],
        [e - 300, 17],
        [e - 5, 20],
      ]),
    ).toBe(50 + 10);
  });

  it('go on from the last value after a gap', async () => {
    expect(
      await requestsOf([
        [e - 1300, 10],
        [e - 1100, 20],
        [e - 30, 50],
      ]),
    ).toBe(40);
  });
});

describe('staleness', () => {
  function endedAt(age: number, marker: boolean): void {
    fake.series = seriesOf({ ...world, age }).map(({ labels, samples }) => {
      const last = samples.at(-1)?.[0] ?? 0;
      return { labels, samples: marker ? [...samples, [last + 15, 'stale'] as const] : samples };
    });
  }
  const codes = ({ problems }: Observation): string[] => [...new Set(problems.map(({ code }) => code))];

  it('is seen although Prometheus answers with old samples for 5 minutes', async () => {
    endedAt(200, false);
    const seen = await look();
    expect(codes(seen)).toEqual(['stale']);
    expect(seen.problems.every(({ fatal }) => fatal)).toBe(true);
    expect(seen.at).toBe(new Date(at.getTime() - 200_000).toISOString());
  });

  it('is seen when those 5 minutes have just ended, and the last step was answered by looking back', async () => {
    endedAt(200, false);
    const later = new Date(at.getTime() + 110_000);
    expect(codes(await look({ at: later }))).toContain('stale');
    expect((await look({ at: later })).problems.filter(({ metric }) => metric === 'requests')).toHaveLength(
      2,
    );
  });

  it('does not set in while a target restarts', async () => {
    endedAt(60, true);
    expect((await look()).problems.filter(({ metric }) => metric === 'requests')).toEqual([]);
  });

  it('is seen behind a stale marker', async () => {
    endedAt(130, true);
    const seen = await look();
    expect(
      seen.problems.filter(({ metric, code }) => metric === 'requests' && code === 'stale'),
    ).toHaveLength(2);
  });

  it('is assumed of a series that ended, where its end cannot be found', async () => {
    // A tenth of a second long: no whole second shows it.
    fake.series = fake.series.map(({ labels }) => ({
      labels,
      samples: [
        [gridEnd - 20.6, 1],
        [gridEnd - 20.5, 'stale'],
      ],
    }));
    const { problems } = await look();
    expect(problems.filter(({ metric, code }) => metric === 'requests' && code === 'stale')).toHaveLength(2);
  });

  it('of failures alone is fatal: they may go on unseen', async () => {
    fake.series = fake.series.map((each) =>
      each.labels.__name__ === 'llm_errors_total'
        ? { ...each, samples: each.samples.filter(([time]) => time < gridEnd - 130) }
        : each,
    );
    const seen = await look();
    expect(seen.problems).toMatchObject([
      { code: 'stale', fatal: true, arm: 'candidate', metric: 'errors' },
      { code: 'stale', fatal: true, arm: 'stable', metric: 'errors' },
    ]);
  });
});
