import { identity } from './git.ts';
import { assertNoOverlap, assertObjectId, assertTreePath } from './names.ts';

/** One regular file of a commit; `path` is from the root of the tree, `mode` 100644 or 100755. */
export interface ImportFile {
  readonly path: string;
  readonly mode: string;
  readonly bytes: Buffer;
}

/** One commit to make: on `parent`, or without one. Deletions come first; what is not named stays. */
export interface ImportCommit {
  /** The local ref that is set to the commit. */
  readonly ref: string;
  readonly parent: string | null;
  readonly message: string;
  /** ISO 8601: the time of author and committer, in whole seconds, UTC. */
  readonly date: string;
  readonly deletes: readonly string[];
  readonly files: readonly ImportFile[];
}

/**
 * The input of `git fast-import --done` that makes the commits and prints their ids, one a line, in this order.
 * Deterministic: the same commits give the same bytes. Throws on paths, modes, dates, parents and messages that
 * do not belong into a commit. Format: the manual page git-fast-import(1).
 */
export function importStream(commits: readonly ImportCommit[]): Buffer {
  const marks = commits.map((_, index) => `get-mark :${index + 1}\n`);
  return Buffer.concat([...commits.map(commitCommand), Buffer.from(`${marks.join('')}done\n`)]);
}

/** A path as fast-import reads it: in double quotes, everything but plain ASCII as an octal escape. */
export function quotePath(path: string): string {
  const bytes = [...Buffer.from(path)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}

function commitCommand(commit: ImportCommit, index: number): Buffer {
  const { ref, parent, message, date, deletes, files } = commit;
  for (const path of [...deletes, ...files.map((file) => file.path)]) assertTreePath(path);
  assertNoOverlap(files.map(({ path }) => path));
  if (parent !== null) assertObjectId(parent);
  if (message.includes('\0')) throw new Error('A commit message cannot hold a zero byte.');
  const person = `${identity.name} <${identity.email}> ${seconds(date)} +0000`;
  return Buffer.concat([
    Buffer.from(`commit ${ref}\nmark :${index + 1}\nauthor ${person}\ncommitter ${person}\n`),
    data(Buffer.from(message)),
    Buffer.from(parent === null ? '' : `from ${parent}\n`),
    ...deletes.map((path) => Buffer.from(`D ${quotePath(path)}\n`)),
    ...files.map(fileCommand),
    Buffer.from('\n'),
  ]);
}

function fileCommand({ path, mode, bytes }: ImportFile): Buffer {
  if (mode !== '100644' && mode !== '100755')
    throw new Error(`${JSON.stringify(path)} has the mode ${mode}, which no regular file has.`);
  return Buffer.concat([Buffer.from(`M ${mode} inline ${quotePath(path)}\n`), data(bytes)]);
}

function data(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

function seconds(date: string): number {
  const time = Date.parse(date);
  if (Number.isNaN(time) || time < 0) throw new Error(`"${date}" is not a date from 1970 on.`);
  return Math.floor(time / 1000);
}
