import type { Forge } from '../forge/port.ts';
import type { Comment, PullRequestClosed } from '../host/event.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident } from '../live/state.ts';
import { parseAnswer } from '../review/command.ts';
import type { Wish } from '../rollout/answer.ts';
import { revertBranch } from './incident-effects.ts';

/** A wish, whose it is, and where to answer. */
export interface Asked {
  readonly wish: Wish;
  readonly by: string;
  readonly number: number;
  /** Key of the reply: one for each event. Null where silence is an answer. */
  readonly key: string | null;
  /** True for a merge: it has happened, and cannot be refused for who did it. */
  readonly settled: boolean;
  /** What to reply to who needs help; null for a wish. */
  readonly help: string | null;
}

/** Nothing, with the reason for the log. */
export interface Ignored {
  readonly ignored: string;
}

/** What a comment asks for; bots ask for nothing. */
export function commented({ id, body, by, isBot, number }: Comment): Asked | Ignored {
  const wish = isBot ? null : parseAnswer(body);
  if (wish === null) return { ignored: 'the comment holds no command' };
  const key = String(id);
  if (wish.kind === 'help')
    return { wish: { kind: 'investigate', reason: null }, by, number, key, settled: false, help: wish.text };
  return { wish, by, number, key, settled: false, help: null };
}

/** A merge rolls back; closing without merging wants to look first. Bots want nothing. */
export function closed({ fork, merged, by, number }: PullRequestClosed): Asked | Ignored {
  if (fork) return { ignored: 'the pull request comes from a fork' };
  // Our own closing, after a `/resume`, comes back as an event of the App whose token did it.
  if (!merged && by.endsWith('[bot]')) return { ignored: 'a bot closed the pull request' };
  const kind = merged ? 'rollback' : 'investigate';
  const reason = merged ? null : 'the pull request was closed without merging';
  return { wish: { kind, reason }, by, number, key: null, settled: merged, help: null };
}

/** The branch of the pull request that was commented on; null for an issue, or a pull request of a fork. */
export async function branchOf(forge: Forge, { on, number }: Comment): Promise<string | null> {
  const pull = on === 'pull-request' ? await forge.pullRequestOf(number) : null;
  return pull === null || pull.fork ? null : pull.head;
}

/** An incident, and the prompt whose it is. */
export interface Found {
  readonly prompt: string;
  readonly incident: Incident;
}

/** The incident of a revert branch or post-mortem issue; null when none is known. */
export function incidentOf({ states }: Snapshot, branch: string | null, issue: number | null): Found | null {
  for (const { prompt, incidents } of states.values())
    for (const incident of incidents)
      if (
        (branch !== null && revertBranch(prompt, incident.id) === branch) ||
        (branch === null && issue !== null && incident.issue?.number === issue)
      )
        return { prompt, incident };
  return null;
}
