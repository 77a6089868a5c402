import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What people saw of a run of the demo; addresses are those of files. */
export interface Shown {
  readonly summary: string;
  readonly pullRequest: string | null;
  readonly issue: string | null;
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
