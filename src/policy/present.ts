import { type Policy, ruleMetrics, ruleNames } from '../config/policy-schema.ts';
import type { Arm, Observation } from '../metrics/port.ts';
import { isOver } from './rules.ts';
import type { Match, Reading } from './verdict.ts';

/** The 95 % quantile of the normal distribution. */
const certainty = 1.645;

/** The error rate of the window in percent; null where nothing was counted. */
export function errorRateNow({ errors, requests }: Arm): number | null {
  return errors === null || !requests ? null : (100 * errors) / requests;
}

/**
 * Whether a rate in percent over so many requests is over a threshold by so much that chance explains it in one
 * of twenty windows at most (normal approximation of the binomial share).
 */
export function isOverBeyondChance(rate: number, requests: number, threshold: number): boolean {
  const spread = Math.sqrt((threshold * (100 - threshold)) / requests);
  return isOver(rate, threshold + certainty * spread);
}

/**
 * Whether a crossing of the error rate still is one: it began within the present window, or the window crosses
 * the threshold too. Other metrics are not asked.
 */
export function isPresent(match: Match, { candidate, rates, at, window_seconds }: Observation): boolean {
  if (match.metric !== 'error_rate' || rates !== null || match.since === null) return true;
  if (Date.parse(match.since) >= Date.parse(at) - window_seconds * 1000) return true;
  const now = errorRateNow(candidate);
  return now !== null && isOver(now, match.threshold);
}

/**
 * Error rules that the present window crosses, for a candidate that is proven worse than stable. Its value since
 * the trouble began may still be the average of a better hour: how bad it is now decides how severe it is. By
 * so much that chance explains it in one of twenty windows at most, so that a small window proves nothing.
 */
export function presentMatches(
  observation: Observation,
  readings: readonly Reading[],
  policy: Policy,
): Match[] {
  const reading = readings.find(({ metric }) => metric === 'error_rate');
  const now = errorRateNow(observation.candidate);
  const requests = observation.candidate.requests ?? 0;
  if (reading?.proof?.proven !== true || reading.worse !== true || now === null) return [];
  const since = new Date(Date.parse(observation.at) - observation.window_seconds * 1000).toISOString();
  return ruleNames
    .filter((name) => ruleMetrics[name] === 'error_rate')
    .flatMap((name): Match[] => {
      const { over: threshold, severity, decider, limit } = policy.rules[name];
      if (!isOverBeyondChance(now, requests, threshold)) return [];
      return [{ name, metric: 'error_rate', severity, decider, value: now, threshold, limit, since }];
    });
}
