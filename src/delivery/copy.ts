import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, messageOf } from '../errors/fail.ts';
import type { Delivery } from './port.ts';

/**
 * Writes the manifest to a file of the runner, whole or not at all: a reader sees the old content or the new
 * one, also after a crash. Where the path is a symbolic link, what it points to is replaced.
 * Throws `delivery-write-failed`; the folder must exist.
 */
export function copyDelivery({ path }: { readonly path: string }): Delivery {
  return {
    name: `copy ${path}`,
    async deliver(manifest) {
      try {
        await replace(await targetOf(path), manifest);
      } catch (error) {
        throw fail('delivery-write-failed', { path, message: messageOf(error) }, error);
      }
    },
  };
}

/** The temporary file lies in the same folder, since a rename is atomic only within one file system. */
async function replace(path: string, content: string): Promise<void> {
  const temporary = join(dirname(path), `.prompt-rollout-${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return path;
    throw error;
  }
}
