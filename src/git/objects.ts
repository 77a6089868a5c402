import { fail } from '../errors/fail.ts';
import type { Git } from './git.ts';
import type { TreeEntry } from './port.ts';

/** One line of `git ls-tree`: an entry with its path from the root. */
export interface ListedEntry extends TreeEntry {
  readonly path: string;
}

const kinds: Record<string, TreeEntry['kind']> = {
  '040000': 'folder',
  '100644': 'file',
  '100755': 'file',
  '100664': 'file',
  '120000': 'symlink',
  '160000': 'submodule',
};

/** What a kind is called in a message. */
export const kindNames: Record<TreeEntry['kind'], string> = {
  file: 'file',
  folder: 'folder',
  symlink: 'symbolic link',
  submodule: 'submodule',
};

/** The entries of a tree, in byte order; with `paths` only these, and what is below them. Throws `git-failed`. */
export async function listTree(
  git: Git,
  tree: string,
  options: readonly ('-r' | '-t')[],
  paths: readonly string[] = [],
): Promise<ListedEntry[]> {
  const only = paths.length === 0 ? [] : ['--', ...paths];
  return parseTree(await git.run(['ls-tree', '-z', ...options, tree, ...only]));
}

/** Reads the output of `git ls-tree -z`. A name that is not UTF-8 throws: it could not be written back. */
export function parseTree(output: Buffer): ListedEntry[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const entries: ListedEntry[] = [];
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    const tab = output.indexOf(0x09, start);
    const [mode = '', , digest = ''] = output.toString('latin1', start, tab).split(' ');
    const kind = kinds[mode];
    const name = output.subarray(tab + 1, end);
    if (end < 0 || tab < 0 || kind === undefined)
      throw unreadable('ls-tree', output.toString('latin1', start, start + 80));
    try {
      entries.push({ kind, mode, digest, path: decoder.decode(name) });
    } catch (error) {
      throw fail(
        'git-failed',
        { command: 'ls-tree', message: `the name ${JSON.stringify(name.toString('latin1'))} is not UTF-8` },
        error,
      );
    }
    start = end + 1;
  }
  return entries;
}

/**
 * The size in bytes of each object that is here (and of that type), by id; absent ones are left out.
 * Nothing is fetched.
 */
export async function sizesOf(
  git: Git,
  ids: readonly string[],
  type: 'commit' | 'any' = 'any',
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const output = await git.run(['cat-file', '--batch-check'], lines(ids));
  const found = [...output.toString('latin1').matchAll(/^([0-9a-f]{40}) (\w+) (\d+)$/gm)];
  return new Map(
    found.flatMap(([, id = '', of, size]) => (type === 'any' || of === type ? [[id, Number(size)]] : [])),
  );
}

/** The tree of a folder (null: the root) at each commit, by commit; commits without that folder are left out. */
export async function foldersAt(
  git: Git,
  commits: readonly string[],
  folder: string | null,
): Promise<Map<string, string>> {
  if (commits.length === 0) return new Map();
  if (folder?.includes('\n')) throw new Error(`The path ${JSON.stringify(folder)} has a line feed.`);
  const asked = commits.map((commit) => (folder === null ? `${commit}^{tree}` : `${commit}:${folder}`));
  const answers = (await git.run(['cat-file', '--batch-check'], lines(asked))).toString().split('\n');
  return new Map(
    commits.flatMap((commit, index) => {
      const tree = /^([0-9a-f]{40}) tree \d+$/.exec(answers[index] ?? '')?.[1];
      return tree === undefined ? [] : [[commit, tree]];
    }),
  );
}

/** The content of each object, by id. Throws `git-failed` when one is not here. */
export async function readObjects(git: Git, ids: readonly string[]): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  return parseBatch(await git.run(['cat-file', '--batch'], lines([...new Set(ids)])));
}

/** Reads the output of `git cat-file --batch`: a line `id type size`, the content, a line feed. */
export function parseBatch(output: Buffer): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const head = output.toString('latin1', at, end);
    const [, id, size] = /^([0-9a-f]{40}) \w+ (\d+)$/.exec(head) ?? [];
    const next = end + 1 + Number(size);
    if (id === undefined || next >= output.length) throw unreadable('cat-file', head.slice(0, 80));
    contents.set(id, output.subarray(end + 1, next));
    at = next + 1;
  }
  return contents;
}

function lines(ids: readonly string[]): Buffer {
  return Buffer.from(`${ids.join('\n')}\n`);
}

function unreadable(command: string, text: string): Error {
  return fail('git-failed', { command, message: `its answer is not readable: ${JSON.stringify(text)}` });
}
