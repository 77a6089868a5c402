import { fail } from '../errors/fail.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { PromptState } from '../live/state.ts';
import { transact } from '../live/transact.ts';
import type { Outcome } from '../reasons.ts';
import type { RunResult } from '../result.ts';
import { groupOf } from '../rollout/group.ts';
import { doneBefore } from '../rollout/target.ts';
import { baselineChecks } from './baseline-test.ts';
import { type LookBefore, lookBefore } from './confirm.ts';
import { type EffectsReport, runEffects } from './effects.ts';
import { Findings, noteEnd, noteVerified, noteWarnings } from './findings.ts';
import { finishEffects } from './finish-effects.ts';
import { liftQuarantine } from './lift.ts';
import { noteHistory } from './look.ts';
import { assertNotLost } from './lost.ts';
import { promptResult, selectPrompts } from './prompts.ts';
import { draftRollback, type RollbackRequest } from './rollback-draft.ts';
import { checkInputs, namedPrompts } from './rollback-inputs.ts';
import { planRollback, tellPlan } from './rollback-plan.ts';
import { repairingSession } from './rollback-repair.ts';
import { noteRollbacks } from './rolled-back.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';
import { isGradual, stayReverting } from './stay-reverting.ts';
import { stayToVerify } from './stay-to-verify.ts';
import type { Verified } from './verify.ts';
import type { View } from './view.ts';

/**
 * Puts an earlier version back, at a person's word: routing first, in one commit, then what follows from it.
 * Never queued behind a promotion; when the live branch moves meanwhile it decides anew and wins. A gradual one
 * takes its first step and stays for the others; asked for again it joins the one that is under way. It stays until
 * it is known whether the rollback helped: exit code 1 when it did not, 0 with a warning when nothing tells. With
 * `lift` it takes a version out of quarantine instead. Files of the prompt that are damaged are taken from the live
 * branch's history, in the same commit, and it says so: this is the one command that repairs.
 */
export async function rollback(opened: Session): Promise<RunResult> {
  const { inputs, log } = opened;
  checkInputs(inputs);
  if (inputs.lift !== '') return liftQuarantine(opened);
  const repairs = repairingSession(opened, namedPrompts(inputs));
  const { session } = repairs;
  const view = await session.view();
  const before = readSnapshot(await view.live.read(), view.live.branch);
  for (const text of repairs.warnings()) log.warn(text);
  const request = { ...(await requestOf(session, view, before)), repairs };
  const draft = (snapshot: Snapshot) => draftRollback(session, view, snapshot, request);
  const prepared = await draft(before);
  if (inputs['dry-run']) {
    if (prepared === null) return end(session, view, before, request, { reason: 'already-rolled-back' });
    const plan = await planRollback(session, view, before, prepared);
    tellPlan(log, plan);
    return end(session, view, before, request, { reason: 'planned', plan });
  }
  // What was prepared serves the first attempt: nothing is tested or read twice before the routing commit.
  const committed = await transact(view.live, session.clock, async (snapshot) =>
    snapshot.head === before.head ? prepared : draft(snapshot),
  );
  noteRollbacks(session, view, committed);
  for (const { state } of committed.changes)
    log.info(
      `${state.prompt}: routed by commit ${committed.commit?.slice(0, 12) ?? 'whose answer was lost'}`,
    );
  const first = await runEffects(session, view, committed.snapshot);
  const effects = isGradual(session, view)
    ? await stayReverting(session, view, request.group.members, first)
    : first;
  // Nothing was to be done, neither by the commit of this run nor by steps after it.
  const nothing = committed.changes.length === 0 && effects === first;
  const verified = await stayToVerify(session, view, effects.snapshot);
  const last = await finishEffects(session, view, verified.snapshot);
  return end(session, view, last.snapshot, request, {
    reason: nothing ? 'already-rolled-back' : 'rolled-back',
    warnings: committed.warnings,
    effects: effects.warnings,
    members: committed.changes.map(({ state }) => state.prompt),
    verified,
    late: last.warnings,
  });
}

interface Found {
  readonly reason: Outcome;
  readonly plan?: unknown;
  readonly warnings?: readonly string[];
  readonly effects?: ReadonlyMap<string, readonly string[]>;
  /** Prompts that went back; default: those that were asked for. */
  readonly members?: readonly string[];
  /** What is known of whether it helped. */
  readonly verified?: Pick<Verified, 'news' | 'warnings'>;
  /** What failed of the effects that were taken over from another run. */
  readonly late?: EffectsReport['warnings'];
}

