import { EMPTY_TREE, git, resolveObject, runGit } from './plumbing.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

function formatPerson({ name, email, date }: Person): string {
  return `${name} <${email}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

/** Writes a commit object, its message to the byte, and returns its id. */
export function writeCommit(bareDir: string, commit: Omit<Commit, 'sha'>): Promise<string> {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatPerson(commit.author)}`,
    `committer ${formatPerson(commit.committer)}`,
  ];
  const input = `${lines.join('\n')}\n\n${commit.message}`;
  return git(bareDir, ['hash-object', '-t', 'commit', '-w', '--stdin'], { input });
}

function parsePerson(line: string): Person {
  const match = /^(.*?) ?<([^>]*)> (\d+) [+-]\d{4}$/.exec(line);
  if (match === null) throw new Error(`No person in "${line}".`);
  const [, name = '', email = '', seconds = '0'] = match;
  return { name, email, date: new Date(Number(seconds) * 1000) };
}

/** Reads the commit that a revision names; `undefined` when it names none. */
export async function readCommit(bareDir: string, revision: string): Promise<Commit | undefined> {
  const sha = await resolveObject(bareDir, revision, 'commit');
  if (sha === undefined) return undefined;
  const text = (await runGit(bareDir, ['cat-file', 'commit', sha])).stdout.toString();
  const end = text.indexOf('\n\n');
  const headers = text.slice(0, end).split('\n');
  const all = (name: string) =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    sha,
    tree: all('tree')[0] ?? EMPTY_TREE,
    parents: all('parent'),
    author: parsePerson(all('author')[0] ?? ''),
    committer: parsePerson(all('committer')[0] ?? ''),
    message: text.slice(end + 2),
  };
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  /** Bytes; `undefined` for trees and submodules. */
  readonly size: number | undefined;
  readonly path: string;
}

/** Lists a tree; `paths` picks entries by their full path. */
export async function readTree(
  bareDir: string,
  tree: string,
  { recursive = false, paths = [] }: { recursive?: boolean; paths?: readonly string[] } = {},
): Promise<TreeEntry[]> {
  const flags = recursive ? ['-r', '-t'] : [];
  const { stdout } = await runGit(bareDir, ['ls-tree', '-z', '-l', ...flags, tree, '--', ...paths]);
  const records = stdout.toString().split('\0').filter(Boolean);
  return records.map((record) => {
    const [meta = '', path = ''] = record.split('\t');
    const [mode = '', type = '', sha = '', size = '-'] = meta.split(/ +/);
    return { mode, type, sha, size: size === '-' ? undefined : Number(size), path };
  });
}

export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'changed';
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
}

const STATUS = { A: 'added', D: 'removed', M: 'modified', T: 'changed' } as const;

function isStatus(letter: string): letter is keyof typeof STATUS {
  return letter in STATUS;
}

/** What differs between two trees, file by file. A renamed file is one removed and one added. */
export async function diffTrees(bareDir: string, from: string, to: string): Promise<FileChange[]> {
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--raw', '--numstat', from, to];
  const fields = (await runGit(bareDir, args)).stdout.toString().split('\0').filter(Boolean);
  const counts = new Map<string, [number, number]>();
  for (const field of fields) {
    const [added = '', deleted = '', path] = field.split('\t');
    if (path !== undefined) counts.set(path, [Number(added) || 0, Number(deleted) || 0]);
  }
  return fields.flatMap((field, position) => {
    const [, , old = '', sha = '', letter = ''] = field.split(' ');
    if (!field.startsWith(':') || !isStatus(letter)) return [];
    const path = fields[position + 1] ?? '';
    const [additions, deletions] = counts.get(path) ?? [0, 0];
    return [{ path, status: STATUS[letter], sha: letter === 'D' ? old : sha, additions, deletions }];
  });
}
