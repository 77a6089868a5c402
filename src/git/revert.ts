import { fail } from '../errors/fail.ts';
import { digestOf } from './digest.ts';
import type { Outcome } from './git.ts';
import { branchRef, foldersOf } from './names.ts';
import { kindNames } from './objects.ts';
import type { RevertBranch, RevertRequest } from './port.ts';
import { findBlocker, shortName } from './repository.ts';
import type { SourceStore, Tip } from './source-store.ts';
import { importCommits, push } from './transfer.ts';

/** How often the branch is built anew when the default branch moves while it is pushed. */
const attempts = 3;

/**
 * Pushes the branch with one commit on top of the default branch that makes `files` the whole content of `path`,
 * without a checkout and without the content of any other file. What the remote's refs say afterwards decides what
 * became of a failed push. Throws `push-refused`, `branch-blocked`, `revert-taken`, `path-blocked`.
 */
export async function pushRevert(
  store: SourceStore,
  start: Tip,
  request: RevertRequest,
): Promise<RevertBranch> {
  const ref = branchRef(request.branch);
  const wanted = digestOf(request.files);
  let tip = start;
  for (let attempt = 1; ; attempt++) {
    if ((await store.entry(tip.head, request.path))?.digest === wanted)
      return { state: 'already', commit: null };
    const commit = await build(store, tip, request);
    const outcome = await push(store.repository, [{ ref, commit }]);
    if (outcome.code === 0) return { state: 'pushed', commit };
    const { head } = tip;
    tip = await store.tip();
    const there = tip.refs.get(ref);
    if (there !== undefined) return keep(store, there, request, wanted);
    // A server refuses a commit on an older tip when workflow files have changed since.
    if (tip.head === head || attempt === attempts) throw refusal(tip, ref, outcome);
  }
}

async function build(store: SourceStore, tip: Tip, request: RevertRequest): Promise<string> {
  const { path, files, message, date } = request;
  const { git } = store.repository;
  for (const place of [...foldersOf(path), path]) {
    const kind = (await store.entry(tip.head, place))?.kind;
    const fits = kind === undefined || kind === 'folder' || (kind === 'file' && place === path);
    if (!fits)
      throw fail('path-blocked', { path, branch: tip.branch, blocker: place, kind: kindNames[kind] });
  }
  const [commit = ''] = await importCommits(git, [
    {
      ref: 'refs/rollout/revert',
      parent: tip.head,
      message,
      date,
      deletes: [path],
      files: files.map((file) => ({ ...file, path: file.path === '' ? path : `${path}/${file.path}` })),
    },
  ]);
  return commit;
}

/** A branch that is there stays as it is, if it restores the version: an earlier run pushed it, or a person did. */
async function keep(
  store: SourceStore,
  commit: string,
  { branch, path }: RevertRequest,
  wanted: string,
): Promise<RevertBranch> {
  if ((await store.entry(commit, path))?.digest === wanted) return { state: 'pushed', commit };
  throw fail('revert-taken', { ref: branch, path });
}

function refusal({ refs }: Tip, ref: string, { message }: Outcome): Error {
  const blocker = findBlocker(refs, [ref]);
  return blocker === null
    ? fail('push-refused', { ref: shortName(ref), message })
    : fail('branch-blocked', blocker);
}
