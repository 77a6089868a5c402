import { credentialSettings, type Environment } from './environment.ts';
import { createGit, type Git, requireGit } from './git.ts';
import { listTree, readObjects, sizesOf } from './objects.ts';
import { plainFiles } from './plain.ts';
import type { ContentFile, SourceRepo, TagRef } from './port.ts';
import { endpointOf, type Remote } from './remote.ts';
import { rootOf } from './root.ts';
import { digestsAt } from './source-repo.ts';

/** A command line has an end. */
const mostArguments = 500;

/** A commit of a local repository, read as the default branch of a remote is. */
export type LocalCommit = Pick<SourceRepo, 'head' | 'entry' | 'files' | 'size' | 'tagged'> & {
  /** Digests of many paths at once; a path that is not there has none. */
  digests(paths: readonly string[]): Promise<Map<string, string>>;
};

/** The repository that a folder of this machine is a working tree of. Nothing is written to its branches or files. */
export interface Checkout {
  /** The top folder of the working tree. */
  readonly top: string;
  /** Commit that is checked out; null before the first one. */
  readonly head: string | null;
  /** Paths of the working tree that are no part of `head` as they are: changed, new, deleted. */
  changed(): Promise<string[]>;
  /** Files that are tracked, or could be: those that .gitignore names are left out. */
  files(): Promise<string[]>;
  /** The commit that a revision names; null when it is not here. */
  find(revision: string): Promise<string | null>;
  /** Parents of a commit that is here, whether they are here or not. */
  parents(commit: string): Promise<string[]>;
  /** Where two commits parted; null when history does not tell. */
  mergeBase(one: string, other: string): Promise<string | null>;
  /** Reads a commit that is here. */
  at(commit: string): LocalCommit;
  /**
   * Fetches one commit at depth 1 from a remote, where history is cut already (else the fetch would cut it);
   * what the remote said when it is not here afterwards, and null when it is.
   */
  fetch(remote: Remote, commit: string): Promise<string | null>;
  /** Name of the default branch as far as it can be seen without a network. */
  defaultBranch(): Promise<string>;
}

/**
 * Opens the repository that `folder` lies in; null when it lies in none. Throws `git-missing`, and `git-failed` when git
 * refuses it.
 */
export async function openCheckout(
  folder: string,
  environment: Environment = process.env,
): Promise<Checkout | null> {
  const root = await rootOf(folder);
  if (root === null) return null;
  const near = createGit({ folder: root, environment });
  await requireGit(near);
  const top = (await near.run(['rev-parse', '--show-toplevel'])).toString().replace(/\n$/, '');
  const git = createGit({ folder: top, environment });
  const find = (revision: string) => commitOf(git, `${revision}^{commit}`);
  return {
    top,
    head: await find('HEAD'),
    changed: async () => changedPaths(git),
    files: async () =>
      // A file in the middle of a merge is listed once for each of its stages.
      [...new Set(names(await git.run(['ls-files', '-z', '--cached', '--others', '--exclude-standard'])))],
    find,
    parents: async (commit) =>
      [...(await readHead(git, commit)).matchAll(/^parent ([0-9a-f]{40})$/gm)].map(([, id = '']) => id),
    mergeBase: async (one, other) => {
      const { code, stdout } = await git.attempt(['merge-base', one, other]);
      return code === 0 ? stdout.toString().trim() : null;
    },
    at: (commit) => readCommit(git, commit),
    fetch: async (remote, commit) => {
      const shallow = (await git.run(['rev-parse', '--is-shallow-repository'])).toString().trim();
      if (shallow !== 'true') return 'the history is whole, and does not have it';
      const { address, secrets, ...endpoint } = endpointOf(remote);
      const settings = credentialSettings({ address, secrets, ...endpoint });
      const { message } = await createGit({ folder: top, environment, settings, secrets }).attempt([
        ...['fetch', '--depth=1', '--no-tags', '--no-write-fetch-head', '--', address, commit],
      ]);
      return (await find(commit)) === null ? message || 'the remote does not have it' : null;
    },
    defaultBranch: () => defaultBranch(git),
  };
}

