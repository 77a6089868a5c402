import { fail } from '../errors/fail.ts';
import { digestOf } from '../git/index.ts';
import type { ContentFile } from '../git/port.ts';
import { type Content, contentsOf } from '../live/manifest.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Version } from '../live/state.ts';
import { archiveTag } from '../live/transact.ts';
import type { View } from './view.ts';

/**
 * The files of a version from its tag; null when there is no tag. Throws `version-damaged` when the tag holds
 * something else than the version was.
 */
export async function archivedFiles(
  view: View,
  prompt: string,
  version: Version,
): Promise<readonly ContentFile[] | null> {
  const tag = archiveTag(prompt, version.label);
  const files = await view.live.archived(tag, version.path);
  if (files === null) return null;
  const found = files.length === 0 ? 'nothing' : digestOf(files);
  if (found === version.digest) return files;
  throw fail('version-damaged', {
    prompt,
    version: version.label,
    tag,
    found: found.slice(0, 12),
    digest: version.digest.slice(0, 12),
  });
}

/** The files of a version out of flags.json, whose texts have no file modes; none when it has only a pointer. */
export function manifestFiles(snapshot: Snapshot, prompt: string, { digest }: Version): ContentFile[] {
  return fromContent(contentsOf(snapshot.manifest.flags[prompt]).get(digest));
}

/** The files of a version, wherever they are. Throws `version-lost` and `version-damaged`. */
export async function versionFiles(
  view: View,
  snapshot: Snapshot,
  prompt: string,
  version: Version,
): Promise<readonly ContentFile[]> {
  const files = (await archivedFiles(view, prompt, version)) ?? manifestFiles(snapshot, prompt, version);
  if (files.length === 0) throw lostVersion(prompt, version);
  return files;
}

/** The failure of a version whose content is nowhere. */
export function lostVersion(prompt: string, { label }: Version): Error {
  return fail('version-lost', { prompt, version: label, tag: archiveTag(prompt, label) });
}

function fromContent(content: Content | undefined): ContentFile[] {
  if (content === undefined) return [];
  const texts = typeof content === 'string' ? { '': content } : content;
  return Object.entries(texts).map(([path, text]) => ({ path, mode: '100644', bytes: Buffer.from(text) }));
}
