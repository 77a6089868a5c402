import { existsSync } from 'node:fs';
import { fail } from '../errors/fail.ts';
import type { Environment } from './environment.ts';
import { createGit } from './git.ts';
import { rootOf } from './root.ts';

/**
 * The address of the remote `origin` of the repository that `folder` lies in; null when there is none.
 * Throws `git-failed` when git cannot read its configuration.
 */
export async function originOf(
  folder: string,
  environment: Environment = process.env,
): Promise<string | null> {
  if (!existsSync(folder)) return null;
  const git = createGit({ folder: (await rootOf(folder)) ?? folder, environment });
  const { code, stdout, message } = await git.attempt(['config', '--get', 'remote.origin.url']);
  if (code === 1) return null;
  if (code !== 0) throw fail('git-failed', { command: 'config', message });
  return stdout.toString().replace(/\n$/, '') || null;
}
