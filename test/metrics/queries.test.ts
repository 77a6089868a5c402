import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrometheusConfig, Queries } from '../../src/config/schema.ts';
import { createMetricsSource } from '../../src/metrics/index.ts';
import type { Observation } from '../../src/metrics/port.ts';
import { candidate, stable } from './contract.ts';
import { type FakePrometheus, type ScriptedSeries, startFakePrometheus } from './prometheus-server.ts';
import { at, configFor, gridEnd, queries, request, seriesOf, truth } from './prometheus-world.ts';

let fake: FakePrometheus;
beforeEach(async () => {
  fake = await startFakePrometheus(seriesOf({ candidate: truth, stable: truth, age: 10 }));
});
afterEach(() => fake.close());

async function look(config: Partial<PrometheusConfig>): Promise<Observation> {
  return (await createMetricsSource(configFor(fake.url, config), {}, '/')).observe(request);
}

const counts = { requests: queries.requests, errors: queries.errors };

describe('expressions over the window', () => {
  const windowed = (name: string): string => `sum(increase(${name}{version="{{version}}"}[{{window}}]))`;
  const own: Queries = { requests: windowed('llm_requests_total'), errors: windowed('llm_errors_total') };

  function result(metric: string, version: string, ...values: string[]): void {
    const query = `sum(increase(${metric}{version="${version}"}[300s]))`;
    fake.results.set(
      query,
      values.map((value, index) => ({ metric: index === 0 ? {} : { i: String(index) }, value })),
    );
  }
  beforeEach(() => {
    for (const version of [candidate, stable]) {
      result('llm_requests_total', version, '101.5');
      result('llm_errors_total', version, '3.5');
    }
  });

  it('are read as written, and give no looks', async () => {
    const seen = await look({ queries: own });
    expect(seen).toMatchObject({ looks: null, problems: [], window_seconds: 300 });
    expect(seen.candidate).toMatchObject({ requests: 101.5, errors: 3.5 });
    expect(seen.queries[0]).toEqual({
      arm: 'candidate',
      metric: 'requests',
      query: `sum(increase(llm_requests_total{version="${candidate}"}[300s]))`,
      value: 101.5,
    });
    const instant = fake.requests.find(({ parameters }) => parameters.query?.startsWith('sum('));
    expect(Number(instant?.parameters.time)).toBe(at.getTime() / 1000);
  });

  it('without a failure have no failures', async () => {
    result('llm_errors_total', candidate);
    const seen = await look({ queries: own });
    expect(seen.candidate.errors).toBe(0);
    expect(seen.problems).toEqual([]);
  });

  it.each([
    ['no result', [], 'no-data'],
    ['several series', ['1', '2'], 'several-series'],
    ['NaN', ['NaN'], 'not-a-number'],
    ['+Inf', ['+Inf'], 'not-a-number'],
    ['-Inf', ['-Inf'], 'not-a-number'],
    ['a negative number', ['-1'], 'invalid-data'],
  ] as const)('with %s say so, with version and metric', async (_, values, code) => {
    result('llm_requests_total', candidate, ...values);
    const seen = await look({ queries: own });
    expect(seen.problems).toEqual([
      expect.objectContaining({ code, fatal: true, arm: 'candidate', metric: 'requests' }),
    ]);
    expect(seen.candidate).toMatchObject({ requests: null, errors: null });
  });

  it('show old data by the age of what is behind them', async () => {
    fake.series = seriesOf({ candidate: truth, stable: truth, age: 150 });
    const { problems } = await look({ queries: own });
    expect(new Set(problems.map(({ code, fatal }) => `${code} ${fatal}`))).toEqual(new Set(['stale true']));
  });

  it('may hold buckets', async () => {
    const latency = 'sum by (le) (increase(llm_duration_seconds_bucket{version="{{version}}"}[{{window}}]))';
    const buckets = (version: string, ...values: string[]): void => {
      const metrics = ['0.1', '0.5', '+Inf'].map((le, index) => ({
        metric: { le },
        value: values[index] ?? '',
      }));
      fake.results.set(latency.replace('{{version}}', version).replace('{{window}}', '300s'), metrics);
    };
    buckets(stable, '0', '100', '100');
    buckets(candidate, '0', '98', '100');
    const seen = await look({ queries: { ...counts, latency } });
    expect(seen.stable.p99).toBeCloseTo(0.1 + 0.4 * 0.99);
    expect(seen.looks?.[0]?.stable).not.toHaveProperty('latency');
    // A p99 above the last bound is at least that: it may cross a rule, and never proves that none is crossed.
    expect(seen.candidate.p99).toBe(0.5);
    expect(seen.problems).toEqual([
      expect.objectContaining({ code: 'invalid-data', fatal: true, arm: 'candidate', metric: 'latency' }),
    ]);
    buckets(stable, '0', '98', '100');
    buckets(candidate, '0', '100', '100');
    expect((await look({ queries: { ...counts, latency } })).problems).toEqual([
      expect.objectContaining({ code: 'invalid-data', fatal: false, arm: 'stable', metric: 'latency' }),
    ]);
  });
});

