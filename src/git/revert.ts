import { fail } from '../errors/fail.ts';
import { makeRef } from './api-data.ts';
import { digestOf } from './digest.ts';
import { branchRef, foldersOf } from './names.ts';
import { kindNames } from './objects.ts';
import type { CommitApi, RevertBranch, RevertRequest, Written } from './port.ts';
import { failureOf, isRule, refusalOf } from './refused.ts';
import { findBlocker } from './repository.ts';
import type { SourceStore, Tip } from './source-store.ts';
import { importCommits, push } from './transfer.ts';

/** How often the branch is built anew when the default branch moves while it is pushed. */
const attempts = 3;

/**
 * Pushes the branch with one commit on top of the default branch that makes the files of each part the whole
 * content of its path, without a checkout and without the content of any other file. What the remote's refs say afterwards decides what
 * became of a failed push. Throws `push-refused` and the other refusals, `branch-blocked`,
 * `revert-taken`, `path-blocked`; with `api`, which makes the commit in place of a push, the errors of the forge.
 */
export async function pushRevert(
  store: SourceStore,
  start: Tip,
  request: RevertRequest,
  api: CommitApi | null,
): Promise<RevertBranch> {
  const ref = branchRef(request.branch);
  const wanted = request.parts.map(({ path, files }) => ({ path, digest: digestOf(files) }));
  let tip = start;
  for (let attempt = 1; ; attempt++) {
    if ((await missing(store, tip.head, wanted)) === null) return { state: 'already', commit: null };
    const local = await build(store, tip, request);
    const written = await publish(store, tip, request, local, api);
    if (written.state === 'done') return { state: 'pushed', commit: written.id };
    const { head } = tip;
    tip = await store.tip();
    const there = tip.refs.get(ref);
    if (there !== undefined) return keep(store, there, request, wanted);
    // A server refuses a commit on an older tip when workflow files have changed since.
    const final = written.state === 'refused' && isRule(written.message);
    if (final || tip.head === head || attempt === attempts) throw refusal(tip, ref, written, api);
  }
}

/** Brings the local commit to the remote, under a branch that must not exist. */
async function publish(
  { repository }: SourceStore,
  { head, refs }: Tip,
  { branch, parts, message }: RevertRequest,
  local: string,
  api: CommitApi | null,
): Promise<Written> {
  const ref = branchRef(branch);
  if (api === null) {
    const { code, message: said } = await push(repository, [{ ref, commit: local }]);
    return code === 0 ? { state: 'done', id: local } : { state: 'refused', message: said };
  }
  // Nothing is uploaded in vain.
  if (refs.has(ref) || findBlocker(refs, [ref]) !== null) return { state: 'stale' };
  return makeRef(repository.git, api, ref, { local, parts, parent: head, message });
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

function refusal(
  { refs }: Tip,
  ref: string,
  written: Exclude<Written, { state: 'done' }>,
  api: CommitApi | null,
): Error {
  const blocker = findBlocker(refs, [ref]);
  if (blocker !== null) return fail('branch-blocked', blocker);
  if (api !== null || written.state !== 'refused') return failureOf(ref, written);
  return refusalOf(ref, written.message, 'git');
}
