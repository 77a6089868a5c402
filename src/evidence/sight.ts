import { THETAS } from './bet.ts';
import { PROVEN, STAKES } from './settings.ts';

/** True error rates for which a stage says what it would take to see them. */
export const SIGHT_RATES: readonly number[] = [0.02, 0.03, 0.05, 0.08, 0.2, 0.5];

/** The 95 % quantile of the normal distribution. */
const CERTAINTY = 1.645;

/**
 * What to reach over the evidence of the best single alternative: half of the weight lies on the first look, and
 * the other alternatives help along. The 1.5 is fitted to simulation, which this then meets within 5 %.
 */
const SHARED = Math.log(2 * 1.5);

export interface SightRow {
  /** True error rate, a fraction. */
  readonly rate: number;
  /** Candidate requests that prove it in 95 of 100 cases; null when it cannot be seen. */
  readonly requests: number | null;
  /** Minutes that this takes; null when it never comes. */
  readonly minutes: number | null;
}

/**
 * What a stage can see, from its first request on.
 *
 * @param baseline stable's error rate, a fraction
 * @param weight the candidate's weight in percent
 * @param requestsPerSecond of both arms together
 */
export function sight(baseline: number, weight: number, requestsPerSecond: number): SightRow[] {
  const perMinute = (requestsPerSecond * 60 * weight) / 100;
  return SIGHT_RATES.map((rate) => {
    const requests = requestsToSee(rate, baseline, weight / 100);
    return { rate, requests, minutes: requests === null || !(perMinute > 0) ? null : requests / perMinute };
  });
}

/**
 * Candidate requests until an error rate is proven in 95 of 100 cases, by the better of the tests against
 * stable and against the limit: the smallest n with n·μ − 1.645·√(n·v) ≥ what E needs, where μ and v are mean and
 * variance that one candidate request adds to the log wealth of an alternative.
 *
 * @param share the candidate's share of the traffic, 0…1
 */
export function requestsToSee(rate: number, baseline: number, share: number): number | null {
  if (!(share > 0)) return null;
  const stablePerCandidate = (1 - share) / share;
  const relative = THETAS.map((theta) => {
    const fee = Math.log1p(share * Math.expm1(theta));
    const drift = rate * theta - (rate + stablePerCandidate * baseline) * fee;
    const ofStable = stablePerCandidate * baseline * (1 - baseline) * fee ** 2;
    return needed(drift, rate * (1 - rate) * (theta - fee) ** 2 + ofStable, STAKES.relative);
  });
  const absolute = THETAS.map((theta) => {
    const drift = rate * theta - Math.log1p(STAKES.limit * Math.expm1(theta));
    return needed(drift, rate * (1 - rate) * theta ** 2, STAKES.absolute);
  });
  const fewest = Math.min(...relative, ...absolute);
  return Number.isFinite(fewest) ? Math.ceil(fewest) : null;
}

function needed(drift: number, variance: number, stake: number): number {
  if (!(drift > 0)) return Number.POSITIVE_INFINITY;
  const goal = PROVEN + SHARED - Math.log(stake);
  const spread = CERTAINTY * Math.sqrt(variance);
  return ((spread + Math.sqrt(spread ** 2 + 4 * drift * goal)) / (2 * drift)) ** 2;
}
