import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebhookOptions, webhookDelivery } from '../../src/delivery/webhook.ts';
import { Failure } from '../../src/errors/fail.ts';

const secret = 'shared-secret';
const commit = 'a'.repeat(40);
const manifest = '{"flags":{"größe":1}}\n';

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let received: Received[];
let answer: (response: ServerResponse) => void;
let origin: string;

beforeEach(async () => {
  received = [];
  answer = (response) => response.writeHead(204).end();
  server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body: await text(request) });
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

function open(changes: Partial<WebhookOptions> = {}) {
  return webhookDelivery({ url: `${origin}/hooks/T0KEN?key=k3y`, secret, timeout: 5, ...changes });
}

async function failureOf(delivery: Promise<void>): Promise<Failure> {
  const error = await delivery.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`no failure but ${String(error)}`);
}

describe('the webhook', () => {
  it('posts the manifest as it is, with its commit', async () => {
    await open().deliver(manifest, commit);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/hooks/T0KEN?key=k3y', body: manifest });
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-prompt-rollout-commit': commit,
      'idempotency-key': `prompt-rollout-${commit}`,
    });
  });

  it('signs time and body, as a receiver checks it', async () => {
    await open({ now: () => new Date('2026-03-02T10:00:00.900Z') }).deliver(manifest, commit);
    const headers: IncomingHttpHeaders = received[0]?.headers ?? {};
    const body = received[0]?.body ?? '';
    expect(headers['x-prompt-rollout-timestamp']).toBe('1772445600');
    const expected = createHmac('sha256', secret)
      .update('1772445600.')
      .update(Buffer.from(body))
      .digest('hex');
    expect(headers['x-prompt-rollout-signature-256']).toBe(`sha256=${expected}`);
  });

  it('has one idempotency key for one commit, and another for the next', async () => {
    for (const each of [commit, commit, 'b'.repeat(40)]) await open().deliver(manifest, each);
    const keys = received.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it.each([200, 201, 202, 204])('takes HTTP %s for success', async (status) => {
    answer = (response) => response.writeHead(status).end();
    await expect(open().deliver(manifest, commit)).resolves.toBeUndefined();
  });

  it.each([301, 302, 307, 400, 401, 404, 429, 500, 503])('takes HTTP %s for a failure', async (status) => {
    answer = (response) =>
      response.writeHead(status, { location: `${origin}/elsewhere` }).end(`no ${secret}`);
    const failure = await failureOf(open().deliver(manifest, commit));
    expect(failure).toMatchObject({
      code: 'delivery-failed',
      message: expect.stringContaining(`HTTP ${status}`),
    });
    expect(received).toHaveLength(1);
  });

  it('gives up on a receiver that does not answer', async () => {
    answer = () => {};
    const failure = await failureOf(open({ timeout: 0.2 }).deliver(manifest, commit));
    expect(failure.message).toContain('no answer within 0.2 s');
  });

  it('fails on a connection that breaks or is refused', async () => {
    answer = (response) => response.destroy();
    expect((await failureOf(open().deliver(manifest, commit))).code).toBe('delivery-failed');
    const closed = open({ url: 'http://127.0.0.1:1/' });
    expect((await failureOf(closed.deliver(manifest, commit))).code).toBe('delivery-failed');
  });

  it('shows neither the secret nor the path of its address', async () => {
    answer = (response) => response.writeHead(500).end(`${secret} T0KEN`);
    const delivery = open();
    const { message, causes, cure, cause } = await failureOf(delivery.deliver(manifest, commit));
    const shown = JSON.stringify([delivery.name, message, causes, cure, String(cause)]);
    expect(shown).toContain(origin);
    expect(shown).not.toMatch(/T0KEN|k3y|shared-secret/);
  });

  it('needs a secret, and an address without one', () => {
    expect(() => open({ secret: ' \n' })).toThrow(
      expect.objectContaining({ code: 'delivery-secret-missing' }),
    );
    const withPassword = (): unknown => open({ url: 'https://user:hidden@flags.example/hook' });
    expect(withPassword).toThrow(expect.objectContaining({ code: 'delivery-url-credentials' }));
    expect(withPassword).not.toThrow(/hidden/);
  });
});
