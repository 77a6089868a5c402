import { branchRef, tagRef } from './names.ts';
import type { RefStore } from './port.ts';
import { removeRefs } from './remove-refs.ts';
import { openRepository, type RepositoryOptions } from './repository.ts';
import { createQueue } from './serial.ts';

/**
 * Opens the branches and tags of the remote, in a bare repository that fetches nothing of them.
 * Throws `remote-invalid`, `git-missing` or `git-failed`.
 */
export async function openRefs(options: RepositoryOptions): Promise<RefStore> {
  const repository = await openRepository(options);
  const inTurn = createQueue();
  return {
    list: () =>
      inTurn(async () => {
        const { refs } = await repository.refs('--heads', '--tags');
        return [...refs].filter(([name]) => !name.endsWith('^{}')).map(([name, id]) => ({ name, id }));
      }),
    remove: (refs) =>
      inTurn(() => {
        for (const { name } of refs) assertOurs(name);
        return removeRefs(repository, refs);
      }),
  };
}

/** Throws for what is neither a branch nor a tag, and `ref-invalid` for a name that no ref has. */
function assertOurs(name: string): void {
  const short = name.replace(/^refs\/(?:heads|tags)\//, '');
  if (short === name) throw new Error(`${JSON.stringify(name)} is neither a branch nor a tag.`);
  if (name.startsWith('refs/heads/')) branchRef(short);
  else tagRef(short);
}
