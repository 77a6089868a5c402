import { assertObjectId } from './names.ts';
import type { RemoteRef } from './port.ts';
import { refusalOf } from './refused.ts';
import type { Repository } from './repository.ts';
import { push } from './transfer.ts';

/** How many refs go in one push. */
const batch = 200;

/** How often a push is tried anew without the refs that moved. */
const rounds = 3;

/**
 * Removes branches and tags of the remote, each only if it still points to what it did; what moved meanwhile stays.
 * Returns the full names of those that are gone, whoever removed them. Throws `push-refused`.
 */
export async function removeRefs(repository: Repository, refs: readonly RemoteRef[]): Promise<string[]> {
  const gone: string[] = [];
  for (let index = 0; index < refs.length; index += batch)
    gone.push(...(await removeSome(repository, refs.slice(index, index + batch))));
  return gone;
}

async function removeSome(repository: Repository, some: readonly RemoteRef[]): Promise<string[]> {
  let wanted = some.map(({ name, id }) => {
    assertObjectId(id);
    return { ref: name, commit: '', expected: id };
  });
  for (let round = 1; ; round++) {
    const { message } = await push(repository, wanted);
    // What the refs say counts, as with every push.
    const { refs } = await repository.refs('--heads', '--tags');
    const still = wanted.filter(({ ref, expected }) => refs.get(ref) === expected);
    if (still.length === 0) return some.map(({ name }) => name).filter((name) => !refs.has(name));
    // All or none: one that moved meanwhile keeps the others, which then go without it.
    if (still.length === wanted.length || round === rounds)
      throw refusalOf(still[0]?.ref ?? '', message, 'git');
    wanted = still;
  }
}
