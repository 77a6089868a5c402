import { fail } from '../errors/fail.ts';
import type { ImportCommit } from './fast-import.ts';
import type { Git } from './git.ts';
import { assertNoOverlap, tagRef } from './names.ts';
import { listTree } from './objects.ts';
import type { ArchiveTag, LiveCommit, PushResult } from './port.ts';
import { refusalOf } from './refused.ts';
import { findBlocker, type Repository, resolve, shortName } from './repository.ts';
import { fetchRef, importCommits, push, type Target } from './transfer.ts';

/**
 * Commits on `parent` and pushes, with the tags, if `branch` (a full ref) still is at `parent`; null: is not there.
 * What the remote's ref says afterwards decides what became of a failed push, never git's words.
 * Throws `push-refused` and the other refusals, `branch-blocked`, `archive-taken`, and the errors of an unreachable
 * remote.
 */
export async function pushLive(
  repository: Repository,
  branch: string,
  commit: LiveCommit,
): Promise<PushResult> {
  const { head, tags } = await makeLocally(repository.git, branch, commit);
  let wanted = tags;
  for (let round = 0; round < 3; round++) {
    const outcome = await push(repository, [{ ...head, expected: commit.parent }, ...wanted]);
    if (outcome.code === 0) return { state: 'done', commit: head.commit };
    const { refs } = await repository.refs('--heads', '--tags');
    const now = refs.get(branch) ?? null;
    // The answer may be cut after the remote has done its work.
    if (now === head.commit) return { state: 'done', commit: head.commit };
    if (now !== commit.parent) return { state: 'conflict' };
    const blocker = findBlocker(refs, [branch, ...wanted.map(({ ref }) => ref)]);
    if (blocker !== null) throw fail('branch-blocked', blocker);
    const present = wanted.filter(({ ref }) => refs.has(ref));
    if (present.length === 0) throw refusalOf(branch, outcome.message, 'git');
    const kept = new Set<Target>();
    for (const tag of present) if (await isKept(repository, tag)) kept.add(tag);
    wanted = wanted.filter((tag) => !kept.has(tag));
  }
  // The tags change under our hands: another writer is at work.
  return { state: 'conflict' };
}

/**
 * The commit and its tags as commits of the local repository, in which the parent must be. Throws on paths that do
 * not belong into a tree, and on what would be a file and a folder at once.
 */
export async function makeLocally(git: Git, branch: string, commit: LiveCommit) {
  const { parent, message, date, files, tags } = commit;
  const deletes = [...files].filter(([, text]) => text === null).map(([path]) => path);
  const writes = [...files].flatMap(([path, text]) =>
    text === null ? [] : [{ path, mode: '100644', bytes: Buffer.from(text) }],
  );
  const before = parent === null ? [] : await listTree(git, parent, ['-r']);
  const kept = before.map(({ path }) => path).filter((path) => !files.has(path));
  assertNoOverlap([...kept, ...writes.map(({ path }) => path)]);
  const head = { ref: 'refs/rollout/next', parent, message, date, deletes, files: writes };
  const ids = await importCommits(git, [head, ...tags.map((tag, index) => archiveCommit(tag, index, date))]);
  const target = (ref: string, index: number): Target => ({ ref, commit: ids[index] ?? '' });
  return {
    head: target(branch, 0),
    tags: tags.map(({ name }, index) => target(tagRef(name), index + 1)),
  };
}

function archiveCommit({ message, path, files }: ArchiveTag, index: number, date: string): ImportCommit {
  return {
    ref: `refs/rollout/archive-${index}`,
    parent: null,
    message,
    date,
    deletes: [],
    files: files.map((file) => ({ ...file, path: file.path === '' ? path : `${path}/${file.path}` })),
  };
}

/**
 * Whether the remote's tag holds the content already; false when it is gone meanwhile.
 * Throws `archive-taken` when it holds another, for then the version would be lost.
 */
export async function isKept(repository: Repository, { ref, commit }: Target): Promise<boolean> {
  const found = await fetchRef(repository, ref, 'refs/rollout/archive');
  if (found === null) return false;
  const [theirs, ours] = [
    await resolve(repository.git, `${found}^{tree}`),
    await resolve(repository.git, `${commit}^{tree}`),
  ];
  if (theirs !== ours) throw fail('archive-taken', { ref: shortName(ref) });
  return true;
}
