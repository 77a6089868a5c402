import { fail } from '../errors/fail.ts';
import { identity } from './git.ts';
import { assertObjectId, tagRef } from './names.ts';
import type { Archive } from './port.ts';
import { type Repository, shortName } from './repository.ts';
import { push } from './transfer.ts';

/** Where the remote's tags are kept here, and the pattern of their names: prompt and version. */
const folder = 'refs/rollout/archives/';
const pattern = /^prompt-rollout\/[^/]+\/[^/]+$/;

/** How many tags go in one push. */
const batch = 200;

/** How often a push is tried anew without the tags that moved. */
const rounds = 3;

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
  const gone: string[] = [];
  for (let index = 0; index < archives.length; index += batch)
    gone.push(...(await removeSome(repository, archives.slice(index, index + batch))));
  return gone;
}

async function removeSome(repository: Repository, archives: readonly Archive[]): Promise<string[]> {
  let wanted = archives.map(({ name, id }) => {
    assertObjectId(id);
    return { ref: tagRef(name), commit: '', expected: id };
  });
  for (let round = 1; ; round++) {
    const { message } = await push(repository, wanted);
    // What the refs say counts, as with every push.
    const { refs } = await repository.refs('--tags');
    const still = wanted.filter(({ ref, expected }) => refs.get(ref) === expected);
    if (still.length === 0) return archives.map(({ name }) => name).filter((name) => !refs.has(tagRef(name)));
    // All or none: one that moved meanwhile keeps the others, which then go without it.
    if (still.length === wanted.length || round === rounds)
      throw fail('push-refused', { ref: shortName(still[0]?.ref ?? ''), message });
    wanted = still;
  }
}
