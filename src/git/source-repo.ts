import { fail } from '../errors/fail.ts';
import type { Git } from './git.ts';
import { assertObjectId, foldersOf } from './names.ts';
import { foldersAt, listTree, readObjects } from './objects.ts';
import { plainFiles } from './plain.ts';
import type { CommitApi, ContentFile, SourceRepo, TagRef } from './port.ts';
import type { RepositoryOptions } from './repository.ts';
import { pushRevert } from './revert.ts';
import { createQueue } from './serial.ts';
import { openStore, type SourceStore, type Tip } from './source-store.ts';

/** The prompts repository whose configuration is not yet read: that says who makes its commits. */
export interface OpenedSource extends SourceRepo {
  /** The same repository, whose revert branches the API makes in place of a push. */
  through(api: CommitApi): SourceRepo;
}

/**
 * Reads the default branch of the remote into a bare repository of its own: without contents, at depth 1.
 * Throws `remote-invalid`, `remote-unreachable`, `remote-refused`, `default-branch-missing`,
 * `object-format-unsupported`, `git-missing` or `git-failed`.
 */
export async function openSource(options: RepositoryOptions): Promise<OpenedSource> {
  const store = await openStore(options);
  const tip = await store.tip();
  const inTurn = createQueue();
  const by = (api: CommitApi | null): Pick<SourceRepo, 'pushRevert'> => ({
    pushRevert: (request) => inTurn(() => pushRevert(store, tip, request, api)),
  });
  const source = {
    branch: tip.branch,
    head: tip.head,
    entry: (path, commit = tip.head) =>
      inTurn(async () => {
        const entry = await store.entry(commit, path);
        return entry === null ? null : { kind: entry.kind, mode: entry.mode, digest: entry.digest };
      }),
    files: (path, { commit = tip.head, limit, prompt = path }) =>
      inTurn(() => readFiles(store, { commit, path, limit, prompt })),
    size: (path) => inTurn(() => sizeAt(store, tip.head, path)),
    author: (commit) => inTurn(() => authorOf(store, commit)),
    tagged: (prefix, path) => inTurn(() => findTags(store, tip, prefix, path)),
    ...by(null),
  } satisfies SourceRepo;
  return { ...source, through: (api) => ({ ...source, ...by(api) }) };
}

interface FilesQuery {
  readonly commit: string;
  readonly path: string;
  readonly limit: number;
  readonly prompt: string;
}

async function readFiles(store: SourceStore, query: FilesQuery): Promise<ContentFile[]> {
  const { commit, path, limit, prompt } = query;
  const files = plainFiles(await store.below(commit, path), path, prompt);
  const ids = files.map(({ digest }) => digest);
  const sizes = await store.blobs(ids);
  const bytes = ids.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
  if (bytes > limit) throw fail('prompt-too-large', { path, prompt, bytes, limit });
  const contents = await readObjects(store.repository.git, ids);
  return files.map(({ path: inside, mode, digest }) => ({
    path: inside,
    mode,
    bytes: contents.get(digest) ?? Buffer.alloc(0),
  }));
}

async function sizeAt(store: SourceStore, commit: string, path: string): Promise<number | null> {
  const entry = await store.entry(commit, path);
  if (entry?.kind !== 'file') return null;
  return (await store.blobs([entry.digest])).get(entry.digest) ?? null;
}

async function authorOf(store: SourceStore, commit: string) {
  assertObjectId(commit);
  if (!(await store.commits([commit])).has(commit)) return null;
  const bytes = await store.repository.git.run(['show', '--no-patch', '--format=%an%x00%ae', commit, '--']);
  const [name = '', email = ''] = bytes.toString().trimEnd().split('\0');
  return { name, email };
}

async function findTags(store: SourceStore, { refs }: Tip, prefix: string, path: string) {
  const tags = [...refs.keys()]
    .filter((ref) => ref.startsWith(`refs/tags/${prefix}`) && !ref.endsWith('^{}'))
    .map(
      (ref): TagRef => ({
        name: ref.slice('refs/tags/'.length),
        commit: refs.get(`${ref}^{}`) ?? refs.get(ref) ?? '',
      }),
    );
  const commits = await store.commits([...new Set(tags.map(({ commit }) => commit))]);
  const digests = await digestsAt(store.repository.git, [...commits], path);
  return tags
    .filter(({ commit }) => commits.has(commit))
    .map((tag) => ({ ...tag, digest: digests.get(tag.commit) ?? null }));
}

/** The digest of `path` at each commit. Commits share folders, so each folder is looked at once. */
export async function digestsAt(
  git: Git,
  commits: readonly string[],
  path: string,
): Promise<Map<string, string | undefined>> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folders = await foldersAt(git, commits, foldersOf(path).at(-1) ?? null);
  const found = new Map<string, string>();
  for (const folder of new Set(folders.values())) {
    const [entry] = await listTree(git, folder, [], [name]);
    if (entry !== undefined) found.set(folder, entry.digest);
  }
  return new Map([...folders].map(([commit, folder]) => [commit, found.get(folder)]));
}
