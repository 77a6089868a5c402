import { checkRunbook, mostRunbookCharacters } from '../config/runbook-file.ts';
import { Failure, fail } from '../errors/fail.ts';
import type { SourceRepo } from '../git/port.ts';
import type { Log } from '../host/port.ts';
import { codeownersLocations, mostCodeownersBytes, ownersOf } from '../report/codeowners.ts';
import type { Scenario } from '../report/runbook-template.ts';

/** Files of the default branch, besides the configuration, in which a team says who and what helps. */

/**
 * The owners' runbook for a scenario, checked; null when there is none. Throws `runbook-invalid` for one that
 * cannot be used.
 */
export async function readRunbook(
  source: SourceRepo,
  folder: string,
  scenario: Scenario,
): Promise<string | null> {
  const file = `${folder}/${scenario}.md`;
  const entry = await source.entry(file);
  if (entry === null) return null;
  const problem = (message: string, cause?: unknown) =>
    fail('runbook-invalid', { file, problems: `${file}:1: ${message}` }, cause);
  if (entry.kind !== 'file') throw problem(`is a ${entry.kind}, not a file`);
  // A character of UTF-8 has at most 4 bytes: what is longer is not fetched.
  const limit = 4 * mostRunbookCharacters;
  if (((await source.size(file)) ?? 0) > limit)
    throw problem(`is longer than ${mostRunbookCharacters} characters`);
  const [found] = await source.files(file, { limit });
  try {
    return checkRunbook(new TextDecoder('utf-8', { fatal: true }).decode(found?.bytes), file);
  } catch (error) {
    throw error instanceof Failure ? error : problem('is not UTF-8 text', error);
  }
}

/**
 * The same during an incident: there a runbook that cannot be used is warned of, and null takes the built-in one,
 * since no pull request may wait for it.
 */
export async function findRunbook(
  source: SourceRepo,
  folder: string,
  scenario: Scenario,
  log: Log,
): Promise<string | null> {
  try {
    return await readRunbook(source, folder, scenario);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'runbook-invalid') throw error;
    log.warn(`${error.message} ${error.cure}`);
    return null;
  }
}

/** The owners of a prompt's path by CODEOWNERS; none without such a file, or when GitHub would not read it. */
export async function readCodeOwners(source: SourceRepo, path: string): Promise<string[]> {
  for (const file of codeownersLocations) {
    const entry = await source.entry(file);
    if (entry?.kind !== 'file') continue;
    if (((await source.size(file)) ?? 0) > mostCodeownersBytes) return [];
    const [found] = await source.files(file, { limit: mostCodeownersBytes });
    const folder = (await source.entry(path))?.kind === 'folder';
    return ownersOf(new TextDecoder().decode(found?.bytes), folder ? `${path}/` : path);
  }
  return [];
}
