import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrometheusConfig, Queries } from '../../src/config/schema.ts';
import type { Observation, ObserveRequest } from '../../src/metrics/port.ts';
import { prometheusSource } from '../../src/metrics/prometheus.ts';
import { candidate, stable, type World } from './contract.ts';
import { type FakePrometheus, type ScriptedSeries, startFakePrometheus } from './prometheus-server.ts';
import { configFor, gridEnd, request, seriesOf, truth } from './prometheus-world.ts';

const failing: World = { candidate: { ...truth, errors: 60 }, stable: truth, age: 10 };

let fake: FakePrometheus;
beforeEach(async () => {
  fake = await startFakePrometheus(seriesOf(failing));
});
afterEach(() => fake.close());

function look(
  config: Partial<PrometheusConfig> = {},
  changes: Partial<ObserveRequest> = {},
): Promise<Observation> {
  return prometheusSource(configFor(fake.url, config), {}).observe({ ...request, ...changes });
}

const raw = (name: string, more = ''): string => `${name}{prompt="{{prompt}}",version="{{version}}"${more}}`;
const counts: Queries = { requests: raw('llm_requests_total'), errors: raw('llm_errors_total') };
const misspelt: Queries = { ...counts, errors: raw('llm_errors_total', ',status="eror"') };

const never = {
  ...{ code: 'warning', fatal: false, arm: null, metric: 'errors' },
  detail: `there is no series of errors of ${candidate} and ${stable}: nothing has failed, or the query does not match what counts failures`,
};
const gone = {
  ...{ code: 'warning', fatal: false, arm: null, metric: 'errors' },
  detail: `all series of errors of ${candidate} and ${stable} have ended while requests go on: nothing has failed since then, or what counts failures is gone`,
};

const isError = ({ labels }: ScriptedSeries): boolean => labels.__name__ === 'llm_errors_total';
const cut = (each: ScriptedSeries, time: number, marked: boolean): ScriptedSeries => ({
  ...each,
  samples: [
    ...each.samples.filter((sample) => sample[0] <= time),
    ...(marked ? [[time + 15, 'stale'] as const] : []),
  ],
});

/** Requests of both versions a minute for an hour, and failures that end `minutes` before the look. */
function traffic(minutes: number, { each = 40, marked = true } = {}): ScriptedSeries[] {
  return [candidate, stable].flatMap((version) => {
    const counter = (name: string, by: number): ScriptedSeries => ({
      labels: { __name__: name, prompt: request.prompt, version },
      samples: Array.from({ length: 241 }, (_, index) => [
        gridEnd - 3600 + index * 15,
        Math.floor(index / 4) * by,
      ]),
    });
    const errors = cut(counter('llm_errors_total', 1), gridEnd - minutes * 60, marked);
    return [counter('llm_requests_total', each), errors];
  });
}
const hour = { since: new Date((gridEnd - 3600) * 1000) };

describe('a query of errors that matches nothing', () => {
  it('is told, of both versions at once, and leaves the figures as they are', async () => {
    const seen = await look({ queries: misspelt });
    expect(seen.problems).toEqual([never]);
    expect(seen.candidate).toMatchObject({ requests: 192, errors: 0 });
  });

  it('is told of one version that is looked at alone', async () => {
    const { problems } = await look({ queries: misspelt }, { candidate: stable, weight: 100 });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.detail).toContain(`no series of errors of ${stable}: `);
  });

  it('is told of an expression over the window, also of one that fills up with a zero', async () => {
    const windowed = (query: string): string => `sum(increase(${query}[{{window}}]))`;
    const own = { requests: windowed(raw('llm_requests_total')), errors: windowed(misspelt.errors ?? '') };
    for (const errors of [own.errors, `${own.errors} or vector(0)`]) {
      for (const version of [candidate, stable]) {
        const filled = (query: string): string =>
          query
            .replace('{{prompt}}', request.prompt)
            .replace('{{version}}', version)
            .replace('{{window}}', '300s');
        fake.results.set(filled(own.requests), [{ metric: {}, value: '200' }]);
        fake.results.set(filled(errors), errors === own.errors ? [] : [{ metric: {}, value: '0' }]);
      }
      expect((await look({ queries: { requests: own.requests, errors } })).problems).toEqual([never]);
    }
  });

  it('is not told of an expression that has series', async () => {
    const errors = `sum(increase(${raw('llm_errors_total')}[{{window}}]))`;
    for (const version of [candidate, stable]) {
      const filled = errors.replace('{{prompt}}', request.prompt).replace('{{version}}', version);
      fake.results.set(filled.replace('{{window}}', '300s'), [{ metric: {}, value: '0' }]);
    }
    expect((await look({ queries: { ...counts, errors } })).problems).toEqual([]);
  });

  it.each([
    [25, []],
    [50, [never]],
  ])('is told from 100 requests of both on, here %i of each', async (requests, told) => {
    const few = { ...truth, requests };
    fake.series = seriesOf({ candidate: few, stable: few, age: 10 });
    expect((await look({ queries: misspelt })).problems).toEqual(told);
  });

  it.each([candidate, stable])('is well where %s alone has never failed', async (version) => {
    fake.series = fake.series.filter((each) => !isError(each) || each.labels.version !== version);
    expect((await look()).problems).toEqual([]);
  });

  it('is well where the counter of failures stands at 0', async () => {
    fake.series = fake.series.map((each) =>
      isError(each) ? { ...each, samples: each.samples.map(([time]) => [time, 0] as const) } : each,
    );
    const seen = await look();
    expect(seen.problems).toEqual([]);
    expect(seen.candidate.errors).toBe(0);
  });

  it('is not told of a source that did not answer', async () => {
    fake.fault = (response) => response.writeHead(503).end();
    const { problems } = await look({ queries: misspelt });
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['source-down']));
  });
});

