import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** A tree that holds nothing; git knows it without storing it. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** Stands for "no object" wherever git names an old and a new one. */
export const ZERO = '0'.repeat(40);

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitRun {
  readonly input?: string | Buffer | undefined;
  readonly env?: Record<string, string>;
  /** Exit codes that are an answer, not a failure. */
  readonly accept?: readonly number[];
}

/** The environment of every git process of the test double: nothing of the machine's configuration. */
export const GIT_ENVIRONMENT: Record<string, string> = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_LITERAL_PATHSPECS: '1',
};

/** Runs git in a bare repository. Rejects on an exit code that is neither 0 nor in `accept`. */
export function runGit(bareDir: string, args: readonly string[], run: GitRun = {}): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--git-dir', bareDir, ...args], { env: { ...GIT_ENVIRONMENT, ...run.env } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    // A git that ends before it has read its input closes the pipe; its exit code says the rest.
    child.stdin.on('error', (error: NodeJS.ErrnoException) => error.code === 'EPIPE' || reject(error));
    child.on('close', (code) => {
      const result = { code: code ?? -1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() };
      if (result.code === 0 || run.accept?.includes(result.code)) resolve(result);
      else reject(new Error(`git ${args.join(' ')} ended with ${result.code}: ${result.stderr}`));
    });
    child.stdin.end(run.input ?? '');
  });
}

/** The standard output of `runGit`, without the last newline. */
export async function git(bareDir: string, args: readonly string[], run: GitRun = {}): Promise<string> {
  const { stdout } = await runGit(bareDir, args, run);
  return stdout.toString().replace(/\n$/, '');
}

/** What GitHub allows; and no waiting for the disk, for nobody reads these repositories after a power failure. */
const SETTINGS = `[core]
fsync = none
[uploadpack]
allowFilter = true
allowAnySHA1InWant = true
[http]
receivepack = true
[receive]
fsckObjects = true
autogc = false
[gc]
auto = 0
`;

/** A new bare repository: its folders, and its files with their texts. */
interface Template {
  readonly folders: readonly string[];
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** What `git init` makes is the same each time: it is asked once for each name of the default branch. */
const templates = new Map<string, Promise<Template>>();

async function makeTemplate(defaultBranch: string): Promise<Template> {
  const dir = await mkdtemp(join(tmpdir(), 'template-'));
  try {
    await git(dir, ['init', '--quiet', '--bare', '--template=', `--initial-branch=${defaultBranch}`, dir]);
    await appendFile(join(dir, 'config'), SETTINGS);
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const paths = (kind: 'isDirectory' | 'isFile') =>
      entries
        .filter((entry) => entry[kind]())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)));
    const read = async (path: string) => [path, await readFile(join(dir, path), 'utf8')] as const;
    return { folders: paths('isDirectory'), files: await Promise.all(paths('isFile').map(read)) };
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Creates a bare repository that serves partial clones and takes pushes, as GitHub's do. */
export async function createBareRepository(bareDir: string, defaultBranch: string): Promise<void> {
  const template = templates.get(defaultBranch) ?? makeTemplate(defaultBranch);
  templates.set(defaultBranch, template);
  const { folders, files } = await template;
  await mkdir(bareDir, { recursive: true });
  for (const folder of folders) await mkdir(join(bareDir, folder), { recursive: true });
  for (const [path, text] of files) await writeFile(join(bareDir, path), text);
}

/**
 * The id of what a revision names, or `undefined`. `type` peels: a tag to its commit, a commit to its tree.
 * `revision:path` is taken as it is: it must be of the type already.
 */
export async function resolveObject(
  bareDir: string,
  revision: string,
  type: 'commit' | 'tree' | 'blob' | 'object' = 'object',
): Promise<string | undefined> {
  if (/[\n\0]/.test(revision)) return undefined;
  const peeled = revision.includes(':') ? revision : `${revision}^{${type}}`;
  const out = await git(bareDir, ['cat-file', '--batch-check'], { input: `${peeled}\n` });
  const [, sha, found] = /^([0-9a-f]{40}) (\w+) \d+$/.exec(out) ?? [];
  return type === 'object' || found === type ? sha : undefined;
}

export interface Ref {
  readonly ref: string;
  readonly sha: string;
  readonly type: string;
}

/** Every ref whose full name starts with `prefix`, in the order of names. */
export async function readRefs(bareDir: string, prefix = 'refs/'): Promise<Ref[]> {
  const out = await git(bareDir, ['for-each-ref', '--format=%(refname) %(objectname) %(objecttype)']);
  return out
    .split('\n')
    .map((line) => line.split(' '))
    .map(([ref = '', sha = '', type = '']) => ({ ref, sha, type }))
    .filter(({ ref }) => ref !== '' && ref.startsWith(prefix));
}

/**
 * Moves refs in one transaction. `old` undefined: whatever it is; `ZERO`: must not exist. `sha` `ZERO` deletes.
 * Returns what git said when it refused, else `undefined`.
 */
export async function moveRefs(
  bareDir: string,
  moves: readonly { readonly ref: string; readonly sha: string; readonly old?: string | undefined }[],
): Promise<string | undefined> {
  const lines = moves.map(({ ref, sha, old }) =>
    sha === ZERO ? `delete ${ref}${old ? ` ${old}` : ''}\n` : `update ${ref} ${sha}${old ? ` ${old}` : ''}\n`,
  );
  const run = { input: lines.join(''), accept: [1, 128] };
  const { code, stderr } = await runGit(bareDir, ['update-ref', '--stdin'], run);
  return code === 0 ? undefined : stderr;
}

export async function isAncestor(bareDir: string, ancestor: string, descendant: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', ancestor, descendant];
  return (await runGit(bareDir, args, { accept: [1] })).code === 0;
}

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** `undefined` takes the path away. */
  readonly sha: string | undefined;
}

/** Writes the tree that `base` becomes by the changes. Rejects when git finds a path or an object invalid. */
export async function changeTree(
  bareDir: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const index = join(bareDir, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await git(bareDir, ['read-tree', base ?? EMPTY_TREE], { env });
    const lines = changes.map(({ path, mode, sha }) =>
      sha === undefined ? `0 ${ZERO}\t${path}\0` : `${mode} ${sha}\t${path}\0`,
    );
    const add = ['update-index', '-z', '--add', '--replace', '--index-info'];
    if (lines.length > 0) await git(bareDir, add, { env, input: lines.join('') });
    return await git(bareDir, ['write-tree'], { env });
  } finally {
    await rm(index, { force: true });
  }
}

export function writeBlob(bareDir: string, content: Buffer): Promise<string> {
  return git(bareDir, ['hash-object', '-w', '--stdin'], { input: content });
}
