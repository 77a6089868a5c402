import { type Config, configSchema } from '../../src/config/schema.ts';
import { Failure } from '../../src/errors/fail.ts';
import { openChannels } from '../../src/notify/index.ts';
import type { Channel } from '../../src/notify/port.ts';
import type { NotifySecrets } from '../../src/notify/secrets.ts';
import { type ScriptedClock, scriptedClock } from '../live/clock.ts';
import type { Receiver, Reply } from './server.ts';

export const routingKey = 'R0uT1nGkEy-abcdefghijklmnopqrst/';
export const token = 'xoxb-17-tOkEn';
export const signingKey = 'the key of the receiver';
export const hookPath = '/services/T0/B0/h00kS3cr3t';

/** `notify` of a configuration, with its defaults. */
export function notifyOf(notify: unknown): Config['notify'] {
  return configSchema.parse({ prompts: { support: { path: 'support.md' } }, notify }).notify;
}

export function secretsOf(origin: string, changes: Partial<NotifySecrets> = {}): NotifySecrets {
  return {
    'pagerduty-routing-key': ` ${routingKey}\n`,
    'slack-webhook-url': `${origin}${hookPath}`,
    'slack-token': token,
    'notify-secret': signingKey,
    ...changes,
  };
}

/** A way to send, as the contract of all channels sees it. */
export interface Kind {
  readonly kind: string;
  readonly notify: (origin: string) => unknown;
  /** Where its requests go. */
  readonly path: string;
  /** The answer of a service that took the notice. */
  readonly taken: Reply;
  /** What nobody may read in an error. */
  readonly secrets: readonly string[];
}

export const kinds: readonly Kind[] = [
  {
    kind: 'pagerduty',
    notify: (url) => ({ pagerduty: { url } }),
    path: '/v2/enqueue',
    taken: { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"x"}' },
    secrets: [routingKey],
  },
  {
    kind: 'slack by webhook',
    notify: () => ({ slack: {} }),
    path: hookPath,
    taken: { status: 200, body: 'ok' },
    secrets: ['h00kS3cr3t', '/services/'],
  },
  {
    kind: 'slack by bot',
    notify: (origin) => ({ slack: { url: `${origin}/api/`, channel: 'C0123' } }),
    path: '/api/chat.postMessage',
    taken: { status: 200, body: '{"ok":true,"channel":"C0123","ts":"1772445600.000100"}' },
    secrets: [token],
  },
  {
    kind: 'webhook',
    notify: (origin) => ({ webhook: { url: `${origin}/in?key=k3y` } }),
    path: '/in?key=k3y',
    taken: { status: 204 },
    secrets: [signingKey, 'k3y'],
  },
];

export interface Opened {
  readonly channel: Channel;
  readonly clock: ScriptedClock;
}

/** The one channel that is configured, at a receiver. Its jitter is none: pauses are 1, 2, 4 … seconds. */
export function openAt(receiver: Receiver, notify: unknown, random = 1 - Number.EPSILON): Opened {
  const clock = scriptedClock();
  const channels = openChannels(notifyOf(notify), secretsOf(receiver.origin), clock, {
    random: () => random,
  });
  const [channel, ...others] = channels;
  if (channel === undefined || others.length > 0) throw new Error('expected one channel');
  return { channel, clock };
}

export async function failureOf(sending: Promise<unknown>): Promise<Failure> {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`no failure but ${String(error)}`);
}

/** All that can be read of a failure. */
export function everything(failure: Failure): string {
  const { message, causes, cure, cause, stack } = failure;
  return JSON.stringify([message, causes, cure, String(cause), stack]);
}
