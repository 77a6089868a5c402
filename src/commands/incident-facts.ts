import type { ResolvedPrompt } from '../config/load.ts';
import { resolvePrompt } from '../config/load.ts';
import type { RollbackConfig } from '../config/schema.ts';
import { besidePath, rollbackWorkflow } from '../config/workflow-file.ts';
import { Failure } from '../errors/fail.ts';
import type { Forge } from '../forge/port.ts';
import type { ContentFile } from '../git/port.ts';
import { looksOf, parseLedger } from '../live/ledger.ts';
import { ledgerFile, type Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState, Version } from '../live/state.ts';
import { takesCritical } from '../notify/index.ts';
import { alternativesOf } from '../report/alternatives.ts';
import { type Author, contactsOf } from '../report/contacts.ts';
import { diffFiles } from '../report/diff.ts';
import type {
  Evidence,
  IncidentFacts,
  IncidentMember,
  RecoveryFacts,
  RunbookFacts,
} from '../report/facts.ts';
import { historyOf } from '../report/history.ts';
import type { QuestionFacts } from '../report/question.ts';
import { renderRunbook, scenarioOf } from '../report/runbook.ts';
import { firstSeen, timelineOf } from '../report/timeline.ts';
import type { VerificationFacts } from '../report/verification.ts';
import { archivedFiles, manifestFiles } from './archive.ts';
import { findRunbook, readCodeOwners } from './owners-files.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

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
  const members = await membersOf(session, view, snapshot, state, incident);
  const facts: RunbookFacts = {
    prompt: state.prompt,
    path,
    owners: prompt?.owners ?? [],
    mention: config.notify.mention,
    incident,
    members,
    evidence,
    plan: incident.plan,
    exposure: evidence?.exposure ?? null,
    history: historyOf(looksOf(events, incident.rollout)),
    timeline: timelineOf(events, incident),
    firstSeen: firstSeen(events, incident),
    diff: await diffOf(session, view, snapshot, state.prompt, incident, path),
    rollback: await rollbackCommit(session, view, state, incident, forge),
    historyUrl: forge.link({ branch: live.branch }),
    liveBranch: live.branch,
    defaultBranch: source.branch,
    repository: session.repository,
    checksNeedApproval: forge.checksNeedApproval,
    alternatives: alternativesOf(state, incident, events),
    cascade: members.map((member) => member.prompt),
    question: questionFacts(incident, config.rollback),
    verification: verificationFacts(incident, config.rollback),
    recovery: recoveryFacts(config.rollback),
    pages: session.actor(config).verification !== null && takesCritical(config.notify),
    contacts: contactsOf(
      await authorsOf(session, view, incident),
      prompt?.owners ?? [],
      await readCodeOwners(source, path),
    ),
    metricsUrl: config.metrics !== undefined && 'url' in config.metrics ? config.metrics.url : null,
    apiUrl: forge.kind === 'github' ? session.facts.apiUrl : null,
    rollbackWorkflow: rollbackWorkflow((await source.entry(besidePath('rollback'))) !== null),
  };
  const template = await findRunbook(source, config.runbooks, scenarioOf(facts), session.log);
  return { ...facts, runbook: renderRunbook(facts, template) };
}

/**
 * The rollback's commit: this run made it, or another one did, which may have died since; then the history tells,
 * but for a dry run, whose commit is nowhere. A history that cannot be read costs no report.
 */
async function rollbackCommit(
  session: Session,
  { live }: View,
  { prompt }: PromptState,
  { id, status, decided_at }: Incident,
  forge: Forge,
): Promise<IncidentFacts['rollback']> {
  if (status === 'rolled-back' && !session.rollbacks.has(id) && !session.inputs['dry-run']) {
    try {
      const commits = await live.commitsWith(`Incident-Id: ${id}`, decided_at);
      const made = commits.find(({ subject }) => /^rollback\(([^) ]+)/.exec(subject)?.[1] === prompt);
      if (made !== undefined) session.rollbacks.set(id, made.id);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      session.log.warn(`${prompt}: the rollback's commit is not named: ${error.message}`);
    }
  }
  const commit = session.rollbacks.get(id);
  return commit === undefined ? null : { commit, url: forge.link({ commit }) };
}

/** Who wrote the versions of an incident, for whom to call: the bad one first. */
async function authorsOf(session: Session, view: View, { bad, good }: Incident): Promise<Author[]> {
  const authors = [await authorOf(session, view, bad), await authorOf(session, view, good)];
  return authors.filter((author) => author !== null);
}

/** What git or the forge does not tell costs no report. */
async function authorOf(session: Session, view: View, { commit, label }: Version): Promise<Author | null> {
  const known = session.authors.get(commit);
  if (known !== undefined) return known;
  const told = async <T>(ask: () => Promise<T | null>): Promise<T | null> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      session.log.warn(`The author of ${commit.slice(0, 12)} is not known: ${error.message}`);
      return null;
    }
  };
  const written = await told(() => view.source.author(commit));
  const login = await told(async () => (await session.forge()).authorOf(commit));
  const author =
    written === null && login === null ? null : { name: '', email: '', ...written, login, version: label };
  session.authors.set(commit, author);
  return author;
}

function questionFacts({ question }: Incident, { on_expiry }: RollbackConfig): QuestionFacts | null {
  if (question === null) return null;
  const { opened_at, status, answer } = question;
  const expires_at = status === 'investigating' ? null : question.expires_at;
  return { opened_at, expires_at, status, on_expiry, answer };
}

/** Rates in percent, as the reports have them. */
function verificationFacts(
  { verification: found }: Incident,
  { verification: settings }: RollbackConfig,
): VerificationFacts | null {
  if (found === null) return null;
  const percent = (rate: number | null): number | null => (rate === null ? null : rate * 100);
  const { status, starts_at, escalate_at, ends_at, seen_at, requests, errors, error_rate, limit, metric } =
    found;
  const seen = seen_at !== null;
  return {
    state: status,
    since: starts_at,
    at: seen_at ?? (status === 'waiting' ? starts_at : status === 'escalated' ? escalate_at : ends_at),
    escalated_at: status === 'waiting' || status === 'recovered' ? null : escalate_at,
    requests: seen ? requests : null,
    errors: seen ? errors : null,
    error_rate: percent(error_rate),
    limit: limit * 100,
    min_requests: settings.min_requests,
    metric: metric === null ? null : { ...metric },
    traffic_ended: found.ended,
  };
}

/** An earlier end than the escalation is that. */
function recoveryFacts({ verification: settings }: RollbackConfig): RecoveryFacts {
  const { escalate_after, give_up_after, min_requests } = settings;
  return { escalate_after, give_up_after: Math.max(escalate_after, give_up_after), min_requests };
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
export async function filesOf(
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
