import type { Rollout } from '../live/state.ts';
import type { Match, Verdict } from '../policy/verdict.ts';

/** Why a rollout holds. */
export type HoldReason =
  | 'baking'
  | 'proving'
  | 'observing'
  | 'unproven'
  | 'asking'
  | 'outage'
  | 'inconclusive';

/** What a rollout does next. Every `hold` says why. */
export type Decision =
  | { readonly kind: 'hold'; readonly why: HoldReason }
  | { readonly kind: 'observe'; readonly match: Match }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'advance'; readonly stage: number }
  | { readonly kind: 'complete' }
  | { readonly kind: 'ask'; readonly match: Match }
  | { readonly kind: 'rollback'; readonly match: Match };

/**
 * Decides by the tree: critical rolls back, whatever else is open; an open question freezes; high asks;
 * medium is observed; unknown holds; healthy advances when the bake time is over. `now` is ISO 8601.
 */
export function decide(rollout: Rollout, verdict: Verdict, now: string): Decision {
  const leading = verdict.matches[0];
  if (verdict.verdict === 'rollback' && leading !== undefined) return { kind: 'rollback', match: leading };
  if (rollout.asking !== null) return { kind: 'hold', why: 'asking' };
  if (verdict.verdict === 'recommend-rollback' && leading !== undefined)
    return { kind: 'ask', match: leading };
  if (verdict.verdict === 'watch' && leading !== undefined)
    return observe(rollout, verdict.matches, leading, now);
  if (verdict.verdict === 'watch') return { kind: 'hold', why: 'unproven' };
  if (verdict.cause === 'outage') return { kind: 'hold', why: 'outage' };
  if (verdict.verdict !== 'healthy') return { kind: 'hold', why: 'inconclusive' };
  if (rollout.crossing !== null) return { kind: 'resolve' };
  return onward(rollout, verdict, now);
}

function observe(rollout: Rollout, matches: readonly Match[], leading: Match, now: string): Decision {
  const { crossing, plan } = rollout;
  const same = matches.find(({ name }) => name === crossing?.name);
  if (crossing === null || same === undefined) return { kind: 'observe', match: leading };
  if (secondsSince(crossing.since, now) < plan.policy.observe) return { kind: 'hold', why: 'observing' };
  return { kind: plan.policy.then, match: same };
}

function onward(rollout: Rollout, { promotion }: Verdict, now: string): Decision {
  const { plan, phase, stage } = rollout;
  const elapsed = secondsSince(rollout.stage_started_at, now);
  if (phase === 'watching')
    return elapsed >= plan.policy.watch ? { kind: 'complete' } : { kind: 'hold', why: 'baking' };
  if (elapsed < (plan.stages[stage]?.bake ?? 0)) return { kind: 'hold', why: 'baking' };
  if (promotion.ready) return { kind: 'advance', stage: stage + 1 };
  const late = elapsed >= plan.policy.deadline || promotion.waits.some(({ weight }) => weight !== null);
  return { kind: 'hold', why: late ? 'inconclusive' : 'proving' };
}

/** Seconds from one ISO time to another; negative when the clocks disagree, which never shortens a wait. */
export function secondsSince(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
