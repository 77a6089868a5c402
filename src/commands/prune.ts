import { fail } from '../errors/fail.ts';
import type { Archive, LiveRepo } from '../git/port.ts';
import { expired, keptDays } from '../live/retention.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Tags of versions past their time, and which of them were removed. */
export interface Pruned {
  readonly tags: readonly Archive[];
  readonly removed: readonly string[];
}

/**
 * Prints the tags of versions that are past their time and that no state speaks of, then removes them; with
 * `dry-run` only prints. All prompts at once, whatever `prompt` says.
 */
export async function prune({ inputs, log, clock }: Session, view: View, before: Snapshot): Promise<Pruned> {
  const { live } = view;
  assertWhole(before);
  const archives = await live.archives();
  assertThere(live, before, archives);
  const found = expired(archives, before.states.values(), clock.now());
  log.info(
    `${archives.length} version tags, ${found.length} older than ${keptDays} days and not needed${found.length > 0 ? ':' : ''}`,
  );
  for (const { name, date, id } of found) log.info(`  ${name} (${date.slice(0, 10)}, ${id.slice(0, 12)})`);
  if (inputs['dry-run'] || found.length === 0) return { tags: found, removed: [] };
  // Another run may have put one of them back while this one looked.
  const now = readSnapshot(await live.read(), live.branch);
  assertWhole(now);
  assertThere(live, now, archives);
  const tags = expired(found, now.states.values(), clock.now());
  const removed = await live.removeArchives(tags);
  log.info(`${removed.length} removed`);
  return { tags, removed };
}

/** Versions that only a damaged state speaks of would look as if nobody needed them. */
function assertWhole({ damaged }: Snapshot): void {
  for (const failure of damaged.values()) throw failure;
}

/** Without the live branch no state speaks of any version, and yet it may be put back, and need them all. */
function assertThere({ branch }: LiveRepo, { head }: Snapshot, [first]: readonly Archive[]): void {
  if (head === null && first !== undefined) throw fail('live-lost', { branch, tag: first.name });
}
