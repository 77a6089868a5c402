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
 * Pushes the branch with one commit on top of the default branch that makes the files of each part the whole
 * content of its path, without a checkout and without the content of any other file. What the remote's refs say afterwards decides what
 * became of a failed push. Throws `push-refused`, `branch-blocked`, `revert-taken`, `path-blocked`.
 */
export async function pushRevert(
  store: SourceStore,
  start: Tip,
  request: RevertRequest,
): Promise<RevertBranch> {
  const ref = branchRef(request.branch);
  const wanted = request.parts.map(({ path, files }) => ({ path, digest: digestOf(files) }));
  let tip = start;
  for (let attempt = 1; ; attempt++) {
    if ((await missing(store, tip.head, wanted)) === null) return { state: 'already', commit: null };
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

interface Wanted {
  readonly path: string;
  readonly digest: string;
}

/** The first path that does not hold at `commit` what it shall; null when all do. */
async function missing(
  store: SourceStore,
  commit: string,
  wanted: readonly Wanted[],
): Promise<string | null> {
  for (const { path, digest } of wanted)
    if ((await store.entry(commit, path))?.digest !== digest) return path;
  return null;
}

async function build(store: SourceStore, tip: Tip, request: RevertRequest): Promise<string> {
  const { parts, message, date } = request;
  const { git } = store.repository;
  for (const { path } of parts) await assertFits(store, tip, path);
  const [commit = ''] = await importCommits(git, [
    {
      ref: 'refs/rollout/revert',
      parent: tip.head,
      message,
      date,
      deletes: parts.map(({ path }) => path),
      files: parts.flatMap(({ path, files }) =>
        files.map((file) => ({ ...file, path: file.path === '' ? path : `${path}/${file.path}` })),
      ),
    },
  ]);
  return commit;
}

async function assertFits(store: SourceStore, tip: Tip, path: string): Promise<void> {
  for (const place of [...foldersOf(path), path]) {
    const kind = (await store.entry(tip.head, place))?.kind;
    const fits = kind === undefined || kind === 'folder' || (kind === 'file' && place === path);
    if (!fits)
      throw fail('path-blocked', { path, branch: tip.branch, blocker: place, kind: kindNames[kind] });
  }
}

/** A branch that is there stays as it is, if it restores the versions: an earlier run pushed it, or a person did. */
async function keep(
  store: SourceStore,
  commit: string,
  { branch }: RevertRequest,
  wanted: readonly Wanted[],
): Promise<RevertBranch> {
  const path = await missing(store, commit, wanted);
  if (path === null) return { state: 'pushed', commit };
  throw fail('revert-taken', { ref: branch, path });
}

function refusal({ refs }: Tip, ref: string, { message }: Outcome): Error {
  const blocker = findBlocker(refs, [ref]);
  return blocker === null
    ? fail('push-refused', { ref: shortName(ref), message })
    : fail('branch-blocked', blocker);
}
