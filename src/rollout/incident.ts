import type { Incident, OutboxEntry, PromptState, Rollout, Version } from '../live/state.ts';
import { type Actor, type Change, ledgerEvent, withDelivery } from './change.ts';
import type { Ground } from './ground.ts';
import { effectEntry, newsOf, withEntries } from './outbox.ts';
import { newQuestion, withAnswer } from './question.ts';
import { finishReverting, revertingIncident } from './reverted.ts';
import { rememberVersion, rolloutId } from './transition.ts';
import { newVerification } from './verification.ts';

/** How many incidents the state keeps; the ledger has all. */
const kept = 10;

/** Freezes the weight and opens an incident whose revert pull request is the question. */
export function ask(before: PromptState, rollout: Rollout, ground: Ground, actor: Actor): Change {
  const incident = newIncident(before, rollout.id, rollout.candidate, before.stable, ground, actor, 'asking');
  const state: PromptState = {
    ...before,
    rollout: { ...rollout, asking: incident.id },
    incidents: withIncident(before.incidents, incident, before.outbox),
    outbox: withEntries(before.outbox, ...newsOf(incident, 'asked', actor)),
  };
  const { id, candidate, weight } = rollout;
  const fields = { rollout: id, incident: incident.id, version: candidate, weight, details: ground.evidence };
  return {
    outcome: 'asked',
    state,
    events: [ledgerEvent(actor, 'asked', { ...fields, reason: ground.reason })],
    routing: false,
    archive: null,
    message: {
      verb: 'ask',
      from: candidate.label,
      to: before.stable.label,
      detail: ground.reason,
      incident: incident.id,
    },
  };
}

/**
 * Puts `target` back: one change that holds routing, quarantine, ledger and outbox. It executes the open
 * question where there is one, and finishes a gradual rollback to the same version. `target` is the stable
 * version, or an earlier one. `joins` is the incident of another prompt that speaks for this one; an open question
 * keeps its own.
 */
export function rollback(
  before: PromptState,
  target: Version,
  ground: Ground,
  actor: Actor,
  joins: Incident['joins'] = null,
): Change {
  const { rollout } = before;
  if (rollout?.phase === 'reverting' && target.digest === before.stable.digest)
    return finishReverting(before, rollout, ground, actor);
  const { state, incident } = takeBack(before, target, ground, actor, 'rolled-back', joins);
  const { bad } = incident;
  const fields = { incident: incident.id, version: bad, weight: 0, details: ground.evidence };
  return {
    outcome: 'rolled-back',
    state,
    events: [
      ledgerEvent(actor, 'rolled-back', { rollout: incident.rollout, ...fields, reason: ground.reason }),
    ],
    routing: true,
    archive: null,
    message: {
      verb: 'rollback',
      from: bad.label,
      to: target.label,
      detail: ground.reason,
      incident: incident.id,
    },
  };
}

/**
 * What every rollback does, all at once or gradually: the target is stable, the bad version in quarantine and no
 * candidate any more, the incident open, its news in the outbox.
 */
