import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from '../errors/fail.ts';

/** What people saw of a run of the demo; addresses are those of files. */
export interface Shown {
  readonly summary: string;
  readonly pullRequest: string | null;
  readonly issue: string | null;
}

/**
 * Sees that a folder is new or empty: an older demo in it would be played on. Throws `input-invalid` when it holds
 * anything, or is a file.
 */
export async function expectEmpty(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [folder];
    throw error;
  });
  if (found.length > 0)
    throw fail('input-invalid', { input: 'keep', value: folder, expected: 'a new or empty folder' });
}

/**
 * Puts what people see beside each other into `folder`: `summary.md`, `pull-request.md` and `issue.md` of the
 * rollback, and `summary-promotion.md` of the good version. Returns the names of the files.
 */
export async function keepReports(folder: string, rollback: Shown, promotion: string): Promise<string[]> {
  await writeFile(join(folder, 'summary.md'), rollback.summary);
  await writeFile(join(folder, 'summary-promotion.md'), promotion);
  const copied: string[] = [];
  const copies = { 'pull-request.md': rollback.pullRequest, 'issue.md': rollback.issue };
  for (const [name, url] of Object.entries(copies)) {
    if (url === null) continue;
    await copyFile(fileURLToPath(url), join(folder, name));
    copied.push(name);
  }
  return ['summary.md', ...copied, 'summary-promotion.md'];
}
