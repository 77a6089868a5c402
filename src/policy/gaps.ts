import type { Policy } from '../config/policy-schema.ts';
import type { EvidenceResult } from '../evidence/result.ts';
import type { Observation, Problem } from '../metrics/port.ts';
import type { Gap, Reading } from './verdict.ts';

/** Looks in a row without requests after which an arm counts as silent. */
const silentLooks = 3;

/** Requests of the candidate that are missing in the window until a look without evidence is judged. */
export function missingRequests(observation: Observation, policy: Policy): number {
  if (observation.rates !== null) return 0;
  return Math.max(0, Math.ceil(policy.min_requests - (observation.candidate.requests ?? 0)));
}

/** Gaps that leave the candidate's error rate unknown: without it nothing at all is judged. */
export function errorGaps(
  observation: Observation,
  readings: readonly Reading[],
  missing: number,
  evidence: EvidenceResult | null,
): Gap[] {
  const basic = observation.problems.filter(
    ({ fatal, arm, metric }) =>
      fatal && arm !== 'stable' && (metric === null || metric === 'requests' || metric === 'errors'),
  );
  if (basic.length > 0) return basic.map(({ code }) => code);
  if (evidence !== null) {
    const silent = evidence.totals.candidate.requests === 0 || evidence.silent_looks.candidate >= silentLooks;
    const spoilt = evidence.problems.some(({ index }) => index === evidence.looks - 1);
    return silent ? [silence(evidence)] : spoilt ? ['invalid-data'] : [];
  }
  if (observation.rates === null && missing > 0) return ['too-few'];
  return readings.some((entry) => entry.metric === 'error_rate' && entry.value !== null) ? [] : ['no-data'];
}

/** What the candidate's silence means: routing, where it must have had traffic; else too little of it, or none. */
function silence({ exposure, silent_looks, totals }: EvidenceResult): Gap {
  if (exposure?.outside === 'below') return 'routing-not-in-effect';
  return totals.stable.requests > 0 && silent_looks.stable < silentLooks ? 'candidate-silent' : 'no-data';
}

/** Gaps in any metric; at 100 % the stable version has no traffic, and its silence says nothing. */
export function fatalGaps(problems: readonly Problem[], alone: boolean): Gap[] {
  return problems.filter(({ fatal, arm }) => fatal && !(alone && arm === 'stable')).map(({ code }) => code);
}

/** A stable version above the gate limit: the limit is below what production delivers. */
export function baselineGaps(readings: readonly Reading[], errorLimit: number, alone: boolean): Gap[] {
  const stable = readings.find((entry) => entry.metric === 'error_rate')?.stable ?? null;
  return !alone && stable !== null && stable > errorLimit ? ['limit-below-baseline'] : [];
}

/** What evidence finds amiss besides the candidate: routing, a silent or a bad stable version. */
export function evidenceGaps(evidence: EvidenceResult, alone: boolean): Gap[] {
  const gaps: Gap[] = [];
  if (evidence.exposure !== null && evidence.exposure.outside !== null) gaps.push('routing-not-in-effect');
  if (alone) return gaps;
  if (evidence.silent_looks.stable >= silentLooks) gaps.push('stable-silent');
  if (evidence.promotion?.stable_above_limit.proven === true) gaps.push('limit-below-baseline');
  return gaps;
}
