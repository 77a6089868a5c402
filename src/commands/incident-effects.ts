import type { ResolvedPrompt } from '../config/load.ts';
import { resolvePrompt } from '../config/load.ts';
import { fail } from '../errors/fail.ts';
import type { Ensured, Forge } from '../forge/port.ts';
import type { ContentFile } from '../git/port.ts';
import { parseLedger } from '../live/ledger.ts';
import { type Content, contentsOf } from '../live/manifest.ts';
import { ledgerFile, type Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState, Version } from '../live/state.ts';
import { archiveTag } from '../live/transact.ts';
import { revertMessage } from '../report/commit-message.ts';
import { contactsOf } from '../report/contacts.ts';
import { diffFiles } from '../report/diff.ts';
import type { Evidence, IncidentFacts, RunbookFacts } from '../report/facts.ts';
import { postmortem } from '../report/postmortem.ts';
import { revertPullRequest } from '../report/revert-pr.ts';
import { renderRunbook, scenarioOf } from '../report/runbook.ts';
import { timelineOf } from '../report/timeline.ts';
import { findRunbook, readCodeOwners } from './owners-files.ts';
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
  const good = await filesOf(view, snapshot, state, incident.good);
  if (good.length === 0) throw lost(state.prompt, incident.good);
  const branch = revertBranch(state.prompt, incident.id);
  const pushed = await source.pushRevert({
    branch,
    path: facts.path,
    files: good,
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
  const prompt = configured(view, state);
  const file = ledgerFile(state.prompt);
  const events = parseLedger(snapshot.ledgers.get(state.prompt) ?? '', file, live.branch);
  const good = await filesOf(view, snapshot, state, incident.good);
  const bad = await filesOf(view, snapshot, state, incident.bad);
  const evidence = incident.evidence as Evidence | null;
  const alternatives = [state.stable, ...state.previous].filter(
    (version) => version.known_good_since !== null && version.digest !== incident.bad.digest,
  );
  const facts: RunbookFacts = {
    prompt: state.prompt,
    path: prompt?.path ?? incident.bad.path,
    owners: prompt?.owners ?? [],
    mention: config.notify.mention,
    incident,
    evidence,
    plan: incident.plan,
    exposure: evidence?.exposure ?? null,
    timeline: timelineOf(events, incident),
    diff: diffFiles(good, bad, prompt?.path ?? incident.bad.path),
    rollback: rollbackCommit(session, incident, forge),
    historyUrl: forge.link({ branch: live.branch }),
    liveBranch: live.branch,
    defaultBranch: source.branch,
    repository: session.repository,
    checksNeedApproval: forge.checksNeedApproval,
    alternatives: alternatives.map(({ label, known_good_since }) => ({ label, since: known_good_since })),
    cascade: [],
    question: null,
    verification: null,
    contacts: contactsOf(
      [],
      prompt?.owners ?? [],
      await readCodeOwners(source, prompt?.path ?? incident.bad.path),
    ),
    metricsUrl: config.metrics !== undefined && 'url' in config.metrics ? config.metrics.url : null,
    apiUrl: forge.kind === 'github' ? session.facts.apiUrl : null,
  };
  const template = await findRunbook(source, config.runbooks, scenarioOf(facts), session.log);
  return { ...facts, runbook: renderRunbook(facts, template) };
}

/** The rollback's commit, where this run made it; a later run knows only the history that holds it. */
function rollbackCommit(session: Session, { id }: Incident, forge: Forge): IncidentFacts['rollback'] {
  const commit = session.rollbacks.get(id);
  return commit === undefined ? null : { commit, url: forge.link({ commit }) };
}

function lost(prompt: string, { label }: Version): Error {
  return fail('version-lost', { prompt, version: label, tag: archiveTag(prompt, label) });
}

function configured(view: View, state: PromptState): ResolvedPrompt | null {
  return Object.hasOwn(view.config.prompts, state.prompt) ? resolvePrompt(view.config, state.prompt) : null;
}

/** The files of a version: from its archive tag, else from the manifest (whose texts have no file modes). */
async function filesOf(
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  version: Version,
): Promise<readonly ContentFile[]> {
  const archived = await view.live.archived(archiveTag(state.prompt, version.label), version.path);
  if (archived !== null) return archived;
  return fromContent(contentsOf(snapshot.manifest.flags[state.prompt]).get(version.digest));
}

function fromContent(content: Content | undefined): ContentFile[] {
  if (content === undefined) return [];
  const texts = typeof content === 'string' ? { '': content } : content;
  return Object.entries(texts).map(([path, text]) => ({ path, mode: '100644', bytes: Buffer.from(text) }));
}
