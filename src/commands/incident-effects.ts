import type { Ensured } from '../forge/port.ts';
import type { RevertPart } from '../git/port.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState, Version } from '../live/state.ts';
import { revertMessage } from '../report/commit-message.ts';
import { postmortem } from '../report/postmortem.ts';
import { revertPullRequest } from '../report/revert-pr.ts';
import { lostVersion } from './archive.ts';
import { factsOf, filesOf } from './incident-facts.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Branch of the revert pull request: it ends in the incident's id, so there is one for each. */
export const revertBranch = (prompt: string, incident: string): string =>
  `prompt-rollout/revert/${prompt}/${incident}`;

/**
 * Pushes the revert branch and opens its pull request, or brings it up to date, also when it is merged or closed.
 * Null when the default branch holds the good version already and nobody was asked: there is nothing to revert.
 */
export async function ensureRevert(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  incident: Incident,
): Promise<Ensured | null> {
  const { source } = view;
  const facts = await factsOf(session, view, snapshot, state, incident);
  const part = async (prompt: string, path: string, good: Version): Promise<RevertPart> => {
    const files = await filesOf(session, view, snapshot, prompt, good);
    if (files.length === 0) throw lostVersion(prompt, good);
    return { path, files };
  };
  const parts = [await part(state.prompt, facts.path, incident.good)];
  for (const { prompt, path, good } of facts.members) parts.push(await part(prompt, path, good));
  const branch = revertBranch(state.prompt, incident.id);
  const pushed = await source.pushRevert({
    branch,
    parts,
    message: revertMessage(facts),
    date: incident.detected_at,
  });
  if (pushed.state === 'already' && incident.pull_request === null) {
    session.log.info(
      `${state.prompt}: ${source.branch} holds ${incident.good.label} already; no revert is needed`,
    );
    return null;
  }
  const forge = await session.forge();
  const { title, body, labels } = revertPullRequest(facts, forge.bodyLimit);
  return forge.ensurePullRequest({
    head: branch,
    base: source.branch,
    title,
    body,
    labels,
    reviewers: facts.owners,
    refresh: 'always',
  });
}

/** Closes the pull request of a question that is answered: nothing is to be reverted. */
export async function closeRevert(
  session: Session,
  { prompt }: PromptState,
  { id }: Incident,
): Promise<void> {
  const forge = await session.forge();
  await forge.closePullRequest({ head: revertBranch(prompt, id) });
}

/** Files or updates the post-mortem issue. */
export async function ensurePostmortem(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  incident: Incident,
): Promise<Ensured> {
  const facts = await factsOf(session, view, snapshot, state, incident);
  const forge = await session.forge();
  const { title, body, labels, marker } = postmortem(facts, forge.bodyLimit);
  return forge.ensureIssue({ marker, since: incident.detected_at, title, body, labels });
}
