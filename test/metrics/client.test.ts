import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrometheusConfig } from '../../src/config/schema.ts';
import { Failure } from '../../src/errors/fail.ts';
import type { MetricsCredentials } from '../../src/metrics/credentials.ts';
import type { Observation, Problem } from '../../src/metrics/port.ts';
import { prometheusSource } from '../../src/metrics/prometheus.ts';
import { candidate, prompt, stable } from './contract.ts';
import { type FakePrometheus, type Fault, type Success, startFakePrometheus } from './prometheus-server.ts';
import { at, configFor, gridEnd, seriesOf } from './prometheus-world.ts';

const truth = { requests: 192, errors: 32, duration: 0.4, passed: 96, failed: 32 };
const request = { prompt, candidate, stable, weight: 5, since: new Date((gridEnd - 600) * 1000), at };

let fake: FakePrometheus;
beforeEach(async () => {
  fake = await startFakePrometheus(seriesOf({ candidate: truth, stable: truth, age: 10 }));
});
afterEach(() => fake.close());

function look(
  config: Partial<PrometheusConfig> = {},
  credentials: MetricsCredentials = {},
): Promise<Observation> {
  return prometheusSource(configFor(fake.url, config), credentials).observe(request);
}

/** The one thing that is wrong with every query, whatever its arm and metric. */
function single({ problems }: Observation): Pick<Problem, 'code' | 'fatal' | 'detail'> {
  const [first, ...others] = [
    ...new Set(problems.map(({ code, fatal, detail }) => JSON.stringify({ code, fatal, detail }))),
  ];
  expect(others).toEqual([]);
  return JSON.parse(first ?? 'null');
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
    fake.fault = (response, { path }) => {
      if (path.endsWith('query_range')) response.end(Buffer.alloc(65 * 1024 * 1024, ' '));
      else response.writeHead(500).end();
    };
    const only = { requests: 'a{v="{{version}}"}', errors: 'b{v="{{version}}"}' };
    const { problems } = await look({ queries: only });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'invalid-data', detail: expect.stringContaining('64 MB') }),
    );
  }, 20_000);

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

