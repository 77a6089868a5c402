import type { Snapshot } from '../live/snapshot.ts';
import { type Committed, type Draft, transact } from '../live/transact.ts';
import { groupMessage } from '../report/commit-message.ts';
import type { Change } from '../rollout/change.ts';
import type { Session } from './session.ts';
import { tellUnwritten } from './unwritten.ts';
import type { View } from './view.ts';

/**
 * Commits what the system decides by itself; null when nothing changes, for which the remote is asked for nothing.
 * `decide` is told the states that are known and, when something changes, those that the live branch then has. Where
 * the commit fails, whom it would have paged is told so.
 */
export async function commitOrTell(
  session: Session,
  { config, live }: View,
  known: Snapshot['states'],
  decide: (states: Snapshot['states']) => readonly Change[],
): Promise<Committed | null> {
  let latest = { states: known, changes: decide(known) };
  if (latest.changes.length === 0) return null;
  try {
    return await transact(live, session.clock, async ({ states }) => {
      latest = { states, changes: decide(states) };
      return latest.changes.length === 0 ? null : draftOf(...latest.changes);
    });
  } catch (error) {
    await tellUnwritten(session, config, latest.states, latest.changes, error);
    throw error;
  }
}

/** The commit of changes that belong together; the first gives it its name. */
export function draftOf(...changes: readonly Change[]): Draft {
  const proposals = changes.map((change) => ({ change, contents: new Map(), archive: null }));
  return { proposals, message: groupMessage(changes) };
}
