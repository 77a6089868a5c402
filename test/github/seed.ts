import { git, readRefs, resolveObject, runGit } from './plumbing.ts';

/** Text or bytes of a file; `null` deletes it; an object for anything but a plain file (160000: the commit's id). */
export type SeedFile =
  | string
  | Buffer
  | null
  | { readonly mode: '100644' | '100755' | '120000' | '160000'; readonly content: string | Buffer };

export interface SeedCommit {
  readonly branch: string;
  readonly files: Readonly<Record<string, SeedFile>>;
  readonly message: string;
  /** Default: a fixed day, so that the same calls give the same ids. */
  readonly date?: Date;
  readonly author?: { readonly name: string; readonly email: string };
  /** Where a branch that does not exist yet starts; default: it gets a first commit without a parent. */
  readonly from?: string;
}

const DAY = new Date('2026-01-05T09:00:00Z');
const AUTHOR = { name: 'Alice', email: 'alice@example.com' };

function quotePath(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

function data(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

function fileCommand([path, file]: [string, SeedFile]): Buffer {
  if (file === null) return Buffer.from(`D ${quotePath(path)}\n`);
  const plain = typeof file === 'string' || Buffer.isBuffer(file);
  const { mode, content } = plain ? { mode: '100644', content: file } : file;
  if (mode === '160000') return Buffer.from(`M ${mode} ${content} ${quotePath(path)}\n`);
  return Buffer.concat([Buffer.from(`M ${mode} inline ${quotePath(path)}\n`), data(content)]);
}

/** Commits files to a branch of a bare repository, without a checkout and without a push; returns the commit's id. */
export async function commitFiles(bareDir: string, commit: SeedCommit): Promise<string> {
  const { branch, files, message, date = DAY, author = AUTHOR, from } = commit;
  const ref = `refs/heads/${branch}`;
  const start =
    (await resolveObject(bareDir, ref)) ?? (from && (await resolveObject(bareDir, from, 'commit')));
  if (from !== undefined && start === undefined) throw new Error(`There is no commit ${from} to start from.`);
  const person = `${author.name} <${author.email}> ${Math.floor(date.getTime() / 1000)} +0000`;
  const input = Buffer.concat([
    Buffer.from(`commit ${ref}\nmark :1\nauthor ${person}\ncommitter ${person}\n`),
    data(message),
    Buffer.from(start === undefined ? '' : `from ${start}\n`),
    ...Object.entries(files).map(fileCommand),
    Buffer.from('\nget-mark :1\ndone\n'),
  ]);
  return git(bareDir, ['fast-import', '--quiet', '--done', '--date-format=raw-permissive'], { input });
}

/** The text of a file at a revision, or `undefined` when it is not there. */
export async function showFile(bareDir: string, revision: string, path: string): Promise<string | undefined> {
  const input = `${revision}:${path}\n`;
  if (/[\n\0]/.test(input.slice(0, -1))) return undefined;
  const { stdout } = await runGit(bareDir, ['cat-file', '--batch'], { input });
  const end = stdout.indexOf('\n');
  const isBlob = /^[0-9a-f]{40} blob \d+$/.test(stdout.toString('latin1', 0, end));
  return isBlob ? stdout.toString('utf8', end + 1, stdout.length - 1) : undefined;
}

/** Every ref under `prefix` with the id of what it points to. */
export async function listRefs(bareDir: string, prefix = 'refs/'): Promise<Record<string, string>> {
  return Object.fromEntries((await readRefs(bareDir, prefix)).map(({ ref, sha }) => [ref, sha]));
}

/** The subjects of a revision's history, newest first, along first parents. */
export async function listSubjects(bareDir: string, revision: string): Promise<string[]> {
  const out = await git(bareDir, ['log', '--first-parent', '--format=%s', '--end-of-options', revision]);
  return out.split('\n').filter(Boolean);
}
