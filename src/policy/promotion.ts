import type { Policy } from '../config/policy-schema.ts';
import { type Futility, futility } from '../evidence/futility.ts';
import type { Claim, EvidenceResult, PromotionEvidence } from '../evidence/result.ts';
import { PROMOTED } from '../evidence/settings.ts';
import { interval } from './grid.ts';
import type { JudgeContext } from './judge.ts';
import type { Promotion, Wait } from './verdict.ts';

/**
 * Whether the evidence of this stage allows the next one: the error rate proven below the gate limit of the
 * present age, and before 100 % the p99 and quality, where they are measured, proven not worse (and the metric
 * of `criterion: superior` proven better). Without counts, or with `require: no-crossing`, the rules and gaps
 * decide, and of the proofs only that of `criterion: superior` is wanted.
 */
export function promotionOf(
  evidence: EvidenceResult | null,
  policy: Policy,
  context: JudgeContext,
): Promotion {
  if (evidence === null) return { ready: true, waits: [], gap: null };
  const { promotion } = evidence;
  if (promotion === null) return { ready: false, waits: [unknownWait('error_rate')], gap: null };
  const outlook = outlookOf(evidence, promotion, context);
  const waits: Wait[] = [];
  if (policy.require === 'proof') {
    if (!promotion.error_rate.proven) waits.push(errorWait(outlook));
    // A metric without counts cannot be proven: its thresholds act as they stand.
    for (const metric of ['latency_p99', 'quality'] as const)
      if (context.lastStage && evidence[metric] !== null && promotion[metric]?.proven !== true)
        waits.push(claimWait(metric, promotion[metric], promotion.weighed.requests, outlook.perSecond));
  }
  const better = policy.criterion === 'no-regression' ? null : policy.criterion.superior;
  if (context.lastStage && better !== null && promotion.superior[better]?.proven !== true)
    waits.push(claimWait(better, promotion.superior[better], promotion.weighed.requests, outlook.perSecond));
  const ready = waits.length === 0;
  return { ready, waits, gap: ready ? null : gapOf(waits, outlook, context) };
}

/** Why the stage cannot be passed any more; null while it can. */
function gapOf(waits: readonly Wait[], { futile }: Outlook, { secondsLeft }: JudgeContext): Promotion['gap'] {
  if (secondsLeft <= 0) return 'deadline-passed';
  return futile && waits.some(({ metric }) => metric === 'error_rate') ? 'futile' : null;
}

type Outlook = Futility & { readonly perSecond: number };

function outlookOf(evidence: EvidenceResult, promotion: PromotionEvidence, context: JudgeContext): Outlook {
  const { candidate, seconds } = evidence.window;
  // The window is not full yet while the candidate is younger.
  const covered = Math.min(seconds, Math.max(interval, evidence.age_seconds));
  const perSecond = candidate.requests / covered;
  const outlook = futility({
    limit: promotion.error_rate.limit,
    ...promotion.weighed,
    burst: evidence.error_rate.burst,
    requests_per_second: perSecond,
    seconds_left: context.secondsLeft,
    weight: context.weight,
  });
  return { ...outlook, perSecond };
}

function errorWait({ needed, perSecond, futile, weight }: Outlook): Wait {
  const minutes = needed === null || perSecond <= 0 ? null : needed / perSecond / 60;
  return { metric: 'error_rate', requests: needed, minutes, weight: futile ? weight : null };
}

/** Requests until a claim is proven if ln E goes on growing as it did in this stage; unknown while it does not. */
function claimWait(metric: Wait['metric'], claim: Claim | null, requests: number, perSecond: number): Wait {
  if (claim === null || !(claim.log_e > 0) || !(perSecond > 0)) return unknownWait(metric);
  const needed = Math.ceil(requests * Math.max(0, PROMOTED / claim.log_e - 1));
  return { metric, requests: needed, minutes: needed / perSecond / 60, weight: null };
}

function unknownWait(metric: Wait['metric']): Wait {
  return { metric, requests: null, minutes: null, weight: null };
}
