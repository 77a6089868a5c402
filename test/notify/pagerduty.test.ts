import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../src/notify/port.ts';
import { failureOf, openAt, routingKey } from './channels.ts';
import { noticeOf } from './notices.ts';
import { type Receiver, startReceiver } from './server.ts';
import { pagerDutyChange, pagerDutyEvent } from './shapes.ts';

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
  receiver.answer({ status: 202, body: '{"status":"success"}' });
});
afterEach(() => receiver.close());

const open = (config: object = {}) =>
  openAt(receiver, { pagerduty: { url: receiver.origin, ...config } }).channel;
const last = (): string => receiver.received.at(-1)?.body ?? '';

describe('a page', () => {
  it('has every field where PagerDuty looks for it', async () => {
    await open().send(noticeOf(), null);
    expect(receiver.received[0]?.path).toBe('/v2/enqueue');
    expect(pagerDutyEvent.parse(last())).toEqual({
      routing_key: routingKey,
      event_action: 'trigger',
      dedup_key: 'customer-support/8f2c/1',
      payload: {
        summary: 'customer-support v2.0.0: error rate 8.4 %, limit 5 %',
        source: 'prompt customer-support',
        severity: 'critical',
        timestamp: '2026-03-02T10:00:00.000Z',
        component: 'customer-support',
        class: 'asked',
        custom_details: {
          error_rate: 8.4,
          rule: 'error-critical',
          quality: null,
          event: 'asked',
          drill: false,
          text: 'Weight: 5 %\n\nTo roll back: comment /rollback on the pull request.',
        },
      },
      links: [{ href: 'https://github.com/acme/prompts/pull/7', text: 'Revert pull request' }],
      client: 'Prompt Rollout',
      client_url: 'https://github.com/acme/prompts/pull/7',
    });
  });

  it.each<[Notice['severity'], string]>([
    ['critical', 'critical'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['info', 'info'],
  ])('of severity %s is %s there', async (severity, expected) => {
    await open().send(noticeOf({ severity }), null);
    expect(pagerDutyEvent.parse(last())).toMatchObject({ payload: { severity: expected } });
  });

  it.each(['acknowledge', 'resolve'] as const)('is ended by %s under the same key', async (action) => {
    const { thread } = await open().send(noticeOf(), null);
    await open().send(noticeOf({ action, event: 'verified', severity: 'info' }), thread);
    expect(pagerDutyEvent.parse(last())).toEqual({
      routing_key: routingKey,
      event_action: action,
      dedup_key: 'customer-support/8f2c/1',
    });
  });

  it('keeps incidents apart whose keys are too long and differ at the end', async () => {
    const keys = new Set<string>();
    for (const end of ['a', 'b', 'a']) {
      await open().send(noticeOf({ thread: `${'x'.repeat(300)}${end}` }), null);
      keys.add(pagerDutyEvent.parse(last()).dedup_key);
    }
    expect(keys.size).toBe(2);
  });
});

describe('news that must reach people again', () => {
  const told = (): [string, string][] =>
    receiver.received.map(({ body }) => {
      const { event_action, dedup_key } = pagerDutyEvent.parse(body);
      return [event_action, dedup_key];
    });

  it('opens an alert of its own, and the end of the incident resolves them all', async () => {
    const channel = open();
    const first = await channel.send(noticeOf(), null);
    const failed = await channel.send(noticeOf({ event: 'failed' }), first.thread);
    await channel.send(noticeOf({ event: 'failed' }), failed.thread);
    const { thread } = await channel.send(noticeOf({ action: 'resolve', event: 'verified' }), failed.thread);
    const key = 'customer-support/8f2c/1';
    expect(told()).toEqual([
      ['trigger', key],
      ['trigger', `${key}/failed`],
      ['trigger', `${key}/failed`],
      ['resolve', key],
      ['resolve', `${key}/failed`],
    ]);
    expect(thread).toBe(key);
  });

  it('that cannot be written is one alert with what is told when it can be', async () => {
    const key = 'customer-support/8f2c/1';
    const unwritten = (decision: string) => noticeOf({ event: 'unwritten', decision });
    const known = (await open().send(unwritten('rolled-back'), null)).thread;
    await open().send(noticeOf({ event: 'rolled-back' }), known);
    await open().send(unwritten('failed'), known);
    await open().send(noticeOf({ event: 'failed' }), known);
    expect(told().map(([, alert]) => alert)).toEqual([key, key, `${key}/failed`, `${key}/failed`]);
  });

  it('that cannot be written is not hidden in an alert that is open by now', async () => {
    const known = (await open().send(noticeOf(), null)).thread;
    await open().send(noticeOf({ event: 'unwritten', decision: 'rolled-back' }), known);
    expect(told().at(-1)).toEqual(['trigger', 'customer-support/8f2c/1/unwritten']);
  });

  it('each hour of an investigation is one alert, in the place of the hour before', async () => {
    const channel = open();
    let thread: string | null = null;
    for (const hour of ['11', '12', '13'])
      thread = (
        await channel.send(
          noticeOf({ event: 'still-investigating', at: `2026-03-02T${hour}:00:00.000Z` }),
          thread,
        )
      ).thread;
    expect(thread?.split('\n')).toHaveLength(2);
    expect(told().map(([action]) => action)).toEqual(['trigger', 'trigger', 'resolve', 'trigger', 'resolve']);
    expect(new Set(told().map(([, key]) => key)).size).toBe(3);
  });
});

describe('a promotion', () => {
  it('is a change event, and leaves the thread as it is', async () => {
    const promotion = noticeOf({ action: 'change', severity: 'info', event: 'promoted' });
    expect(await open({ promotions: true }).send(promotion, null)).toEqual({ thread: null });
    expect(receiver.received[0]?.path).toBe('/v2/change/enqueue');
    expect(pagerDutyChange.parse(last())).toMatchObject({
      routing_key: routingKey,
      payload: { summary: promotion.title, custom_details: { event: 'promoted' } },
    });
  });
});

describe('an answer', () => {
  it('of any other server than PagerDuty is no success', async () => {
    receiver.answer({ status: 200, body: '<html>Log in</html>' });
    const failure = await failureOf(open().send(noticeOf(), null));
    expect(failure.code).toBe('notify-refused');
    expect(failure.message).toContain('HTTP 200 instead of 202');
  });

  it('that says what is wrong is passed on, on one line', async () => {
    const errors = ["Length of 'routing_key' is incorrect\n::error::(should be 32 characters)"];
    const body = JSON.stringify({ status: 'invalid event', message: 'Event object is invalid', errors });
    receiver.answer({ status: 400, body });
    const { message } = await failureOf(open().send(noticeOf(), null));
    expect(message).toContain('HTTP 400: Event object is invalid; Length of');
    expect(message).not.toContain('\n');
  });
});
