import type { Archive } from '../git/port.ts';
import type { PromptState } from './state.ts';
import { archiveTag } from './transact.ts';

/** Days that a version's tag is kept: no half year is longer. */
export const keptDays = 184;

/**
 * The tags that may go: older than `keptDays`, and of a version that no state speaks of. What serves, served
 * before, rolls out, waits in staging, is in quarantine, or is the good or bad version of an incident that the state
 * keeps stays.
 */
export function expired(
  archives: readonly Archive[],
  states: Iterable<PromptState>,
  now: Date,
): readonly Archive[] {
  const kept = new Set([...states].flatMap(tagsOf));
  const oldest = now.getTime() - keptDays * 24 * 3600 * 1000;
  return archives.filter(({ name, date }) => !kept.has(name) && Date.parse(date) < oldest);
}

function tagsOf({ prompt, stable, previous, rollout, soak, incidents, quarantine }: PromptState): string[] {
  const versions = [
    stable,
    ...previous,
    ...(rollout === null ? [] : [rollout.candidate]),
    ...(soak === null ? [] : [soak.version]),
    ...incidents.flatMap(({ good, bad }) => [good, bad]),
    // Its text tells whether it comes back under another label.
    ...quarantine,
  ];
  return versions.map(({ label }) => archiveTag(prompt, label));
}
