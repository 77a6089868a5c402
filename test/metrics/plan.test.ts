import { describe, expect, it } from 'vitest';
import { configSchema, type PrometheusConfig, type Queries } from '../../src/config/schema.ts';
import { Failure } from '../../src/errors/fail.ts';
import { planQueries } from '../../src/metrics/prometheus/plan.ts';
import { newestSampleQuery, selectorsOf } from '../../src/metrics/prometheus/selector.ts';
import { configFor } from './prometheus-world.ts';

const raw = (name: string): string => `${name}{version="{{version}}"}`;
const windowed = (name: string): string => `sum(increase(${raw(name)}[{{window}}]))`;
const basic: Queries = { requests: raw('requests_total'), errors: raw('errors_total') };

function modes(queries: Queries, preset?: PrometheusConfig['preset']): Record<string, string> {
  const plan = planQueries(
    configFor('http://127.0.0.1:9', { queries, ...(preset === undefined ? {} : { preset }) }),
  );
  return Object.fromEntries([...plan.values()].map(({ metric, mode }) => [metric, mode]));
}

function failureOf(queries: Queries, preset?: PrometheusConfig['preset']): Failure {
  try {
    modes(queries, preset);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('the plan was accepted');
}

describe('planQueries', () => {
  it('reads counters on the grid, and expressions as written', () => {
    const queries = {
      ...basic,
      errors: windowed('errors_total'),
      quality: raw('quality'),
      latency: raw('latency_bucket'),
    };
    expect(modes(queries)).toEqual({
      requests: 'range',
      errors: 'instant',
      quality: 'instant',
      latency: 'range',
    });
  });

  it.each(['otel-spanmetrics', 'litellm'] as const)(
    'has everything but quality in the preset %s',
    (preset) => {
      expect(modes({}, preset)).toEqual({ requests: 'range', errors: 'range', latency: 'range' });
    },
  );

  it('puts own queries in the place of those of the preset, also of another form', () => {
    expect(modes({ latency_p99: raw('p99') }, 'litellm')).toEqual({
      requests: 'range',
      errors: 'range',
      latency_p99: 'instant',
    });
  });

  it.each([
    [{}, 'requests'],
    [{ requests: raw('a') }, 'errors'],
    [{ ...basic, quality_count: raw('a') }, 'quality_sum'],
    [{ ...basic, quality_sum: raw('a') }, 'quality_count'],
    [{ ...basic, quality_sum_squares: raw('a') }, 'quality_sum'],
    [{ ...basic, quality_failed: raw('a') }, 'quality_passed'],
  ])('says what is missing in %j', (queries, metric) => {
    expect(failureOf(queries)).toMatchObject({
      code: 'metrics-query-missing',
      message: expect.stringContaining(metric),
    });
  });

  it.each([
    [{ ...basic, requests: `sum(${raw('a')})` }, 'counter itself'],
    [{ ...basic, requests: `rate(${raw('a')}[5m])` }, 'counter itself'],
    [{ ...basic, requests: `${raw('a')} offset 5m` }, 'counter itself'],
    [{ ...basic, requests: 'a_total{version="v1"}' }, '{{version}}'],
    [{ ...basic, quality: 'label_replace(a, "v", "{{version}}", "", "")' }, 'label matcher'],
    [{ ...basic, quality: raw('q'), quality_passed: raw('p'), quality_failed: raw('f') }, 'beside it'],
    [{ ...basic, latency: raw('l'), latency_p99: raw('p') }, 'beside it'],
  ])('refuses %j', (queries, why) => {
    expect(failureOf(queries)).toMatchObject({
      code: 'metrics-query-invalid',
      message: expect.stringContaining(why),
    });
  });

  it('takes a counter in any form of a selector', () => {
    const forms = [
      ' requests_total {version="{{version}}"} ',
      '{__name__=~"a|b", version="{{version}}"}',
      'a:b_total{version="{{version}}",note="sum(x) } {"}',
      '# the requests\nrequests_total{version="{{version}}"}',
    ];
    for (const requests of forms) expect(modes({ ...basic, requests })).toMatchObject({ requests: 'range' });
  });

  it('accepts every query that the schema accepts in a whole configuration', () => {
    const parsed = configSchema.parse({
      prompts: { support: { path: 'support.md' } },
      metrics: {
        source: 'prometheus',
        url: 'http://127.0.0.1:9',
        preset: 'litellm',
        queries: { quality: raw('q') },
      },
    });
    if (parsed.metrics?.source !== 'prometheus') throw new Error('another source');
    expect(planQueries(parsed.metrics).size).toBe(4);
  });
});

describe('selectorsOf', () => {
  it('finds the selectors of an expression, and none inside of strings', () => {
    const query = 'sum(a{v="1"}) / (b{v="2"} or label_replace(a{v="1"}, "x", "c{v=\\"3\\"}", "", ""))';
    expect(selectorsOf(query)).toEqual(['a{v="1"}', 'b{v="2"}']);
  });

  it('asks for the newest sample of several without taking two for one', () => {
    const query = newestSampleQuery(['a{v="1"}', 'b{v="1"}']);
    expect(query).toBe(
      'max(label_replace(timestamp(a{v="1"}),"q","0","","") or label_replace(timestamp(b{v="1"}),"q","1","",""))',
    );
  });

  it('asks for each metric of a union by itself: without their names two series may be alike', () => {
    const query = newestSampleQuery(['{__name__=~"a_total|b_count",v="1"}']);
    expect(query).toBe(
      'max(label_replace(timestamp({__name__="a_total",v="1"}),"q","0","","") or label_replace(timestamp({__name__="b_count",v="1"}),"q","1","",""))',
    );
    // What is more than names stays as it is written.
    for (const selector of ['{__name__=~"a_(b|c)_total",v="1"}', '{x__name__=~"a|b",v="1"}'])
      expect(newestSampleQuery([selector])).toBe(`max(timestamp(${selector}))`);
  });
});
