import type { Policy } from '../config/policy-schema.ts';
import type { Observation } from '../metrics/port.ts';
import { errorRateNow, isOverBeyondChance } from './present.ts';
import { isOver } from './rules.ts';
import { sane } from './sane.ts';
import type { Match } from './verdict.ts';

/** Requests in the window from which a plain error rate says something. */
const enough = 20;

/** Failed requests that cannot be two unlucky ones. */
const several = 3;

/** What the window says of both versions while traffic goes from one to the other. Rates in percent. */
export interface Health {
  readonly bad: {
    readonly rate: number | null;
    /** The rule that its plain error rate crosses; null when it does not, or it is not known. */
    readonly over: Match | null;
  };
  readonly target: {
    readonly rate: number | null;
    /** `unknown` is neither: too few requests, no data, or over the limit by no more than chance. */
    readonly state: 'healthy' | 'unhealthy' | 'unknown';
  };
}

/** Nothing is known. */
export const unknownHealth: Health = {
  bad: { rate: null, over: null },
  target: { rate: null, state: 'unknown' },
};

/**
 * Error rates of the bad version (candidate) and of the one that takes over (stable), against the limit of
 * `error-high` (2 % unless set otherwise). The plain value counts against the bad version, since going back is the
 * safe direction; against the target only what is over the limit beyond chance.
 */
export function healthOf(given: Observation | null, policy: Policy): Health {
  if (given === null) return unknownHealth;
  const { candidate, stable, rates } = sane(given, false);
  const limit = policy.rules['error-high'].over;
  const known = rates !== null || (candidate.requests ?? 0) >= enough;
  const rate = rates === null ? errorRateNow(candidate) : rates.error_rate_pct;
  const over = known && rate !== null && isOver(rate, limit) ? highMatch(rate, policy) : null;
  const mine = rates === null ? errorRateNow(stable) : null;
  const requests = stable.requests ?? 0;
  const failed = stable.errors ?? 0;
  if (mine === null) return { bad: { rate, over }, target: { rate: null, state: 'unknown' } };
  const unhealthy = failed >= several && isOverBeyondChance(mine, requests, limit);
  const healthy = requests >= enough && !isOver(mine, limit);
  const state = unhealthy ? 'unhealthy' : healthy ? 'healthy' : 'unknown';
  return { bad: { rate, over }, target: { rate: mine, state } };
}

function highMatch(value: number, policy: Policy): Match {
  const { severity, decider, limit, over: threshold } = policy.rules['error-high'];
  return {
    name: 'error-high',
    metric: 'error_rate',
    severity,
    decider,
    value,
    threshold,
    limit,
    since: null,
  };
}
