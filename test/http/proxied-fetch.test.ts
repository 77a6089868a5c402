import { request as ask, createServer } from 'node:http';
import { connect, createServer as listenTo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metricsChecks } from '../../src/commands/doctor-metrics.ts';
import { configSchema } from '../../src/config/schema.ts';
import { createDeliveries } from '../../src/delivery/index.ts';
import { makeClient } from '../../src/forge/octokit.ts';
import { readFacts } from '../../src/host/facts.ts';
import { readInputs } from '../../src/inputs.ts';
import { createMetricsSource } from '../../src/metrics/index.ts';
import { openChannels } from '../../src/notify/index.ts';
import { failureOf } from '../git/support.ts';
import { type Reply, type Spy, startSelfSigned, startSpy } from '../hardening/servers.ts';
import { scriptedClock } from '../live/clock.ts';
import { notifyOf, secretsOf } from '../notify/channels.ts';
import { noticeOf } from '../notify/notices.ts';

const names = ['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [name, name.toUpperCase()]);
const before = names.map((name) => [name, process.env[name]] as const);
const opened: { close(): Promise<void> }[] = [];
let answer: Reply;
let server: Spy;
let proxy: Proxy;

interface Proxy {
  readonly address: string;
  /** What it was asked for: the addresses of requests, and the hosts of tunnels. */
  readonly asked: string[];
  /** Each `proxy-authorization`. */
  readonly authorized: (string | undefined)[];
  close(): Promise<void>;
}

/** A proxy for which every host is the one server, since no other can be reached from here. */
async function startProxy(target: string): Promise<Proxy> {
  const { port, hostname } = new URL(target);
  const asked: string[] = [];
  const authorized: (string | undefined)[] = [];
  const proxied = createServer((request, response) => {
    const { method, url = '', headers } = request;
    asked.push(`${method} ${url}`);
    authorized.push(headers['proxy-authorization']);
    const { pathname, search } = new URL(url);
    const on = ask({ port, hostname, method, path: `${pathname}${search}`, headers }, (got) => {
      response.writeHead(got.statusCode ?? 0, got.headers);
      got.pipe(response);
    });
    request.pipe(on);
  });
  proxied.on('connect', (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    authorized.push(request.headers['proxy-authorization']);
    const through = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      through.write(head);
      through.pipe(socket).pipe(through);
    });
    for (const each of [through, socket])
      each.on('error', () => [through, socket].map((end) => end.destroy()));
  });
  await new Promise<void>((done) => proxied.listen(0, '127.0.0.1', done));
  const address = proxied.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    address: `127.0.0.1:${address.port}`,
    asked,
    authorized,
    close: async () => {
      proxied.closeAllConnections();
      await new Promise((done) => proxied.close(done));
    },
  };
}

async function begin(spy: Spy): Promise<void> {
  server = spy;
  proxy = await startProxy(server.origin);
  opened.push(proxy, server);
  process.env.http_proxy = `http://me:p%40ss@${proxy.address}`;
  process.env.https_proxy = `http://me:p%40ss@${proxy.address}`;
}

