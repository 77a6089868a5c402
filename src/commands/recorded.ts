import type { Look } from '../evidence/looks.ts';
import { mergeLooks } from '../evidence/merge.ts';
import { looksOf, parseLedger } from '../live/ledger.ts';
import { ledgerFile, type Snapshot } from '../live/snapshot.ts';
import type { Rollout } from '../live/state.ts';
import type { Change } from '../rollout/change.ts';

/** Looks that one ledger line holds at most: longer histories are summed pairwise until they fit. */
const mostLooks = 500;

/**
 * The change with the looks it rests on in its last ledger line: those since the line before, so that the
 * ledger as a whole has all of them, once.
 */
export function recorded(change: Change, before: Rollout, looks: readonly Look[]): Change {
  const until = before.recorded_until;
  const fresh = looks.filter(({ at }) => until === null || Date.parse(at) > Date.parse(until));
  const last = fresh.at(-1);
  const event = change.events.at(-1);
  if (last === undefined || event === undefined) return change;
  const details = typeof event.details === 'object' && event.details !== null ? event.details : {};
  const { rollout } = change.state;
  const state =
    rollout?.id === before.id
      ? { ...change.state, rollout: { ...rollout, recorded_until: iso(last.at) } }
      : change.state;
  return {
    ...change,
    state,
    events: [...change.events.slice(0, -1), { ...event, details: { ...details, looks: condensed(fresh) } }],
  };
}

/** The looks of a running rollout that the ledger has. */
export function pastLooks(snapshot: Snapshot, branch: string, prompt: string, { id }: Rollout): Look[] {
  const ledger = snapshot.ledgers.get(prompt) ?? '';
  return looksOf(parseLedger(ledger, ledgerFile(prompt), branch), id);
}

/** Whether a source without history has brought a look that the ledger does not have yet. */
export function hasFreshLook({ recorded_until }: Rollout, looks: readonly Look[]): boolean {
  const last = looks.at(-1);
  return last !== undefined && (recorded_until === null || Date.parse(last.at) > Date.parse(recorded_until));
}

function condensed(looks: readonly Look[]): readonly Look[] {
  if (looks.length <= mostLooks) return looks;
  const pairs: Look[] = [];
  for (let index = 0; index < looks.length; index += 2) {
    const [one, two] = [looks[index], looks[index + 1]];
    if (one !== undefined) pairs.push(two?.weight === one.weight ? mergeLooks(one, two) : one);
    if (one !== undefined && two !== undefined && two.weight !== one.weight) pairs.push(two);
  }
  return pairs.length < looks.length ? condensed(pairs) : pairs;
}

function iso(time: string): string {
  return new Date(time).toISOString();
}
