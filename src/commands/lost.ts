import { fail } from '../errors/fail.ts';
import type { Snapshot } from '../live/snapshot.ts';
import { archiveTag } from '../live/transact.ts';
import type { View } from './view.ts';

/**
 * Throws `live-lost` when there is no live branch and yet one of the prompts has tags of released versions: the branch
 * was deleted, and with it what is stable, under test or in quarantine. Adopting anew would give all users whatever
 * the default branch holds.
 */
export async function assertNotLost(
  { live }: View,
  { head }: Snapshot,
  prompts: readonly string[],
): Promise<void> {
  if (head !== null) return;
  const places = prompts.map((prompt) => archiveTag(prompt, ''));
  const tags = await live.archives();
  const left = tags.find(({ name }) => places.some((place) => name.startsWith(place)));
  if (left === undefined) return;
  // Another run may have made the branch, with its tags, since this one has read it.
  if ((await live.read()).head !== null) return;
  throw fail('live-lost', { branch: live.branch, tag: left.name });
}
