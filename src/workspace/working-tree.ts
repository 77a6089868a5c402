import { fail } from '../errors/fail.ts';
import { type Checkout, digestOf } from '../git/index.ts';
import type { ContentFile } from '../git/port.ts';
import type { VersionSource } from '../prompts/version.ts';
import type { Folder } from './folder.ts';

/** As `resolveVersion` has it: no version holds more. */
const mostBytes = 1024 * 1024;

/**
 * The files of a working tree as versions are read from. Where they are those of the commit that is checked out, the
 * digest is that of the commit: git may keep other line ends in its working tree. `checkout` is null without git.
 * `paths` are those that will be asked for.
 * There are no tags: a label from one says nothing of a change that is not merged.
 */
export async function workingTree(
  folder: Folder,
  checkout: Checkout | null,
  paths: readonly string[],
): Promise<VersionSource> {
  const listed = checkout === null ? null : await checkout.files();
  const changed = checkout === null ? null : await checkout.changed();
  const committed = checkout?.head ? await checkout.at(checkout.head).digests(paths) : null;
  const filesOf = async (path: string): Promise<string[]> => {
    if (listed === null) return folder.below(path);
    const inside = listed.filter((file) => file.startsWith(`${path}/`));
    const kinds = await Promise.all(inside.map((file) => folder.kind(file)));
    return inside.filter((_, index) => kinds[index] !== null);
  };
  const files = async (path: string, limit: number, prompt: string): Promise<ContentFile[]> => {
    const kind = await folder.kind(path);
    const paths = kind === 'folder' ? await filesOf(path) : kind === null ? [] : [path];
    const found: ContentFile[] = [];
    let bytes = 0;
    for (const file of paths.sort(byBytes)) {
      const inside = file === path ? '' : file.slice(path.length + 1);
      if ((await folder.kind(file)) !== 'file') {
        found.push({ path: inside, mode: '120000', bytes: Buffer.alloc(0) });
        continue;
      }
      const { bytes: size, executable } = await folder.stat(file);
      bytes += size;
      if (bytes > limit) throw fail('prompt-too-large', { path, prompt, bytes, limit });
      found.push({ path: inside, mode: executable ? '100755' : '100644', bytes: await folder.read(file) });
    }
    return found;
  };
  return {
    head: checkout?.head ?? '',
    entry: async (path) => {
      const kind = await folder.kind(path);
      if (kind === null) return null;
      if (kind === 'symlink' || kind === 'other') return { kind: 'symlink', mode: '120000', digest: '' };
      const mode = kind === 'folder' ? '040000' : '100644';
      const same = changed?.some((file) => file === path || file.startsWith(`${path}/`)) === false;
      const known = same ? committed?.get(path) : undefined;
      if (known !== undefined) return { kind, mode, digest: known };
      const content = await files(path, mostBytes, path);
      return content.length === 0 ? null : { kind, mode, digest: digestOf(content) };
    },
    files: (path, { limit, prompt = path }) => files(path, limit, prompt),
    size: async (path) => ((await folder.kind(path)) === 'file' ? (await folder.stat(path)).bytes : null),
    tagged: async () => [],
  };
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