describe('latency', () => {
  const without = (le: string) => (each: ScriptedSeries) => each.labels.le !== le;

  it('must have its last bucket', async () => {
    fake.series = fake.series.filter(without('+Inf'));
    const { problems, looks } = await look({});
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatchObject({
      code: 'invalid-data',
      fatal: true,
      metric: 'latency',
      detail: expect.stringContaining('+Inf'),
    });
    expect(looks?.[0]?.candidate).not.toHaveProperty('latency');
  });

  it('without the label le is refused', async () => {
    const { problems } = await look({ queries: { ...counts, latency: queries.requests } });
    expect(problems[0]).toMatchObject({
      code: 'invalid-data',
      metric: 'latency',
      detail: expect.stringContaining('label le'),
    });
  });

  it('of a version that has none is missing, which is fatal', async () => {
    fake.series = fake.series.filter(({ labels }) => labels.version !== candidate || labels.le === undefined);
    const { problems, candidate: arm } = await look({});
    expect(problems).toEqual([
      expect.objectContaining({ code: 'no-data', fatal: true, arm: 'candidate', metric: 'latency' }),
    ]);
    expect(arm).toMatchObject({ requests: 192, p99: null });
  });

  it('of versions whose buckets are all different is refused', async () => {
    fake.series = fake.series.map((each) => {
      const { le, version } = each.labels;
      if (le === undefined || le === '+Inf' || version === stable) return each;
      return { ...each, labels: { ...each.labels, le: String(Number(le) * 1.1) } };
    });
    const { problems } = await look({});
    expect(problems.map(({ code, arm, metric, detail }) => [code, arm, metric, detail])).toEqual(
      ['candidate', 'stable'].map((arm) => [
        'invalid-data',
        arm,
        'latency',
        'the versions have no bucket in common',
      ]),
    );
  });

  it.each([candidate, stable])(
    'is compared over the bounds that both versions have, where %s lacks one',
    async (version) => {
      fake.series = fake.series.filter((each) => each.labels.version !== version || without('0.5')(each));
      const { looks, candidate: one, stable: other } = await look({});
      expect(looks?.at(-1)?.candidate.latency?.le).toEqual([0.1, 1, 2, '+Inf']);
      expect(looks?.at(-1)?.stable.latency?.le).toEqual([0.1, 1, 2, '+Inf']);
      expect(one.p99).toBe(other.p99);
    },
  );
});

