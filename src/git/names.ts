import { fail } from '../errors/fail.ts';

/** Zero-width characters that macOS ignores in file names, so that they can hide a `.git`. */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Throws when a path cannot lie in a tree that git may ever check out: absolute, with `.`, `..` or empty parts,
 * or with a `.git` in any spelling that a file system takes for it. Paths are bytes to git: any other is fine.
 */
export function assertTreePath(path: string): void {
  const objection = objectionTo(path);
  if (objection !== null) throw new Error(`The path ${JSON.stringify(path)} ${objection}.`);
}

function objectionTo(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.includes('\0')) return 'has a zero byte';
  if (!path.isWellFormed()) return 'is not Unicode text';
  for (const part of path.split('/')) {
    if (part === '') return 'is absolute or has an empty part';
    if (part === '.' || part === '..') return 'has a part that leads out of it';
    if (isDotGit(part)) return 'has a part that is .git';
  }
  return null;
}

function isDotGit(part: string): boolean {
  const plain = part.replace(ignored, '').toLowerCase();
  return /^(?:\.git|git~1)[. ]*(?::|$)/.test(plain) || /^\.git\\/.test(plain);
}

/** Throws when one of the paths is both a file and a folder, or comes twice: the later would replace the other. */
export function assertNoOverlap(paths: readonly string[]): void {
  const files = new Set(paths);
  if (files.size !== paths.length) throw new Error('The same path is written twice.');
  for (const path of paths) {
    const folder = foldersOf(path).find((each) => files.has(each));
    if (folder !== undefined)
      throw new Error(`${JSON.stringify(folder)} would be a file and a folder at once.`);
  }
}

/** The folders above a path, outermost first: `a`, `a/b` for `a/b/c`. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The full ref of a branch. Throws `ref-invalid` for a name that `git check-ref-format` would refuse. */
export function branchRef(name: string): string {
  return checked(name, `refs/heads/${name}`);
}

/** The full ref of a tag. Throws `ref-invalid`. */
export function tagRef(name: string): string {
  return checked(name, `refs/tags/${name}`);
}

function checked(name: string, ref: string): string {
  const badText = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[./]$/u.test(name);
  const badPart = name.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock'));
  if (name === '' || name === '@' || badText || badPart || !name.isWellFormed())
    throw fail('ref-invalid', { ref: name });
  return ref;
}

/** Throws when an object id is anything but 40 hexadecimal digits. */
export function assertObjectId(id: string): void {
  if (!/^[0-9a-f]{40}$/.test(id)) throw new Error(`${JSON.stringify(id)} is not an object id.`);
}
