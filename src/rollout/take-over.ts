import type { OutboxEntry, PromptState } from '../live/state.ts';
import { type Actor, type Change, ledgerEvent } from './change.ts';

/**
 * Gives the effects that are `due` to the run of the actor, since theirs has not done them in time. They are fresh
 * again: of several runs that wait for them, only the one whose commit this is may do them. Null when none is open.
 */
export function takeOver(
  state: PromptState,
  due: (entry: OutboxEntry) => boolean,
  actor: Actor,
): Change | null {
  const taken = state.outbox.filter((entry) => entry.kind !== 'deliver' && due(entry));
  if (taken.length === 0) return null;
  const keys = taken.map(({ key }) => key);
  const again = { run: actor.run, created_at: actor.now };
  const reason = taken
    .map((entry) => (entry.kind === 'notify' ? `notify ${entry.event}` : entry.kind))
    .join(', ');
  return {
    outcome: 'nothing-to-do',
    state: {
      ...state,
      outbox: state.outbox.map((entry) => (taken.includes(entry) ? { ...entry, ...again } : entry)),
    },
    events: [ledgerEvent(actor, 'effects-taken', { reason, details: { keys } })],
    routing: false,
    archive: null,
    message: { verb: 'effects', from: null, to: null, detail: `taken over: ${reason}`, incident: null },
  };
}
