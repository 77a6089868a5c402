import type { ArmLook } from '../evidence/looks.ts';
import type { Hold, Plan, PromptState, Rollout, Version } from '../live/state.ts';
import type { Match } from '../policy/verdict.ts';
import { type Actor, type Change, ledgerEvent, withDelivery } from './change.ts';
import { newRollout } from './new-rollout.ts';
import type { SourceVersion } from './release.ts';

/** How many earlier versions the state remembers; older ones are found in the ledger. */
const remembered = 20;

/** First sighting of a prompt: its version becomes stable at 100 %, ungated, and counts as good. */
export function adopt(prompt: string, source: SourceVersion, actor: Actor): Change {
  const stable = asVersion(source, { stable_since: actor.now, known_good_since: actor.now });
  const state: PromptState = {
    schema: 1,
    prompt,
    stable,
    previous: [],
    rollout: null,
    soak: null,
    rollouts: 0,
    incidents: [],
    quarantine: [],
    retired: [],
    outbox: withDelivery([], actor),
  };
  return {
    outcome: 'adopted',
    state,
    events: [ledgerEvent(actor, 'adopted', { version: stable, weight: 100 })],
    routing: true,
    archive: stable,
    message: { verb: 'adopt', from: null, to: stable.label, detail: null, incident: null },
  };
}

/** Begins a rollout at stage one; a candidate that is there is superseded, a watched one becomes stable. */
export function start(before: PromptState, source: SourceVersion, plan: Plan, actor: Actor): Change {
  const watched = leaveRollout(before, actor);
  const candidate = asVersion(source, { stable_since: null, known_good_since: null });
  const number = before.rollouts + 1;
  const first = plan.stages[0]?.weight ?? 100;
  const weight = first === 100 ? 100 - plan.policy.holdback : first;
  const phase = first === 100 ? 'watching' : 'canary';
  const id = rolloutId(number, candidate);
  const rollout = newRollout({ id, candidate, phase, stage: 0, weight, plan }, actor.now);
  const superseded = before.rollout !== null;
  const outcome = superseded ? 'superseded' : 'started';
  const details = { plan, superseded: before.rollout?.candidate ?? null };
  return {
    outcome,
    state: { ...watched, rollout, soak: null, rollouts: number, outbox: withDelivery(before.outbox, actor) },
    events: [ledgerEvent(actor, outcome, { rollout: rollout.id, version: candidate, weight, details })],
    routing: true,
    archive: candidate,
    message: {
      verb: superseded ? 'supersede' : 'start',
      from: watched.stable.label,
      to: candidate.label,
      detail: `${weight} %`,
      incident: null,
    },
  };
}

/** The default branch went back to the stable version: so does all traffic. Nothing is quarantined. */
export function withdraw(before: PromptState, rollout: Rollout, actor: Actor): Change {
  const { candidate } = rollout;
  return {
    outcome: 'withdrawn',
    state: {
      ...before,
      rollout: null,
      retired: rememberVersion(before.retired, candidate),
      outbox: withDelivery(before.outbox, actor),
    },
    events: [ledgerEvent(actor, 'withdrawn', { rollout: rollout.id, version: candidate, weight: 0 })],
    routing: true,
    archive: null,
    message: {
      verb: 'withdraw',
      from: candidate.label,
      to: before.stable.label,
      detail: null,
      incident: null,
    },
  };
}

/**
 * To the next stage; the last one begins the watch, at 100 % less the `holdback`. `details` is what the
 * decision rests on, `baseline` what the stable version did in the stage that ends.
 */
export function advance(
  before: PromptState,
  rollout: Rollout,
  stage: number,
  actor: Actor,
  details: unknown,
  baseline: ArmLook | null,
): Change {
  const target = rollout.plan.stages[stage]?.weight ?? 100;
  const watching = target === 100;
  const weight = watching ? 100 - rollout.plan.policy.holdback : target;
  const next: Rollout = {
    ...rollout,
    stage,
    weight,
    phase: watching ? 'watching' : 'canary',
    hold: null,
    baseline: watching ? baseline : null,
    stage_started_at: actor.now,
    weights: [...rollout.weights, { at: actor.now, weight }],
  };
  const outcome = watching ? 'watching' : 'advanced';
  return {
    outcome,
    state: { ...before, rollout: next, outbox: withDelivery(before.outbox, actor) },
    events: [
      ledgerEvent(actor, outcome, { rollout: rollout.id, version: rollout.candidate, weight, details }),
    ],
    routing: true,
    archive: null,
    message: {
      verb: 'advance',
      from: null,
      to: rollout.candidate.label,
      detail: `${rollout.weight} % -> ${weight} %`,
      incident: null,
    },
  };
}

