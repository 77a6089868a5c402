import type { LoggedCommit } from './port.ts';
import type { Repository } from './repository.ts';

/** Clocks of two runs differ, and git counts from the commits' own times. */
const clockDifference = 3_600_000;

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
  const { git, address } = repository;
  const start = new Date(Date.parse(since) - clockDifference).toISOString();
  const local = 'refs/rollout/history';
  const outcome = await git.attempt([
    'fetch',
    `--shallow-since=${start}`,
    '--no-tags',
    '--no-write-fetch-head',
    '--',
    address,
    `+${ref}:${local}`,
  ]);
  if (outcome.code !== 0) throw repository.failure(outcome);
  const output = await git.run(['log', '--format=%H%x00%s%x00%B%x00%x00', local]);
  return output
    .toString()
    .split('\0\0\n')
    .map((entry) => entry.split('\0'))
    .filter(([, , message]) => message?.split('\n').includes(line))
    .map(([id = '', subject = '']) => ({ id, subject }));
}
