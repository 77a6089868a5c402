import type { RollbackConfig } from '../config/schema.ts';
import type { Incident, PromptState, Rollout } from '../live/state.ts';
import { baselineSince } from '../policy/baseline.ts';
import type { Outcome } from '../reasons.ts';
import { announced } from '../rollout/announce.ts';
import type { Actor, Change } from '../rollout/change.ts';
import { type Decision, decide } from '../rollout/decide.ts';
import { groundOf } from '../rollout/ground.ts';
import { holdReason, nextHold } from '../rollout/hold.ts';
import { ask, rollback } from '../rollout/incident.ts';
import { askedOf, dueOf, expire, pageAgain, remind } from '../rollout/question.ts';
import { advance, complete, firstTraffic, held, observe, resolve } from '../rollout/transition.ts';
import { arrivalOf, evidenceOf, type Sight } from './observe.ts';
import { recorded, unrecorded } from './recorded.ts';
import { stepOfReverting } from './reverting.ts';

/** What a look needs of the configuration besides the pinned policy. */
export interface Limits {
  /** Seconds of silence after which the metrics source pages. */
  readonly outage: number;
  readonly onExpiry: RollbackConfig['on_expiry'];
}

export interface Step {
  readonly change: Change | null;
  /** Outcome when nothing changes. */
  readonly hold: Outcome;
}

/**
 * The same look on a newer state. A rollback stands as long as the candidate is the same; every other
 * decision only while the stage is, because it was made on that stage's time and weight.
 */
export function again(
  state: PromptState | undefined,
  seen: Rollout,
  sight: Sight,
  actor: Actor,
  limits: Limits,
): Step | null {
  const rollout = state?.rollout;
  if (state === undefined || rollout?.id !== seen.id) return null;
  const step = stepOf(state, rollout, sight, actor, limits);
  const sameStage = rollout.stage === seen.stage && rollout.phase === seen.phase;
  return sameStage || step.change?.outcome === 'rolled-back' ? step : null;
}

/** One pure step: first traffic is recorded, then the decision is carried out on that state. */
export function stepOf(
  state: PromptState,
  rollout: Rollout,
  sight: Sight,
  actor: Actor,
  limits: Limits,
): Step {
  if (rollout.phase === 'reverting') {
    const { change, hold } = stepOfReverting(state, rollout, sight, actor, limits.outage);
    return { change: change && announced(state, change, actor), hold };
  }
  const arrived = rollout.first_traffic_at === null && hasTraffic(sight);
  const first = arrived
    ? firstTraffic(state, rollout, actor, arrivalOf(sight, rollout.started_at) ?? actor.now)
    : null;
  const base = first?.state ?? state;
  const decision = decide(rollout, sight.verdict, actor.now, limits.outage);
  const change = frozen(decision)
    ? onQuestion(base, sight, actor, limits.onExpiry)
    : carryOut(base, base.rollout ?? rollout, decision, sight, actor);
  const both = merged(first, change) ?? unrecorded(base, rollout, sight, actor);
  const hold = decision.kind === 'hold' ? decision.why : 'baking';
  if (both === null) return { change: null, hold };
  const holds = decision.kind === 'hold' && both.outcome !== 'rolled-back';
  const named = holds ? { ...both, outcome: hold } : both;
  return { change: announced(state, recorded(named, rollout, sight), actor), hold };
}

const frozen = (decision: Decision): boolean => decision.kind === 'hold' && decision.why === 'asking';

/** What the clock of the open question asks for, whatever the metrics say; null while it runs. */
function onQuestion(
  state: PromptState,
  sight: Sight,
  actor: Actor,
  onExpiry: Limits['onExpiry'],
): Change | null {
  const incident = askedOf(state);
  switch (incident === null ? null : dueOf(incident, actor.now)) {
    case 'remind':
      return incident && remind(state, incident, actor);
    case 'page-again':
      return incident && pageAgain(state, incident, actor);
    case 'expire':
      return (
        incident &&
        (onExpiry === 'rollback' ? expired(state, incident, sight, actor) : expire(state, incident, actor))
      );
    default:
      return null;
  }
}

/** Nobody has answered in time, and the configuration says to roll back then. */
function expired(state: PromptState, incident: Incident, sight: Sight, actor: Actor): Change {
  const reason = `nobody answered in time: ${incident.reason}`;
  const ground = { match: null, reason, detectedAt: sight.at.toISOString(), evidence: incident.evidence };
  return rollback(state, state.stable, ground, actor);
}

function carryOut(
  state: PromptState,
  rollout: Rollout,
  decision: Decision,
  sight: Sight,
  actor: Actor,
): Change | null {
  const evidence = evidenceOf(sight, rollout.started_at);
  switch (decision.kind) {
    case 'hold': {
      const hold = nextHold(rollout, decision, sight.verdict, actor.now);
      if (hold === null) return null;
      return held(state, rollout, hold, holdReason(hold, sight.verdict), actor, evidence);
    }
    case 'observe':
      return observe(state, rollout, decision.match, actor, evidence);
    case 'resolve':
      return resolve(state, rollout, actor, evidence);
    case 'advance':
      return advance(
        state,
        rollout,
        decision.stage,
        actor,
        evidence,
        baselineSince(sight.observation?.looks ?? [], rollout.stage_started_at),
      );
    case 'complete':
      return complete(state, rollout, actor, evidence);
    case 'ask':
      return ask(state, rollout, groundOf(decision.match, sight.at.toISOString(), evidence), actor);
    case 'rollback':
      return rollback(state, state.stable, groundOf(decision.match, sight.at.toISOString(), evidence), actor);
  }
}

function merged(first: Change | null, second: Change | null): Change | null {
  if (first === null || second === null) return second ?? first;
  return { ...second, events: [...first.events, ...second.events] };
}

function hasTraffic({ observation }: Sight): boolean {
  if (observation === null) return false;
  return observation.rates !== null || (observation.candidate.requests ?? 0) > 0;
}
