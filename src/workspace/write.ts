import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, messageOf } from '../errors/fail.ts';
import type { Folder } from './folder.ts';

/**
 * Writes a file where nothing is, with the folders above it; false when something is there, which stays as it is. Throws
 * `file-unwritable`, also for a path that leads through a symbolic link.
 */
export async function writeNew(folder: Folder, path: string, text: string): Promise<boolean> {
  const above = dirname(path);
  if (above !== '.' && (await folder.kind(above)) === 'symlink')
    throw fail('file-unwritable', { file: path, message: `${above} is, or lies behind, a symbolic link` });
  try {
    await mkdir(join(folder.root, above), { recursive: true });
    await writeFile(join(folder.root, path), text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      error.code === 'EEXIST' &&
      (await folder.kind(path)) !== null
    )
      return false;
    throw fail('file-unwritable', { file: path, message: messageOf(error) }, error);
  }
}
