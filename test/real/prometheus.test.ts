import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrometheusConfig } from '../../src/config/schema.ts';
import type { Observation } from '../../src/metrics/port.ts';
import { prometheusSource } from '../../src/metrics/prometheus.ts';
import { type Exporter, startExporter } from './exporter.ts';
import { type RealPrometheus, startPrometheus } from './prometheus-server.ts';

const prompt = 'customer-support';
const candidate = 'v2.0.0+b.7';
const stable = 'v1.9.0';
const bounds = [0.1, 0.5, 1, 2];

let a: Exporter;
let b: Exporter;
let prometheus: RealPrometheus;
let began: Date;

beforeAll(async () => {
  [a, b] = await Promise.all([startExporter({ timestamps: true }), startExporter()]);
  prometheus = await startPrometheus({
    scrapeTargets: [{ address: a.address }, { address: b.address }],
    interval: '1s',
  });
  began = new Date();
});
afterAll(async () => {
  await prometheus?.close();
  await Promise.all([a, b].map((each) => each?.close()));
});

function look(changes: Partial<PrometheusConfig>, token = '', version = candidate): Promise<Observation> {
  const config: PrometheusConfig = {
    source: 'prometheus',
    url: prometheus.url,
    auth: token === '' ? 'none' : 'bearer',
    timeout: 5,
    queries: {},
    window: 300,
    stale_after: 5,
    outage_limit: 600,
    ...changes,
  };
  const at = new Date();
  return prometheusSource(config, { token }).observe({
    prompt,
    candidate: version,
    stable,
    weight: 5,
    since: began,
    at,
    step: 1,
  });
}

/** Looks until the observation is as wanted, or 20 seconds are over; the last one in any case. */
async function lookUntil(
  wanted: (seen: Observation) => boolean,
  changes: Partial<PrometheusConfig>,
  version = candidate,
): Promise<Observation> {
  const end = Date.now() + 20_000;
  for (;;) {
    const seen = await look(changes, '', version);
    if (wanted(seen) || Date.now() > end) return seen;
    await new Promise((done) => setTimeout(done, 200));
  }
}

interface Request {
  readonly exporter: Exporter;
  readonly version: string;
  readonly failed: boolean;
  readonly seconds: number;
}

/** What applications behind the OpenTelemetry Collector and behind LiteLLM export for a request. */
function serve({ exporter, version, failed, seconds }: Request): void {
  const span = {
    gen_ai_prompt_name: prompt,
    gen_ai_prompt_version: version,
    status_code: failed ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_UNSET',
  };
  exporter.count('traces_span_metrics_calls_total', span);
  const milliseconds = bounds.map((bound) => bound * 1000);
  exporter.observe('traces_span_metrics_duration_milliseconds', span, milliseconds, seconds * 1000);
  serveLitellm(exporter, version, failed, seconds);
}

/**
 * As version 1.106 of the LiteLLM proxy labels its metrics: those of the failure hook know no metadata. `b` is set up to
 * export no labels but those of the prompt, so that those of two metrics are equal.
 */
function serveLitellm(exporter: Exporter, version: string, failed: boolean, seconds: number): void {
  const labelled = (known: boolean, own: Record<string, string>): Record<string, string> => ({
    metadata_prompt_name: known ? prompt : 'None',
    metadata_prompt_version: known ? version : 'None',
    ...(exporter === b ? {} : { end_user: 'None', hashed_api_key: 'None', model_id: '08237c19', ...own }),
  });
  const asked = { requested_model: 'm', api_provider: 'openai', route: '/v1/chat/completions' };
  const status_code = failed ? '500' : '200';
  exporter.count('litellm_proxy_total_requests_metric_total', labelled(!failed, { ...asked, status_code }));
  if (failed) {
    const hook = labelled(false, { ...asked, exception_status: '500' });
    exporter.count('litellm_proxy_failed_requests_metric_total', hook);
    exporter.count('litellm_llm_api_failed_requests_metric_total', labelled(true, { model: 'gpt-x' }));
  } else {
    const answered = labelled(true, { model: 'gpt-x', requested_model: 'm', api_provider: 'openai' });
    exporter.observe('litellm_request_total_latency_metric', answered, bounds, seconds);
  }
}

const sumOf = ({ looks }: Observation, arm: 'candidate' | 'stable', key: 'requests' | 'errors'): number =>
  (looks ?? []).reduce((sum, each) => sum + each[arm][key], 0);

/** Served so far; every test adds to it. */
const truth = { candidate: { requests: 0, errors: 0 }, stable: { requests: 0, errors: 0 } };

function traffic(exporter: Exporter, requests: number, errorsOfCandidate: number): void {
  for (let index = 0; index < requests; index += 1) {
    serve({ exporter, version: stable, failed: false, seconds: 0.3 });
    const failed = index < errorsOfCandidate;
    serve({ exporter, version: candidate, failed, seconds: 1.5 });
    truth.stable.requests += 1;
    truth.candidate.requests += 1;
    truth.candidate.errors += failed ? 1 : 0;
  }
}

const complete = (seen: Observation): boolean =>
  sumOf(seen, 'candidate', 'requests') >= truth.candidate.requests &&
  sumOf(seen, 'stable', 'requests') >= truth.stable.requests;

