import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrometheusConfig } from '../../src/config/schema.ts';
import { Failure } from '../../src/errors/fail.ts';
import type { MetricsCredentials } from '../../src/metrics/credentials.ts';
import type { Observation } from '../../src/metrics/port.ts';
import { prometheusSource } from '../../src/metrics/prometheus.ts';
import { candidate, stable } from './contract.ts';
import { type FakePrometheus, startFakePrometheus } from './prometheus-server.ts';
import { configFor, request, seriesOf, single, truth } from './prometheus-world.ts';

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
      'a line break in a password',
      { auth: 'basic' },
      { username: 'u', password: 'top\nsecret' },
      'metrics-credentials-invalid',
    ],
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
