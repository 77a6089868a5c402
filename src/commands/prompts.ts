import { type ResolvedPrompt, resolvePrompt } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { fail } from '../errors/fail.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { PromptState } from '../live/state.ts';
import { noticesOf } from '../policy/notice.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { ReasonCode } from '../reasons.ts';
import type { Drift, PromptResult, ResultError } from '../result.ts';

/** The prompts that a run is about: the named one, or all of the configuration. Throws `prompt-unknown`. */
export function selectPrompts(config: Config, name: string): ResolvedPrompt[] {
  const ids = Object.keys(config.prompts);
  if (name === '') return ids.map((id) => resolvePrompt(config, id));
  if (!Object.hasOwn(config.prompts, name))
    throw fail('prompt-unknown', { prompt: name, known: ids.join(', ') });
  return [resolvePrompt(config, name)];
}

/** Running rollouts of the selected prompts, and of prompts that left the configuration meanwhile. */
export function runningStates(snapshot: Snapshot, name: string): PromptState[] {
  return [...snapshot.states.values()].filter(
    ({ prompt, rollout }) => rollout !== null && (name === '' || name === prompt),
  );
}

/** Prompts that a run has to come back to: a rollout runs, or a version is in staging. */
export function openStates(snapshot: Snapshot, name: string): PromptState[] {
  return [...snapshot.states.values()].filter(
    ({ prompt, rollout, soak }) => (rollout !== null || soak !== null) && (name === '' || name === prompt),
  );
}

interface Found {
  readonly reason: ReasonCode;
  readonly verdict?: Verdict | null;
  readonly incident?: string | null;
  readonly drift?: Drift | null;
  readonly error?: ResultError | null;
  readonly warnings?: readonly string[];
}

/** The result of one prompt, from its state at the end of the run and what was found on the way. */
export function promptResult(prompt: string, state: PromptState | undefined, found: Found): PromptResult {
  const incident = state?.incidents.find(({ id }) => id === found.incident);
  return {
    prompt,
    reason_code: found.reason,
    stable: state?.stable ?? null,
    rollout: state?.rollout ?? null,
    verdict: found.verdict ?? null,
    incident: incident ?? null,
    drift: found.drift ?? null,
    quarantined: state?.quarantine.length ?? 0,
    open_effects: state?.outbox.map(({ key }) => key) ?? [],
    error: found.error ?? null,
    warnings: [...(found.warnings ?? []), ...noticesOf(found.verdict?.problems ?? [])],
  };
}
