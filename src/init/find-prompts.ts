import { compareLabels } from '../prompts/label.ts';
import { type PromptFile, promptFile, versionInName } from './prompt-files.ts';

/** A prompt that was found; `versions` counts the files or folders that hold a version of it each. */
export interface FoundPrompt {
  readonly id: string;
  /** Where its newest version lies. */
  readonly path: string;
  readonly versions: number;
}

/**
 * The prompts among the files of a repository: a file each; a folder where its files are the parts of one (`system.md`,
 * `user.md`); the newest where names are versions (`support/v2.md`, `v2/support.md`, `support-v2.md`). The same
 * files make the same ids, whatever their order.
 */
export function findPrompts(paths: readonly string[]): FoundPrompt[] {
  const sorted = [...new Set(paths)].sort();
  const files = sorted.map(promptFile).filter((file) => file !== null);
  const folders = wholeFolders(files, sorted);
  const within = ({ folders: above }: PromptFile): string | undefined =>
    above.map((_, index) => above.slice(0, index + 1).join('/')).find((folder) => folders.has(folder));
  const units = [
    ...[...folders].map((folder) => unitOf(folder, folder.split('/'), '')),
    ...files
      .filter((file) => within(file) === undefined && file.alone)
      .map((file) => unitOf(file.path, [...file.folders, file.stem], endOf(file))),
  ];
  const groups = new Map<string, Unit[]>();
  for (const unit of units) groups.set(unit.key, [...(groups.get(unit.key) ?? []), unit]);
  const newest = [...groups.values()].map((group) => ({ ...newestOf(group), versions: group.length }));
  return withIds(newest.sort((one, other) => (one.path < other.path ? -1 : 1)));
}

/** Folders below one of prompts whose files all are parts of a prompt; never one inside another. */
function wholeFolders(files: readonly PromptFile[], all: readonly string[]): Set<string> {
  const byFolder = new Map<string, { all: number; parts: number }>();
  const parts = new Set(
    files
      .filter((file) => file.part && file.root >= 0 && file.root < file.folders.length - 1)
      .map(({ path }) => path),
  );
  for (const path of all) {
    const above = path.split('/').slice(0, -1);
    above.forEach((_, index) => {
      const folder = above.slice(0, index + 1).join('/');
      const counts = byFolder.get(folder) ?? { all: 0, parts: 0 };
      byFolder.set(folder, counts);
      counts.all += 1;
      if (index === above.length - 1 && parts.has(path)) counts.parts += 1;
    });
  }
  return new Set([...byFolder].filter(([, counts]) => counts.all === counts.parts).map(([folder]) => folder));
}

interface Unit {
  readonly path: string;
  /** The same for all versions of a prompt. */
  readonly key: string;
  readonly version: string | null;
  /** Names that an id is made of, from the outermost folder to its own. */
  readonly names: readonly string[];
}

function unitOf(path: string, segments: readonly string[], end: string): Unit {
  const read = segments.map((segment) => ({ segment, found: versionInName(segment) }));
  const versions = read.flatMap(({ found }) => (found === null ? [] : [found.version]));
  const names = read.map(({ segment, found }) => found?.rest ?? segment).filter((name) => name !== '');
  // Files of different formats are different prompts, unless their whole name is a version.
  const bare = read.at(-1)?.found?.rest === '';
  return {
    path,
    key: `${names.join('/')}${bare ? '' : end}`,
    version: versions.length === 0 ? null : versions.join('.'),
    names,
  };
}

function endOf({ path, stem }: PromptFile): string {
  return path.slice(path.lastIndexOf('/') + 1 + stem.length);
}

/** What has no version in its name is what is used now; versions beside it are its past. */
function newestOf(group: readonly Unit[]): Unit {
  const [first, ...others] = group;
  if (first === undefined) throw new Error('A group has a member.');
  return others.reduce((best, unit) => {
    if (best.version === null || unit.version === null) return best.version === null ? best : unit;
    return compareLabels(unit.version, best.version) > 0 ? unit : best;
  }, first);
}

const generic = /^(?:system|user|prompt|template|index|main|default|instructions?|prompts?|src|app|lib)$/i;

/** Gives each an id: its own name, with those of folders where that says nothing or is taken, else with a number. */
function withIds(units: readonly (Unit & { readonly versions: number })[]): FoundPrompt[] {
  const taken = new Set<string>();
  return units.map(({ path, names, versions }) => {
    const telling = names.filter((name, index) => index === names.length - 1 || !generic.test(name));
    const own = generic.test(telling.at(-1) ?? '') && telling.length > 1 ? telling.slice(0, -1) : telling;
    const longer = own.map((_, index) => slug(own.slice(own.length - 1 - index).join('-')));
    const [shortest = 'prompt'] = longer;
    let id = longer.find((name) => !taken.has(name));
    for (let number = 2; id === undefined; number += 1) {
      const numbered = `${shortest.slice(0, 58)}-${number}`;
      if (!taken.has(numbered)) id = numbered;
    }
    taken.add(id);
    return { id, path, versions };
  });
}

/** A text as a prompt id: 1 to 64 of a-z, 0-9, `-` and `_`, not at an end. */
function slug(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+/, '')
    .slice(0, 64);
  return letters.replace(/[-_]+$/, '') || 'prompt';
}