beforeEach(async () => {
  for (const name of names) delete process.env[name];
  answer = { status: 200, body: '{"status":"success","data":{"resultType":"matrix","result":[]}}' };
  await begin(await startSpy(() => answer));
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

const at = new Date('2026-03-02T10:00:00Z');
const configOf = (url: string) =>
  configSchema.parse({
    prompts: { support: { path: 'support.md' } },
    metrics: { source: 'prometheus', url, preset: 'litellm', auth: 'bearer' },
  });

async function observe(url: string): Promise<string[]> {
  const { metrics } = configOf(url);
  if (metrics === undefined) throw new Error('no metrics');
  const source = await createMetricsSource(metrics, { token: 'm3trics', username: '', password: '' }, '/');
  const arms = { prompt: 'support', candidate: 'v2', stable: 'v1', weight: 10 };
  const since = new Date(at.getTime() - 600_000);
  return (await source.observe({ ...arms, at, since })).problems.map(({ detail }) => detail);
}

const deliver = (url: string) =>
  Promise.all(
    createDeliveries({ webhook: { url } }, 'key').map((each) => each.deliver('{"flags":{}}', 'c0')),
  );

async function page(origin: string): Promise<void> {
  const notify = notifyOf({ pagerduty: { url: origin } });
  const [channel] = openChannels(notify, secretsOf(origin), scriptedClock());
  await channel?.send(noticeOf(), null);
}

describe('by way of the proxy of the environment', () => {
  it('goes what asks the metrics source, with its credentials and those of the proxy', async () => {
    await observe('http://prometheus.corp.example:9090/base');
    expect(proxy.asked.length).toBeGreaterThan(1);
    for (const each of proxy.asked)
      expect(each).toMatch(/^(?:GET|POST) http:\/\/prometheus\.corp\.example:9090\/base\/api\/v1\//);
    const basic = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(new Set(proxy.authorized)).toEqual(new Set([basic]));
    const sent = new Set(server.got.map(({ headers }) => headers.authorization));
    expect(sent).toEqual(new Set(['Bearer m3trics']));
    expect(new Set(server.got.map(({ headers }) => headers.host))).toEqual(
      new Set(['prometheus.corp.example:9090']),
    );
  });

  it('goes what doctor asks it', async () => {
    const inputs = readInputs((name) => (name === 'metrics-token' ? 'm3trics' : ''));
    const clock = { now: () => at, sleep: async () => {} };
    const config = configOf('http://prometheus.corp.example');
    const asked = [{ prompt: 'support', state: null, coming: 'v1' }];
    const session = { inputs, clock, facts: readFacts({}) };
    await metricsChecks(session, config, asked);
    expect(proxy.asked.length).toBeGreaterThan(1);
  });

  it('goes the manifest to its receiver', async () => {
    await deliver('http://flags.example/in?key=1');
    expect(proxy.asked).toEqual(['POST http://flags.example/in?key=1']);
    expect(server.got[0]?.body).toBe('{"flags":{}}');
  });

  it('goes what asks GitHub, by the rule of its own address', async () => {
    answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":1}' };
    const options = { apiUrl: 'http://ghe.corp.example/api/v3', token: 't', timeout: 5000 };
    const silent = { onRequest: () => {}, onAnswer: () => {} };
    const octokit = await makeClient({ ...options, ...silent }, { now: () => 0, sleep: async () => {} });
    await octokit.request('GET /repos/a/b');
    expect(proxy.asked).toEqual(['GET http://ghe.corp.example/api/v3/repos/a/b']);
  });

  it('is nothing sent on after a redirect', async () => {
    answer = { status: 307, headers: { location: 'http://thief.example/' } };
    const problems = await observe('http://prometheus.corp.example');
    expect(problems.join()).toContain('it redirects to http://thief.example, which is not followed');
    expect((await failureOf(deliver('http://flags.example/in'))).message).toContain(
      'redirects are not followed',
    );
    expect(proxy.asked.filter((each) => each.includes('thief'))).toEqual([]);
  });

  it('goes nothing that no_proxy names, nor what stays on this machine', async () => {
    const { port } = new URL(server.origin);
    // Also this machine, by an address that is not taken for it.
    const url = `http://0.0.0.0:${port}/in`;
    await deliver(url);
    expect(proxy.asked).toEqual([`POST ${url}`]);
    process.env.no_proxy = `corp.example,0.0.0.0:${port}`;
    await deliver(url);
    await deliver(`${server.origin}/flags`);
    expect(proxy.asked).toHaveLength(1);
    expect(server.got.map(({ path }) => path)).toEqual(['/in', '/in', '/flags']);
  });
});

describe('a proxy that closes the connection', () => {
  it('ends the request at once, and is not connected to any more', async () => {
    let connections = 0;
    const closing = listenTo((socket) => {
      connections += 1;
      socket.on('error', () => {});
      socket.once('data', () => socket.end());
    });
    await new Promise<void>((done) => closing.listen(0, '127.0.0.1', done));
    opened.push({ close: () => new Promise((done) => closing.close(() => done())) });
    const address = closing.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    process.env.https_proxy = `127.0.0.1:${address.port}`;
    const failure = await failureOf(deliver('https://flags.example/in'));
    expect(failure.message).toContain('PROXY_CLOSED');
    expect(connections).toBe(1);
  });
});

describe('a proxy that refuses', () => {
  it('is named in the message, with a tunnel and without', async () => {
    const said: string[] = [];
    const proxied = createServer((_, response) => response.writeHead(407).end());
    proxied.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    await new Promise<void>((done) => proxied.listen(0, '127.0.0.1', done));
    opened.push({
      close: async () => {
        proxied.closeAllConnections();
        await new Promise((done) => proxied.close(done));
      },
    });
    const address = proxied.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    process.env.http_proxy = `127.0.0.1:${address.port}`;
    process.env.https_proxy = `127.0.0.1:${address.port}`;
    for (const scheme of ['http', 'https']) {
      said.push((await failureOf(deliver(`${scheme}://flags.example/in`))).message);
      said.push((await observe(`${scheme}://prometheus.corp.example`)).join());
    }
    expect(said).toHaveLength(4);
    for (const each of said) expect(each).toContain('PROXY_REFUSED');
  });
});

describe('a tunnel through the proxy', () => {
  it('is what https gets; a certificate that nobody has signed gets no request', async () => {
    await begin(await startSelfSigned(() => answer));
    const message = (await failureOf(deliver('https://flags.example/in'))).message;
    expect(message).toMatch(/SELF_SIGNED|CERT/);
    expect((await failureOf(page('https://events.example'))).message).toMatch(/SELF_SIGNED|CERT/);
    expect((await observe('https://prometheus.corp.example')).join()).toMatch(/SELF_SIGNED|CERT/);
    expect(new Set(proxy.asked)).toEqual(
      new Set([
        'CONNECT flags.example:443',
        'CONNECT events.example:443',
        'CONNECT prometheus.corp.example:443',
      ]),
    );
    expect(server.got).toEqual([]);
  });
});