export function takeBack(
  before: PromptState,
  target: Version,
  ground: Ground,
  actor: Actor,
  status: 'rolled-back' | 'reverting',
  joins: Incident['joins'] = null,
): { readonly state: PromptState; readonly incident: Incident } {
  const { rollout } = before;
  const bad = rollout?.candidate ?? before.stable;
  const id = rollout?.id ?? rolloutId(before.rollouts, bad);
  const open = before.incidents.find((entry) => entry.id === rollout?.asking) ?? revertingIncident(before);
  const fresh = { ...newIncident(before, id, bad, target, ground, actor, status), joins };
  const decided = open?.good.digest === target.digest ? executed(open, fresh, actor) : fresh;
  const verification = status === 'rolled-back' ? newVerification(decided, actor) : null;
  const incident = { ...decided, verification };
  const incidents = before.incidents.map((entry) =>
    entry.id === open?.id ? fallenAway(entry, ground, actor) : entry,
  );
  const entry = {
    digest: bad.digest,
    label: bad.label,
    commit: bad.commit,
    at: actor.now,
    by: actor.by,
    reason: ground.reason,
    incident: incident.id,
  };
  const leaving = [before.stable, ...before.previous].filter(
    ({ digest }) => digest !== target.digest && digest !== bad.digest,
  );
  // What was to be said of the one before is overtaken by this one.
  const outbox = withDelivery(before.outbox, actor).filter(
    (entry) => open === null || !('incident' in entry) || entry.incident !== open.id,
  );
  const left = open !== null && open.id !== incident.id ? open : null;
  const state: PromptState = {
    ...before,
    stable: { ...target, stable_since: target.stable_since ?? actor.now },
    previous: leaving.reduceRight<Version[]>((list, version) => rememberVersion(list, version), []),
    rollout: null,
    incidents: withIncident(incidents, incident, before.outbox),
    quarantine: [entry, ...before.quarantine.filter(({ digest }) => digest !== bad.digest)],
    outbox: withEntries(
      outbox,
      ...newsOf(incident, 'rolled-back', actor),
      ...(left === null || left.pull_request === null ? [] : [effectEntry('close-pr', left.id, actor)]),
      ...(left === null || left.issue === null ? [] : [effectEntry('postmortem', left.id, actor)]),
    ),
  };
  return { state, incident };
}

function newIncident(
  before: PromptState,
  rollout: string,
  bad: Version,
  good: Version,
  ground: Ground,
  actor: Actor,
  status: Incident['status'],
): Incident {
  const number = before.incidents.filter((entry) => entry.rollout === rollout).length + 1;
  return {
    id: `${rollout}-${number}`,
    rollout,
    status,
    joins: null,
    question: status === 'asking' && ground.match !== null ? newQuestion(ground.match, actor) : null,
    verification: null,
    bad,
    good,
    weight: before.rollout?.weight ?? 100,
    rule: ground.match?.name ?? null,
    metric: ground.match?.metric ?? null,
    severity: ground.match?.severity ?? null,
    decided_by: actor.by,
    reason: ground.reason,
    began_at: later(ground.match?.since ?? null, before.rollout?.started_at ?? null),
    detected_at: ground.detectedAt,
    decided_at: actor.now,
    run_url: actor.runUrl,
    plan: before.rollout?.plan ?? null,
    evidence: ground.evidence,
    pull_request: null,
    issue: null,
    threads: {},
  };
}

/** An asked incident keeps its identity, its pull request and, unless a new rule decided, its numbers. */
function executed(asked: Incident, fresh: Incident, actor: Actor): Incident {
  const { rule, metric, severity, evidence } = fresh;
  const cause = rule === null ? {} : { rule, metric, severity, evidence };
  const { good, decided_by, reason, decided_at, run_url, status } = fresh;
  const answer = { kind: 'rollback' as const, by: actor.by, reason, at: actor.now };
  return {
    ...withAnswer(asked, answer),
    ...{ good, decided_by, reason, decided_at, run_url, status },
    ...cause,
  };
}

/** A question that another rollback makes pointless. */
function fallenAway(asked: Incident, { reason }: Ground, { by, now }: Actor): Incident {
  return { ...withAnswer(asked, { kind: 'superseded', by, reason, at: now }), status: 'closed' };
}

/** The newest incidents, and older ones that an open effect still speaks of. */
function withIncident(
  incidents: readonly Incident[],
  incident: Incident,
  outbox: readonly OutboxEntry[],
): Incident[] {
  const open = new Set(outbox.flatMap((entry) => ('incident' in entry ? [entry.incident] : [])));
  const rest = incidents.filter(({ id }) => id !== incident.id);
  return [incident, ...rest.filter(({ id }, index) => index < kept - 1 || open.has(id))];
}

/** A look may begin before the rollout did; its trouble cannot. */
function later(since: string | null, started: string | null): string | null {
  if (since === null || started === null) return since;
  return Date.parse(since) < Date.parse(started) ? started : since;
}
