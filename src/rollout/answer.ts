import type { Incident, PromptState, Rollout } from '../live/state.ts';
import type { Actor, Change } from './change.ts';
import { rollback } from './incident.ts';
import { investigate, resume } from './question.ts';

/** What a person wants of an incident: in a comment, or by merging or closing its pull request. */
export interface Wish {
  readonly kind: 'rollback' | 'investigate' | 'resume';
  /** In their own words; null where they gave none. A `resume` has one. */
  readonly reason: string | null;
}

/**
 * A change, or why there is none, in a sentence for the one who asked. `repeated`: this very answer was carried out
 * before, as after a crash.
 */
export type Reply =
  | { readonly change: Change }
  | { readonly refused: string }
  | { readonly repeated: 'rolled-back' | 'resumed' | 'investigating' };

const outcomes = { rollback: 'rolled-back', resume: 'resumed', investigate: 'investigating' } as const;

/**
 * What a wish comes to. It is done only while the versions that it speaks of are the live ones: an answer that
 * comes late or twice changes nothing, and says so.
 */
export function answer(state: PromptState, id: string, wish: Wish, actor: Actor): Reply {
  const incident = state.incidents.find((entry) => entry.id === id);
  if (incident === undefined) return { refused: `There is no incident ${id} any more.` };
  const { rollout } = state;
  if (isRepeated(state, incident, wish, actor)) return { repeated: outcomes[wish.kind] };
  const asking = rollout !== null && rollout.asking === id;
  if (!asking) return late(state, incident, wish, actor);
  switch (wish.kind) {
    case 'rollback':
      return { change: rolledBack(state, incident, wish, actor) };
    case 'investigate':
      if (incident.question?.status === 'investigating')
        return { refused: `It is being investigated already; it stays frozen, and pages hourly.` };
      return { change: investigate(state, incident, wish.reason, actor) };
    case 'resume':
      return { change: resume(state, rollout, incident, wish.reason ?? 'no reason given', actor) };
  }
}

/** The same person has said the same, it was done, and it still is as it was then. */
function isRepeated(
  { rollout, stable }: PromptState,
  { question, status, good, rollout: id }: Incident,
  { kind, reason }: Wish,
  { by }: Actor,
): boolean {
  const given = question?.answer ?? null;
  if (given?.kind !== kind || given.by !== by || (reason !== null && given.reason !== reason)) return false;
  if (kind === 'rollback') return status === 'rolled-back' && stable.digest === good.digest;
  if (kind === 'resume') return status === 'closed' && rollout?.id === id && rollout.asking === null;
  return question?.status === 'investigating';
}

/** No question of this incident is open: all that is left to do is to roll back what still runs. */
function late(state: PromptState, incident: Incident, wish: Wish, actor: Actor): Reply {
  const { status, bad, good } = incident;
  const running = state.rollout !== null && isOf(state.rollout, incident);
  if (wish.kind === 'rollback' && status === 'closed' && running && state.stable.digest === good.digest)
    return { change: rolledBack(state, incident, wish, actor) };
  if (status === 'rolled-back' || status === 'reverting')
    return { refused: `${bad.label} was rolled back to ${good.label} already, at ${incident.decided_at}.` };
  if (status === 'closed' && running)
    return { refused: `The question is answered; ${bad.label} goes on. \`/rollback\` still rolls it back.` };
  return { refused: `Nothing was changed: ${bad.label} is no longer the candidate over ${good.label}.` };
}

function isOf(rollout: Rollout, { rollout: id, bad }: Incident): boolean {
  return rollout.id === id && rollout.candidate.digest === bad.digest && rollout.phase !== 'reverting';
}

function rolledBack(state: PromptState, incident: Incident, { reason }: Wish, actor: Actor): Change {
  const ground = {
    match: null,
    reason: reason ?? `agreed: ${incident.reason}`,
    detectedAt: actor.now,
    evidence: incident.evidence,
  };
  return rollback(state, state.stable, ground, actor);
}
