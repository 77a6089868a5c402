import type { Policy } from '../config/policy-schema.ts';
import type { Incident, PromptState, Rollout, Stage, Version } from '../live/state.ts';
import type { Health } from '../policy/health.ts';
import type { Verdict } from '../policy/verdict.ts';
import { type Actor, type Change, ledgerEvent, withDelivery } from './change.ts';
import { pauseReasons, type RevertDecision } from './decide-reverting.ts';
import { type Ground, groundOf, shown } from './ground.ts';
import { holdReason, nextHold } from './hold.ts';
import { rollback, takeBack } from './incident.ts';
import { newsOf, withEntries } from './outbox.ts';
import { finishReverting, revertingIncident } from './reverted.ts';
import { held } from './transition.ts';

/** Percent left on the bad version, step by step. */
const shares = [75, 50, 25, 0] as const;

/** How a gradual rollback goes: seconds at each step, and the policy that judges it where no rollout has one. */
export interface Pace {
  readonly step: number;
  readonly policy: Policy;
}

/** The stages of a way back from `weight` percent, the last at 0: steps at or above the weight are skipped. */
export function stagesDown(weight: number, step: number): Stage[] {
  return shares
    .filter((share) => share < weight)
    .map((share) => ({ weight: share, bake: share === 0 ? 0 : step }));
}

/** Whether this prompt is on its gradual way back to that version already; an empty label names no other one. */
export function isRevertingTo({ rollout, stable }: PromptState, label: string): boolean {
  return rollout?.phase === 'reverting' && (label === '' || label === stable.label);
}

/**
 * The first step of a gradual rollback. `target` is the stable version from now on and the bad one a candidate on
 * its way out, with the stages down and their time pinned as its plan. Where no step lies below the present
 * weight it is the instant rollback. The bad version is in quarantine at once.
 */
export function revert(
  before: PromptState,
  target: Version,
  ground: Ground,
  actor: Actor,
  pace: Pace,
  joins: Incident['joins'] = null,
): Change {
  const running = before.rollout;
  const weight = running?.weight ?? 100;
  const stages = stagesDown(weight, pace.step);
  const share = stages[0]?.weight ?? 0;
  if (share === 0) return rollback(before, target, ground, actor, joins);
  const { state, incident } = takeBack(before, target, ground, actor, 'reverting', joins);
  const { bad } = incident;
  const rollout: Rollout = {
    id: incident.rollout,
    candidate: bad,
    phase: 'reverting',
    stage: 0,
    weight: share,
    started_at: running?.started_at ?? actor.now,
    stage_started_at: actor.now,
    weights: [...(running?.weights ?? []), { at: actor.now, weight: share }],
    first_traffic_at: running === null ? bad.stable_since : running.first_traffic_at,
    crossing: null,
    hold: null,
    baseline: null,
    // Without a rollout there are no looks to keep from before: those of its promotion are in the ledger.
    recorded_until: running === null ? actor.now : running.recorded_until,
    asking: null,
    mutes: running?.mutes ?? [],
    paused_at: null,
    plan: { stages, policy: running?.plan.policy ?? pace.policy },
  };
  return moved({ ...state, rollout }, rollout, weight, ground.reason, ground.evidence, actor);
}

/** What a look at a gradual rollback saw. */
export interface RevertSight {
  readonly health: Health;
  readonly verdict: Verdict;
  /** When it looked, ISO 8601. */
  readonly at: string;
  readonly evidence: unknown;
}

