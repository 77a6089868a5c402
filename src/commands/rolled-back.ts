import type { PromptState } from '../live/state.ts';
import type { Committed } from '../live/transact.ts';
import { type RunResult, resultError } from '../result.ts';
import type { Change } from '../rollout/change.ts';
import { Findings, noteEnd } from './findings.ts';
import { promptResult } from './prompts.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** A prompt that this run has put back, as it was when this run last wrote of it. */
export interface RolledBack {
  readonly state: PromptState;
  readonly live: NonNullable<RunResult['live']>;
}

/** Remembers what a commit put back: for the reports of this run, and for its result whatever fails later. */
export function noteRollbacks(
  session: Session,
  { live: { branch } }: View,
  { commit, changes }: Committed,
): void {
  for (const { state, outcome, message } of changes) {
    if (outcome !== 'rolled-back') continue;
    session.rolledBack.set(state.prompt, { state, live: { branch, commit } });
    if (commit !== null && message.incident !== null) session.rollbacks.set(message.incident, commit);
  }
}

/** Remembers what this run has found out of a prompt that it put back. */
export function noteSettled({ rolledBack }: Session, { state }: Change): void {
  const before = rolledBack.get(state.prompt);
  if (before !== undefined) rolledBack.set(state.prompt, { ...before, state });
}

/**
 * The result of a run that fails when it has put prompts back: that stays its news, since the steps after it act upon
 * it, and the failure stands beside it. Throws the error where nothing was put back.
 */
export function resultDespite(session: Session, error: unknown): RunResult {
  const { inputs } = session;
  const all = [...session.rolledBack.values()];
  if (all.length === 0) throw error;
  const findings = new Findings();
  for (const { state } of all) {
    const found = findings.of(state.prompt);
    findings.note(state.prompt, 'rolled-back');
    found.incident = state.incidents[0]?.id ?? null;
    found.error = resultError(error);
    noteEnd(findings, state.prompt, state);
  }
  const failed = all.some(({ state }) => findings.of(state.prompt).reason === 'rollback-failed');
  return runResult(session, {
    // By hand a rollback is a success, and then this run is none.
    exit_code: inputs.command === 'promote' || failed ? 1 : 2,
    live: all.at(-1)?.live ?? null,
    prompts: all.map(({ state }) => promptResult(state.prompt, state, findings.of(state.prompt))),
  });
}
