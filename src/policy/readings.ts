import type { Observation } from '../metrics/port.ts';
import type { Reading } from './verdict.ts';

/**
 * How much worse than stable's the candidate's error rate must be, as a ratio, for a crossing of an
 * absolute limit by both arms to be the candidate's doing rather than an outage.
 */
const worseRatio = 2;

/**
 * The readings of an observation as they stand: rates over its window. Evidence replaces these by
 * values since onset; the unit of each is that of the policy's thresholds (percent).
 */
export function windowReadings(observation: Observation): Reading[] {
  const { candidate, stable, rates } = observation;
  const since = new Date(Date.parse(observation.at) - observation.window_seconds * 1000).toISOString();
  if (rates !== null)
    return [
      {
        metric: 'error_rate',
        value: rates.error_rate_pct,
        candidate: rates.error_rate_pct,
        ...noSides(since),
      },
      { metric: 'latency_p99', value: rates.latency_increase_pct, candidate: null, ...noSides(since) },
      { metric: 'quality', value: rates.quality_drop_pct, candidate: null, ...noSides(since) },
    ];
  const errors = errorRate(candidate.errors, candidate.requests);
  const stableErrors = errorRate(stable.errors, stable.requests);
  return [
    {
      metric: 'error_rate',
      value: errors,
      candidate: errors,
      stable: stableErrors,
      since,
      worse: errors === null || stableErrors === null ? null : errors > worseRatio * stableErrors,
      proof: null,
    },
    relative('latency_p99', candidate.p99, stable.p99, since, (c, s) => (c / s - 1) * 100),
    relative('quality', candidate.quality, stable.quality, since, (c, s) => (1 - c / s) * 100),
  ];
}

function noSides(since: string): { stable: null; since: string; worse: null; proof: null } {
  return { stable: null, since, worse: null, proof: null };
}

function relative(
  metric: 'latency_p99' | 'quality',
  candidate: number | null,
  stable: number | null,
  since: string,
  change: (candidate: number, stable: number) => number,
): Reading {
  const value = candidate === null || stable === null || stable <= 0 ? null : change(candidate, stable);
  return { metric, value, candidate, stable, since, worse: value === null ? null : value > 0, proof: null };
}

function errorRate(errors: number | null, requests: number | null): number | null {
  if (errors === null || requests === null || requests <= 0) return null;
  return (100 * errors) / requests;
}
