import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The nearest folder with a `.git`, from an existing `folder` upwards; null when there is none. Git itself is never
 * started below it: it would take a folder whose files look like those of a bare repository for one, and a stranger's
 * change may hold such a folder, with a `config` that names programs to run and servers to ask.
 */
export async function rootOf(folder: string): Promise<string | null> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}
