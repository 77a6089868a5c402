import type { ResolvedPrompt } from '../config/load.ts';
import { Failure } from '../errors/fail.ts';
import type { PromptState, Quarantine } from '../live/state.ts';
import { peekVersion } from '../prompts/version.ts';
import type { Drift } from '../result.ts';
import type { Candidate } from './release.ts';
import type { View } from './view.ts';

/** How the default branch and the live branch differ for one prompt; null when they agree. */
export async function driftOf(
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
  if (digest === rollout?.candidate.digest && rollout.phase !== 'reverting') return null;
  if (digest === stable.digest) {
    if (rollout === null || rollout.phase === 'reverting') return null;
    return {
      kind: 'pending',
      detail: `${branch} went back to ${stable.label}: the next promote ends the rollout`,
    };
  }
  const entry = quarantine.find((item) => item.digest === digest);
  if (entry !== undefined) return stillThere(entry, branch);
  return { kind: 'pending', detail: `${branch} holds a version that is not released yet` };
}

/** The drift of a version that was rolled back and still is on the default branch; null for any other. */
export function quarantineDrift({ release }: Candidate, branch: string): Drift | null {
  return release.kind === 'quarantined' ? stillThere(release.entry, branch) : null;
}

function stillThere({ label, at, by, reason }: Quarantine, branch: string): Drift {
  return {
    kind: 'rolled-back',
    detail: `${branch} still holds ${label}, rolled back ${at} by ${by === 'system' ? 'the system' : by} (${reason})`,
  };
}
