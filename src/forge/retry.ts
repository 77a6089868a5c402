import { type Refusal, readRefusal } from './http-error.ts';

/** Time, as a forge sees it: milliseconds since 1970, and waiting for milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds that a request waits at most before it is sent again; default: a minute. */
  readonly longestWait?: number;
}

const retries = 2;
const pause = 1_000;
/** GitHub asks for a minute where it names no time. */
const defaultLimitation = 60_000;
/** Longer than this no run waits: the outbox keeps what is open. */
const longestWait = 60_000;

/**
 * Sends a request, and again (at most twice) where that is safe: when a rate limit kept it from being done, when
 * GitHub does not see yet what was just made, or, for reads only, when no good answer came.
 */
export async function withRetries<T>(reads: boolean, clock: Clock, send: () => Promise<T>): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await send();
    } catch (error) {
      const refusal = readRefusal(error);
      const wait =
        refusal === null || retry === retries ? null : waitBefore(refusal, reads, retry, clock.now());
      if (wait === null || wait > (clock.longestWait ?? longestWait)) throw error;
      await clock.sleep(wait);
    }
  }
}

/**
 * When a rate limit ends, in milliseconds since 1970; null when the refusal is none.
 * The order is that of GitHub's documentation: `retry-after`, then `x-ratelimit-reset`, else a minute.
 */
export function limitedUntil({ status, headers, message }: Refusal, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return now + after * 1000;
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return Math.max(now, reset * 1000);
  return status === 429 || /rate limit/i.test(message) ? now + defaultLimitation : null;
}

/** Milliseconds to wait before the request is sent again; null when it must not be. */
function waitBefore(refusal: Refusal, reads: boolean, retry: number, now: number): number | null {
  const until = limitedUntil(refusal, now);
  if (until !== null) return until - now;
  if (notVisibleYet(refusal)) return pause * 2 ** retry;
  const { status } = refusal;
  const unanswered = status === null || status === 502 || status === 503 || status === 504;
  return reads && unanswered ? pause * 2 ** retry : null;
}

/** A branch just pushed, or a pull request just opened, is unknown to some of GitHub's servers for a moment. */
function notVisibleYet({ status, message, fields }: Refusal): boolean {
  if (status !== 422) return false;
  if (/could not resolve to a node/i.test(message)) return true;
  return fields.some(({ field, code }) => field === 'head' && code === 'invalid');
}
