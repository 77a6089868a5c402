import type { ResolvedPrompt } from '../config/load.ts';
import { Failure, messageOf } from '../errors/fail.ts';
import { newestTime } from '../live/ledger.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { PromptState } from '../live/state.ts';
import type { Committed } from '../live/transact.ts';
import { clockTolerance } from '../metrics/server-clock.ts';
import { waitingLine } from '../report/look-line.ts';
import { type RunResult, wasRolledBack } from '../result.ts';
import { quarantineDrift } from './drift.ts';
import { runEffects } from './effects.ts';
import { Findings, noteEnd, noteVerified, noteWarnings } from './findings.ts';
import { finishEffects } from './finish-effects.ts';
import { checkFirstRun } from './first-run.ts';
import { lookAtAll, lookAtStable } from './look-all.ts';
import { isPassing } from './passing.ts';
import { openStates, promptResult, selectPrompts } from './prompts.ts';
import { adoptAll, type Candidate, quarantineError, readCandidate, release } from './release.ts';
import { noteRollbacks } from './rolled-back.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';
import { stayToVerify, verifyingUntil } from './stay-to-verify.ts';
import type { View } from './view.ts';

/**
 * Promotes: looks at running rollouts, starts what is new on the default branch, does what is open.
 * With `wait` it looks again every `interval` until nothing is open or the time is over; for the verification of
 * a rollback it stays whatever `wait` says. Any number of runs, at any times, give the same rollout, because
 * every decision rests on the live branch alone.
 */
export async function promote(session: Session): Promise<RunResult> {
  const { inputs, clock, log } = session;
  const until = clock.now().getTime() + inputs.wait * 1000;
  const findings = new Findings();
  let verifying = 0;
  let spare = 1;
  for (;;) {
    findings.begin();
    const inTime = clock.now().getTime() < Math.max(until, verifying);
    const looked = await tryOnce(session, findings, inTime || spare > 0);
    if (looked === null && !inTime) {
      spare -= 1;
      await clock.sleep(breath);
      continue;
    }
    const next = clock.now().getTime() + inputs.interval * 1000;
    const seen = looked === null ? null : await verifyOn(session, looked, findings, next);
    if (seen !== null) verifying = verifyingUntil(session, seen.snapshot);
    const left = (Math.max(until, verifying) - clock.now().getTime()) / 1000;
    const open = seen === null ? null : openStates(seen.snapshot, inputs.prompt);
    if (seen !== null && verifying === 0 && (open?.length === 0 || left <= 0)) {
      const warnings = open?.length === 0 ? [] : await handOver(session);
      const last = await finishEffects(session, seen.view, seen.snapshot);
      noteWarnings(findings, last.warnings);
      return finish(session, seen.view, last.snapshot, findings, warnings);
    }
    const pause = Math.max(0, Math.min((next - clock.now().getTime()) / 1000, left));
    log.waiting(waitingText(session, open ?? [], findings), pause);
    await clock.sleep(pause);
  }
}

/** A run whose only look meets a broken connection looks once more, so many seconds later. */
const breath = 5;

function waitingText({ clock }: Session, open: readonly PromptState[], findings: Findings): string {
  const running = open.flatMap(({ prompt, rollout }) =>
    rollout === null ? [] : [{ prompt, rollout, verdict: findings.of(prompt).verdict }],
  );
  return waitingLine(running, clock.now());
}

/** One look; null when the remote failed in passing and there is time for another look. */
async function tryOnce(session: Session, findings: Findings, again: boolean): Promise<Ended | null> {
  try {
    return await once(session, findings);
  } catch (error) {
    if (!again || !isPassing(error)) throw error;
    session.log.warn(`This look failed, the next one tries again: ${error.message}`);
    return null;
  }
}

/** Between two looks: whether the rollbacks helped. */
async function verifyOn(session: Session, ended: Ended, findings: Findings, until: number): Promise<Ended> {
  const { snapshot, news, warnings } = await stayToVerify(session, ended.view, ended.snapshot, until);
  noteVerified(findings, news, warnings);
  return { view: ended.view, snapshot };
}

/** What a look ends with. */
interface Ended {
  readonly view: View;
  readonly snapshot: Snapshot;
}

