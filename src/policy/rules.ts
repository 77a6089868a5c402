import {
  type GateLimits,
  type MetricName,
  type Policy,
  ruleMetrics,
  ruleNames,
  severities,
} from '../config/policy-schema.ts';
import type { Match, Reading } from './verdict.ts';

/** The gate limit of each metric, in percent. */
export function gateLimit(limits: GateLimits, metric: MetricName): number {
  if (metric === 'error_rate') return limits.error_rate;
  return metric === 'latency_p99' ? limits.latency_increase : limits.quality_drop;
}

/**
 * Whether a value is over a threshold, strictly: 5.0 % is not over 5 %. Values are quotients of doubles, so what
 * differs by less than their rounding is equal.
 */
export function isOver(value: number, threshold: number): boolean {
  return value - threshold > 1e-9 * Math.max(1, Math.abs(threshold));
}

/** Rules of the table that the readings cross. */
export function ruleMatches(readings: readonly Reading[], policy: Policy): Match[] {
  const matches: Match[] = [];
  for (const name of ruleNames) {
    const rule = policy.rules[name];
    const metric = ruleMetrics[name];
    const reading = readings.find((entry) => entry.metric === metric);
    if (reading?.value == null || !isOver(reading.value, rule.over)) continue;
    const { severity, decider, limit, over } = rule;
    matches.push({
      name,
      metric,
      severity,
      decider,
      value: reading.value,
      threshold: over,
      limit,
      since: reading.since,
    });
  }
  return inOrder(matches);
}

/**
 * Gate limits that are crossed where no rule of that metric matches: medium, observed like a rule.
 * `frozen` is the limit of a crossing under observation, which stays as it was when it began.
 */
export function gateMatches(
  readings: readonly Reading[],
  limits: GateLimits,
  policy: Policy,
  ruled: readonly Match[],
  frozen: { readonly name: string; readonly limit: number } | null,
): Match[] {
  const matches: Match[] = [];
  for (const { metric, value, since } of readings) {
    const name = `gate-${metric}` as const;
    const threshold = frozen?.name === name ? frozen.limit : gateLimit(limits, metric);
    if (value === null || !isOver(value, threshold) || ruled.some((match) => match.metric === metric))
      continue;
    matches.push({
      name,
      metric,
      severity: 'medium',
      decider: metric === 'quality' ? 'product-manager' : 'on-call',
      value,
      threshold,
      limit: policy.observe,
      since,
    });
  }
  return matches;
}

/** By severity; within one, the order of the table stays. */
export function inOrder(matches: readonly Match[]): Match[] {
  const rank = (match: Match): number => rankOf(match.severity);
  return [...matches].sort((a, b) => rank(a) - rank(b));
}

/** How severe: 0 is the most. */
export function rankOf(severity: Match['severity']): number {
  return severities.indexOf(severity);
}