/** Carries a decision out; null when nothing worth recording changed. */
export function revertChange(
  before: PromptState,
  rollout: Rollout,
  decision: RevertDecision,
  sight: RevertSight,
  actor: Actor,
): Change | null {
  const { evidence } = sight;
  switch (decision.kind) {
    case 'finish': {
      const { match } = decision;
      const cause = match === null ? null : groundOf(match, sight.at, evidence);
      return finishReverting(before, rollout, cause, actor);
    }
    case 'step':
      return stepDown(before, rollout, decision.stage, decision.since, null, evidence, actor);
    case 'go-on': {
      const resumed = { ...rollout, paused_at: null, hold: null };
      const reason = `${before.stable.label} is healthy again`;
      return stepDown(before, resumed, decision.stage, actor.now, reason, evidence, actor);
    }
    case 'pause':
      return pause(before, rollout, decision.both, sight, actor);
    case 'recover':
      return noted(before, rollout, 'recovering', `${before.stable.label} is healthy again`, evidence, actor);
    case 'relapse':
      return noted(before, rollout, 'paused', `${before.stable.label} is not healthy yet`, evidence, actor);
    case 'hold': {
      const { kind, why, page } = decision;
      if (why === 'paused') return null;
      const hold = nextHold(rollout, { kind, why, page }, sight.verdict, actor.now);
      if (hold === null) return null;
      const reason = holdReason(hold, sight.verdict);
      return { ...held(before, rollout, hold, reason, actor, evidence), outcome: 'reverting' };
    }
  }
}

/** To the stage that is due. It has been due since `since`, and its own time counts from then. */
function stepDown(
  before: PromptState,
  rollout: Rollout,
  stage: number,
  since: string,
  reason: string | null,
  evidence: unknown,
  actor: Actor,
): Change {
  const weight = rollout.plan.stages[stage]?.weight ?? 0;
  const next: Rollout = {
    ...rollout,
    stage,
    weight,
    stage_started_at: since,
    weights: [...rollout.weights, { at: actor.now, weight }],
  };
  const state = { ...before, rollout: next, outbox: withDelivery(before.outbox, actor) };
  return moved(state, next, rollout.weight, reason, evidence, actor);
}

function moved(
  state: PromptState,
  { id, candidate, weight }: Rollout,
  from: number,
  reason: string | null,
  evidence: unknown,
  actor: Actor,
): Change {
  const incident = revertingIncident(state)?.id ?? null;
  const fields = { rollout: id, incident, version: candidate, weight, reason, details: evidence };
  return {
    outcome: 'reverting',
    state,
    events: [ledgerEvent(actor, 'reverting', fields)],
    routing: true,
    archive: null,
    message: {
      verb: 'revert',
      from: candidate.label,
      to: state.stable.label,
      detail: [`${from} % -> ${weight} %`, reason].filter((part) => part !== null).join(': '),
      incident,
    },
  };
}

/** The weight stays, and people are told; of a pause that goes on only that both versions are bad now. */
function pause(
  before: PromptState,
  rollout: Rollout,
  both: boolean,
  { health, evidence }: RevertSight,
  actor: Actor,
): Change {
  const { stable } = before;
  const { id, candidate, weight, plan } = rollout;
  const limit = plan.policy.rules['error-high'].over;
  const target = `error rate ${shown(health.target.rate ?? limit, limit)} % on ${stable.label}, which takes over`;
  const reason = both ? `${target}; ${candidate.label} is bad, too` : target;
  const hold = { why: pauseReasons.paused, rule: null, metrics: false, since: actor.now, paged: both };
  const next: Rollout = { ...rollout, paused_at: rollout.paused_at ?? actor.now, hold };
  const incident = revertingIncident(before);
  const news = incident === null ? [] : newsOf(incident, 'paused', actor);
  const fields = { rollout: id, incident: incident?.id ?? null, version: candidate, weight };
  return {
    outcome: 'paused',
    state: { ...before, rollout: next, outbox: withEntries(before.outbox, ...news) },
    events: [ledgerEvent(actor, 'paused', { ...fields, reason, details: evidence })],
    routing: false,
    archive: null,
    message: {
      verb: 'pause',
      from: null,
      to: candidate.label,
      detail: `${weight} %: ${reason}`,
      incident: incident?.id ?? null,
    },
  };
}

/** How it stands with a pause: since when the target is healthy again, or that it is not. */
function noted(
  before: PromptState,
  rollout: Rollout,
  why: keyof typeof pauseReasons,
  reason: string,
  evidence: unknown,
  actor: Actor,
): Change {
  const paged = rollout.hold?.paged ?? false;
  const hold = { why: pauseReasons[why], rule: null, metrics: false, since: actor.now, paged };
  return { ...held(before, rollout, hold, reason, actor, evidence), outcome: 'paused' };
}
