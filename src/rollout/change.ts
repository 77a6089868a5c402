import type { RollbackConfig } from '../config/schema.ts';
import type { LedgerEvent } from '../live/ledger.ts';
import type { NoticeEvent, OutboxEntry, PromptState, Version } from '../live/state.ts';
import type { Outcome } from '../reasons.ts';

/** Who acts, when, and from where: the only outside facts that a transition sees. */
export interface Actor {
  /** Time of the transition, ISO 8601 with milliseconds. */
  readonly now: string;
  /** `system`, or the login of the person. */
  readonly by: string;
  readonly runUrl: string | null;
  /** Name of the run, of which no other run has the same, not even one of the same workflow run. */
  readonly run: string;
  /** Whether `delivery` is configured, so that a routing commit leaves an entry in the outbox. */
  readonly delivers: boolean;
  /** How a rollback is verified; null without a metrics source, which leaves nothing to verify it by. */
  readonly verification: RollbackConfig['verification'] | null;
  /** What some channel wants to hear of. */
  readonly tells: readonly NoticeEvent[];
}

/** A transition as data: what one commit on the live branch will say. */
export interface Change {
  readonly outcome: Outcome;
  readonly state: PromptState;
  readonly events: readonly LedgerEvent[];
  /** True when the share of any version changes, so that flags.json must be written. */
  readonly routing: boolean;
  /** Version that gets its archive tag with this commit. */
  readonly archive: Version | null;
  readonly message: {
    readonly verb: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly detail: string | null;
    readonly incident: string | null;
  };
}

type EventFields = Partial<
  Pick<LedgerEvent, 'rollout' | 'incident' | 'version' | 'weight' | 'reason' | 'details'>
>;

/** A ledger event of this actor, with nulls for what the event does not speak of. */
export function ledgerEvent(actor: Actor, name: LedgerEvent['event'], fields: EventFields): LedgerEvent {
  return {
    schema: 1,
    at: actor.now,
    event: name,
    rollout: null,
    incident: null,
    version: null,
    weight: null,
    by: actor.by,
    run_url: actor.runUrl,
    reason: null,
    details: null,
    ...fields,
  };
}

/** The outbox after a routing commit: the hand-on of the manifest first, once. */
export function withDelivery(outbox: readonly OutboxEntry[], actor: Actor): OutboxEntry[] {
  const rest = outbox.filter(({ kind }) => kind !== 'deliver');
  if (!actor.delivers) return rest;
  return [{ kind: 'deliver', key: `deliver/${actor.now}`, created_at: actor.now }, ...rest];
}
