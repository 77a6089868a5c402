import type { Log } from '../host/port.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState } from '../live/state.ts';
import { type Draft, rehearse } from '../live/transact.ts';
import { unifiedDiff } from '../report/diff.ts';
import { changeWords } from '../report/plan.ts';
import { postmortem } from '../report/postmortem.ts';
import { revertPullRequest } from '../report/revert-pr.ts';
import { revertBranch } from './incident-effects.ts';
import { factsOf } from './incident-facts.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** A text that a forge would show. */
interface Text {
  readonly title: string;
  readonly body: string;
}

/** What a rollback would do, as far as it is known before. */
export interface RollbackPlan {
  readonly commit: { readonly branch: string; readonly message: string };
  /** Difference of flags.json in the unified format. */
  readonly routing: string;
  /** Changes of the state in words, a sentence each. */
  readonly changes: readonly string[];
  /** What follows for people, an entry for each incident; `pull_request` is null when there is nothing to revert. */
  readonly incidents: readonly {
    readonly prompt: string;
    readonly incident: string;
    readonly pull_request: (Text & { readonly branch: string }) | null;
    readonly issue: Text;
  }[];
}

/** Works the plan out. Nothing is written, and no forge is asked. */
export async function planRollback(
  session: Session,
  view: View,
  snapshot: Snapshot,
  draft: Draft,
): Promise<RollbackPlan> {
  const { after, manifest } = await rehearse(snapshot, draft);
  const incidents: RollbackPlan['incidents'][number][] = [];
  for (const { change } of draft.proposals) {
    const { state, message } = change;
    const incident = state.incidents.find(({ id }) => id === message.incident);
    if (incident === undefined || incident.joins !== null) continue;
    incidents.push(await incidentPlan(session, view, after, state, incident));
  }
  return {
    commit: { branch: view.live.branch, message: draft.message },
    routing: unifiedDiff(
      new Map([['flags.json', manifest.before]]),
      new Map([['flags.json', manifest.after]]),
    ),
    changes: draft.proposals.flatMap(({ change }) => {
      const before = snapshot.states.get(change.state.prompt);
      return before === undefined ? [] : changeWords(before, change);
    }),
    incidents,
  };
}

async function incidentPlan(
  session: Session,
  view: View,
  after: Snapshot,
  state: PromptState,
  incident: Incident,
): Promise<RollbackPlan['incidents'][number]> {
  const facts = await factsOf(session, view, after, state, incident);
  const { bodyLimit } = await session.forge();
  const restored = [{ path: facts.path, digest: incident.good.digest }].concat(
    facts.members.map(({ path, good }) => ({ path, digest: good.digest })),
  );
  const there = await Promise.all(
    restored.map(async ({ path, digest }) => (await view.source.entry(path))?.digest === digest),
  );
  const pull = revertPullRequest(facts, bodyLimit);
  const issue = postmortem(facts, bodyLimit);
  return {
    prompt: state.prompt,
    incident: incident.id,
    pull_request: there.every(Boolean)
      ? null
      : { branch: revertBranch(state.prompt, incident.id), title: pull.title, body: pull.body },
    issue: { title: issue.title, body: issue.body },
  };
}

/** Prints the plan for people, line by line. */
export function tellPlan(log: Log, plan: RollbackPlan): void {
  const say = (title: string, text: string): void => {
    log.info(title);
    for (const line of text.trimEnd().split('\n')) log.info(`  ${line}`);
  };
  say(`The commit on ${plan.commit.branch}:`, plan.commit.message);
  say('The state:', plan.changes.join('\n'));
  say('The routing:', plan.routing);
  for (const { prompt, pull_request: pull, issue } of plan.incidents) {
    if (pull === null)
      say(`No pull request for ${prompt}:`, 'the default branch holds the good version already.');
    else say(`The pull request of ${pull.branch}: ${pull.title}`, pull.body);
    say(`The issue: ${issue.title}`, issue.body);
  }
}
