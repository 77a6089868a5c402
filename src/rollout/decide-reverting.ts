import type { Rollout } from '../live/state.ts';
import type { Health } from '../policy/health.ts';
import type { Match, Verdict } from '../policy/verdict.ts';
import { isSilent, secondsSince } from './decide.ts';

/** What a gradual rollback does next. */
export type RevertDecision =
  /** All traffic goes to the target; `match` is the rule that hastens it, null when it is due. */
  | { readonly kind: 'finish'; readonly match: Match | null }
  /** The stage that is due, and since when (ISO 8601). */
  | { readonly kind: 'step'; readonly stage: number; readonly since: string }
  /** The target is unhealthy; `both`: so is the bad version, so that neither way helps. */
  | { readonly kind: 'pause'; readonly both: boolean }
  /** The target is healthy again: from now on it must stay so for a step. */
  | { readonly kind: 'recover' }
  /** The target was healthy again for a while, and is not known to be any more. */
  | { readonly kind: 'relapse' }
  /** The pause is over, and the next stage is due. */
  | { readonly kind: 'go-on'; readonly stage: number }
  | {
      readonly kind: 'hold';
      readonly why: 'reverting' | 'paused' | 'inconclusive';
      readonly page: boolean;
    };

/** Why a paused rollout holds: the target is bad, or it is healthy again for less than a step. */
export const pauseReasons = { paused: 'paused', recovering: 'recovering' } as const;

/**
 * Decides a look at a gradual rollback (phase `reverting`). The bad version over the limit, or critical, ends it
 * at once; an unhealthy target pauses it. When both are bad it pauses, too, unless the bad version is critical
 * and fails more often than the target: then all traffic there is the lesser evil. It never gives weight back.
 *
 * Unknown metrics neither pause nor speed up: traffic returns to a version that is known as good, which needs no
 * healthy verdict, so the time of the step runs on. A pause ends by a known healthy target alone. A run that
 * comes late takes the stage that is due by the clock.
 */
export function decideReverting(
  rollout: Rollout,
  health: Health,
  verdict: Verdict,
  now: string,
  outageLimit: number,
): RevertDecision {
  const critical = verdict.verdict === 'rollback' ? (verdict.matches[0] ?? null) : null;
  const worse = critical ?? health.bad.over;
  const paused = rollout.paused_at !== null;
  if (paused ? health.target.state !== 'healthy' : health.target.state === 'unhealthy')
    return critical !== null && isLesserEvil(health)
      ? { kind: 'finish', match: critical }
      : blocked(rollout, worse !== null && health.target.state === 'unhealthy');
  if (worse !== null) return { kind: 'finish', match: worse };
  if (paused) return recovering(rollout, now);
  const due = dueStage(rollout, now);
  if (rollout.plan.stages[due.stage]?.weight === 0) return { kind: 'finish', match: null };
  if (due.stage > rollout.stage) return { kind: 'step', ...due };
  // Without any source there is nothing that could be silent.
  if (verdict.cause !== 'metrics' || verdict.gaps.includes('metrics-missing'))
    return { kind: 'hold', why: 'reverting', page: false };
  return { kind: 'hold', why: 'inconclusive', page: isSilent(rollout, verdict, now, outageLimit) };
}

/** Whether the target is known to fail less than the bad version. */
function isLesserEvil({ bad, target }: Health): boolean {
  return bad.rate !== null && target.rate !== null && bad.rate > target.rate;
}

/** The target is not healthy. It is escalated when the pause begins, and once more when both are bad. */
function blocked({ paused_at, hold }: Rollout, both: boolean): RevertDecision {
  if (paused_at === null) return { kind: 'pause', both };
  if (both && hold?.paged !== true) return { kind: 'pause', both };
  if (hold?.why === pauseReasons.recovering) return { kind: 'relapse' };
  return { kind: 'hold', why: 'paused', page: false };
}

function recovering({ hold, stage, plan }: Rollout, now: string): RevertDecision {
  if (hold?.why !== pauseReasons.recovering) return { kind: 'recover' };
  // Put this way round, a time that cannot be read waits.
  if (!(secondsSince(hold.since, now) >= (plan.stages[stage]?.bake ?? 0)))
    return { kind: 'hold', why: 'paused', page: false };
  const next = plan.stages[stage + 1];
  return next === undefined || next.weight === 0
    ? { kind: 'finish', match: null }
    : { kind: 'go-on', stage: stage + 1 };
}

/** The stage by the clock, and when it was due: every stage has its time, whoever came to see it. */
function dueStage(
  { stage, stage_started_at, plan }: Rollout,
  now: string,
): { readonly stage: number; readonly since: string } {
  let due = stage;
  let since = Date.parse(stage_started_at);
  for (;;) {
    const until = since + (plan.stages[due]?.bake ?? 0) * 1000;
    if (plan.stages[due + 1] === undefined || !(Date.parse(now) >= until)) break;
    due += 1;
    since = until;
  }
  return { stage: due, since: new Date(since).toISOString() };
}
