import { fixedStart, logBets } from './bet.ts';
import { anytimeP } from './numerics.ts';
import { rate } from './relative.ts';
import { PROMOTED } from './settings.ts';

/** What the version that took over did between two scrapes; `at` is the end, ISO 8601. */
export interface RecoveryLook {
  readonly at: string;
  readonly requests: number;
  readonly errors: number;
}

export interface RecoverySettings {
  /** Error rate that counts as recovered, a fraction: see `recoveryLimit`. */
  readonly limit: number;
  /** Time of the first verdict and length of the window for later ones, seconds. */
  readonly settle: number;
  /** Requests without which nothing is verified. */
  readonly min_requests: number;
  /** φ of stable before the rollback. */
  readonly burst: number;
}

export const RECOVERY_DEFAULTS: RecoverySettings = { limit: 0.01, settle: 60, min_requests: 100, burst: 1 };

/**
 * `waiting`: too early to tell. `recovered`. `failing`: proven (p < 0.05) above the limit, or still at or above
 * it when the time was up. `unverified`: the time is up and there were too few requests to tell.
 */
export type RecoveryStatus = 'waiting' | 'recovered' | 'failing' | 'unverified';

export interface RecoveryEvidence {
  readonly status: RecoveryStatus;
  /** Seconds covered, and what was counted in them, without the first scrape. */
  readonly seconds: number;
  readonly requests: number;
  readonly errors: number;
  readonly error_rate: number | null;
  /** What was counted in the last `settle` seconds, which a verdict from `settle` on rests on. */
  readonly recent: { readonly requests: number; readonly errors: number };
  readonly log_e: number;
  readonly p: number;
}

/** The rate below which a service counts as recovered: 1 %, or 1.5 times stable's own where that was 1 % or more. */
export function recoveryLimit(stableRate: number | null): number {
  return stableRate !== null && stableRate >= 0.01 ? Math.max(0.01, 1.5 * stableRate) : 0.01;
}

/**
 * Verification of a rollback from the looks since the switch. The first one is ignored, as it covers time before
 * the switch; the rest is cumulated. Single looks are never judged: at 10 req/s some look below 1 % would
 * "verify" a failure of 2 % in 99.6 % of cases, and all looks below it would reject a healthy service in 83 %.
 *
 * "Rate ≤ limit" is tested all along and its rejection ends the wait. From `settle` on the verdict is the rate
 * over the last `settle` seconds, which at that moment is everything: so a service that recovers late is seen
 * to, whatever went before.
 */
export function recovery(
  looks: readonly RecoveryLook[],
  given: Partial<RecoverySettings> = {},
): RecoveryEvidence {
  const settings = { ...RECOVERY_DEFAULTS, ...given };
  const counted = looks.slice(1);
  const seconds = secondsBetween(looks[0], looks.at(-1));
  const { requests, errors } = total(counted);
  const logE = fixedStart(logBets(Math.min(errors, requests), requests, settings.limit, 1, settings.burst));
  const newest = counted.at(-1);
  const recent = total(counted.filter((look) => secondsBetween(look, newest) < settings.settle));
  const status = statusOf(recent, seconds, logE >= PROMOTED, settings);
  return {
    status,
    seconds,
    requests,
    errors,
    error_rate: rate(errors, requests),
    recent,
    log_e: logE,
    p: anytimeP(logE),
  };
}

function statusOf(
  recent: RecoveryEvidence['recent'],
  seconds: number,
  rejected: boolean,
  { limit, settle, min_requests }: RecoverySettings,
): RecoveryStatus {
  if (seconds < settle) return rejected ? 'failing' : 'waiting';
  if (recent.requests < min_requests) return rejected ? 'failing' : 'unverified';
  return recent.errors < limit * recent.requests ? 'recovered' : 'failing';
}

function total(looks: readonly RecoveryLook[]): { requests: number; errors: number } {
  return looks.reduce(
    (sum, look) => ({ requests: sum.requests + look.requests, errors: sum.errors + look.errors }),
    { requests: 0, errors: 0 },
  );
}

function secondsBetween(from: RecoveryLook | undefined, to: RecoveryLook | undefined): number {
  return from === undefined || to === undefined ? 0 : (Date.parse(to.at) - Date.parse(from.at)) / 1000;
}
