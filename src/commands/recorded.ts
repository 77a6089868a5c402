import type { Look } from '../evidence/looks.ts';
import { mergeLooks } from '../evidence/merge.ts';
import { looksOf, parseLedger } from '../live/ledger.ts';
import { ledgerFile, type Snapshot } from '../live/snapshot.ts';
import type { PromptState, Rollout } from '../live/state.ts';
import type { Actor, Change } from '../rollout/change.ts';
import { looked } from '../rollout/transition.ts';
import type { Sight } from './observe.ts';

/** Looks that one ledger line holds at most: longer histories are summed pairwise until they fit. */
const mostLooks = 500;

/**
 * The change with the looks it rests on in its last ledger line: those since the line before, so that the
 * ledger as a whole has all of them, once.
 */
export function recorded(change: Change, before: Rollout, sight: Sight): Change {
  const fresh = freshLooks(before, sight);
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

/**
 * The looks that the ledger does not have yet. Those of a source without history are windows of their own,
 * and only one that begins after the last recorded one counts what no other has counted.
 */
export function freshLooks({ recorded_until }: Rollout, { observation, history }: Sight): readonly Look[] {
  const looks = observation?.looks ?? [];
  if (recorded_until === null) return looks;
  const length = history ? 0 : (observation?.window_seconds ?? 0) * 1000;
  const until = Date.parse(recorded_until);
  return looks.filter(({ at }) => Date.parse(at) > until && Date.parse(at) - length >= until);
}

/** A source without history has its looks kept in the ledger, also those that change nothing else. */
export function unrecorded(state: PromptState, rollout: Rollout, sight: Sight, actor: Actor): Change | null {
  const fresh = !sight.history && freshLooks(rollout, sight).length > 0;
  return fresh ? looked(state, rollout, actor) : null;
}

/** The looks of a running rollout that the ledger has. */
export function pastLooks(snapshot: Snapshot, branch: string, prompt: string, { id }: Rollout): Look[] {
  const ledger = snapshot.ledgers.get(prompt) ?? '';
  return looksOf(parseLedger(ledger, ledgerFile(prompt), branch), id);
}

function condensed(looks: readonly Look[]): readonly Look[] {
  if (looks.length <= mostLooks) return looks;
  const pairs: Look[] = [];
  for (let index = 0; index < looks.length; index += 2) {
    const [one, two] = [looks[index], looks[index + 1]];
    if (one !== undefined) pairs.push(two !== undefined && alike(one, two) ? mergeLooks(one, two) : one);
    if (one !== undefined && two !== undefined && !alike(one, two)) pairs.push(two);
  }
  return pairs.length < looks.length ? condensed(pairs) : pairs;
}

/** Looks whose sum loses nothing: of one weight, and with the same metrics. */
function alike(one: Look, two: Look): boolean {
  const same = (arm: 'candidate' | 'stable', metric: 'latency' | 'quality'): boolean =>
    (one[arm][metric] === undefined) === (two[arm][metric] === undefined);
  const metrics = ['latency', 'quality'] as const;
  return (
    one.weight === two.weight &&
    metrics.every((metric) => same('candidate', metric) && same('stable', metric))
  );
}

function iso(time: string): string {
  return new Date(time).toISOString();
}
