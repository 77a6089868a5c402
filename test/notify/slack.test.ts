import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, hookPath, openAt, token } from './channels.ts';
import { hostile, noticeOf } from './notices.ts';
import { type Receiver, type Reply, startReceiver } from './server.ts';
import { slackPost, slackWebhook, textsOf } from './shapes.ts';

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const opened = () => openAt(receiver, { slack: { url: receiver.origin, channel: '#prompts' } });
const byBot = () => opened().channel;
const byWebhook = () => openAt(receiver, { slack: {} }).channel;
const ok = (ts: string): Reply => ({ status: 200, body: JSON.stringify({ ok: true, ts }) });
const refusal = (error: string, headers = {}): Reply => ({
  status: 200,
  headers,
  body: JSON.stringify({ ok: false, error }),
});
const posted = (index: number) => slackPost.parse(receiver.received[index]?.body);

describe('a bot', () => {
  it('posts to the channel, with its token', async () => {
    receiver.answer(ok('1772445600.000100'));
    expect(await byBot().send(noticeOf(), null)).toEqual({ thread: '1772445600.000100' });
    const [request] = receiver.received;
    expect(request?.path).toBe('/chat.postMessage');
    expect(request?.headers.authorization).toBe(`Bearer ${token}`);
    expect(posted(0)).toMatchObject({
      channel: '#prompts',
      text: expect.stringContaining('error rate 8.4 %'),
    });
    expect(posted(0).blocks.flatMap(textsOf)).toEqual([
      '*customer-support v2.0.0: error rate 8.4 %, limit 5 %*',
      'Weight: 5 %\n\nTo roll back: comment /rollback on the pull request.',
      '<https://github.com/acme/prompts/pull/7|Revert pull request>',
      'critical · customer-support · asked · 2026-03-02T10:00:00.000Z',
    ]);
    expect(posted(0)).not.toHaveProperty('thread_ts');
  });

  it('stays in the thread of the first message, and in the channel too with what is critical', async () => {
    receiver.answer(ok('1.1'), ok('2.2'), ok('3.3'));
    const channel = byBot();
    const { thread } = await channel.send(noticeOf(), null);
    expect(await channel.send(noticeOf({ severity: 'high' }), thread)).toEqual({ thread: '1.1' });
    expect(await channel.send(noticeOf({ severity: 'critical' }), thread)).toEqual({ thread: '1.1' });
    expect(posted(1)).toMatchObject({ thread_ts: '1.1', reply_broadcast: false });
    expect(posted(2)).toMatchObject({ thread_ts: '1.1', reply_broadcast: true });
  });

  it('begins a thread where a webhook posted before', async () => {
    receiver.answer(ok('1.1'));
    expect(await byBot().send(noticeOf(), noticeOf().thread)).toEqual({ thread: '1.1' });
    expect(posted(0)).not.toHaveProperty('thread_ts');
  });

  it('begins a new thread when the first message is gone', async () => {
    receiver.answer(refusal('thread_not_found'), ok('9.9'));
    expect(await byBot().send(noticeOf(), '1.1')).toEqual({ thread: '9.9' });
    expect(posted(0)).toHaveProperty('thread_ts', '1.1');
    expect(posted(1)).not.toHaveProperty('thread_ts');
  });

  it.each(['channel_not_found', 'not_in_channel', 'invalid_auth', 'msg_blocks_too_long'])(
    'takes %s in a 200 for the refusal that it is',
    async (error) => {
      receiver.answer(refusal(error), ok('1.1'));
      const failure = await failureOf(byBot().send(noticeOf(), null));
      expect(failure).toMatchObject({ code: 'notify-refused', message: expect.stringContaining(error) });
      expect(receiver.received).toHaveLength(1);
    },
  );

  it('waits where a 200 says that it is too fast', async () => {
    receiver.answer(refusal('ratelimited', { 'retry-after': '5' }), refusal('internal_error'), ok('1.1'));
    const { channel, clock } = opened();
    await channel.send(noticeOf(), null);
    expect(clock.pauses).toEqual([5, expect.closeTo(2)]);
  });

  it('shows no text of the answer but a code of Slack', async () => {
    receiver.answer(refusal(`Look: ${token}`));
    const failure = await failureOf(byBot().send(noticeOf(), null));
    expect(failure.message).toContain('an unknown error');
    expect(failure.message).not.toContain('Look');
  });

  it.each(['<html>Log in</html>', '[]', '{"ok":"true"}', ''])('takes %j for no success', async (body) => {
    receiver.answer({ status: 200, body });
    expect((await failureOf(byBot().send(noticeOf(), null))).code).toBe('notify-refused');
  });

  it('asks again when the answer breaks off', async () => {
    receiver.answer({ status: 200, body: '{"ok":', fault: 'cut' }, ok('1.1'));
    expect(await byBot().send(noticeOf(), null)).toEqual({ thread: '1.1' });
    expect(receiver.received).toHaveLength(2);
  });
});

describe('a webhook', () => {
  it('gets the same message, and no token', async () => {
    receiver.answer({ status: 200, body: 'ok' });
    await byWebhook().send(noticeOf(), null);
    const [request] = receiver.received;
    expect(request?.path).toBe(hookPath);
    expect(request?.headers).not.toHaveProperty('authorization');
    expect(slackWebhook.parse(request?.body).blocks.flatMap(textsOf)[0]).toContain('error rate 8.4 %');
  });

  it('says why it refuses, by a code of Slack', async () => {
    receiver.answer({ status: 404, body: 'no_service' });
    const failure = await failureOf(byWebhook().send(noticeOf(), null));
    expect(failure.message).toContain('HTTP 404: no_service');
  });

  it.each(['<html>Log in</html>', 'ok then', ''])('takes a 200 with %j for no success', async (body) => {
    receiver.answer({ status: 200, body });
    expect((await failureOf(byWebhook().send(noticeOf(), null))).code).toBe('notify-refused');
  });
});

describe('untrusted text', () => {
  it('mentions nobody and links nowhere', async () => {
    receiver.answer(ok('1.1'));
    await byBot().send(hostile, null);
    const { text, blocks } = posted(0);
    const texts = [text, ...blocks.flatMap(textsOf)];
    const signs = texts.flatMap((each) => each.match(/<[^>]*>/g) ?? []);
    const address = 'https://github.com/acme/prompts/pull/7?a=1&amp;b=%3C!channel%3E%7C%3C@U1%3E';
    expect(signs).toEqual([`<${address}|&lt;!here&gt;|](>`]);
    expect(texts.join('\n')).toContain('&lt;!channel&gt; &lt;@U123|x&gt;');
    expect(texts.join('\n')).toContain('&amp;lt;!channel&amp;gt;');
  });
});
