import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrometheusConfig } from '../../src/config/schema.ts';
import type { Observation, Problem } from '../../src/metrics/port.ts';
import { prometheusSource } from '../../src/metrics/prometheus.ts';
import { type FakePrometheus, type Fault, type Success, startFakePrometheus } from './prometheus-server.ts';
import { configFor, gridEnd, request, seriesOf, single, truth } from './prometheus-world.ts';

let fake: FakePrometheus;
beforeEach(async () => {
  fake = await startFakePrometheus(seriesOf({ candidate: truth, stable: truth, age: 10 }));
});
afterEach(() => fake.close());

function look(config: Partial<PrometheusConfig> = {}): Promise<Observation> {
  return prometheusSource(configFor(fake.url, config), {}).observe(request);
}

const page = '<!doctype html><title>Sign in</title>';
const faults: [string, Fault, Problem['code'], string][] = [
  ['HTTP 500', (response) => response.writeHead(500).end('oops'), 'source-down', 'HTTP 500'],
  [
    'HTTP 503 with a text',
    (response) =>
      response.writeHead(503).end('{"status":"error","errorType":"timeout","error":"query timed out"}'),
    'source-down',
    'query timed out',
  ],
  ['HTTP 429', (response) => response.writeHead(429).end(page), 'source-refused', 'HTTP 429'],
  ['HTTP 401', (response) => response.writeHead(401).end(), 'source-refused', 'HTTP 401'],
  [
    'HTTP 400 of a query',
    (response) =>
      response.writeHead(400).end('{"status":"error","errorType":"bad_data","error":"parse error"}'),
    'source-refused',
    'HTTP 400: parse error',
  ],
  [
    'an error under HTTP 200',
    (response) => response.end('{"status":"error","errorType":"execution","error":"too many samples"}'),
    'source-refused',
    'too many samples',
  ],
  [
    'an outage under HTTP 200',
    (response) => response.end('{"status":"error","errorType":"unavailable","error":"no store"}'),
    'source-down',
    'no store',
  ],
  ['a web page', (response) => response.end(page), 'invalid-data', 'a web page'],
  ['nothing', (response) => response.end(), 'invalid-data', 'not JSON'],
  [
    'half of an answer',
    (response) => response.end('{"status":"success","data":{"resultType":"mat'),
    'invalid-data',
    'cut off',
  ],
  ['another JSON', (response) => response.end('{"ok":true}'), 'invalid-data', 'form of Prometheus'],
  ['null', (response) => response.end('null'), 'invalid-data', 'form of Prometheus'],
  [
    'numbers in place of texts',
    (response) =>
      response.end(
        '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,2]}]}}',
      ),
    'invalid-data',
    'form of Prometheus',
  ],
  [
    'a word in place of a number',
    (response) => response.end('{"status":"success","data":{"resultType":"scalar","result":[1,"0x10"]}}'),
    'invalid-data',
    'is not a number',
  ],
  ['a broken connection', (response) => response.destroy(), 'source-down', ''],
  [
    'a connection that breaks in the middle',
    (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"status":', () => response.destroy());
    },
    'source-down',
    '',
  ],
];

describe('answers', () => {
  it.each(faults)(
    '%s: is reported for both versions, and judged by nobody',
    async (_, fault, code, detail) => {
      fake.fault = fault;
      const seen = await look();
      expect(single(seen)).toMatchObject({ code, fatal: true, detail: expect.stringContaining(detail) });
      expect(new Set(seen.problems.map(({ arm, metric }) => `${arm} ${metric}`)).size).toBe(10);
      expect(seen).toMatchObject({
        looks: null,
        candidate: { requests: null, errors: null, p99: null, quality: null },
      });
    },
  );

  it('that do not come in time are an outage, also in the middle of a body', async () => {
    fake.fault = () => {};
    expect(single(await look({ timeout: 0.2 }))).toEqual({
      code: 'source-down',
      fatal: true,
      detail: 'no answer within 0.2 s',
    });
    fake.fault = (response) => {
      response.writeHead(200).write('{"status":"success",');
    };
    expect(single(await look({ timeout: 0.2 }))).toMatchObject({
      code: 'source-down',
      detail: 'no answer within 0.2 s',
    });
  });

  it('that are too large are refused', async () => {
    const large = Buffer.alloc(65 * 1024 * 1024, ' ');
    fake.fault = (response, { path }) => {
      if (path.endsWith('query_range')) response.end(large);
      else response.writeHead(500).end();
    };
    const only = { requests: 'a{v="{{version}}"}', errors: 'b{v="{{version}}"}' };
    // The size refuses them, not the time that a busy machine takes for them.
    const { problems } = await look({ queries: only, timeout: 60 });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'invalid-data', detail: expect.stringContaining('64 MB') }),
    );
  });

  it('that are a vector where a matrix belongs are refused', async () => {
    fake.change = (body) => ({ ...body, data: { resultType: 'vector', result: [] } });
    const { problems } = await look();
    expect(problems.filter(({ code }) => code === 'invalid-data')).toHaveLength(10);
  });

  it('off the grid are refused', async () => {
    const shift = (body: Success): unknown =>
      JSON.parse(JSON.stringify(body).replaceAll(`[${gridEnd},`, `[${gridEnd - 7},`));
    fake.change = shift;
    const { problems, candidate: arm } = await look();
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'invalid-data', fatal: true, arm: 'candidate', metric: 'requests' }),
    );
    expect(arm.requests).toBeNull();
  });
});

describe('remarks', () => {
  const remarks: [string, Record<string, unknown>, boolean][] = [
    ['a warning', { warnings: ['store 10.0.0.7 did not answer'] }, true],
    ['a partial answer of VictoriaMetrics', { isPartial: true }, true],
    ['an info', { infos: ['PromQL info: metric might not be a counter'] }, false],
    [
      'an info among the warnings, as older servers have it',
      { warnings: ['PromQL info: metric might not be a counter'] },
      false,
    ],
  ];
  it.each(remarks)('%s', async (_, more, fatal) => {
    fake.change = (body) => ({ ...body, ...more });
    const seen = await look();
    expect(single(seen)).toMatchObject({ code: 'warning', fatal });
    // What is known is shown all the same: a person may want to see it.
    expect(seen.candidate.requests).toBe(192);
  });

  it('of no consequence are not made up', async () => {
    fake.change = (body) => ({ ...body, warnings: [], infos: null, isPartial: false });
    expect((await look()).problems).toEqual([]);
  });
});
