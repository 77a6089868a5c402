import type { PromptState } from '../live/state.ts';
import type { Committed } from '../live/transact.ts';
import { type RunResult, resultError } from '../result.ts';
import { Findings } from './findings.ts';
import { promptResult } from './prompts.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** A prompt that this run has put back, as it was then. */
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
    session.rolledBack.push({ state, live: { branch, commit } });
    if (commit !== null && message.incident !== null) session.rollbacks.set(message.incident, commit);
  }
}

/**
 * The result of a run that fails when it has put prompts back: that stays its news, since the steps after it act upon
 * it, and the failure stands beside it. Throws the error where nothing was put back.
 */
export function resultDespite(session: Session, error: unknown): RunResult {
  const { rolledBack, inputs } = session;
  const last = rolledBack.at(-1);
  if (last === undefined) throw error;
  const findings = new Findings();
  for (const { state } of rolledBack) {
    const found = findings.of(state.prompt);
    findings.note(state.prompt, 'rolled-back');
    found.incident = state.incidents[0]?.id ?? null;
    found.error = resultError(error);
  }
  return runResult(session, {
    // By hand a rollback is a success, and then this run is none.
    exit_code: inputs.command === 'promote' ? 1 : 2,
    live: last.live,
    prompts: rolledBack.map(({ state }) => promptResult(state.prompt, state, findings.of(state.prompt))),
  });
}
