import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, messageOf } from '../errors/fail.ts';

export type Kind = 'file' | 'folder' | 'symlink' | 'other';

/** A folder of this machine whose content may come from strangers: no symbolic link is followed. */
export interface Folder {
  readonly root: string;
  /** What lies at `path`; `symlink` also for what lies behind one, null for nothing. */
  kind(path: string): Promise<Kind | null>;
  /** Size in bytes and whether it may be run, of a file that is there. */
  stat(path: string): Promise<{ readonly bytes: number; readonly executable: boolean }>;
  /** The content of a file that is there. Throws `file-unreadable`. */
  read(path: string): Promise<Buffer>;
  /** All files below `path` (empty: the folder itself), also symbolic links, without `.git` and `node_modules`. */
  below(path: string): Promise<string[]>;
}

/** More files are not looked at: a folder without git may be anything, even a home folder. */
const mostFiles = 20_000;

/** Opens a folder that exists. */
export function openFolder(root: string): Folder {
  return {
    root,
    kind: async (path) => {
      const parts = path.split('/');
      for (let length = 1; length < parts.length; length += 1) {
        const parent = await kindOf(join(root, ...parts.slice(0, length)));
        if (parent !== 'folder') return parent === 'symlink' ? 'symlink' : null;
      }
      return kindOf(join(root, path));
    },
    stat: async (path) => {
      const { size, mode } = await lstat(join(root, path));
      return { bytes: size, executable: (mode & 0o100) !== 0 };
    },
    read: async (path) => {
      try {
        return await readFile(join(root, path));
      } catch (error) {
        throw fail('file-unreadable', { file: path, message: messageOf(error) }, error);
      }
    },
    below: async (path) => {
      const found: string[] = [];
      await walk(root, path, found);
      return found.sort();
    },
  };
}

async function kindOf(path: string): Promise<Kind | null> {
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) return 'symlink';
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'other';
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(String(error.code))
    )
      return null;
    throw fail('file-unreadable', { file: path, message: messageOf(error) }, error);
  }
}

async function walk(root: string, path: string, found: string[]): Promise<void> {
  for (const entry of await readdir(join(root, path), { withFileTypes: true })) {
    if (found.length >= mostFiles) return;
    const inside = path === '' ? entry.name : `${path}/${entry.name}`;
    if (!entry.isDirectory()) found.push(inside);
    else if (entry.name !== '.git' && entry.name !== 'node_modules') await walk(root, inside, found);
  }
}
