import type { PromptState, Quarantine } from '../live/state.ts';

/** A version as it lies on the default branch. */
export interface SourceVersion {
  readonly label: string;
  readonly commit: string;
  readonly path: string;
  readonly digest: string;
}

/** What the default branch asks for, before any metric is looked at. */
export type Release =
  | { readonly kind: 'adopt' }
  | { readonly kind: 'start' }
  | { readonly kind: 'supersede' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'none' }
  | { readonly kind: 'waits' }
  | { readonly kind: 'quarantined'; readonly entry: Quarantine }
  | { readonly kind: 'relabelled'; readonly label: string; readonly old: string };

/**
 * Compares the default branch with the state. Versions are told apart by digest alone; a known label
 * with another digest is `relabelled`; during an open question or a gradual rollback a newer version waits.
 */
export function planRelease(state: PromptState | null, source: SourceVersion): Release {
  if (state === null) return { kind: 'adopt' };
  const { stable, rollout, quarantine } = state;
  if (source.digest === rollout?.candidate.digest) return { kind: 'none' };
  const reverting = rollout?.phase === 'reverting';
  // The way back to it is under way already: a withdrawal would cut that short.
  if (source.digest === stable.digest)
    return rollout === null || reverting ? { kind: 'none' } : { kind: 'withdraw' };
  const entry = quarantine.find(({ digest }) => digest === source.digest);
  if (entry !== undefined) return { kind: 'quarantined', entry };
  const old = labelOwner(state, source);
  if (old !== null) return { kind: 'relabelled', label: source.label, old };
  if (rollout === null) return { kind: 'start' };
  return rollout.asking === null && !reverting ? { kind: 'supersede' } : { kind: 'waits' };
}

/** The commit of the version that has this label already, with other content; null when the label is free. */
function labelOwner(state: PromptState, source: SourceVersion): string | null {
  const { stable, rollout, previous, quarantine, retired, incidents } = state;
  const bad = incidents.map((incident) => incident.bad);
  const candidate = rollout === null ? [] : [rollout.candidate];
  const known = [stable, ...candidate, ...previous, ...quarantine, ...retired, ...bad];
  return sameLabelOtherContent(known, source)?.commit ?? null;
}

/** The first known version that has the label of `version` and other content; null when the label is free. */
export function sameLabelOtherContent<Known extends Pick<SourceVersion, 'label' | 'digest'>>(
  known: readonly Known[],
  version: Pick<SourceVersion, 'label' | 'digest'>,
): Known | null {
  return known.find(({ label, digest }) => label === version.label && digest !== version.digest) ?? null;
}