async function commitOf(git: Git, revision: string): Promise<string | null> {
  const { code, stdout } = await git.attempt([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    revision,
  ]);
  const id = stdout.toString().trim();
  return code === 0 && /^[0-9a-f]{40}$/.test(id) ? id : null;
}

/** The lines of a commit above its message. */
async function readHead(git: Git, commit: string): Promise<string> {
  const text = (await git.run(['cat-file', 'commit', commit])).toString();
  return text.slice(0, text.indexOf('\n\n'));
}

async function changedPaths(git: Git): Promise<string[]> {
  const entries = names(
    await git.run([
      '--no-optional-locks',
      'status',
      '--porcelain',
      '-z',
      '--untracked-files=all',
      '--no-renames',
    ]),
  );
  return entries.map((entry) => entry.slice(3));
}

function names(output: Buffer): string[] {
  return output
    .toString()
    .split('\0')
    .filter((name) => name !== '');
}

function readCommit(git: Git, commit: string): LocalCommit {
  const entry: LocalCommit['entry'] = async (path, at = commit) => {
    const [found] = await listTree(git, at, [], [path]);
    return found === undefined ? null : { kind: found.kind, mode: found.mode, digest: found.digest };
  };
  return {
    head: commit,
    entry,
    digests: async (paths) => {
      const found = new Map<string, string>();
      for (let from = 0; from < paths.length; from += mostArguments)
        for (const { path, digest } of await listTree(
          git,
          commit,
          [],
          paths.slice(from, from + mostArguments),
        ))
          found.set(path, digest);
      return found;
    },
    files: async (path, { commit: at = commit, prompt = path }): Promise<ContentFile[]> => {
      const listed = plainFiles(await listTree(git, at, ['-r'], [path]), path, prompt);
      const contents = await readObjects(
        git,
        listed.map(({ digest }) => digest),
      );
      return listed.map(({ path: inside, mode, digest }) => ({
        path: inside,
        mode,
        bytes: contents.get(digest) ?? Buffer.alloc(0),
      }));
    },
    size: async (path) => {
      const found = await entry(path);
      if (found?.kind !== 'file') return null;
      return (await sizesOf(git, [found.digest])).get(found.digest) ?? null;
    },
    tagged: async (prefix, path) => {
      const tags = await tagsOf(git, prefix);
      const here = await sizesOf(
        git,
        tags.map((tag) => tag.commit),
        'commit',
      );
      const digests = await digestsAt(git, [...here.keys()], path);
      return tags
        .filter((tag) => here.has(tag.commit))
        .map((tag) => ({ ...tag, digest: digests.get(tag.commit) ?? null }));
    },
  };
}

async function tagsOf(git: Git, prefix: string): Promise<TagRef[]> {
  const format = '%(refname:strip=2)%09%(objectname)%09%(*objectname)';
  const output = await git.run(['for-each-ref', `--format=${format}`, 'refs/tags/']);
  return output
    .toString()
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([name = '']) => name !== '' && name.startsWith(prefix))
    .map(([name = '', id = '', peeled]) => ({ name, commit: peeled || id }));
}

/** That of the remote, else the local branch with a usual name, else the one that is checked out. */
async function defaultBranch(git: Git): Promise<string> {
  const symbolic = async (ref: string): Promise<string | null> => {
    const { code, stdout } = await git.attempt(['symbolic-ref', '--quiet', ref]);
    return code === 0 ? stdout.toString().trim() : null;
  };
  const remote = await symbolic('refs/remotes/origin/HEAD');
  if (remote !== null) return remote.replace('refs/remotes/origin/', '');
  const usual = ['main', 'master'];
  const heads = names(
    Buffer.from(
      (await git.run(['for-each-ref', '--format=%(refname:strip=2)', 'refs/heads/']))
        .toString()
        .replaceAll('\n', '\0'),
    ),
  );
  const found = usual.find((name) => heads.includes(name));
  return found ?? (await symbolic('HEAD'))?.replace('refs/heads/', '') ?? 'main';
}