function expectTruth(seen: Observation): void {
  expect(seen.problems).toEqual([]);
  for (const arm of ['candidate', 'stable'] as const) {
    expect({ requests: sumOf(seen, arm, 'requests'), errors: sumOf(seen, arm, 'errors') }).toEqual(
      truth[arm],
    );
    expect(seen[arm]).toMatchObject(truth[arm]);
  }
}

describe('a real Prometheus', () => {
  it.each(['otel-spanmetrics', 'litellm'] as const)(
    'gives by %s what the applications counted',
    async (preset) => {
      traffic(a, 40, 0);
      await lookUntil(complete, { preset });
      traffic(a, 17, 5);
      traffic(b, 23, 2);
      const seen = await lookUntil(complete, { preset });
      expectTruth(seen);
      expect(seen.stable.p99).toBeGreaterThan(0.1);
      expect(seen.stable.p99).toBeLessThanOrEqual(0.5);
      expect(seen.candidate.p99).toBeGreaterThan(1);
      expect(seen.candidate.p99).toBeLessThanOrEqual(2);
      const age = (Date.now() - Date.parse(seen.at)) / 1000;
      expect(age).toBeLessThan(4);
    },
  );

  it('agrees with its own functions, which estimate where they have no exact count', async () => {
    const calls = (more: string): string =>
      `sum(increase(traces_span_metrics_calls_total{gen_ai_prompt_name="{{prompt}}",gen_ai_prompt_version=~"{{version}}"${more}}[{{window}}]))`;
    const p99 = `histogram_quantile(0.99, sum by (le) (traces_span_metrics_duration_milliseconds_bucket{gen_ai_prompt_version="{{version}}"})) / 1000`;
    const raw = await look({ preset: 'otel-spanmetrics' });
    const seen = await look({
      queries: { requests: calls(''), errors: calls(',status_code="STATUS_CODE_ERROR"'), latency_p99: p99 },
    });
    expect(seen).toMatchObject({ looks: null, problems: [] });
    // `increase` does not see the count with which a series is born, so it has less than the counters.
    expect(seen.candidate.requests).toBeGreaterThan(0);
    expect(seen.candidate.requests).toBeLessThan(truth.candidate.requests * 1.2);
    expect(seen.candidate.p99).toBeCloseTo(raw.candidate.p99 ?? 0, 6);
    expect(seen.stable.p99).toBeCloseTo(raw.stable.p99 ?? 0, 6);
  });

  it('is counted through a restart of an application', async () => {
    await lookUntil(complete, { preset: 'otel-spanmetrics' });
    a.restart();
    traffic(a, 3, 1);
    expectTruth(await lookUntil(complete, { preset: 'otel-spanmetrics' }));
  });

  it('refuses a query that it cannot read, and says why', async () => {
    const broken = 'sum(increase(x{v="{{version}}"}[{{window}}])';
    const { problems } = await look({ queries: { requests: broken, errors: broken } });
    expect(problems[0]).toMatchObject({
      code: 'source-refused',
      fatal: true,
      detail: expect.stringContaining('parse error'),
    });
  });

  it('gets the credentials, behind a proxy that asks for them', async () => {
    const proxy = createServer((request, response) => {
      if (request.headers.authorization !== 'Bearer metrics-secret')
        return response.writeHead(401).end('who are you?');
      return fetch(`${prometheus.url}${request.url}`).then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      });
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    try {
      const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const seen = await look({ preset: 'otel-spanmetrics', url }, 'metrics-secret');
      expect(seen.candidate.requests).toBe(truth.candidate.requests);
      const refused = await look({ preset: 'otel-spanmetrics', url }, 'wrong-secret');
      expect(new Set(refused.problems.map(({ code, detail }) => `${code} ${detail}`))).toEqual(
        new Set(['source-refused HTTP 401']),
      );
    } finally {
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
    }
  });

  const stale = ({ problems }: Observation): boolean =>
    problems.some(
      ({ code, arm, metric }) => code === 'stale' && arm === 'candidate' && metric === 'requests',
    );
  const silence = { preset: 'otel-spanmetrics', stale_after: 2 } as const;

  it('shows the silence of an application that is gone, with the last that it counted', async () => {
    serve({ exporter: b, version: 'v3.0.0', failed: true, seconds: 1 });
    await lookUntil(({ candidate: arm }) => arm.requests === 1, silence, 'v3.0.0');
    const closed = Date.now();
    await b.close();
    const seen = await lookUntil(stale, silence, 'v3.0.0');
    expect(stale(seen)).toBe(true);
    expect(seen.candidate).toMatchObject({ requests: 1, errors: 1 });
    const since = /since (\S+),/.exec(seen.problems[0]?.detail ?? '')?.[1] ?? '';
    expect(Date.parse(since)).toBeLessThanOrEqual(closed);
    expect(Date.parse(since)).toBeGreaterThan(closed - 3000);
  });

  it('shows the silence of one whose last samples it goes on repeating for 5 minutes', async () => {
    const before = Date.now();
    a.freeze();
    const seen = await lookUntil(stale, silence);
    expect(stale(seen)).toBe(true);
    expect(seen.candidate.requests).toBe(truth.candidate.requests);
    expect(Date.parse(seen.at)).toBeGreaterThan(before - 2000);
    expect(Date.parse(seen.at)).toBeLessThanOrEqual(before + 50);
  });

  it('that is down is reported as such', async () => {
    await prometheus.close();
    const { problems } = await look({ preset: 'litellm' });
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['source-down']));
  });
});