describe('presets', () => {
  function rename(
    names: Record<string, string>,
    labels: (own: Record<string, string>) => Record<string, string>,
  ): void {
    fake.series = fake.series.flatMap((each) => {
      const { __name__: name = '', ...own } = each.labels;
      const renamed = names[name];
      return renamed === undefined ? [] : [{ ...each, labels: { __name__: renamed, ...labels(own) } }];
    });
  }

  it.each(['seconds', 'milliseconds'])('otel-spanmetrics, with durations in %s', async (unit) => {
    const factor = unit === 'seconds' ? 1 : 1000;
    rename(
      {
        llm_requests_total: 'traces_span_metrics_calls_total',
        llm_duration_seconds_bucket: `traces_span_metrics_duration_${unit}_bucket`,
      },
      ({ prompt: name = '', version = '', instance = '', le }) => ({
        gen_ai_prompt_name: name,
        gen_ai_prompt_version: version,
        instance,
        ...(le === undefined
          ? { status_code: instance === 'a' ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_UNSET' }
          : {}),
        ...(le === undefined ? {} : { le: le === '+Inf' ? le : String(Number(le) * factor) }),
      }),
    );
    const seen = await look({ preset: 'otel-spanmetrics', queries: {} });
    expect(seen.problems).toEqual([]);
    expect(seen.candidate).toMatchObject({ requests: 192, errors: 96 });
    expect(seen.candidate.p99).toBeGreaterThan(0.1);
    expect(seen.candidate.p99).toBeLessThanOrEqual(0.5);
    expect(seen.looks?.at(-1)?.candidate.latency?.le).toEqual([0.1, 0.5, 1, 2, '+Inf']);
  });

  /** As version 1.106 of the LiteLLM proxy exports: the labels of the prompt, and those that two metrics share. */
  function litellm(
    name: string,
    version: string,
    own: Record<string, string>,
    total: number,
  ): ScriptedSeries {
    const key = {
      end_user: 'None',
      hashed_api_key: 'None',
      model_id: '08237c19',
      team: 'None',
      user: 'None',
    };
    const known = version === 'None' ? 'None' : request.prompt;
    const metadata = { metadata_prompt_name: known, metadata_prompt_version: version };
    return { labels: { __name__: name, ...key, ...metadata, ...own }, samples: climbing(total) };
  }
  const climbing = (total: number): ScriptedSeries['samples'] =>
    [0, 1, 2, 3, 4].map((part) => [gridEnd - 240 + part * 60, (total * part) / 4]);
  function exported(version: string, succeeded: number, failed: number): ScriptedSeries[] {
    const answered = { model: 'gpt-x', requested_model: 'm', api_provider: 'openai' };
    const asked = { requested_model: 'm', api_provider: 'openai', route: '/v1/chat/completions' };
    const latency = 'litellm_request_total_latency_metric';
    const buckets = { '0.1': 0, '0.5': succeeded, '1.0': succeeded, '+Inf': succeeded };
    return [
      litellm(
        'litellm_proxy_total_requests_metric_total',
        version,
        { ...asked, status_code: '200' },
        succeeded,
      ),
      litellm('litellm_proxy_total_requests_metric_total', 'None', { ...asked, status_code: '500' }, failed),
      litellm(
        'litellm_proxy_failed_requests_metric_total',
        'None',
        { ...asked, exception_status: '500' },
        failed,
      ),
      litellm('litellm_llm_api_failed_requests_metric_total', version, { model: 'gpt-x' }, failed),
      litellm(`${latency}_count`, version, answered, succeeded),
      ...Object.entries(buckets).map(([le, below]) =>
        litellm(`${latency}_bucket`, version, { ...answered, le }, below),
      ),
    ];
  }

  it('litellm: failures count, though the proxy labels those of its own metrics "None"', async () => {
    fake.series = [...exported(candidate, 280, 120), ...exported(stable, 1200, 4)];
    const seen = await look({ preset: 'litellm', queries: {} });
    expect(seen.problems).toEqual([]);
    expect(seen.candidate).toMatchObject({ requests: 400, errors: 120 });
    expect(seen.stable).toMatchObject({ requests: 1204, errors: 4 });
    expect(seen.candidate.p99).toBeGreaterThan(0.1);
    expect(seen.candidate.p99).toBeLessThanOrEqual(0.5);
  });

  it('litellm: a version of which every request fails has requests, and all of them failed', async () => {
    fake.series = [
      ...exported(candidate, 0, 40).filter(({ labels }) => !labels.__name__?.includes('_latency_')),
      ...exported(stable, 400, 4),
    ];
    const seen = await look({ preset: 'litellm', queries: {} });
    expect(seen.candidate).toMatchObject({ requests: 40, errors: 40 });
    expect(seen.problems.filter(({ metric }) => metric !== 'latency')).toEqual([]);
  });
});
