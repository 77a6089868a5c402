import { fail } from '../errors/fail.ts';
import type { Archive, ArchiveTag, ContentFile, LiveRepo } from '../git/port.ts';
import type { Snapshot } from '../live/snapshot.ts';
import { archiveTag } from '../live/transact.ts';
import type { View } from './view.ts';

/** A tag that an adoption would make. */
type OwnTag = Pick<ArchiveTag, 'name' | 'path' | 'files'>;

/**
 * Throws `live-lost` when there is no live branch and yet one of the prompts has tags of released versions: the branch
 * was deleted, and with it what is stable, under test or in quarantine. Adopting anew would give all users whatever
 * the default branch holds. `own` are the tags that an adoption would make: one that is there already, with the same
 * content, is what a first run left that broke off between its tags and the branch, and of one version nothing is lost.
 */
export async function assertNotLost(
  { live }: View,
  { head }: Snapshot,
  prompts: readonly string[],
  own: readonly OwnTag[] = [],
): Promise<void> {
  if (head !== null) return;
  const places = prompts.map((prompt) => archiveTag(prompt, ''));
  const tags = await live.archives();
  const left = await firstOther(
    live,
    tags.filter(({ name }) => places.some((place) => name.startsWith(place))),
    own,
  );
  if (left === null) return;
  // Another run may have made the branch, with its tags, since this one has read it.
  if ((await live.read()).head !== null) return;
  throw fail('live-lost', { branch: live.branch, tag: left });
}

/** The name of the first tag that is not among `own`, or holds something else; null when there is none. */
async function firstOther(
  live: LiveRepo,
  tags: readonly Archive[],
  own: readonly OwnTag[],
): Promise<string | null> {
  for (const { name } of tags) {
    const mine = own.find((tag) => tag.name === name);
    const kept = mine === undefined ? null : await live.archived(name, mine.path);
    if (mine === undefined || kept === null || textOf(kept) !== textOf(mine.files)) return name;
  }
  return null;
}

function textOf(files: readonly ContentFile[]): string {
  const entries = files.map(({ path, mode, bytes }) => [path, mode, bytes.toString('base64')]);
  return JSON.stringify(entries.sort(([one = ''], [other = '']) => (one < other ? -1 : 1)));
}