/** The watch ended well: the candidate is the stable version, and known as good. */
export function complete(before: PromptState, rollout: Rollout, actor: Actor, details: unknown): Change {
  const promoted = promoteWatched(before, rollout, actor);
  const stable = { ...promoted.stable, known_good_since: actor.now };
  return {
    outcome: 'completed',
    state: { ...promoted, stable, outbox: withDelivery(before.outbox, actor) },
    events: [ledgerEvent(actor, 'completed', { rollout: rollout.id, version: stable, weight: 100, details })],
    routing: true,
    archive: null,
    message: {
      verb: 'complete',
      from: before.stable.label,
      to: stable.label,
      detail: 'known as good',
      incident: null,
    },
  };
}

/** Why the rollout holds has changed: trouble began, became another, paged, or is over. */
export function held(
  before: PromptState,
  rollout: Rollout,
  hold: Hold,
  reason: string,
  actor: Actor,
  details: unknown,
): Change {
  return quiet(before, { ...rollout, hold }, actor, 'held', reason, details);
}

/** A look that changed nothing, recorded because its source will not have it later. */
export function looked(before: PromptState, rollout: Rollout, actor: Actor): Change {
  return quiet(before, rollout, actor, 'looked', null, null);
}

/** Records when the candidate's first traffic was (ISO 8601), from which its age counts. */
export function firstTraffic(before: PromptState, rollout: Rollout, actor: Actor, at = actor.now): Change {
  return quiet(before, { ...rollout, first_traffic_at: at }, actor, 'first-traffic', null, null);
}

/** A medium crossing begins to be observed, its limit frozen as it is now. */
export function observe(
  before: PromptState,
  rollout: Rollout,
  match: Match,
  actor: Actor,
  details: unknown,
): Change {
  const { name, metric, threshold, value } = match;
  const crossing = { name, metric, limit: threshold, value, since: actor.now };
  return quiet(before, { ...rollout, crossing, hold: null }, actor, 'observing', match.name, details);
}

/** The crossing under observation is over. */
export function resolve(before: PromptState, rollout: Rollout, actor: Actor, details: unknown): Change {
  const name = rollout.crossing?.name ?? null;
  return quiet(before, { ...rollout, crossing: null, hold: null }, actor, 'resolved', name, details);
}

function quiet(
  before: PromptState,
  rollout: Rollout,
  actor: Actor,
  event: 'first-traffic' | 'observing' | 'resolved' | 'held' | 'looked',
  reason: string | null,
  details: unknown,
): Change {
  const { id, candidate, weight } = rollout;
  return {
    outcome: event === 'observing' || event === 'resolved' ? event : 'baking',
    state: { ...before, rollout },
    events: [ledgerEvent(actor, event, { rollout: id, version: candidate, weight, reason, details })],
    routing: false,
    archive: null,
    message: { verb: event, from: null, to: candidate.label, detail: reason, incident: null },
  };
}

/** The id of the `number`th rollout of a prompt: short, and different for another candidate. */
export function rolloutId(number: number, candidate: Pick<Version, 'digest'>): string {
  return `r${number}-${candidate.digest.slice(0, 8)}`;
}

/** `previous` with `version` in front, without doubles, cut to what the state remembers. */
export function rememberVersion(previous: readonly Version[], version: Version): Version[] {
  return [version, ...previous.filter(({ digest }) => digest !== version.digest)].slice(0, remembered);
}

/** The state without its rollout: a watched candidate becomes stable, any other is retired. */
function leaveRollout(before: PromptState, actor: Actor): PromptState {
  const { rollout, retired } = before;
  if (rollout === null) return before;
  if (rollout.phase === 'watching') return promoteWatched(before, rollout, actor);
  return { ...before, rollout: null, retired: rememberVersion(retired, rollout.candidate) };
}

function promoteWatched(before: PromptState, rollout: Rollout, actor: Actor): PromptState {
  const stable = { ...rollout.candidate, stable_since: actor.now };
  const previous = rememberVersion(before.previous, before.stable).filter(
    ({ digest }) => digest !== stable.digest,
  );
  return { ...before, stable, previous, rollout: null };
}

/** A version of the default branch as the state keeps it. */
export function asVersion(
  source: SourceVersion,
  dates: Pick<Version, 'stable_since' | 'known_good_since'>,
): Version {
  const { label, commit, path, digest } = source;
  return { label, commit, path, digest, ...dates };
}
