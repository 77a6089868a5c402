import type { LoggedCommit } from './port.ts';
import type { Repository } from './repository.ts';

/** Clocks of two runs differ, and git counts from the commits' own times. */
const clockDifference = 3_600_000;

const local = 'refs/rollout/history';

/**
 * The commits of a ref of the remote since a time (ISO 8601) whose message has this line, newest first. Fetches them
 * without anything older. Throws the failure of a remote that does not answer.
 */
export async function commitsWith(
  repository: Repository,
  ref: string,
  line: string,
  since: string,
): Promise<LoggedCommit[]> {
  const start = Date.parse(since) - clockDifference;
  const outcome = await fetchHistory(repository, ref, `--shallow-since=${new Date(start).toISOString()}`);
  if (outcome.code !== 0) {
    if (noneSelected.test(outcome.message) && (await movedAt(repository, ref)) < start) return [];
    throw repository.failure(outcome);
  }
  const output = await repository.git.run(['log', '--format=%H%x00%s%x00%B%x00%x00', local]);
  return output
    .toString()
    .split('\0\0\n')
    .map((entry) => entry.split('\0'))
    .filter(([, , message]) => message?.split('\n').includes(line))
    .map(([id = '', subject = '']) => ({ id, subject }));
}

/**
 * A branch without any commit since then is an error to git, not an empty answer. Over HTTP only the second text
 * arrives, which a connection that breaks has too: so the branch's newest commit decides.
 */
const noneSelected = /no commits selected for shallow requests|error processing shallow info/;

/** When a ref of the remote last moved, by its commit, in milliseconds. */
async function movedAt(repository: Repository, ref: string): Promise<number> {
  const outcome = await fetchHistory(repository, ref, '--depth=1');
  if (outcome.code !== 0) throw repository.failure(outcome);
  return 1000 * Number(await repository.git.run(['log', '-1', '--format=%ct', local]));
}

function fetchHistory({ git, address }: Repository, ref: string, depth: string) {
  return git.attempt([
    'fetch',
    depth,
    '--no-tags',
    '--no-write-fetch-head',
    '--',
    address,
    `+${ref}:${local}`,
  ]);
}
