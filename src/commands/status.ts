import { type ResolvedPrompt, resolvePrompt } from '../config/load.ts';
import { Failure } from '../errors/fail.ts';
import { readSnapshot } from '../live/snapshot.ts';
import type { PromptState } from '../live/state.ts';
import { peekVersion } from '../prompts/version.ts';
import type { Drift, PromptResult, RunResult } from '../result.ts';
import { promptResult, selectPrompts } from './prompts.ts';
import { runResult } from './run-result.ts';
import type { Session, View } from './session.ts';

/** What is live, what is rolling out, and how the default branch and the live branch differ. Writes nothing. */
export async function status(session: Session): Promise<RunResult> {
  const view = await session.view();
  const { config, live } = view;
  const snapshot = readSnapshot(await live.read(), live.branch);
  const name = session.inputs.prompt;
  const ids = snapshot.states.has(name) ? [name] : selectPrompts(config, name).map(({ id }) => id);
  const left =
    name === '' ? [...snapshot.states.keys()].filter((id) => !Object.hasOwn(config.prompts, id)) : [];
  const prompts: PromptResult[] = [];
  for (const id of [...ids, ...left]) {
    const state = snapshot.states.get(id);
    const prompt = Object.hasOwn(config.prompts, id) ? resolvePrompt(config, id) : null;
    prompts.push(promptResult(id, state, { reason: 'reported', drift: await driftOf(view, prompt, state) }));
  }
  return runResult(session, {
    reason_code: 'reported',
    exit_code: 0,
    live: { branch: live.branch, commit: snapshot.head },
    prompts,
  });
}

async function driftOf(
  view: View,
  prompt: ResolvedPrompt | null,
  state: PromptState | undefined,
): Promise<Drift | null> {
  const { branch } = view.source;
  if (prompt === null)
    return { kind: 'not-on-branch', detail: `it left the configuration on ${branch} and keeps serving` };
  if (state === undefined)
    return { kind: 'pending', detail: 'it is not adopted yet: the next promote does it' };
  try {
    const { digest } = await peekVersion(view.source, prompt);
    return compare(digest, state, branch);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return {
      kind: error.code === 'prompt-path-missing' ? 'not-on-branch' : 'unknown',
      detail: error.message,
    };
  }
}

function compare(digest: string, { stable, rollout, quarantine }: PromptState, branch: string): Drift | null {
  if (digest === rollout?.candidate.digest) return null;
  if (digest === stable.digest) {
    if (rollout === null) return null;
    return {
      kind: 'pending',
      detail: `${branch} went back to ${stable.label}: the next promote ends the rollout`,
    };
  }
  const entry = quarantine.find((item) => item.digest === digest);
  if (entry !== undefined)
    return {
      kind: 'rolled-back',
      detail: `${branch} still holds ${entry.label}, rolled back ${entry.at} by ${entry.by} (${entry.reason})`,
    };
  return { kind: 'pending', detail: `${branch} holds a version that is not released yet` };
}