/** One look at everything: rollbacks first, then releases, then the outbox. */
async function once(session: Session, findings: Findings): Promise<Ended> {
  const view = await session.view();
  const { config, live } = view;
  const selected = selectPrompts(config, session.inputs.prompt);
  const before = readSnapshot(await live.read(), live.branch);
  if (before.head === null) findings.warnings.push(...(await checkFirstRun(session, view)));
  noteClock(session, before);
  await noteDamage(session, findings, before);
  const seen = await lookAtAll(session, view, before, findings);
  const candidates = await readCandidates(session, view, findings, selected);
  noteCommit(session, view, findings, await adoptAll(session, view, candidates));
  for (const candidate of candidates)
    await findings.guard(candidate.prompt.id, async () => {
      const committed = await release(session, view, candidate, seen.get(candidate.prompt.id) ?? null);
      noteCommit(session, view, findings, committed);
      noteSoak(findings, candidate.prompt.id, committed);
    });
  const settled = readSnapshot(await live.read(), live.branch);
  const effects = await runEffects(session, view, settled);
  await lookAtStable(session, view, before, findings);
  for (const [prompt, warnings] of effects.warnings) findings.of(prompt).warnings = [...warnings];
  return { view, snapshot: effects.snapshot };
}

/** Times on the live branch that are still to come were written by a runner with another clock. */
function noteClock({ clock, tally }: Session, { ledgers }: Snapshot): void {
  const ahead = (newestTime(ledgers.values()) - clock.now().getTime()) / 1000;
  if (ahead > clockTolerance) tally.liveClock = Math.max(tally.liveClock, ahead);
}

/** A prompt whose files are damaged is looked at by nobody: that is its error, and the others go on. */
async function noteDamage({ inputs }: Session, findings: Findings, { damaged }: Snapshot): Promise<void> {
  for (const [prompt, failure] of damaged)
    if (inputs.prompt === '' || inputs.prompt === prompt)
      await findings.guard(prompt, () => Promise.reject(failure));
}

async function readCandidates(
  session: Session,
  view: View,
  findings: Findings,
  selected: readonly ResolvedPrompt[],
): Promise<Candidate[]> {
  const { states, damaged } = readSnapshot(await view.live.read(), view.live.branch);
  const candidates: Candidate[] = [];
  for (const prompt of selected)
    await findings.guard(prompt.id, async () => {
      if (!findings.has(prompt.id)) findings.note(prompt.id, 'nothing-to-do');
      const damage = damaged.get(prompt.id);
      if (damage !== undefined) throw damage;
      const candidate = await readCandidate(view, prompt, states.get(prompt.id) ?? null);
      candidates.push(candidate);
      findings.of(prompt.id).drift = quarantineDrift(candidate, view.source.branch);
      const refusal = session.inputs.prompt === '' ? null : quarantineError(candidate);
      if (refusal !== null && !wasRolledBack(findings.of(prompt.id).reason)) throw refusal;
    });
  return candidates;
}

function noteCommit(session: Session, view: View, findings: Findings, committed: Committed | null): void {
  if (committed === null) return;
  noteRollbacks(session, view, committed);
  for (const { state, outcome, message } of committed.changes) {
    session.log.info(`${state.prompt}: ${outcome} ${message.to ?? ''} ${message.detail ?? ''}`.trimEnd());
    findings.note(state.prompt, outcome);
  }
  for (const warning of committed.warnings) session.log.warn(warning);
}

/** A version that stays in staging changes nothing, and yet something is going on. */
function noteSoak(findings: Findings, prompt: string, committed: Committed | null): void {
  const state = committed?.snapshot.states.get(prompt);
  if (state !== undefined && state.soak !== null && state.rollout === null) findings.note(prompt, 'soaking');
}

async function handOver(session: Session): Promise<string[]> {
  if (session.inputs.continue !== 'dispatch') return [];
  try {
    const forge = await session.forge();
    await forge.dispatchSuccessor();
    session.log.info('A rollout is open: the successor of this run is dispatched.');
    return [];
  } catch (error) {
    const cure = error instanceof Failure ? ` ${error.cure}` : '';
    const text = `The successor could not be dispatched; a schedule must go on: ${messageOf(error)}${cure}`;
    session.log.warn(text);
    return [text];
  }
}

function finish(
  session: Session,
  view: View,
  snapshot: Snapshot,
  findings: Findings,
  warnings: readonly string[],
): RunResult {
  const order = Object.keys(view.config.prompts);
  for (const [prompt] of findings.entries()) noteEnd(findings, prompt, snapshot.states.get(prompt));
  const prompts = [...findings.entries()]
    .map(([prompt, found]) => promptResult(prompt, snapshot.states.get(prompt), found))
    .sort((a, b) => order.indexOf(a.prompt) - order.indexOf(b.prompt));
  const rolledBack = prompts.some(({ reason_code }) => wasRolledBack(reason_code));
  const failed = prompts.some(({ error }) => error !== null);
  return runResult(session, {
    exit_code: rolledBack ? 1 : failed ? 2 : 0,
    live: { branch: view.live.branch, commit: snapshot.head },
    prompts,
    warnings: [...findings.warnings, ...warnings],
  });
}
