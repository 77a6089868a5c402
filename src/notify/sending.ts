import type { Clock } from '../clock.ts';
import { fail } from '../errors/fail.ts';
import { type Answer, statusText } from '../http/post.ts';
import { clip, oneLine } from '../report/plain.ts';
import { secretForms, withoutForms } from '../secret-forms.ts';
import type { Notice } from './port.ts';

/** What an adapter sends with; tests give their own. */
export interface Tools {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** An attempt that did not succeed. */
export type Setback =
  /** Worth another attempt, `after` seconds where the service named a time. */
  | { readonly kind: 'later'; readonly message: string; readonly after: number | null }
  | { readonly kind: 'refused'; readonly message: string };

/** What one attempt came to. */
export type Outcome<T> = { readonly kind: 'done'; readonly value: T } | Setback;

/** Seconds for everything: a run has more to do, and the next run goes on. */
const budget = 30;
const longestRequest = 10;
const shortestRequest = 1;

/**
 * Makes attempts until one is done, with pauses that double from about a second and never fall short of what the
 * service asks for, for about 30 seconds in all. `attempt` gets the seconds that its request may take.
 * Throws `notify-refused` and `notify-unreachable`; the messages of outcomes must hold no secret.
 */
export async function persist<T>(
  channel: string,
  notice: Notice,
  { clock, random }: Tools,
  attempt: (timeout: number) => Promise<Outcome<T>>,
): Promise<T> {
  const start = clock.now().getTime();
  const left = (): number => budget - (clock.now().getTime() - start) / 1000;
  const about = { channel, notice: clip(oneLine(notice.key), 200) };
  for (let attempts = 1; ; attempts += 1) {
    const timeout = Math.min(longestRequest, Math.max(shortestRequest, left()));
    const outcome = await attempt(timeout);
    if (outcome.kind === 'done') return outcome.value;
    const { message } = outcome;
    if (outcome.kind === 'refused') throw fail('notify-refused', { ...about, message });
    // Runs that failed together come back apart.
    const pause = 2 ** (attempts - 1) * (0.5 + random() / 2);
    const wait = Math.max(outcome.after ?? 0, pause);
    if (wait >= left()) throw fail('notify-unreachable', { ...about, attempts, message });
    await clock.sleep(wait);
  }
}

/** What the status of an answer says, where it is no success; null for a 2xx. `detail` explains the status. */
export function failureOf(answer: Answer, { clock }: Tools, detail = ''): Setback | null {
  if (answer.status === null) return { kind: 'later', message: answer.reason, after: null };
  const { status, retryAfter } = answer;
  if (status >= 200 && status <= 299) return null;
  const message = `${statusText(status)}${detail === '' ? '' : `: ${detail}`}`;
  return status === 429 || status >= 500
    ? { kind: 'later', message, after: secondsOf(retryAfter, clock.now()) }
    : { kind: 'refused', message };
}

/** Seconds in a header `retry-after`, which is a number of them or a date (RFC 9110); null when it is neither. */
export function secondsOf(retryAfter: string | null, now: Date): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = /[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1000);
}

/** The address `path` below a base address, whether that ends in a slash or not. */
export function below(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}${path}`;
}

/** Text of a service for a message: on one line, cut, and without the secret, should the service repeat it. */
export function said(text: string, secret: string): string {
  return clip(oneLine(withoutForms(text, secretForms(secret))), 200);
}