describe('requests', () => {
  it('go out for both versions before any is answered', async () => {
    const open: (() => void)[] = [];
    const versions = new Set<string>();
    fake.fault = (response, { parameters }) => {
      for (const version of [candidate, stable])
        if (parameters.query?.includes(version)) versions.add(version);
      open.push(() => response.writeHead(500).end());
      if (open.length === 20) for (const close of open) close();
    };
    await look();
    expect(open).toHaveLength(20);
    expect(versions.size).toBe(2);
  });

  it('go out once for a version that stands on both sides', async () => {
    const source = prometheusSource(configFor(fake.url), {});
    await source.observe({ ...request, candidate: stable, weight: 100 });
    expect(fake.requests).toHaveLength(10);
  });

  it('keep the path of the base address, and go to the API below it', async () => {
    await look({ url: `${fake.url}/team/prometheus/?tenant=7` });
    expect(new Set(fake.requests.map(({ path }) => path))).toEqual(
      new Set(['/team/prometheus/api/v1/query_range', '/team/prometheus/api/v1/query']),
    );
    expect(fake.requests[0]?.parameters.tenant).toBe('7');
  });

  it('are GET, and POST where the query is too long for an address', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `label_${index}!="x"`).join(',');
    await look();
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    fake.requests.length = 0;
    const seen = await look({
      queries: {
        requests: `llm_requests_total{version="{{version}}",${many}}`,
        errors: `llm_errors_total{version="{{version}}",${many}}`,
      },
    });
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['POST']));
    expect(seen.candidate).toMatchObject({ requests: 192, errors: 32 });
  });

  it('bear the credentials', async () => {
    await look({ auth: 'bearer' }, { token: ' secret-token\n' });
    expect(new Set(fake.requests.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer secret-token']),
    );
    fake.requests.length = 0;
    await look({ auth: 'basic' }, { username: '12345', password: 'pässword:x' });
    const expected = `Basic ${Buffer.from('12345:pässword:x').toString('base64')}`;
    expect(new Set(fake.requests.map(({ authorization }) => authorization))).toEqual(new Set([expected]));
    fake.requests.length = 0;
    await look({ auth: 'none' }, { token: 'secret-token' });
    expect(new Set(fake.requests.map(({ authorization }) => authorization))).toEqual(new Set([null]));
  });

  it('never show the credentials in what they report', async () => {
    const echo = (text: string): void => {
      fake.fault = (response) =>
        response
          .writeHead(403)
          .end(
            JSON.stringify({ status: 'error', error: `${text} is \u001b[31mnot\n::error::\u202eallowed` }),
          );
    };
    echo('Bearer secret-token');
    const bearer = single(await look({ auth: 'bearer' }, { token: 'secret-token' }));
    expect(bearer.detail).toBe('HTTP 403: Bearer *** is [31mnot ::error:: allowed');
    const encoded = Buffer.from('user:pass-word').toString('base64');
    echo(`${encoded} pass-word`);
    const basic = single(await look({ auth: 'basic' }, { username: 'user', password: 'pass-word' }));
    expect(basic.detail).not.toMatch(/pass-word/);
    expect(basic.detail).not.toContain(encoded);
  });

  describe('that are redirected', () => {
    let thief: Server;
    let visits = 0;
    beforeEach(async () => {
      visits = 0;
      thief = createServer((_, response) => {
        visits += 1;
        response.end();
      });
      await new Promise<void>((done) => thief.listen(0, '127.0.0.1', done));
    });
    afterEach(() => new Promise((done) => thief.close(done)));

    it.each([301, 302, 307, 308])('by %s go nowhere, and say where to', async (status) => {
      const { port } = thief.address() as AddressInfo;
      const origin = `http://127.0.0.1:${port}`;
      fake.fault = (response) =>
        response.writeHead(status, { location: `${origin}/login?session=abc` }).end();
      const problem = single(await look({ auth: 'bearer' }, { token: 'secret-token' }));
      expect(problem).toMatchObject({
        code: 'source-refused',
        fatal: true,
        detail: expect.stringContaining(origin),
      });
      expect(problem.detail).not.toContain('abc');
      expect(visits).toBe(0);
    });
  });
});

describe('the set-up', () => {
  const set: [string, Partial<PrometheusConfig>, MetricsCredentials, string][] = [
    ['no token', { auth: 'bearer' }, {}, 'metrics-credentials-missing'],
    ['an empty token', { auth: 'bearer' }, { token: ' \n' }, 'metrics-credentials-missing'],
    ['no password', { auth: 'basic' }, { username: 'u' }, 'metrics-credentials-missing'],
    ['no user name', { auth: 'basic' }, { password: 'p' }, 'metrics-credentials-missing'],
    ['a line break in a token', { auth: 'bearer' }, { token: 'top\nsecret' }, 'metrics-credentials-invalid'],
    [
      'a letter that no header takes',
      { auth: 'bearer' },
      { token: 'tôp-secret' },
      'metrics-credentials-invalid',
    ],
    [
      'a colon in a user name',
      { auth: 'basic' },
      { username: 'a:secret', password: 'p' },
      'metrics-credentials-invalid',
    ],
    [
      'a password in the address',
      { url: 'https://user:secret@metrics.example' },
      {},
      'metrics-url-credentials',
    ],
  ];
  it.each(set)('refuses %s, without showing it', (_, config, credentials, code) => {
    const open = (): unknown => prometheusSource(configFor('http://127.0.0.1:9', config), credentials);
    expect(open).toThrow(Failure);
    expect(open).toThrow(expect.objectContaining({ code }));
    expect(open).not.toThrow(/secret/);
  });
});
