import type { Rollout } from '../live/state.ts';
import type { Match, Verdict } from '../policy/verdict.ts';
import { heard } from './mute.ts';

/** Why a rollout holds. */
export type HoldReason =
  | 'baking'
  | 'proving'
  | 'observing'
  | 'unproven'
  | 'asking'
  | 'outage'
  | 'inconclusive'
  | 'reverting';

/** What a rollout does next. Every `hold` says why. */
export type Decision =
  | { readonly kind: 'hold'; readonly why: HoldReason; readonly page: boolean }
  | { readonly kind: 'observe'; readonly match: Match }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'advance'; readonly stage: number }
  | { readonly kind: 'complete' }
  | { readonly kind: 'ask'; readonly match: Match }
  | { readonly kind: 'rollback'; readonly match: Match };

/**
 * Decides by the tree: critical rolls back, whatever else is open; an open question freezes; high asks;
 * medium is observed; unknown holds; healthy advances when the bake time is over. `now` is ISO 8601,
 * `outageLimit` the seconds of silence after which the metrics source pages.
 */
export function decide(rollout: Rollout, judged: Verdict, now: string, outageLimit: number): Decision {
  const verdict = heard(rollout, judged);
  const leading = verdict.matches[0];
  if (verdict.cause === 'outage') return outage(rollout, verdict);
  if (verdict.verdict === 'rollback' && leading !== undefined) return { kind: 'rollback', match: leading };
  if (rollout.asking !== null) return hold('asking');
  if (verdict.verdict === 'recommend-rollback' && leading !== undefined)
    return { kind: 'ask', match: leading };
  const serious = verdict.unproven.some(({ severity }) => severity !== 'medium');
  if (serious && rollout.plan.policy.unproven === 'act') return unproven(rollout, verdict.unproven, now);
  if (verdict.verdict === 'watch' && leading !== undefined)
    return observe(rollout, verdict.matches, leading, now);
  if (verdict.verdict === 'watch') return unproven(rollout, verdict.unproven, now);
  if (verdict.verdict !== 'healthy')
    return hold('inconclusive', isSilent(rollout, verdict, now, outageLimit));
  if (rollout.crossing !== null) return { kind: 'resolve' };
  return onward(rollout, verdict, now);
}

function hold(why: HoldReason, page = false): Decision {
  return { kind: 'hold', why, page };
}

/** Both versions are bad alike: held and paged, unless the policy says to roll back all the same. */
function outage({ plan, asking }: Rollout, { matches }: Verdict): Decision {
  const worst = matches[0];
  const act = plan.policy.when_stable_fails_too === 'rollback' && worst?.severity === 'critical';
  if (act && worst !== undefined) return { kind: 'rollback', match: worst };
  return asking === null ? hold('outage', true) : hold('asking');
}

/** A crossing that is not proven never asks and never pages; with `unproven: act` it acts when it lasts. */
function unproven({ plan, hold: before }: Rollout, matches: readonly Match[], now: string): Decision {
  const match = matches[0];
  if (plan.policy.unproven === 'hold' || match === undefined || before?.rule !== match.name)
    return hold('unproven');
  if (match.severity === 'medium' || secondsSince(before.since, now) < match.limit) return hold('unproven');
  return { kind: match.severity === 'critical' ? 'rollback' : 'ask', match };
}

/** Whether the metrics source has been silent for so long that it pages. */
export function isSilent(
  { hold: before }: Rollout,
  { cause }: Verdict,
  now: string,
  outageLimit: number,
): boolean {
  if (cause !== 'metrics' || before?.metrics !== true) return false;
  return secondsSince(before.since, now) >= outageLimit;
}

function observe(rollout: Rollout, matches: readonly Match[], leading: Match, now: string): Decision {
  const { crossing, plan } = rollout;
  // A crossing that grows or eases is the same one: its time runs on.
  const same = matches.find(({ metric }) => metric === crossing?.metric);
  if (crossing === null || same === undefined) return { kind: 'observe', match: leading };
  const over = secondsSince(crossing.since, now) >= plan.policy.observe;
  return over ? { kind: plan.policy.then, match: same } : hold('observing');
}

function onward(rollout: Rollout, { promotion, seen_until }: Verdict, now: string): Decision {
  const { plan, phase, stage } = rollout;
  const elapsed = secondsSince(rollout.stage_started_at, seen_until ?? now);
  if (phase === 'watching') return elapsed >= plan.policy.watch ? { kind: 'complete' } : hold('baking');
  // Put this way round, a time that cannot be read waits.
  if (!(elapsed >= (plan.stages[stage]?.bake ?? 0))) return hold('baking');
  if (promotion.ready) return { kind: 'advance', stage: stage + 1 };
  return hold(promotion.gap === null ? 'proving' : 'inconclusive');
}

/** The ISO time so many seconds after another. */
export function timeAfter(from: string, seconds: number): string {
  return new Date(Date.parse(from) + seconds * 1000).toISOString();
}

/** Seconds from one ISO time to another; negative when the clocks disagree, which never shortens a wait. */
export function secondsSince(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
