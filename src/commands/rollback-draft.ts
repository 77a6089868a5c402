import { fail } from '../errors/fail.ts';
import { type LedgerEvent, parseLedger } from '../live/ledger.ts';
import { contentsOf } from '../live/manifest.ts';
import { ledgerFile, type Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState, Version } from '../live/state.ts';
import type { Draft, Proposal } from '../live/transact.ts';
import { variantContent } from '../prompts/content.ts';
import { groupMessage } from '../report/commit-message.ts';
import type { Actor, Change } from '../rollout/change.ts';
import { isRevertingTo, type Pace, revert } from '../rollout/gradual.ts';
import { type Group, opensIncident } from '../rollout/group.ts';
import { rollback } from '../rollout/incident.ts';
import { chooseTarget, doneBefore, type KnownVersions } from '../rollout/target.ts';
import { archivedFiles, lostVersion } from './archive.ts';
import type { BaselineChecks } from './baseline-test.ts';
import type { LookBefore } from './confirm.ts';
import { assertNotLost } from './lost.ts';
import { recorded } from './recorded.ts';
import type { RepairingSession } from './rollback-repair.ts';
import type { Session } from './session.ts';
import { isGradual, paceOf } from './stay-reverting.ts';
import type { View } from './view.ts';

/** A person's rollback: who goes back, and what was seen before. */
export interface RollbackRequest {
  readonly group: Group;
  /** Prompts that the person named; the first leads and has the `target-version`. */
  readonly named: readonly string[];
  readonly detectedAt: string;
  readonly looks: ReadonlyMap<string, LookBefore>;
  readonly warnings: readonly string[];
  readonly checks: BaselineChecks;
  /** What had to be repaired on the way. */
  readonly repairs: Pick<RepairingSession, 'note' | 'warnings'>;
}

/** The commit that puts all prompts of the request back; null when that was done already. Throws `live-lost`. */
export async function draftRollback(
  session: Session,
  view: View,
  snapshot: Snapshot,
  request: RollbackRequest,
): Promise<Draft | null> {
  const { inputs, facts } = session;
  await assertNotLost(view, snapshot, request.named);
  const [lead] = request.group.members;
  const gradual = isGradual(session, view);
  const label = (id: string): string => (id === lead ? inputs['target-version'] : '');
  const chosen: Chosen[] = [];
  for (const id of request.group.members) {
    const state = stateOf(snapshot, request, id);
    if (state === null) continue;
    if (id === lead && doneBefore(state, label(id), session.actor(view.config)) !== null) return null;
    if (id === lead && gradual && isRevertingTo(state, label(id))) return null;
    const target = chooseTarget(state, knownVersions(view, snapshot, state), label(id), inputs.force);
    chosen.push({ state, target, note: await request.checks.require(snapshot, state, target) });
  }
  // Only now, since a test takes its time: this is when it is decided.
  const actor = session.actor(view.config, facts.actor ?? 'operator');
  const proposals: Proposal[] = [];
  let joins: Incident['joins'] = null;
  for (const each of chosen) {
    const pace = gradual ? paceOf(view, each.state.prompt) : null;
    const change = changeOf(inputs.reason, request, each, actor, joins, pace);
    proposals.push(await withContent(view, snapshot, change, each.target));
    if (opensIncident(change))
      joins ??= { prompt: each.state.prompt, incident: change.message.incident ?? '' };
  }
  return { proposals, message: groupMessage(proposals.map(({ change }) => change)) };
}

/** A prompt with the version that it gets, and what is to be added to the reason. */
interface Chosen {
  readonly state: PromptState;
  readonly target: Version;
  readonly note: string | null;
}

/** Null for a related prompt whose rollout has ended meanwhile. Throws `not-adopted`. */
function stateOf(snapshot: Snapshot, { named }: RollbackRequest, id: string): PromptState | null {
  const state = snapshot.states.get(id);
  const asked = named.includes(id);
  if (state === undefined && asked) throw fail('not-adopted', { prompt: id });
  return state === undefined || (!asked && state.rollout === null) ? null : state;
}

function changeOf(
  wish: string,
  { detectedAt, looks, repairs }: RollbackRequest,
  { state, target, note }: Chosen,
  actor: Actor,
  joins: Incident['joins'],
  pace: Pace | null,
): Change {
  const look = looks.get(state.prompt);
  const mine = look?.rollout === (state.rollout?.id ?? null) ? look : undefined;
  const given = wish || 'manual rollback';
  const notes = [note, repairs.note()].filter((text) => text !== null);
  const reason = notes.length === 0 ? given : `${given} (${notes.join('; ')})`;
  const ground = { match: null, reason, detectedAt, evidence: mine?.evidence ?? null };
  const change =
    pace === null
      ? rollback(state, target, ground, actor, joins)
      : revert(state, target, ground, actor, pace, joins);
  return state.rollout === null || mine === undefined || mine.sight === null
    ? change
    : recorded(change, state.rollout, mine.sight);
}

/** The versions of the ledger, newest first. */
export function knownVersions(view: View, snapshot: Snapshot, { prompt }: PromptState): KnownVersions {
  const events = parseLedger(
    snapshot.ledgers.get(prompt) ?? '',
    ledgerFile(prompt),
    view.live.branch,
  ).reverse();
  const versions = (names: readonly LedgerEvent['event'][] | null): Version[] =>
    events
      .filter(({ event }) => names === null || names.includes(event))
      .map(({ version }) => version)
      .filter((version) => version !== null);
  return { good: versions(['adopted', 'completed']), all: versions(null) };
}

/** An archived version gets its text back into the manifest; what serves users at this moment needs nothing more. */
async function withContent(
  view: View,
  snapshot: Snapshot,
  change: Change,
  target: Version,
): Promise<Proposal> {
  const { prompt } = change.state;
  const before = snapshot.states.get(prompt);
  const serves = before?.rollout != null && before.stable.digest === target.digest;
  const present = serves || contentsOf(snapshot.manifest.flags[prompt]).has(target.digest);
  if (present || view.config.variants === 'pointer') return { change, contents: new Map(), archive: null };
  const files = await archivedFiles(view, prompt, target);
  if (files === null) throw lostVersion(prompt, target);
  return { change, contents: new Map([[target.digest, variantContent(files)]]), archive: null };
}
