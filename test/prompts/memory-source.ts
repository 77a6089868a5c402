import { createHash } from 'node:crypto';
import type { ContentFile, SourceRepo, TreeEntry } from '../../src/git/port.ts';

export const head = 'c0ffee1234567890c0ffee1234567890c0ffee12';

export type MemoryFile = string | Buffer | { readonly kind: 'symlink' | 'submodule' };

export interface MemoryTag {
  readonly name: string;
  readonly commit?: string;
  /** Digest of the prompt at the tag; `same` is that of the head. */
  readonly digest: 'same' | string | null;
}

const modes = { file: '100644', folder: '040000', symlink: '120000', submodule: '160000' } as const;

/** The default branch of a prompts repository in memory, and the paths whose content was read. */
export function memorySource(
  files: Readonly<Record<string, MemoryFile>>,
  tags: readonly MemoryTag[] = [],
): SourceRepo & { readonly read: string[] } {
  const read: string[] = [];
  const below = (path: string): [string, MemoryFile][] =>
    Object.entries(files)
      .filter(([name]) => name === path || name.startsWith(`${path}/`))
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const entry = (path: string): TreeEntry | null => {
    const found = below(path);
    const [first] = found;
    if (first === undefined) return null;
    const kind = first[0] === path ? kindOf(first[1]) : 'folder';
    const hash = createHash('sha1');
    for (const [name, file] of found) hash.update(`${name}\0`).update(bytesOf(file));
    return { kind, mode: modes[kind], digest: hash.digest('hex') };
  };
  return {
    branch: 'main',
    head,
    read,
    entry: async (path) => entry(path),
    async files(path) {
      read.push(path);
      return below(path).map(
        ([name, file]): ContentFile => ({
          path: name === path ? '' : name.slice(path.length + 1),
          mode: modes[kindOf(file)],
          bytes: bytesOf(file),
        }),
      );
    },
    async size(path) {
      const file = Object.hasOwn(files, path) ? files[path] : undefined;
      return file === undefined ? null : bytesOf(file).length;
    },
    async tagged(prefix, path) {
      const digest = entry(path)?.digest ?? null;
      return tags
        .filter(({ name }) => name.startsWith(prefix))
        .map((tag) => ({
          name: tag.name,
          commit: tag.commit ?? 'a'.repeat(40),
          digest: tag.digest === 'same' ? digest : tag.digest,
        }));
    },
    author: async () => null,
    async pushRevert() {
      throw new Error('reading a version pushes nothing');
    },
  };
}

function kindOf(file: MemoryFile): 'file' | 'symlink' | 'submodule' {
  return typeof file === 'string' || Buffer.isBuffer(file) ? 'file' : file.kind;
}

function bytesOf(file: MemoryFile): Buffer {
  if (Buffer.isBuffer(file)) return file;
  return Buffer.from(typeof file === 'string' ? file : 'target');
}
