import type { Policy } from '../config/policy-schema.ts';
import { futility } from '../evidence/futility.ts';
import type { EvidenceResult, PromotionEvidence } from '../evidence/result.ts';
import type { Observation } from '../metrics/port.ts';
import { interval } from './grid.ts';
import type { JudgeContext } from './judge.ts';
import type { Promotion, Wait } from './verdict.ts';

/**
 * Whether the evidence of this stage allows the next one: the error rate proven below the gate limit of the
 * present age, and before 100 % the p99 and quality, where they are measured, proven not worse (and the metric
 * of `criterion: superior` proven better). Without
 * counts, or with `require: no-crossing`, the rules and gaps alone decide.
 */
export function promotionOf(
  observation: Observation,
  evidence: EvidenceResult | null,
  policy: Policy,
  context: JudgeContext,
): Promotion {
  if (evidence === null || policy.require === 'no-crossing') return { ready: true, waits: [] };
  const { promotion } = evidence;
  if (promotion === null) return { ready: false, waits: [unknownWait('error_rate')] };
  const waits: Wait[] = [];
  if (!promotion.error_rate.proven) waits.push(errorWait(evidence, promotion, context));
  if (context.lastStage) {
    if (observation.candidate.p99 !== null && promotion.latency_p99?.proven !== true)
      waits.push(unknownWait('latency_p99'));
    if (observation.candidate.quality !== null && promotion.quality?.proven !== true)
      waits.push(unknownWait('quality'));
    const better = policy.criterion === 'no-regression' ? null : policy.criterion.superior;
    if (better !== null && promotion.superior[better]?.proven !== true) waits.push(unknownWait(better));
  }
  return { ready: waits.length === 0, waits };
}

function errorWait(evidence: EvidenceResult, promotion: PromotionEvidence, context: JudgeContext): Wait {
  const { candidate, looks } = evidence.window;
  const perSecond = candidate.requests / (Math.max(1, looks) * interval);
  const outlook = futility({
    limit: promotion.error_rate.limit,
    ...promotion.weighed,
    burst: evidence.error_rate.burst,
    requests_per_second: perSecond,
    seconds_left: context.secondsLeft,
    weight: context.weight,
  });
  const minutes = outlook.needed === null || perSecond <= 0 ? null : outlook.needed / perSecond / 60;
  return {
    metric: 'error_rate',
    requests: outlook.needed,
    minutes,
    weight: outlook.futile ? outlook.weight : null,
  };
}

function unknownWait(metric: Wait['metric']): Wait {
  return { metric, requests: null, minutes: null, weight: null };
}
