import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAt, signingKey } from './channels.ts';
import { noticeOf } from './notices.ts';
import { type Receiver, startReceiver } from './server.ts';
import { webhookBody } from './shapes.ts';

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
  receiver.answer({ status: 204 });
});
afterEach(() => receiver.close());

const open = () => openAt(receiver, { webhook: { url: `${receiver.origin}/in` } });

describe('the webhook', () => {
  it('carries the whole notice, as version 1', async () => {
    await open().channel.send(noticeOf(), null);
    expect(webhookBody.parse(receiver.received[0]?.body)).toEqual({ schema_version: 1, ...noticeOf() });
  });

  it('signs time and body anew for each attempt, as a receiver checks it', async () => {
    receiver.answer({ status: 503 }, { status: 200 });
    const { channel, clock } = open();
    const begin = Math.floor(clock.now().getTime() / 1000);
    await channel.send(noticeOf(), null);
    const times = receiver.received.map(({ headers }) => headers['x-prompt-rollout-timestamp']);
    expect(times[0]).toBe(String(begin));
    expect(Number(times[1])).toBe(Math.floor(clock.now().getTime() / 1000));
    for (const { headers, body } of receiver.received) {
      const signed = `${headers['x-prompt-rollout-timestamp']}.${body}`;
      const expected = createHmac('sha256', signingKey).update(Buffer.from(signed)).digest('hex');
      expect(headers['x-prompt-rollout-signature-256']).toBe(`sha256=${expected}`);
    }
  });

  it('has the key of the notice as idempotency key, and one that a header can carry for any other', async () => {
    const { channel } = open();
    const keys = ['a/1/asked', 'a/1/asked', 'a/1/\n\u202e', 'a/1/\n\u202f', 'ü'];
    for (const key of keys) await channel.send(noticeOf({ key }), null);
    const sent = receiver.received.map(({ headers }) => headers['idempotency-key']);
    expect(sent.slice(0, 2)).toEqual(['a/1/asked', 'a/1/asked']);
    expect(new Set(sent).size).toBe(4);
    for (const key of sent.slice(2)) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([200, 201, 202, 204])('takes HTTP %d for success', async (status) => {
    receiver.answer({ status });
    await expect(open().channel.send(noticeOf(), null)).resolves.toEqual({ thread: noticeOf().thread });
  });
});
