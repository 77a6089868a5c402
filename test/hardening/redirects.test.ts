import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhookDelivery } from '../../src/delivery/webhook.ts';
import { makeClient } from '../../src/forge/octokit.ts';
import { openLive } from '../../src/git/index.ts';
import { authorize } from '../../src/metrics/credentials.ts';
import { prometheusClient } from '../../src/metrics/prometheus/client.ts';
import { openChannels } from '../../src/notify/index.ts';
import { secretForms } from '../../src/secret-forms.ts';
import { type Bench, failureOf, startHttp, TOKEN } from '../git/support.ts';
import { commitFiles } from '../github/seed.ts';
import { scriptedClock } from '../live/clock.ts';
import { kinds, notifyOf, secretsOf } from '../notify/channels.ts';
import { noticeOf } from '../notify/notices.ts';
import { type Got, type Reply, type Spy, startSelfSigned, startSpy } from './servers.ts';

const SECRET = 'redirectSecret-8fQ2zLk';
const opened: { close(): Promise<void> }[] = [];
let thief: Spy;
let answer: Reply;

beforeEach(async () => {
  answer = { status: 200, body: '{"status":"success","data":{"resultType":"vector","result":[]}}' };
  thief = await startSpy(() => answer);
  opened.push(thief);
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

/** A server that sends everyone to the thief. */
async function redirecting(status: number, to = thief.origin): Promise<Spy> {
  const spy = await startSpy(({ path }) => ({ status, headers: { location: `${to}${path}` } }));
  opened.push(spy);
  return spy;
}

function expectNoSecret(got: readonly Got[], secret: string): void {
  const text = JSON.stringify(got);
  for (const form of secretForms(secret)) expect(text).not.toContain(form);
}

const clientOf = (url: string) =>
  prometheusClient({
    url,
    timeout: 5,
    authorization: authorize('bearer', { token: SECRET }).header,
    secrets: secretForms(SECRET),
    fetch,
    now: Date.now,
    onRequest: () => {},
  });

/** Every kind of channel, sending to this server. */
const channelsAt = (origin: string) =>
  kinds.flatMap(({ notify }) => openChannels(notifyOf(notify(origin)), secretsOf(origin), scriptedClock()));

describe.each([301, 302, 303, 307, 308])('a redirect by %s to another server', (status) => {
  it('is not followed to a metrics source', async () => {
    const { origin, got } = await redirecting(status);
    for (const query of ['up', 'x'.repeat(3000)]) {
      const { value, findings } = await clientOf(origin).instant(query, new Date(0));
      expect(value).toBeNull();
      expect(findings).toMatchObject([{ code: 'source-refused', fatal: true }]);
    }
    expect(got.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${SECRET}`, `Bearer ${SECRET}`]);
    expect(thief.got).toEqual([]);
  });

  it('is not followed to a receiver of the manifest', async () => {
    const { origin, got } = await redirecting(status);
    const delivery = webhookDelivery({ url: `${origin}/flags`, secret: SECRET, timeout: 5 });
    const failure = await failureOf(delivery.deliver('{"flags":{}}', 'a'.repeat(40)));
    expect(failure).toMatchObject({
      code: 'delivery-failed',
      message: expect.stringContaining('redirects are not followed'),
    });
    expect(got).toHaveLength(1);
    expect(thief.got).toEqual([]);
  });

  it('is not followed to a channel', async () => {
    const { origin, got } = await redirecting(status);
    for (const channel of channelsAt(origin)) {
      const failure = await failureOf(channel.send(noticeOf(), null));
      expect(failure.message).toContain('redirects are not followed');
    }
    expect(got.length).toBeGreaterThan(3);
    expect(thief.got).toEqual([]);
  });

  it('does not take the token along to another forge', async () => {
    const { origin, got } = await redirecting(status);
    answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
    const clock = { now: () => 0, sleep: async () => {} };
    const silent = { onRequest: () => {}, onAnswer: () => {} };
    const octokit = await makeClient({ apiUrl: origin, token: SECRET, timeout: 5000, ...silent }, clock);
    await octokit.request('GET /repos/a/b').catch(() => null);
    await octokit.request('POST /repos/a/b/issues', { title: 'x' }).catch(() => null);
    expect(got[0]?.headers.authorization).toContain(SECRET);
    expectNoSecret(thief.got, SECRET);
  });
});

describe('a git server that redirects', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startHttp();
    await commitFiles(bench.bareDir, { branch: 'x', files: { 'flags.json': '{}' }, message: 'x' });
  });
  afterEach(() => bench.stop());

  it('does not take the token along to another server', async () => {
    const real = new URL(bench.remote.url).origin;
    const forward = await startSpy(async ({ method, path, headers }, body) => {
      const { host: _, 'content-length': __, connection: ___, ...rest } = headers;
      const authorization = `Basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;
      const sent = method === 'POST' ? { body: new Uint8Array(body) } : {};
      const found = await fetch(`${real}${path}`, {
        method,
        headers: {
          ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
          authorization,
        },
        ...sent,
      });
      return {
        status: found.status,
        headers: { 'content-type': found.headers.get('content-type') ?? '' },
        body: Buffer.from(await found.arrayBuffer()),
      };
    });
    opened.push(forward);
    const { origin } = await redirecting(302, forward.origin);
    const url = bench.remote.url.replace(real, origin);
    const { environment, folder } = bench;
    const live = await openLive({
      remote: { url, token: TOKEN },
      workdir: `${folder}/away`,
      environment,
      branch: 'x',
    });
    const failure = await failureOf(live.read());
    expect(failure.message).toMatch(/redirect|302/);
    expectNoSecret(forward.got, TOKEN);
    expect(forward.got).toEqual([]);
  });
});

describe('a server whose certificate nobody has signed', () => {
  it('gets no request, of whatever kind', async () => {
    const spy = await startSelfSigned(() => ({ status: 200, body: '{}' }));
    opened.push(spy);
    const { findings } = await clientOf(spy.origin).instant('up', new Date(0));
    expect(findings).toMatchObject([
      { code: 'source-down', detail: expect.stringMatching(/SELF_SIGNED|CERT/) },
    ]);
    const delivery = webhookDelivery({ url: spy.origin, secret: SECRET, timeout: 5 });
    expect((await failureOf(delivery.deliver('{}', 'a'.repeat(40)))).message).toMatch(/SELF_SIGNED|CERT/);
    for (const channel of channelsAt(spy.origin))
      expect((await failureOf(channel.send(noticeOf(), null))).message).toMatch(/SELF_SIGNED|CERT/);
    const bench = await startHttp();
    opened.push({ close: () => bench.stop() });
    const { environment, folder } = bench;
    const remote = { url: `${spy.origin}/a/b.git`, token: TOKEN };
    const live = await openLive({ remote, workdir: `${folder}/tls`, environment, branch: 'x' });
    expect((await failureOf(live.read())).message).toMatch(/certificate|SSL/i);
    expect(spy.got).toEqual([]);
  });
});