function end(
  session: Session,
  view: View,
  snapshot: Snapshot,
  { group, warnings, repairs }: RollbackRequest,
  found: Found,
): RunResult {
  const members = found.members?.length ? found.members : group.members;
  const findings = new Findings();
  for (const id of members) {
    findings.note(id, found.reason);
    findings.of(id).warnings.push(...(found.effects?.get(id) ?? []));
  }
  findings
    .of(members[0] ?? '')
    .warnings.unshift(...repairs.warnings(), ...warnings, ...(found.warnings ?? []));
  noteVerified(findings, found.verified?.news ?? [], found.verified?.warnings ?? new Map());
  noteWarnings(findings, found.late ?? new Map());
  const prompts = members.map((id) => {
    const state = snapshot.states.get(id);
    findings.of(id).incident = found.reason === 'planned' ? null : (state?.incidents[0]?.id ?? null);
    noteEnd(findings, id, state);
    return promptResult(id, state, findings.of(id));
  });
  return runResult(session, {
    exit_code: prompts.some(({ reason_code }) => reason_code === 'rollback-failed') ? 1 : 0,
    live: { branch: view.live.branch, commit: snapshot.head },
    prompts,
    plan: found.plan ?? null,
  });
}

/** Who goes back, and what the metrics say before: all of them are looked at side by side. */
async function requestOf(
  session: Session,
  view: View,
  snapshot: Snapshot,
): Promise<Omit<RollbackRequest, 'repairs'>> {
  const { inputs, log } = session;
  const detectedAt = session.clock.now().toISOString();
  const named = namedPrompts(inputs);
  await assertNotLost(view, snapshot, named);
  const states = named.map((id) => selectLive(view, snapshot, id));
  const relations = Object.entries(view.config.prompts).map(([id, { related }]) => ({ id, related }));
  const group = inputs.group
    ? groupOf(named, relations, snapshot.states)
    : { members: named, left: [] as string[] };
  for (const id of group.left)
    log.info(`${id} is related and has no rollout: it stays; name it in \`prompt\` to put it back, too`);
  if (inputs.group)
    for (const { message } of snapshot.damaged.values())
      log.warn(`Not looked at, name it in \`prompt\` to put it back, too: ${message}`);
  const base = {
    group,
    named,
    detectedAt,
    looks: new Map(),
    warnings: [],
    checks: baselineChecks(session, view),
  };
  const [lead] = states;
  const actor = session.actor(view.config);
  if (lead !== undefined && doneBefore(lead, inputs['target-version'], actor) !== null) return base;
  const members = group.members.flatMap((id) => snapshot.states.get(id) ?? []);
  const looks = await Promise.all(members.map((state) => lookBefore(session, view, snapshot, state)));
  for (const [index, { sight }] of looks.entries()) {
    const { prompt, rollout } = members[index] ?? { prompt: '', rollout: null };
    if (rollout !== null && sight !== null) noteHistory(session, prompt, rollout, sight);
  }
  const warnings = confirmed(session, view, looks);
  return { ...base, looks: new Map(looks.map((look) => [look.prompt, look])), warnings };
}

/**
 * What is to be said of a rollback that the metrics do not confirm. One prompt of a group with a problem is
 * enough. Throws `problem-unconfirmed` where `confirm` is `require`; what the metrics do not know never blocks.
 */
function confirmed({ inputs, log }: Session, view: View, looks: readonly LookBefore[]): readonly string[] {
  for (const { prompt, detail } of looks) log.info(`${prompt}: the metrics: ${detail}`);
  if (looks.some(({ finding }) => finding !== 'none')) return [];
  const detail = looks.map((look) => `${look.prompt}: ${look.detail}`).join('; ');
  const mode = inputs.confirm || view.config.rollback.confirm;
  if (mode === 'require' && !inputs.force)
    throw fail('problem-unconfirmed', { prompts: looks.map(({ prompt }) => prompt).join(', '), detail });
  const text = `The metrics do not confirm a problem: ${detail}.`;
  log.warn(text);
  return [text];
}

/** The state of the prompt; a prompt that left the configuration can still be rolled back. */
function selectLive(view: View, snapshot: Snapshot, id: string): PromptState {
  const state = snapshot.states.get(id);
  if (state !== undefined) return state;
  selectPrompts(view.config, id);
  throw fail('not-adopted', { prompt: id });
}
