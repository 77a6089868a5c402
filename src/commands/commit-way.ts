import { fail } from '../errors/fail.ts';
import { githubCommits } from '../forge/index.ts';
import { describeRemote, type Remote } from '../git/index.ts';
import type { CommitApi } from '../git/port.ts';
import type { Facts } from '../host/port.ts';

/** Other forges that run actions give their address as GitHub's, but have this version of an API of their own. */
const foreign = /\/api\/v1\/*$/;

/**
 * What makes the commits for `commits: api`; `repository` is the remote's name on the GitHub of this run, null when it
 * is not there. Nothing is sent yet. Throws `commits-api-elsewhere`: what is read in one place must not be written to
 * another.
 */
export function openCommits(
  remote: Remote,
  repository: string | null,
  { apiUrl, serverUrl }: Facts,
): CommitApi {
  const { token } = remote;
  if (repository === null || token === null || foreign.test(apiUrl))
    throw fail('commits-api-elsewhere', { remote: describeRemote(remote) });
  return githubCommits({ apiUrl, serverUrl, repository, token });
}
