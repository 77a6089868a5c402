import { identity } from './git.ts';
import { tagRef } from './names.ts';
import type { Archive } from './port.ts';
import { removeRefs } from './remove-refs.ts';
import { type Repository, shortName } from './repository.ts';

/** Where the remote's tags are kept here, and the pattern of their names: prompt and version. */
const folder = 'refs/rollout/archives/';
const pattern = /^prompt-rollout\/[^/]+\/[^/]+$/;

/**
 * All tags on the remote that this program has made: they name a commit of its own. Throws the failure of a
 * remote that does not answer.
 */
export async function listArchives(repository: Repository): Promise<Archive[]> {
  const { git, address } = repository;
  const { refs } = await repository.refs('--tags');
  const some = [...refs.keys()].some((ref) => ref.startsWith('refs/tags/prompt-rollout/'));
  // At depth 1 git takes a pattern that nothing fits for a failure.
  if (!some) return [];
  const outcome = await git.attempt([
    'fetch',
    '--depth=1',
    '--no-tags',
    '--prune',
    '--no-write-fetch-head',
    '--',
    address,
    `+refs/tags/prompt-rollout/*:${folder}prompt-rollout/*`,
  ]);
  if (outcome.code !== 0) throw repository.failure(outcome);
  const fields = ['refname', 'objectname', 'objecttype', 'committeremail', 'committerdate:unix'];
  const output = await git.run([
    'for-each-ref',
    `--format=${fields.map((field) => `%(${field})`).join('%09')}`,
    folder,
  ]);
  return output
    .toString()
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([ref = '', id = '', type, email, seconds]) => {
      const name = ref.slice(folder.length);
      const ours = type === 'commit' && email === `<${identity.email}>` && pattern.test(name);
      return ours ? [{ name, id, date: new Date(Number(seconds) * 1000).toISOString() }] : [];
    });
}

/** Removes the tags, each only if it still points to what it did; what moved meanwhile stays. */
export async function removeArchives(
  repository: Repository,
  archives: readonly Archive[],
): Promise<string[]> {
  const tags = archives.map(({ name, id }) => ({ name: tagRef(name), id }));
  return (await removeRefs(repository, tags)).map(shortName);
}
