import { type Failure, fail } from '../errors/fail.ts';
import { type ImportCommit, importStream } from './fast-import.ts';
import type { Git, Outcome } from './git.ts';
import { findBlocker, type Repository, resolve } from './repository.ts';

/** A ref of the remote and the commit that it is to name. */
export interface Target {
  readonly ref: string;
  /** Empty: the ref is removed. */
  readonly commit: string;
  /** Where the ref must be for the push to happen; default: it must not exist. */
  readonly expected?: string | null;
}

/**
 * Fetches one ref of the remote, by default at depth 1, into `local` and returns the commit; null when there is no
 * such ref. Throws `branch-blocked` when there cannot be one.
 */
export async function fetchRef(
  repository: Repository,
  ref: string,
  local: string,
  depth = 1,
): Promise<string | null> {
  const { git, address } = repository;
  const fetch = [
    'fetch',
    `--depth=${depth}`,
    '--no-tags',
    '--no-write-fetch-head',
    '--',
    address,
    `+${ref}:${local}`,
  ];
  let outcome = await git.attempt(fetch);
  if (outcome.code > 0) {
    const { refs } = await repository.refs('--heads', '--tags');
    const blocker = findBlocker(refs, [ref]);
    if (blocker !== null) throw fail('branch-blocked', blocker);
    if (!refs.has(ref)) return null;
    // It may have been made between the two questions.
    outcome = await git.attempt(fetch);
  }
  if (outcome.code !== 0) throw repository.failure(outcome);
  return resolve(git, `${local}^{commit}`);
}

/**
 * Pushes commits, all or none, each only if its ref is where it is expected. The lease is not used for force:
 * a commit on a branch that exists is a child of what is expected.
 */
export function push({ git, address }: Repository, targets: readonly Target[]): Promise<Outcome> {
  const leases = targets.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ''}`);
  const refspecs = targets.map(({ ref, commit }) => `${commit}:${ref}`);
  return git.attempt([
    'push',
    '--porcelain',
    '--atomic',
    '--no-verify',
    ...leases,
    '--',
    address,
    ...refspecs,
  ]);
}

/**
 * What a failed push that changed nothing is: an error of the network when the remote said nothing of any ref, such
 * as after a connection that broke; null when it has judged the refs, or lets this token not push.
 */
export function lostPush(repository: Repository, outcome: Outcome): Failure | null {
  const judged = outcome.stdout
    .toString()
    .split('\n')
    .some((line) => line.startsWith('!\t'));
  const failure = repository.failure(outcome);
  return judged || failure.code === 'remote-refused' ? null : failure;
}

/** Makes commits in the local repository, with one process; returns their ids in this order. */
export async function importCommits(git: Git, commits: readonly ImportCommit[]): Promise<string[]> {
  const options = ['--quiet', '--force', '--done', '--date-format=raw'];
  const output = await git.run(['fast-import', ...options], importStream(commits));
  return output.toString().trim().split('\n');
}
