import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { Failure } from '../errors/fail.ts';
import { proxiedFetch } from '../http/proxied-fetch.ts';
import { type NoticeEvent, noticeEvents } from '../live/state.ts';
import type { Adapter } from './adapter.ts';
import { pagerDutyChannel } from './pagerduty.ts';
import type { Channel, Notice } from './port.ts';
import type { NotifySecrets } from './secrets.ts';
import type { Tools } from './sending.ts';
import { slackChannel } from './slack.ts';
import { webhookChannel } from './webhook.ts';

/**
 * The channels that are configured; empty when none is. One whose secret is missing is among them and fails when it
 * sends (`notify-secret-missing`, `notify-secret-invalid`): it must not keep the others from paging.
 */
export function openChannels(
  config: Config['notify'],
  secrets: NotifySecrets,
  clock: Clock,
  tools: Partial<Omit<Tools, 'clock'>> = {},
): Channel[] {
  return adapters(config, secrets, { clock, fetch: proxiedFetch, random: Math.random, ...tools });
}

/** What is wrong with the secrets of the configured channels: told at each run, not first by a page that fails. */
export function channelProblems(config: Config['notify'], secrets: NotifySecrets, clock: Clock): Failure[] {
  return adapters(config, secrets, { clock, fetch: proxiedFetch, random: Math.random }).flatMap((adapter) => {
    try {
      adapter.ready();
      return [];
    } catch (error) {
      if (error instanceof Failure) return [error];
      throw error;
    }
  });
}

/**
 * Whether a notice goes to a channel, where `thread` is what the channel returned for the incident before. The end of
 * an incident goes wherever its beginning went, whatever its own severity.
 */
export function goesTo(channel: Channel, notice: Notice, thread: string | null): boolean {
  const closes = notice.action === 'resolve' || notice.action === 'acknowledge';
  return channel.accepts(notice) || (closes && thread !== null);
}

/** What some channel wants to hear of: everything of incidents and holds, and promotions where one takes them. */
export function toldOf({ pagerduty, slack, webhook }: Config['notify']): readonly NoticeEvent[] {
  if (pagerduty === undefined && slack === undefined && webhook === undefined) return [];
  const informed = [slack, webhook].some((channel) => channel?.severities.includes('info') === true);
  const promotions: readonly NoticeEvent[] = ['started', 'advanced', 'completed'];
  return informed || pagerduty?.promotions === true
    ? noticeEvents
    : noticeEvents.filter((event) => !promotions.includes(event));
}

/** Whether some channel takes what is critical. */
export function takesCritical({ pagerduty, slack, webhook }: Config['notify']): boolean {
  return [pagerduty, slack, webhook].some((channel) => channel?.severities.includes('critical') === true);
}

function adapters(config: Config['notify'], secrets: NotifySecrets, tools: Tools): Adapter[] {
  const { pagerduty, slack, webhook } = config;
  return [
    ...(pagerduty === undefined ? [] : [pagerDutyChannel(pagerduty, secrets, tools)]),
    ...(slack === undefined ? [] : [slackChannel(slack, secrets, tools)]),
    ...(webhook === undefined ? [] : [webhookChannel(webhook, secrets, tools)]),
  ];
}
