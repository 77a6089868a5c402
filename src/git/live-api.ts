import { fail } from '../errors/fail.ts';
import { makeRef } from './api-data.ts';
import { archiveNote } from './archives.ts';
import type { Git } from './git.ts';
import { isKept, makeLocally } from './live-push.ts';
import { tagRef } from './names.ts';
import { listTree, readObjects, sizesOf } from './objects.ts';
import type { ArchiveTag, CommitApi, LiveCommit, PushResult, Written } from './port.ts';
import { failureOf } from './refused.ts';
import { findBlocker, type Repository, resolve, shortName } from './repository.ts';
import { fetchRef, type Target } from './transfer.ts';

/**
 * `pushLive` by the API of the server. It cannot move several refs at once: the tags come first, for a tag without its
 * commit harms nobody and the next run finds it, but a commit without its tags would lose a version. Reads stay with git.
 * Throws the refusals, `branch-blocked`, `archive-taken`, and the errors of the forge.
 */
export async function pushLiveByApi(
  repository: Repository,
  api: CommitApi,
  branch: string,
  commit: LiveCommit,
): Promise<PushResult> {
  const { git } = repository;
  const { parent } = commit;
  if (parent !== null && !(await hasCommit(git, parent)) && (await fetchLive(repository, branch)) !== parent)
    return { state: 'conflict' };
  const { head, tags } = await makeLocally(git, branch, commit);
  if (parent === null || tags.length > 0) {
    const { refs } = await repository.refs('--heads', '--tags');
    if ((refs.get(branch) ?? null) !== parent) return { state: 'conflict' };
    const blocker = findBlocker(refs, [branch, ...tags.map(({ ref }) => ref)]);
    if (blocker !== null) throw fail('branch-blocked', blocker);
    for (const [index, tag] of commit.tags.entries())
      await archive(repository, api, tag, tags[index]?.commit ?? '', refs);
  }
  const written = await write(git, api, head, commit);
  if (written.state === 'done') return { state: 'done', commit: written.id };
  return settle(repository, head, commit, written);
}

async function write(git: Git, api: CommitApi, { ref, commit: local }: Target, commit: LiveCommit) {
  const { parent, message } = commit;
  const files = [...commit.files].flatMap(([path, text]) =>
    text === null ? [] : [{ path, bytes: Buffer.from(text) }],
  );
  if (parent === null) {
    const parts = files.map(({ path, bytes }) => ({ path, files: [{ path: '', mode: '100644', bytes }] }));
    return makeRef(git, api, ref, { local, parts, parent, message });
  }
  const gone = [...commit.files].filter(([, text]) => text === null).map(([path]) => path);
  // GitHub refuses to delete what is not there.
  const known = gone.length === 0 ? [] : await listTree(git, parent, ['-r'], gone);
  const deletes = known.map(({ path }) => path).filter((path) => gone.includes(path));
  return api.append({ branch: shortName(ref), parent, message, files, deletes });
}

/** What became of a write that did not succeed, or whose answer was lost: the branch says it. */
async function settle(
  repository: Repository,
  { ref, commit: local }: Target,
  { parent }: LiveCommit,
  written: Exclude<Written, { state: 'done' }>,
): Promise<PushResult> {
  if (written.state === 'stale') return { state: 'conflict' };
  const now = await fetchLive(repository, ref);
  if (now === parent) throw failureOf(ref, written);
  // The id is not known, but nobody else builds this tree on this parent and says the same of it.
  const isOurs = now !== null && (await sameContent(repository.git, now, local));
  return isOurs ? { state: 'done', commit: now } : { state: 'conflict' };
}

/** Makes a tag, if it is not there with that content. Throws `archive-taken` when it holds another. */
async function archive(
  repository: Repository,
  api: CommitApi,
  { name, message, path, files }: ArchiveTag,
  local: string,
  refs: ReadonlyMap<string, string>,
): Promise<void> {
  const target: Target = { ref: tagRef(name), commit: local };
  if (refs.has(target.ref) && (await isKept(repository, target))) return;
  const twin = { local, parts: [{ path, files }], parent: null, message: archiveNote(message, name) };
  const made = await makeRef(repository.git, api, target.ref, twin);
  if (made.state !== 'done' && !(await isKept(repository, target))) throw failureOf(target.ref, made);
}

function fetchLive(repository: Repository, ref: string): Promise<string | null> {
  return fetchRef(repository, ref, 'refs/rollout/live');
}

async function hasCommit(git: Git, id: string): Promise<boolean> {
  return (await sizesOf(git, [id], 'commit')).has(id);
}

/** Whether two commits have the same tree, parents and message; who made them, when, and signatures may differ. */
async function sameContent(git: Git, one: string, other: string): Promise<boolean> {
  const ids = [await resolve(git, one), await resolve(git, other)];
  const texts = await readObjects(git, ids);
  const [first, second] = ids.map((id) => contentOf(texts.get(id)?.toString() ?? ''));
  return first === second;
}

function contentOf(commit: string): string {
  const end = commit.indexOf('\n\n');
  const lines = commit.slice(0, end).split('\n');
  return [...lines.filter((line) => /^(?:tree|parent) /.test(line)), commit.slice(end).trimEnd()].join('\n');
}
