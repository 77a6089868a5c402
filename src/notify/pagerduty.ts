import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { PagerDutyConfig } from '../config/schema.ts';
import { type Answer, post } from '../http/post.ts';
import { clip } from '../report/plain.ts';
import { type Adapter, acceptance } from './adapter.ts';
import { contentOf } from './content.ts';
import type { Notice } from './port.ts';
import { type NotifySecrets, tokenOf } from './secrets.ts';
import { below, failureOf, type Outcome, persist, said, type Tools } from './sending.ts';

const name = 'pagerduty';

/** News that has an alert for each time: it comes every hour. */
const repeating = 'still-investigating';

/**
 * News that must reach people once more. PagerDuty adds a trigger to the open alert of its key and tells nobody, so
 * each of these has an alert of its own.
 */
const anew: readonly string[] = ['expired', repeating, 'paused', 'failed', 'unverified', 'unwritten'];

/**
 * Pages by the Events API v2 of PagerDuty. A trigger opens an alert or is added to the open one of the same
 * incident; a promotion is a change event, which pages nobody. An acknowledge or resolve without an alert is
 * dropped by PagerDuty. The thread that is kept is the keys of the incident's alerts, a line each: what resolves the
 * incident resolves them all.
 */
export function pagerDutyChannel(config: PagerDutyConfig, secrets: NotifySecrets, tools: Tools): Adapter {
  const key = (): string => tokenOf(name, 'pagerduty-routing-key', secrets);
  return {
    name,
    ready: () => void key(),
    accepts: acceptance(config.severities, config.promotions),
    async send(notice, thread) {
      const routingKey = key();
      const enqueue = async (path: string, event: unknown): Promise<void> => {
        const url = below(config.url, path);
        const headers = { 'content-type': 'application/json', accept: 'application/json' };
        const body = JSON.stringify(event);
        await persist(name, notice, tools, async (timeout) =>
          outcomeOf(
            await post({ url, headers, body, timeout, fetch: tools.fetch, reads: true }),
            routingKey,
            tools,
          ),
        );
      };
      if (notice.action === 'change') {
        await enqueue('/v2/change/enqueue', changeOf(notice, routingKey));
        return { thread };
      }
      const alerts = alertsOf(notice, thread === null ? [] : thread.split('\n'));
      for (const { action, key: alert } of alerts.events)
        await enqueue('/v2/enqueue', eventOf({ ...notice, action }, routingKey, alert));
      return { thread: alerts.open.join('\n') };
    },
  };
}

const severities = { critical: 'critical', high: 'error', medium: 'warning', info: 'info' } as const;

interface Alerts {
  readonly events: readonly { readonly action: Notice['action']; readonly key: string }[];
  /** Keys of the alerts that are open afterwards. */
  readonly open: readonly string[];
}

/** What a notice does to the alerts of its incident, of which `known` have been opened. */
function alertsOf({ action, thread, event, decision, at }: Notice, known: readonly string[]): Alerts {
  const first = dedupKey(thread);
  const all = [...new Set([first, ...known])];
  if (action !== 'trigger') {
    return { events: all.map((key) => ({ action, key })), open: action === 'resolve' ? [first] : all };
  }
  const news = newsOf(event, decision, known);
  if (!anew.includes(news)) return { events: [{ action, key: first }], open: all };
  const repeats = news === repeating;
  const key = dedupKey(repeats ? `${thread}/${news}/${at}` : `${thread}/${news}`);
  const former = repeats
    ? all.filter((other) => other.startsWith(`${thread}/${news}/`) && other !== key)
    : [];
  return {
    events: [{ action, key }, ...former.map((other) => ({ action: 'resolve' as const, key: other }))],
    open: [...new Set([...all.filter((other) => !former.includes(other)), key])],
  };
}

/**
 * What could not be written is one alert with what is told when it can be. Where that would be added to an alert that
 * is open by now, or is one of many, it has one of its own.
 */
function newsOf(event: string, decision: string | undefined, known: readonly string[]): string {
  if (decision === undefined || decision === repeating) return event;
  return known.length > 0 && !anew.includes(decision) ? event : decision;
}

function eventOf(notice: Notice, routingKey: string, key: string): unknown {
  const base = { routing_key: routingKey, event_action: notice.action, dedup_key: key };
  if (notice.action !== 'trigger') return base;
  const content = contentOf(notice);
  const [first] = content.links;
  return {
    ...base,
    payload: {
      ...payloadOf(content),
      severity: severities[content.severity],
      component: content.prompt,
      class: content.event,
    },
    links: linksOf(content),
    client: 'Prompt Rollout',
    ...(first === undefined ? {} : { client_url: first.url }),
  };
}

function changeOf(notice: Notice, routingKey: string): unknown {
  const content = contentOf(notice);
  return { routing_key: routingKey, payload: payloadOf(content), links: linksOf(content) };
}

/** With the other bounds of a notice this keeps an event far below the 512 KB that PagerDuty takes. */
const mostText = 20_000;

function payloadOf({ title, at, prompt, event, drill, details, lines }: Notice): Record<string, unknown> {
  return {
    summary: title,
    source: `prompt ${prompt}`,
    timestamp: at,
    custom_details: { ...details, event, drill, text: clip(lines.join('\n'), mostText) },
  };
}

function linksOf({ links }: Notice): { href: string; text: string }[] {
  return links.map(({ url, text }) => ({ href: url, text }));
}

/** PagerDuty takes 255 characters; a longer key ends in its hash, so that it stays one of its own. */
function dedupKey(thread: string): string {
  if (thread.length <= 255) return thread;
  return `${thread.slice(0, 180).toWellFormed()}/${createHash('sha256').update(thread).digest('hex')}`;
}

const refusal = z.object({ message: z.string().catch(''), errors: z.array(z.string()).catch([]) });

/** Anything but the one answer that PagerDuty has for "accepted" may come from a server that is none of its. */
function outcomeOf(answer: Answer, secret: string, tools: Tools): Outcome<null> {
  if (answer.status === 202) return { kind: 'done', value: null };
  const detail = answer.status === null || answer.body === null ? '' : said(detailOf(answer.body), secret);
  return (
    failureOf(answer, tools, detail) ?? { kind: 'refused', message: `HTTP ${answer.status} instead of 202` }
  );
}

function detailOf(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // A page of a proxy: the status says what can be said.
    return '';
  }
  const parsed = refusal.safeParse(value);
  if (!parsed.success) return '';
  return [parsed.data.message, ...parsed.data.errors].filter((text) => text !== '').join('; ');
}
