import { fail } from '../errors/fail.ts';
import type { Git } from './git.ts';
import { assertObjectId, assertTreePath } from './names.ts';
import { type ListedEntry, listTree, sizesOf } from './objects.ts';
import type { TreeEntry } from './port.ts';
import { describeRemote, type Remote } from './remote.ts';
import {
  openRepository,
  type Repository,
  type RepositoryOptions,
  type Survey,
  shortName,
} from './repository.ts';

/** The tip of the remote's default branch, and all refs of the remote at that moment. */
export interface Tip {
  readonly branch: string;
  readonly head: string;
  readonly refs: Survey['refs'];
}

/** The prompts repository without its files' contents: those come when they are asked for, many at once. */
export interface SourceStore {
  readonly repository: Repository;
  /** Asks the remote for its default branch and fetches the tip. Throws `default-branch-missing`. */
  tip(): Promise<Tip>;
  /** The entry at `path`; the commit is fetched when it is not here. Throws `commit-missing`. */
  entry(commit: string, path: string): Promise<TreeEntry | null>;
  /** All entries at and below `path` that are not folders, in byte order. */
  below(commit: string, path: string): Promise<ListedEntry[]>;
  /** Fetches what is not here, with its trees; returns those that are commits. Throws `commit-missing`. */
  commits(ids: readonly string[]): Promise<Set<string>>;
  /** Fetches the contents that are not here, in one go; returns sizes in bytes, by id: theirs, and of all before. */
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

const name = 'prompts';
const lean = ['--filter=blob:none', '--no-tags', '--no-write-fetch-head'];

/** Opens the store. Nothing of the remote is read yet. Throws `remote-invalid`, `git-missing` or `git-failed`. */
export async function openStore(options: RepositoryOptions): Promise<SourceStore> {
  const repository = await openRepository(options);
  const { git } = repository;
  const fetcher = partial(repository);
  // What an id names never changes: it is asked for once.
  const known = new Set<string>();
  const sizes = new Map<string, number>();
  const entries = new Map<string, TreeEntry | null>();
  const commits = async (ids: readonly string[]) => {
    const fresh = ids.filter((id) => !known.has(id));
    for (const id of await fetchCommits(repository, fetcher, options.remote, fresh)) known.add(id);
    return new Set(ids.filter((id) => known.has(id)));
  };
  const need = async (commit: string, path: string) => {
    assertObjectId(commit);
    assertTreePath(path);
    if (!(await commits([commit])).has(commit))
      throw fail('commit-missing', { remote: describeRemote(options.remote), commit });
  };
  return {
    repository,
    commits,
    async tip() {
      const tip = await fetchTip(repository, fetcher, options.remote);
      known.add(tip.head);
      return tip;
    },
    async entry(commit, path) {
      await need(commit, path);
      const key = `${commit}:${path}`;
      const before = entries.get(key);
      if (before !== undefined) return before;
      const listed = await listTree(git, commit, [], [path]);
      const entry = listed.find((each) => each.path === path) ?? null;
      entries.set(key, entry);
      return entry;
    },
    async below(commit, path) {
      await need(commit, path);
      return listTree(git, commit, ['-r'], [path]);
    },
    async blobs(ids) {
      const fresh = ids.filter((id) => !sizes.has(id));
      for (const [id, size] of await fetchBlobs(repository, fetcher, fresh)) sizes.set(id, size);
      return sizes;
    },
  };
}

/**
 * Git that fetches without contents. The settings that make a partial clone go with these commands alone: no other
 * command then ever fetches what it lacks, one process and request for each object.
 */
function partial({ git, address }: Repository): Git {
  return git.with([
    [`remote.${name}.url`, address],
    [`remote.${name}.promisor`, 'true'],
    [`remote.${name}.partialclonefilter`, 'blob:none'],
  ]);
}

async function fetchTip(repository: Repository, fetcher: Git, remote: Remote): Promise<Tip> {
  const { head: ref, refs } = await repository.refs();
  const head = ref === null ? undefined : refs.get(ref);
  if (ref === null || head === undefined || !ref.startsWith('refs/heads/'))
    throw fail('default-branch-missing', { remote: describeRemote(remote) });
  // In a folder that was used before, the tip may be here: with its trees, as everything that is fetched.
  if (!(await sizesOf(repository.git, [head], 'commit')).has(head)) {
    const outcome = await fetcher.attempt(['fetch', '--depth=1', ...lean, name, `+${head}:refs/rollout/tip`]);
    if (outcome.code !== 0) throw repository.failure(outcome);
  }
  return { branch: shortName(ref), head, refs };
}

/** Which of the objects are commits, when all of them are here. */
async function fetchCommits(
  repository: Repository,
  fetcher: Git,
  remote: Remote,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { git } = repository;
  const here = await sizesOf(git, ids);
  const absent = ids.filter((id) => !here.has(id));
  if (absent.length > 0) {
    const outcome = await fetcher.attempt(['fetch', '--depth=1', ...lean, '--stdin', name], lines(absent));
    // Throws when the remote does not answer at all.
    if (outcome.code !== 0) await repository.refs('--heads');
    if (outcome.code !== 0)
      throw fail('commit-missing', { remote: describeRemote(remote), commit: absent.slice(0, 3).join(', ') });
  }
  return new Set((await sizesOf(git, ids, 'commit')).keys());
}

async function fetchBlobs({ git, failure }: Repository, fetcher: Git, ids: readonly string[]) {
  const unique = [...new Set(ids)];
  const here = await sizesOf(git, unique);
  const absent = unique.filter((id) => !here.has(id));
  if (absent.length === 0) return here;
  const quick = fetcher.with([['fetch.negotiationAlgorithm', 'noop']]);
  const outcome = await quick.attempt(['fetch', ...lean, '--stdin', name], lines(absent));
  if (outcome.code !== 0) throw failure(outcome);
  return sizesOf(git, unique);
}

function lines(ids: readonly string[]): Buffer {
  return Buffer.from(`${ids.join('\n')}\n`);
}
