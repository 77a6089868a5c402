import { fail } from '../errors/fail.ts';
import { kindNames, type ListedEntry } from './objects.ts';

/** A regular file with its path relative to the prompt's, and where its content is. */
export interface PlainFile {
  readonly path: string;
  readonly mode: string;
  readonly digest: string;
}

/**
 * The listed entries at and below `path` as files with paths relative to it (empty for the path itself).
 * Throws `prompt-not-plain` for a symbolic link or a submodule among them; `prompt` is for that message.
 */
export function plainFiles(entries: readonly ListedEntry[], path: string, prompt: string): PlainFile[] {
  return entries.map(({ kind, mode, digest, path: full }) => {
    if (kind !== 'file') throw fail('prompt-not-plain', { path: full, prompt, kind: kindNames[kind] });
    return { path: full === path ? '' : full.slice(path.length + 1), mode, digest };
  });
}
