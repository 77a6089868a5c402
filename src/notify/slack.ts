import * as z from 'zod';
import type { SlackConfig } from '../config/schema.ts';
import { type Answer, post } from '../http/post.ts';
import { type Adapter, acceptance } from './adapter.ts';
import type { Notice } from './port.ts';
import { addressOf, type NotifySecrets, tokenOf } from './secrets.ts';
import { below, failureOf, type Outcome, persist, type Setback, secondsOf, type Tools } from './sending.ts';
import { slackMessage } from './slack-message.ts';

const name = 'slack';
const json = { 'content-type': 'application/json; charset=utf-8' };
const quiet = { unfurl_links: false, unfurl_media: false };

/**
 * Posts to Slack. With `channel` a bot does (`chat.postMessage`): what follows on an incident stands in the thread of
 * its first message, critical news also in the channel. Without, an incoming webhook does, which knows no
 * threads. Slack has no idempotency key: a message whose answer was lost may stand there twice.
 */
export function slackChannel(config: SlackConfig, secrets: NotifySecrets, tools: Tools): Adapter {
  const { channel } = config;
  const open = (): Send =>
    channel === undefined
      ? byWebhook(addressOf(name, 'slack-webhook-url', secrets), tools)
      : byBot(below(config.url, '/chat.postMessage'), channel, tokenOf(name, 'slack-token', secrets), tools);
  return {
    name,
    ready: () => void open(),
    accepts: acceptance(config.severities, config.severities.includes('info')),
    send: async (notice, thread) => ({ thread: await open()(notice, thread) }),
  };
}

type Send = (notice: Notice, thread: string | null) => Promise<string | null>;

function byWebhook(url: string, tools: Tools): Send {
  return async (notice) => {
    const body = JSON.stringify({ ...slackMessage(notice), ...quiet });
    return persist<string>(name, notice, tools, async (timeout) => {
      const answer = await post({ url, headers: json, body, timeout, fetch: tools.fetch, reads: true });
      const failure = failureOf(answer, tools, codeOf(bodyOf(answer)));
      if (failure !== null) return failure;
      // The thread is no message of Slack: it says that the incident is known here.
      if (bodyOf(answer) === 'ok') return { kind: 'done', value: notice.thread };
      return { kind: 'refused', message: 'the answer is not one of Slack' };
    });
  };
}

const answered = z.object({ ok: z.boolean(), error: z.string().catch(''), ts: z.string().optional() });

/** Errors of Slack that mean "not now", beside the statuses that do. */
const passing = ['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];

/** Errors that mean that the thread is gone, and not the channel. */
const threadless = ['thread_not_found', 'invalid_thread_ts', 'cannot_reply_to_message', 'thread_locked'];

function byBot(url: string, channel: string, token: string, tools: Tools): Send {
  const headers = { ...json, authorization: `Bearer ${token}` };
  return async (notice, thread) => {
    const common = { channel, ...slackMessage(notice), ...quiet, parse: 'none', link_names: false };
    // What a webhook left behind names no message.
    let parent = thread !== null && /^\d+\.\d+$/.test(thread) ? thread : null;
    return persist<string | null>(name, notice, tools, async (timeout) => {
      const send = (): Promise<Answer> => {
        const reply =
          parent === null ? {} : { thread_ts: parent, reply_broadcast: notice.severity === 'critical' };
        const body = JSON.stringify({ ...common, ...reply });
        return post({ url, headers, body, timeout, fetch: tools.fetch, reads: true });
      };
      const outcome = outcomeOf(await send(), parent, tools);
      if (parent === null || outcome.kind !== 'refused' || !threadless.includes(outcome.message))
        return outcome;
      parent = null;
      return outcomeOf(await send(), parent, tools);
    });
  };
}

function outcomeOf(answer: Answer, parent: string | null, tools: Tools): Outcome<string | null> {
  const failure = failureOf(answer, tools, codeOf(bodyOf(answer)));
  if (failure !== null || answer.status === null) return failure ?? broken;
  if (answer.body === null) return broken;
  const parsed = answered.safeParse(parsedJson(answer.body));
  if (!parsed.success) return { kind: 'refused', message: 'the answer is not one of Slack' };
  const { ok, error, ts } = parsed.data;
  if (ok) return { kind: 'done', value: parent ?? ts ?? null };
  const message = codeOf(error) || 'an unknown error';
  return passing.includes(message)
    ? { kind: 'later', message, after: secondsOf(answer.retryAfter, tools.clock.now()) }
    : { kind: 'refused', message };
}

const broken: Setback = { kind: 'later', message: 'the answer broke off', after: null };

function bodyOf(answer: Answer): string {
  return answer.status === null ? '' : (answer.body ?? '').trim();
}

/** An error code of Slack, such as `channel_not_found`; empty for any other text, which may repeat anything. */
function codeOf(text: string): string {
  return /^[a-z]+(?:_[a-z]+){0,8}$/.test(text) && text.length <= 64 ? text : '';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It stays no object, which the schema refuses.
    return null;
  }
}
