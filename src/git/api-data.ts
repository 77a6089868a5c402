import type { Git } from './git.ts';
import type { CommitApi, NewEntry, RevertPart, Written } from './port.ts';
import { resolve } from './repository.ts';

/** A commit that the server shall make of the same content as a local one. */
export interface Twin {
  /** The local commit. */
  readonly local: string;
  readonly parts: readonly RevertPart[];
  /** The commit under it; null: none. */
  readonly parent: string | null;
  readonly message: string;
}

/**
 * Lets the server make a commit with the tree of the local one. Every path of `parts` is replaced as a whole; what else
 * is in the tree of the parent stays. A tree that came out different is refused: nothing names it yet.
 */
export async function makeTwin(git: Git, api: CommitApi, twin: Twin): Promise<Written> {
  const { local, parts, parent, message } = twin;
  const entries: NewEntry[] = [];
  for (const { path, files } of parts) {
    const [first] = files;
    if (first?.path === '') {
      entries.push({ ...first, path });
      continue;
    }
    const folder = await api.tree(null, files);
    if (folder.state !== 'done') return folder;
    entries.push({ path, tree: folder.id });
  }
  const base = parent === null ? null : await resolve(git, `${parent}^{tree}`);
  const tree = await api.tree(base, entries);
  if (tree.state !== 'done') return tree;
  if (tree.id !== (await resolve(git, `${local}^{tree}`)))
    return { state: 'refused', message: 'the server made another tree of the same files' };
  return api.commit(tree.id, parent, message);
}

/** Makes the commit, and a ref (by its full name) that must not exist for it. Returns the commit. */
export async function makeRef(git: Git, api: CommitApi, ref: string, twin: Twin): Promise<Written> {
  const commit = await makeTwin(git, api, twin);
  if (commit.state !== 'done') return commit;
  const made = await api.createRef(ref, commit.id);
  return made.state === 'done' ? commit : made;
}
