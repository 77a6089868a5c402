import { fail } from '../errors/fail.ts';
import { listArchives, removeArchives } from './archives.ts';
import type { Git } from './git.ts';
import { commitsWith } from './history.ts';
import { pushLiveByApi } from './live-api.ts';
import { pushLive } from './live-push.ts';
import { branchRef, tagRef } from './names.ts';
import { kindNames, type ListedEntry, listTree, readObjects } from './objects.ts';
import { plainFiles } from './plain.ts';
import type { CommitApi, ContentFile, LiveRepo, LiveTree } from './port.ts';
import { openRepository, type Repository, type RepositoryOptions } from './repository.ts';
import { createQueue } from './serial.ts';
import { fetchRef } from './transfer.ts';

/** Where the live branch is. */
export interface LiveOptions extends RepositoryOptions {
  readonly branch: string;
  /** Makes the commits, in place of a push. Tags are removed by git all the same. */
  readonly api?: CommitApi | undefined;
}

/**
 * Opens the live branch in a bare repository of its own: full, at depth 1. Nothing is read yet.
 * Throws `remote-invalid`, `ref-invalid`, `git-missing` or `git-failed`.
 */
export async function openLive(options: LiveOptions): Promise<LiveRepo> {
  const { branch, api } = options;
  const ref = branchRef(branch);
  const repository = await openRepository(options);
  const inTurn = createQueue();
  const tip = tipReader(repository, ref);
  let last: LiveTree | null = null;
  // A report asks for the same versions many times, and what a tag holds is checked against their digests.
  const archived = new Map<string, ContentFile[]>();
  return {
    branch,
    read: () =>
      inTurn(async () => {
        const head = await tip.read();
        if (last === null || last.head !== head) last = await readTree(repository, branch, head);
        return last;
      }),
    past: (commit, paths) => pastTrees(repository, ref, commit, paths, inTurn),
    push: (commit) =>
      inTurn(async () => {
        if (api !== undefined) {
          // What the server made is not here.
          tip.expect(null);
          return pushLiveByApi(repository, api, ref, commit);
        }
        const result = await pushLive(repository, ref, commit);
        tip.expect(result.state === 'done' ? result.commit : null);
        return result;
      }),
    archived: (tag, path) =>
      inTurn(async () => {
        const key = JSON.stringify([tag, path]);
        const files = archived.get(key) ?? (await readArchive(repository, tagRef(tag), path));
        if (files !== null) archived.set(key, files);
        return files;
      }),
    commitsWith: (line, since) => inTurn(() => commitsWith(repository, ref, line, since)),
    archives: () => inTurn(() => listArchives(repository)),
    removeArchives: (archives) => inTurn(() => removeArchives(repository, archives)),
  };
}

/**
 * Reads where the branch is, and fetches the commit when it is not here. A look reads the branch several times, and
 * mostly it has not moved, or only by the look's own push: then the name is asked for, which is half of a fetch.
 */
function tipReader(repository: Repository, ref: string) {
  let expected: string | null = null;
  return {
    async read(): Promise<string | null> {
      if (expected === null || (await repository.ref(ref)) !== expected)
        expected = await fetchRef(repository, ref, 'refs/rollout/live');
      return expected;
    },
    /** The commit that the branch should be at, and that is here; null when another one is there. */
    expect(commit: string | null): void {
      expected = commit;
    },
  };
}

async function readTree({ git }: Repository, branch: string, head: string | null): Promise<LiveTree> {
  if (head === null) return { head, files: new Map() };
  const entries = await listTree(git, head, ['-r']);
  const odd = entries.find(({ kind }) => kind !== 'file');
  if (odd !== undefined)
    throw fail('live-foreign', { branch, detail: `the ${kindNames[odd.kind]} ${JSON.stringify(odd.path)}` });
  return treeOf(git, head, entries);
}

async function treeOf(git: Git, head: string, entries: readonly ListedEntry[]): Promise<LiveTree> {
  const contents = await readObjects(
    git,
    entries.map(({ digest }) => digest),
  );
  const files = new Map<string, string>();
  const unreadable = new Map<string, string>();
  for (const { path, digest } of entries) {
    const text = textOf(contents.get(digest));
    if (text === null) unreadable.set(path, 'it is not UTF-8 text');
    else files.set(path, text);
  }
  return unreadable.size === 0 ? { head, files } : { head, files, unreadable };
}

/** Null for what is not UTF-8. */
function textOf(bytes: Buffer | undefined): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}

/** Commits of the branch's history that are fetched, step by step, until one will do. */
const depths = [50, 500, 5000];

async function* pastTrees(
  repository: Repository,
  ref: string,
  commit: string,
  paths: readonly string[],
  inTurn: ReturnType<typeof createQueue>,
): AsyncGenerator<LiveTree> {
  const { git } = repository;
  const seen = new Set([commit]);
  for (const depth of depths) {
    const older = await inTurn(async () => {
      await fetchRef(repository, ref, 'refs/rollout/past', depth);
      return (await git.run(['rev-list', '--date-order', commit])).toString().trim().split('\n');
    });
    const fresh = older.filter((id) => !seen.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) {
      seen.add(id);
      yield await inTurn(async () => {
        const entries = await listTree(git, id, ['-r'], paths);
        return treeOf(
          git,
          id,
          entries.filter(({ kind }) => kind === 'file'),
        );
      });
    }
  }
}

async function readArchive(repository: Repository, ref: string, path: string): Promise<ContentFile[] | null> {
  const commit = await fetchRef(repository, ref, 'refs/rollout/archive');
  if (commit === null) return null;
  const files = plainFiles(await listTree(repository.git, commit, ['-r'], [path]), path, path);
  const contents = await readObjects(
    repository.git,
    files.map(({ digest }) => digest),
  );
  return files.map(({ path: inside, mode, digest }) => ({
    path: inside,
    mode,
    bytes: contents.get(digest) ?? Buffer.alloc(0),
  }));
}
