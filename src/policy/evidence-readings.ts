import { type GateLimits, type Policy, ruleMetrics, ruleNames } from '../config/policy-schema.ts';
import type { ErrorRateEvidence, EvidenceResult, MetricEvidence } from '../evidence/result.ts';
import type { EvidenceSettings, Gate } from '../evidence/settings.ts';
import type { Reading } from './verdict.ts';

/** What evidence needs to know of a policy: percent become fractions. `interval` is that of the looks, in seconds. */
export function evidenceSettingsOf(policy: Policy, interval: number, window: number): EvidenceSettings {
  const { young, mature, mature_after } = policy.gates;
  const errorRules = ruleNames.filter((name) => ruleMetrics[name] === 'error_rate');
  return {
    interval,
    watch: policy.watch > 0 ? Math.max(policy.watch, policy.deadline) : null,
    error_limits: errorRules.map((name) => policy.rules[name].over / 100),
    worse_ratio: 1,
    gates: { young: fractions(young), mature: fractions(mature), mature_after },
    window,
  };
}

/** Readings by evidence: values since the trouble began, each with how far it is proven. */
export function evidenceReadings(evidence: EvidenceResult): Reading[] {
  const { error_rate: errors, latency_p99: latency, quality } = evidence;
  return [errorReading(errors), relativeReading('latency_p99', latency), relativeReading('quality', quality)];
}

function errorReading(errors: ErrorRateEvidence): Reading {
  return {
    metric: 'error_rate',
    value: percent(errors.value),
    candidate: percent(errors.candidate),
    stable: percent(errors.stable),
    since: errors.since,
    worse: errors.relative.proven,
    proof: proofOf(errors),
  };
}

function relativeReading(metric: 'latency_p99' | 'quality', evidence: MetricEvidence | null): Reading {
  if (evidence === null)
    return { metric, value: null, candidate: null, stable: null, since: null, worse: null, proof: null };
  const { value, candidate, stable, since, proven } = evidence;
  return { metric, value: percent(value), candidate, stable, since, worse: proven, proof: proofOf(evidence) };
}

function proofOf({ proven, log_e, p, missing_requests }: MetricEvidence): NonNullable<Reading['proof']> {
  return { proven, log_e, p, missing_requests };
}

function fractions({ error_rate, latency_increase, quality_drop }: GateLimits): Gate {
  return {
    error_rate: error_rate / 100,
    latency_increase: latency_increase / 100,
    quality_drop: quality_drop / 100,
  };
}

function percent(fraction: number | null): number | null {
  return fraction === null ? null : fraction * 100;
}
