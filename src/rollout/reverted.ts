import type { Incident, PromptState, Rollout } from '../live/state.ts';
import { type Actor, type Change, ledgerEvent, withDelivery } from './change.ts';
import type { Ground } from './ground.ts';
import { quietNews, withEntries } from './outbox.ts';
import { replaced } from './question.ts';
import { newVerification } from './verification.ts';

/** The incident whose gradual rollback is on its way; null when none is. */
export function revertingIncident({ incidents }: PromptState): Incident | null {
  return incidents.find(({ status }) => status === 'reverting') ?? null;
}

/**
 * The end of a gradual rollback: the bad version has no traffic any more, and the verification begins. `cause` is
 * what hastened it, a rule or a person; null when it was due. The incident keeps who decided it, and why; a rule
 * becomes its rule where it had none.
 */
export function finishReverting(
  before: PromptState,
  rollout: Rollout,
  cause: Ground | null,
  actor: Actor,
): Change {
  const incident = revertingIncident(before);
  if (incident === null) throw new Error(`rollout ${rollout.id} is reverted without an incident`);
  const { id, candidate, weight } = rollout;
  const fields = { rollout: id, incident: incident.id, version: candidate, weight: 0 };
  const reason = cause?.reason ?? null;
  return {
    outcome: 'rolled-back',
    state: {
      ...before,
      rollout: null,
      incidents: replaced(before, ended(incident, cause, actor)),
      outbox: withEntries(withDelivery(before.outbox, actor), ...quietNews(incident, actor)),
    },
    events: [ledgerEvent(actor, 'reverted', { ...fields, reason, details: cause?.evidence ?? null })],
    routing: true,
    archive: null,
    message: {
      verb: 'rollback',
      from: candidate.label,
      to: before.stable.label,
      detail: [`${weight} % -> 0 %`, reason].filter((part) => part !== null).join(': '),
      incident: incident.id,
    },
  };
}

/** The times are those of the end: until then the bad version had traffic. */
function ended(incident: Incident, cause: Ground | null, actor: Actor): Incident {
  const match = cause?.match ?? null;
  const evidence = cause?.evidence ?? incident.evidence;
  const found =
    match === null || incident.rule !== null
      ? {}
      : { rule: match.name, metric: match.metric, severity: match.severity, evidence };
  const known = { ...incident, ...found };
  return {
    ...known,
    status: 'rolled-back',
    decided_at: actor.now,
    run_url: actor.runUrl,
    verification: newVerification(known, actor),
  };
}