describe('a query of failed answers that matches nothing', () => {
  const queries = (failed: string): Queries => ({
    ...counts,
    quality_passed: 'llm_graded_total{prompt="{{prompt}}",version="{{version}}",grade="pass"}',
    quality_failed: `llm_graded_total{prompt="{{prompt}}",version="{{version}}",grade="${failed}"}`,
  });

  it('is told, since every answer seems to pass', async () => {
    const seen = await look({ queries: queries('fial') });
    expect(seen.candidate.quality).toBe(1);
    expect(seen.problems).toEqual([
      {
        ...{ code: 'warning', fatal: false, arm: null, metric: 'quality_failed' },
        detail: never.detail.replace('errors', 'failed answers'),
      },
    ]);
  });

  it('is not told of one that matches', async () => {
    expect((await look({ queries: queries('fail') })).problems).toEqual([]);
  });
});

describe('a query of errors whose answer is a part', () => {
  it('says so, and nothing of what is not in it', async () => {
    fake.change = (body) => ({ ...body, isPartial: true });
    const { problems } = await look({ queries: misspelt });
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems.map(({ fatal, detail }) => `${fatal} ${detail}`))).toEqual(
      new Set(['true the answer is partial']),
    );
  });
});

describe('series of errors that have ended', () => {
  it.each([true, false])('are told when requests go on (marked as ended: %s)', async (marked) => {
    fake.series = traffic(20, { marked });
    const seen = await look({ queries: counts }, hour);
    expect(seen.problems).toEqual([gone]);
    expect(seen.candidate.errors).toBe(0);
  });

  it('are not told before requests would have shown a failure', async () => {
    // Of the requests since then, those of the first five minutes may still have counted.
    fake.series = traffic(6, { each: 20 });
    expect((await look({ queries: counts }, hour)).problems).toEqual([]);
    fake.series = traffic(20, { each: 2 });
    expect((await look({ queries: counts }, hour)).problems).toEqual([]);
  });

  it('are well where one of them goes on: instances come and go', async () => {
    const [first, ...others] = traffic(20).filter(isError);
    const running = traffic(0).filter((each) => !isError(each));
    const replaced: ScriptedSeries = {
      labels: { ...first?.labels, instance: 'new' },
      samples: [
        [gridEnd - 300, 1],
        [gridEnd, 1],
      ],
    };
    fake.series = [...running, ...(first === undefined ? [] : [first]), ...others, replaced];
    expect((await look({ queries: counts }, hour)).problems).toEqual([]);
  });

  it('hold the stage as long as their last samples are seen to be old', async () => {
    fake.series = traffic(4, { marked: false });
    const { problems } = await look({ queries: counts }, hour);
    expect(problems.map(({ code, fatal, metric }) => ({ code, fatal, metric }))).toEqual(
      [candidate, stable].map(() => ({ code: 'stale', fatal: true, metric: 'errors' })),
    );
  });
});
