import type { ResolvedPrompt } from '../config/load.ts';
import { messageOf } from '../errors/fail.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { Committed } from '../live/transact.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Outcome, ReasonCode } from '../reasons.ts';
import { type PromptResult, type ResultError, type RunResult, rank, resultError } from '../result.ts';
import { runEffects } from './effects.ts';
import { type Looked, lookAt, noteRollbacks } from './look.ts';
import { promptResult, runningStates, selectPrompts } from './prompts.ts';
import { adoptAll, type Candidate, quarantineError, readCandidate, release } from './release.ts';
import { runResult } from './run-result.ts';
import type { Session, View } from './session.ts';

/** What a run has found of one prompt so far. */
interface Found {
  reason: ReasonCode;
  verdict: Verdict | null;
  incident: string | null;
  error: ResultError | null;
  warnings: string[];
}

type Findings = Map<string, Found>;

/**
 * Promotes: looks at running rollouts, starts what is new on the default branch, does what is open.
 * With `wait` it looks again every `interval` until nothing is open or the time is over. Any number of
 * runs, at any times, give the same rollout, because every decision rests on the live branch alone.
 */
export async function promote(session: Session): Promise<RunResult> {
  const { inputs, clock, log } = session;
  const until = clock.now().getTime() + inputs.wait * 1000;
  const findings: Findings = new Map();
  for (;;) {
    const { view, snapshot } = await once(session, findings);
    const open = runningStates(snapshot, inputs.prompt);
    const left = (until - clock.now().getTime()) / 1000;
    if (open.length === 0 || left <= 0) {
      const warnings = open.length > 0 ? await handOver(session) : [];
      return finish(session, view, snapshot, findings, warnings);
    }
    const pause = Math.min(inputs.interval, left);
    log.debug(`next look in ${Math.round(pause)} s; ${Math.round(left)} s left`);
    await clock.sleep(pause);
  }
}

/** One look at everything: rollbacks first, then releases, then the outbox. */
async function once(session: Session, findings: Findings): Promise<{ view: View; snapshot: Snapshot }> {
  const view = await session.view();
  const { config, live } = view;
  const selected = selectPrompts(config, session.inputs.prompt);
  const before = readSnapshot(await live.read(), live.branch);
  const metrics = await session.metrics(config);
  await Promise.all(
    runningStates(before, session.inputs.prompt).map((state) =>
      guarded(findings, state.prompt, async () => {
        const looked = await lookAt(session, view, metrics, state.prompt, state);
        if (looked !== null) noteLook(findings, looked);
      }),
    ),
  );
  const candidates = await readCandidates(session, view, findings, selected);
  noteCommit(session, findings, await adoptAll(session, view, candidates));
  for (const candidate of candidates)
    await guarded(findings, candidate.prompt.id, async () =>
      noteCommit(session, findings, await release(session, view, candidate)),
    );
  const settled = readSnapshot(await live.read(), live.branch);
  const effects = await runEffects(session, view, settled);
  for (const [prompt, warnings] of effects.warnings) found(findings, prompt).warnings = [...warnings];
  return { view, snapshot: effects.snapshot };
}

async function readCandidates(
  session: Session,
  view: View,
  findings: Findings,
  selected: readonly ResolvedPrompt[],
): Promise<Candidate[]> {
  const { states } = readSnapshot(await view.live.read(), view.live.branch);
  const candidates: Candidate[] = [];
  for (const prompt of selected)
    await guarded(findings, prompt.id, async () => {
      if (!findings.has(prompt.id)) note(findings, prompt.id, 'nothing-to-do');
      const candidate = await readCandidate(view, prompt, states.get(prompt.id) ?? null);
      candidates.push(candidate);
      const refusal = session.inputs.prompt === '' ? null : quarantineError(candidate);
      if (refusal !== null && found(findings, prompt.id).reason !== 'rolled-back') throw refusal;
    });
  return candidates;
}

/** A prompt that cannot be released is an error of its own: the others, and its rollout, go on. */
async function guarded(findings: Findings, prompt: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const entry = found(findings, prompt);
    entry.error = resultError(error);
    if (rank(entry.error.code) < rank(entry.reason)) entry.reason = entry.error.code;
  }
}

function noteLook(findings: Findings, { prompt, outcome, sight, committed }: Looked): void {
  note(findings, prompt, outcome);
  const entry = found(findings, prompt);
  entry.verdict = sight.verdict;
  entry.warnings.push(...(committed?.warnings ?? []));
  const state = committed?.snapshot.states.get(prompt);
  if (outcome === 'rolled-back' || outcome === 'asked') entry.incident = state?.incidents[0]?.id ?? null;
}

function noteCommit(session: Session, findings: Findings, committed: Committed | null): void {
  if (committed !== null) noteRollbacks(session, committed);
  for (const { state, outcome, message } of committed?.changes ?? []) {
    session.log.info(`${state.prompt}: ${outcome} ${message.to ?? ''} ${message.detail ?? ''}`.trimEnd());
    note(findings, state.prompt, outcome);
  }
  for (const warning of committed?.warnings ?? []) session.log.warn(warning);
}

/** The latest outcome counts, but for a rollback: nothing that comes later in the run hides it. */
function note(findings: Findings, prompt: string, outcome: Outcome): void {
  const entry = found(findings, prompt);
  if (entry.reason !== 'rolled-back') entry.reason = outcome;
}

function found(findings: Findings, prompt: string): Found {
  const entry = findings.get(prompt) ?? {
    reason: 'nothing-to-do',
    verdict: null,
    incident: null,
    error: null,
    warnings: [],
  };
  findings.set(prompt, entry);
  return entry;
}

async function handOver(session: Session): Promise<string[]> {
  if (session.inputs.continue !== 'dispatch') return [];
  try {
    const forge = await session.forge();
    await forge.dispatchSuccessor();
    session.log.info('A rollout is open: the successor of this run is dispatched.');
    return [];
  } catch (error) {
    const text = `The successor could not be dispatched; a schedule must go on: ${messageOf(error)}`;
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
  const prompts: PromptResult[] = [...findings].map(([prompt, entry]) =>
    promptResult(prompt, snapshot.states.get(prompt), entry),
  );
  const rolledBack = prompts.some(({ reason_code }) => reason_code === 'rolled-back');
  const failed = prompts.some(({ error }) => error !== null);
  return runResult(session, {
    exit_code: rolledBack ? 1 : failed ? 2 : 0,
    live: { branch: view.live.branch, commit: snapshot.head },
    prompts,
    warnings,
  });
}
