import { fail } from '../errors/fail.ts';
import { type LedgerEvent, parseLedger } from '../live/ledger.ts';
import { contentsOf } from '../live/manifest.ts';
import { ledgerFile, readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { PromptState, Version } from '../live/state.ts';
import { archiveTag, type Proposal, transact } from '../live/transact.ts';
import { variantContent } from '../prompts/content.ts';
import { liveMessage } from '../report/commit-message.ts';
import type { RunResult } from '../result.ts';
import { isRevertingTo, revert } from '../rollout/gradual.ts';
import { rollback as rollbackChange } from '../rollout/incident.ts';
import { chooseTarget, doneBefore, type KnownVersions } from '../rollout/target.ts';
import { runEffects } from './effects.ts';
import { Findings, noteVerified } from './findings.ts';
import { noteRollbacks } from './look.ts';
import { promptResult, selectPrompts } from './prompts.ts';
import { runResult } from './run-result.ts';
import type { Session, View } from './session.ts';
import { isGradual, paceOf, stayReverting } from './stay-reverting.ts';
import { stayToVerify } from './verify.ts';

/**
 * Puts an earlier version back, at a person's word: routing first, in one commit, then what follows from it.
 * Never queued behind a promotion; when the live branch moves meanwhile it decides anew and wins. A gradual one
 * takes its first step and stays for the others; asked for again it joins the one that is under way. It stays until
 * it is known whether the rollback helped: exit code 1 when it did not, 0 with a warning when nothing tells.
 */
export async function rollback(session: Session): Promise<RunResult> {
  const { inputs, log } = session;
  const id = inputs.prompt;
  if (id === '') throw fail('input-missing', { command: 'rollback', input: 'prompt' });
  if (inputs.force && inputs.reason === '') throw fail('reason-missing', {});
  const detectedAt = session.clock.now().toISOString();
  const view = await session.view();
  selectLive(view, readSnapshot(await view.live.read(), view.live.branch), id);
  const committed = await transact(view.live, session.clock, async (snapshot) => {
    const state = selectLive(view, snapshot, id);
    const actor = session.actor(view.config, session.facts.actor ?? 'operator');
    if (doneBefore(state, inputs['target-version'], actor) !== null) return null;
    const gradual = isGradual(session, view);
    if (gradual && isRevertingTo(state, inputs['target-version'])) return null;
    const target = chooseTarget(
      state,
      knownVersions(view, snapshot, state),
      inputs['target-version'],
      inputs.force,
    );
    const ground = { match: null, reason: inputs.reason || 'manual rollback', detectedAt, evidence: null };
    const change = gradual
      ? revert(state, target, ground, actor, paceOf(view, id))
      : rollbackChange(state, target, ground, actor);
    return { proposals: [await withContent(view, snapshot, change, target)], message: liveMessage(change) };
  });
  noteRollbacks(session, committed);
  if (committed.commit !== null) log.info(`${id}: routed by commit ${committed.commit.slice(0, 12)}`);
  const first = await runEffects(session, view, committed.snapshot);
  const effects = isGradual(session, view) ? await stayReverting(session, view, id, first) : first;
  // Nothing was to be done, neither by the commit of this run nor by steps after it.
  const done = committed.commit === null && effects === first;
  const findings = new Findings();
  findings.note(id, done ? 'already-rolled-back' : 'rolled-back');
  const found = findings.of(id);
  found.warnings.push(...committed.warnings, ...(effects.warnings.get(id) ?? []));
  const { snapshot, news, warnings } = await stayToVerify(session, view, effects.snapshot);
  noteVerified(findings, news, warnings);
  const state = snapshot.states.get(id);
  found.incident = state?.incidents[0]?.id ?? null;
  return runResult(session, {
    exit_code: found.reason === 'rollback-failed' ? 1 : 0,
    live: { branch: view.live.branch, commit: snapshot.head },
    prompts: [promptResult(id, state, found)],
  });
}

/** The state of the prompt; a prompt that left the configuration can still be rolled back. */
function selectLive(view: View, snapshot: Snapshot, id: string): PromptState {
  const state = snapshot.states.get(id);
  if (state !== undefined) return state;
  selectPrompts(view.config, id);
  throw fail('not-adopted', { prompt: id });
}

function knownVersions(view: View, snapshot: Snapshot, { prompt }: PromptState): KnownVersions {
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

/** An archived version gets its text back into the manifest. */
async function withContent(
  view: View,
  snapshot: Snapshot,
  change: Proposal['change'],
  target: Version,
): Promise<Proposal> {
  const { prompt } = change.state;
  const present = contentsOf(snapshot.manifest.flags[prompt]).has(target.digest);
  if (present || view.config.variants === 'pointer') return { change, contents: new Map(), archive: null };
  const tag = archiveTag(prompt, target.label);
  const files = await view.live.archived(tag, target.path);
  if (files === null) throw fail('version-lost', { prompt, version: target.label, tag });
  return { change, contents: new Map([[target.digest, variantContent(files)]]), archive: null };
}
