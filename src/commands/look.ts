import type { RollbackConfig } from '../config/schema.ts';
import { sight } from '../evidence/sight.ts';
import type { Log } from '../host/port.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState, Rollout } from '../live/state.ts';
import { type Committed, type Draft, transact } from '../live/transact.ts';
import type { MetricsSource, Observation } from '../metrics/port.ts';
import { baselineSince } from '../policy/baseline.ts';
import { interval } from '../policy/grid.ts';
import type { Outcome } from '../reasons.ts';
import { liveMessage } from '../report/commit-message.ts';
import { lookLine } from '../report/look-line.ts';
import { sightLine } from '../report/sight-line.ts';
import { announced } from '../rollout/announce.ts';
import type { Actor, Change } from '../rollout/change.ts';
import { type Decision, decide, secondsSince } from '../rollout/decide.ts';
import { groundOf } from '../rollout/ground.ts';
import { holdReason, nextHold } from '../rollout/hold.ts';
import { ask, rollback } from '../rollout/incident.ts';
import { askedOf, dueOf, expire, pageAgain, remind } from '../rollout/question.ts';
import { advance, complete, firstTraffic, held, observe, resolve } from '../rollout/transition.ts';
import { arrivalOf, evidenceOf, type Sight, sightRollout } from './observe.ts';
import { pastLooks, recorded, unrecorded } from './recorded.ts';
import { stepOfReverting } from './reverting.ts';
import type { Session, View } from './session.ts';

/** What a look at one running rollout came to. */
export interface Looked {
  readonly prompt: string;
  readonly outcome: Outcome;
  readonly sight: Sight;
  readonly committed: Committed | null;
}

/** A running rollout, and what a look at it saw. */
export interface Seen {
  readonly prompt: string;
  readonly state: PromptState;
  readonly rollout: Rollout;
  readonly sight: Sight;
}

/** Looks at one running rollout; null when there is none. Changes nothing. */
export async function see(
  session: Session,
  view: View,
  metrics: MetricsSource | null,
  before: Snapshot,
  state: PromptState,
): Promise<Seen | null> {
  const { prompt, rollout } = state;
  if (rollout === null) return null;
  const past = pastLooks(before, view.live.branch, prompt, rollout);
  const sight = await sightRollout(metrics, prompt, state.stable, rollout, past, session.clock.now());
  return { prompt, state, rollout, sight };
}

/** Does what follows from a look, in one commit. */
export async function act(session: Session, view: View, seen: Seen): Promise<Looked> {
  const { prompt, state, rollout, sight } = seen;
  const limits = {
    outage: view.config.metrics?.outage_limit ?? 0,
    onExpiry: view.config.rollback.on_expiry,
  };
  logLook(session.log, prompt, rollout, sight);
  const first = stepOf(state, rollout, sight, session.actor(view.config), limits);
  if (first.change === null) return { prompt, outcome: first.hold, sight, committed: null };
  let outcome = first.hold;
  const committed = await transact(view.live, session.clock, async (snapshot) => {
    const step = again(snapshot, prompt, rollout, sight, session.actor(view.config), limits);
    outcome = step?.hold ?? outcome;
    return step?.change ? draftOf(step.change) : null;
  });
  noteRollbacks(session, committed);
  warnOfPages(session.log, committed);
  return { prompt, outcome: committed.changes[0]?.outcome ?? outcome, sight, committed };
}

/** Trouble that wants a person now is an error in the log, once: when the ledger says that it pages. */
function warnOfPages(log: Log, { changes }: Committed): void {
  for (const { state, events } of changes)
    for (const { event, reason } of events)
      if (event === 'held' && reason?.endsWith('(paged)') === true)
        log.error(`${state.prompt}: held, ${reason}`);
}

/** Remembers which live commit holds which rollback, for the reports of this run. */
export function noteRollbacks(session: Session, { commit, changes }: Committed): void {
  for (const { outcome, message } of changes)
    if (outcome === 'rolled-back' && commit !== null && message.incident !== null)
      session.rollbacks.set(message.incident, commit);
}

/** What a look needs of the configuration besides the pinned policy. */
interface Limits {
  /** Seconds of silence after which the metrics source pages. */
  readonly outage: number;
  readonly onExpiry: RollbackConfig['on_expiry'];
}

interface Step {
  readonly change: Change | null;
  /** Outcome when nothing changes. */
  readonly hold: Outcome;
}

/**
 * The same look on a newer state. A rollback stands as long as the candidate is the same; every other
 * decision only while the stage is, because it was made on that stage's time and weight.
 */
function again(
  snapshot: Snapshot,
  prompt: string,
  seen: Rollout,
  sight: Sight,
  actor: Actor,
  limits: Limits,
): Step | null {
  const state = snapshot.states.get(prompt);
  const rollout = state?.rollout;
  if (state === undefined || rollout?.id !== seen.id) return null;
  const step = stepOf(state, rollout, sight, actor, limits);
  const sameStage = rollout.stage === seen.stage && rollout.phase === seen.phase;
  return sameStage || step.change?.outcome === 'rolled-back' ? step : null;
}

/** One pure step: first traffic is recorded, then the decision is carried out on that state. */
function stepOf(state: PromptState, rollout: Rollout, sight: Sight, actor: Actor, limits: Limits): Step {
  if (rollout.phase === 'reverting') {
    const { change, hold } = stepOfReverting(state, rollout, sight, actor, limits.outage);
    return { change: change && announced(state, change, actor), hold };
  }
  const arrived = rollout.first_traffic_at === null && hasTraffic(sight);
  const first = arrived
    ? firstTraffic(state, rollout, actor, arrivalOf(sight.observation?.looks ?? []) ?? actor.now)
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

/** The commit of a single change. */
export function draftOf(change: Change): Draft {
  const message = liveMessage(change);
  return { proposals: [{ change, contents: new Map(), archive: null }], message };
}

function hasTraffic({ observation }: Sight): boolean {
  if (observation === null) return false;
  return observation.rates !== null || (observation.candidate.requests ?? 0) > 0;
}

/** At the start of a stage: what it can see at the present traffic. Null later, and without counts. */
function firstSight(rollout: Rollout, at: Date, { candidate, stable, looks }: Observation): string | null {
  const elapsed = secondsSince(rollout.stage_started_at, at.toISOString());
  const covered = (looks?.length ?? 0) * interval;
  if (rollout.phase === 'reverting') return null;
  if (elapsed > 1.5 * interval || covered === 0 || !stable.requests || rollout.weight === 100) return null;
  const perSecond = (stable.requests + (candidate.requests ?? 0)) / Math.min(covered, 10 * interval);
  return sightLine(sight((stable.errors ?? 0) / stable.requests, rollout.weight, perSecond));
}

function logLook(log: Log, prompt: string, rollout: Rollout, { at, verdict, observation }: Sight): void {
  log.progress(lookLine(at, prompt, rollout, observation, verdict));
  const seen = observation === null ? null : firstSight(rollout, at, observation);
  if (seen !== null) log.info(`  ${seen}`);
  for (const { arm, metric, query, value } of observation?.queries ?? [])
    log.debug(`  ${arm} ${metric} = ${value ?? 'nothing'}: ${query}`);
  for (const { arm, metric, detail } of verdict.problems)
    log.info(`  ${[arm, metric].filter((part) => part !== null).join(' ')}: ${detail}`);
}
