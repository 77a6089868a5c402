import type { Snapshot } from '../live/snapshot.ts';
import { type Committed, type Draft, transact } from '../live/transact.ts';
import { groupMessage } from '../report/commit-message.ts';
import type { Change } from '../rollout/change.ts';
import { assertNotLost } from './lost.ts';
import type { Session } from './session.ts';
import { tellUnwritten } from './unwritten.ts';
import type { View } from './view.ts';

type States = Snapshot['states'];

/**
 * Commits what the system decides by itself; null when nothing changes, for which the remote is asked for nothing.
 * `decide` is told the states that are known and, when something changes, those that the live branch then has. Where
 * the commit fails (`live-lost`, and what `transact` throws), whom it would have paged is told so.
 */
export async function commitOrTell(
  session: Session,
  view: View,
  known: States,
  decide: (states: States) => Draft | null,
): Promise<Committed | null> {
  let latest = { states: known, draft: decide(known) };
  if (latest.draft === null) return null;
  try {
    return await transact(view.live, session.clock, async (snapshot) => {
      // That the branch is gone is no reason to leave a decision be.
      await assertNotLost(view, snapshot, [...known.keys()]);
      const { states } = snapshot;
      latest = { states, draft: decide(states) };
      return latest.draft;
    });
  } catch (error) {
    const changes = latest.draft?.proposals.map(({ change }) => change) ?? [];
    await tellUnwritten(session, view.config, latest.states, changes, error);
    throw error;
  }
}

/** The commit of changes that belong together; the first gives it its name. */
export function draftOf(...changes: readonly Change[]): Draft {
  const proposals = changes.map((change) => ({ change, contents: new Map(), archive: null }));
  return { proposals, message: groupMessage(changes) };
}
