import type { ResolvedPrompt } from '../config/load.ts';
import { resolvePrompt } from '../config/load.ts';
import { Failure } from '../errors/fail.ts';
import type { Ensured, Forge } from '../forge/port.ts';
import type { ContentFile, RevertPart } from '../git/port.ts';
import { parseLedger } from '../live/ledger.ts';
import { ledgerFile, type Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState, Version } from '../live/state.ts';
import { revertMessage } from '../report/commit-message.ts';
import { diffFiles } from '../report/diff.ts';
import type { Evidence, IncidentFacts, IncidentMember } from '../report/facts.ts';
import { postmortem } from '../report/postmortem.ts';
import { revertPullRequest } from '../report/revert-pr.ts';
import { timelineOf } from '../report/timeline.ts';
import { archivedFiles, lostVersion, manifestFiles } from './archive.ts';
import type { Session, View } from './session.ts';

/** Branch of the revert pull request: it ends in the incident's id, so there is one for each. */
export const revertBranch = (prompt: string, incident: string): string =>
  `prompt-rollout/revert/${prompt}/${incident}`;

/**
 * Pushes the revert branch and opens or updates its pull request. Null when the default branch holds the
 * good version already, so that there is nothing to revert.
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
  if (pushed.state === 'already') {
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
  });
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

/** Everything that the reports say of an incident. */
export async function factsOf(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  incident: Incident,
): Promise<IncidentFacts> {
  const { config, source, live } = view;
  const forge = await session.forge();
  const prompt = configured(view, state.prompt);
  const file = ledgerFile(state.prompt);
  const events = parseLedger(snapshot.ledgers.get(state.prompt) ?? '', file, live.branch);
  const path = prompt?.path ?? incident.bad.path;
  const evidence = incident.evidence as Evidence | null;
  const alternatives = [state.stable, ...state.previous].filter(
    (version) => version.known_good_since !== null && version.digest !== incident.bad.digest,
  );
  return {
    prompt: state.prompt,
    path,
    owners: prompt?.owners ?? [],
    mention: config.notify.mention,
    incident,
    members: await membersOf(session, view, snapshot, state, incident),
    evidence,
    plan: incident.plan,
    exposure: evidence?.exposure ?? null,
    timeline: timelineOf(events, incident),
    diff: await diffOf(session, view, snapshot, state.prompt, incident, path),
    rollback: rollbackCommit(session, incident, forge),
    historyUrl: forge.link({ branch: live.branch }),
    liveBranch: live.branch,
    defaultBranch: source.branch,
    repository: session.repository,
    checksNeedApproval: forge.checksNeedApproval,
    alternatives: alternatives.map(({ label, known_good_since }) => ({ label, since: known_good_since })),
  };
}

/** The rollback's commit, where this run made it; a later run knows only the history that holds it. */
function rollbackCommit(session: Session, { id }: Incident, forge: Forge): IncidentFacts['rollback'] {
  const commit = session.rollbacks.get(id);
  return commit === undefined ? null : { commit, url: forge.link({ commit }) };
}

function configured(view: View, prompt: string): ResolvedPrompt | null {
  return Object.hasOwn(view.config.prompts, prompt) ? resolvePrompt(view.config, prompt) : null;
}

/** The prompts for which this incident speaks, in the order of their ids. */
async function membersOf(
  session: Session,
  view: View,
  snapshot: Snapshot,
  { prompt: lead }: PromptState,
  { id: leading }: Incident,
): Promise<IncidentMember[]> {
  const joined = [...snapshot.states.values()].flatMap(({ prompt, incidents }) =>
    incidents
      .filter(({ joins }) => joins?.prompt === lead && joins.incident === leading)
      .map((incident) => ({ prompt, incident })),
  );
  const members: IncidentMember[] = [];
  for (const { prompt, incident } of joined.sort((a, b) => (a.prompt < b.prompt ? -1 : 1))) {
    const { bad, good, weight, reason } = incident;
    const path = configured(view, prompt)?.path ?? bad.path;
    const diff = await diffOf(session, view, snapshot, prompt, incident, path);
    const evidence = incident.evidence as Evidence | null;
    members.push({ prompt, path, bad, good, weight, reason, evidence, diff });
  }
  return members;
}

async function diffOf(
  session: Session,
  view: View,
  snapshot: Snapshot,
  prompt: string,
  { good, bad }: Incident,
  path: string,
): Promise<string | null> {
  const before = await filesOf(session, view, snapshot, prompt, good);
  const after = await filesOf(session, view, snapshot, prompt, bad);
  return diffFiles(before, after, path);
}

/** The files of a version: from its archive tag, where that is what it was, else from the manifest. */
async function filesOf(
  { log }: Session,
  view: View,
  snapshot: Snapshot,
  prompt: string,
  version: Version,
): Promise<readonly ContentFile[]> {
  try {
    const archived = await archivedFiles(view, prompt, version);
    if (archived !== null) return archived;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'version-damaged') throw error;
    log.warn(`${prompt}: ${error.message}`);
  }
  return manifestFiles(snapshot, prompt, version);
}
