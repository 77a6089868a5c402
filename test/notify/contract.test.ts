import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything, failureOf, kinds, type Opened, openAt } from './channels.ts';
import { hostile, noticeOf } from './notices.ts';
import { type Receiver, startReceiver } from './server.ts';

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

/** Characters that change how the text around them is read, in any spelling that JSON gives them. */
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff]|\\u00[01]|\\ud8/;

describe.each(kinds)('$kind', ({ notify, path, taken, secrets }) => {
  const open = (random?: number): Opened => openAt(receiver, notify(receiver.origin), random);

  it('sends one request, to its place', async () => {
    receiver.answer(taken);
    const { channel, clock } = open();
    await channel.send(noticeOf(), null);
    expect(receiver.received).toMatchObject([{ method: 'POST', path }]);
    expect(receiver.received[0]?.headers['content-type']).toContain('application/json');
    expect(clock.pauses).toEqual([]);
  });

  it('has a name that is stable and tells nothing', () => {
    expect(open().channel.name).toMatch(/^[a-z]+$/);
  });

  it('returns a thread, which makes the incident known, and takes it again', async () => {
    receiver.answer(taken);
    const { channel } = open();
    const { thread } = await channel.send(noticeOf(), null);
    expect(thread).not.toBeNull();
    const later = noticeOf({ event: 'verified', action: 'resolve', severity: 'info' });
    expect((await channel.send(later, thread)).thread).toBe(thread);
  });

  it('waits as long as a 429 asks, and sends the same again', async () => {
    receiver.answer({ status: 429, headers: { 'retry-after': '7' } }, taken);
    const { channel, clock } = open();
    await channel.send(noticeOf(), null);
    expect(clock.pauses).toEqual([7]);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
  });

  it('waits until the time that a 503 names', async () => {
    const { channel, clock } = open();
    const date = new Date(clock.now().getTime() + 12_000).toUTCString();
    receiver.answer({ status: 503, headers: { 'retry-after': date } }, taken);
    await channel.send(noticeOf(), null);
    expect(clock.pauses).toEqual([12]);
  });

  it.each(['0', 'soon', '-5', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'pauses all the same when it may come back %j',
    async (header) => {
      receiver.answer({ status: 429, headers: { 'retry-after': header } }, taken);
      const { channel, clock } = open();
      await channel.send(noticeOf(), null);
      expect(clock.pauses).toEqual([expect.closeTo(1)]);
    },
  );

  it.each([500, 502, 503, 504])('tries again after HTTP %d', async (status) => {
    receiver.answer({ status, body: 'down' }, { status }, taken);
    const { channel, clock } = open(0);
    await channel.send(noticeOf(), null);
    expect(clock.pauses).toEqual([0.5, 1]);
  });

  it('tries again after a connection that broke', async () => {
    receiver.answer({ status: 200, fault: 'drop' }, taken);
    const { channel, clock } = open();
    await channel.send(noticeOf(), null);
    expect(receiver.received).toHaveLength(2);
    expect(clock.pauses).toHaveLength(1);
  });

  it('gives up within half a minute, with an error of the catalogue', async () => {
    receiver.answer({ status: 503 });
    const { channel, clock } = open();
    const failure = await failureOf(channel.send(noticeOf(), null));
    expect(failure.code).toBe('notify-unreachable');
    expect(failure.message).toContain('HTTP 503');
    expect(failure.message).toContain(noticeOf().key);
    expect(clock.pauses).toEqual([1, 2, 4, 8].map((pause) => expect.closeTo(pause)));
    expect(receiver.received).toHaveLength(5);
    expect(failure.message).toContain('5 times');
  });

  it('gives up at once where it would have to wait longer', async () => {
    receiver.answer({ status: 429, headers: { 'retry-after': '60' } });
    const { channel, clock } = open();
    expect((await failureOf(channel.send(noticeOf(), null))).code).toBe('notify-unreachable');
    expect(clock.pauses).toEqual([]);
    expect(receiver.received).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 408, 410, 413])('does not repeat what HTTP %d refused', async (status) => {
    receiver.answer({ status, body: 'no' }, taken);
    const { channel, clock } = open();
    const failure = await failureOf(channel.send(noticeOf(), null));
    expect(failure).toMatchObject({
      code: 'notify-refused',
      message: expect.stringContaining(`HTTP ${status}`),
    });
    expect(receiver.received).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
  });

  it.each([301, 302, 307, 308])('carries nothing to where HTTP %d points', async (status) => {
    receiver.answer({ status, headers: { location: `${receiver.origin}/elsewhere` } }, taken);
    const failure = await failureOf(open().channel.send(noticeOf(), null));
    expect(failure.message).toContain('redirects are not followed');
    expect(receiver.received).toHaveLength(1);
  });

  it.each([400, 403, 500])('shows no secret, also when HTTP %d repeats it', async (status) => {
    const { channel } = open();
    const forms = secrets.flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]);
    const echo = forms.join(' ');
    for (const body of [echo, JSON.stringify({ ok: false, error: echo, message: echo, errors: forms })]) {
      receiver.answer({ status, body });
      const shown = everything(await failureOf(channel.send(noticeOf(), null)));
      for (const form of forms) expect(shown).not.toContain(form);
    }
  });

  it('sends hostile texts so that they are read as they are', async () => {
    receiver.answer(taken);
    await open().channel.send(hostile, null);
    const body = receiver.received[0]?.body ?? '';
    expect(body).toContain('[U+202E]');
    expect(body).not.toMatch(hidden);
    expect(body).not.toMatch(/javascript:|hunter2/);
    expect(body).toContain('script: its address cannot be shown.');
  });

  it('marks a drill', async () => {
    receiver.answer(taken);
    await open().channel.send(noticeOf({ drill: true, title: 'all is well' }), null);
    expect(receiver.received[0]?.body).toContain('[drill] all is well');
  });
});
