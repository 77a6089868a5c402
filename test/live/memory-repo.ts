import { fail } from '../../src/errors/fail.ts';
import type { ContentFile, LiveCommit, LiveRepo, LiveTree } from '../../src/git/port.ts';

/** What another writer does to the files of the branch. */
export type Interference = (files: Map<string, string>) => void;

export interface MemoryRepo extends LiveRepo {
  /** Commits that were pushed by us, oldest first. */
  readonly pushed: readonly LiveCommit[];
  readonly head: string | null;
  file(path: string): string | undefined;
  /** Before our next push another writer commits; once for each call. */
  interfere(change: Interference): void;
  /** Before each of our pushes another writer commits. */
  interfereAlways(change: Interference): void;
  /** The remote refuses our next push. */
  refuse(): void;
}

/** A live branch in memory: a compare-and-swap on its head, and other writers who move it. */
export function memoryRepo(files: Readonly<Record<string, string>> = {}): MemoryRepo {
  const tree = new Map(Object.entries(files));
  const pushed: LiveCommit[] = [];
  const history: LiveTree[] = [];
  const waiting: Interference[] = [];
  let always: Interference | null = null;
  let refused = false;
  let commits = tree.size === 0 ? 0 : 1;
  const headNow = (): string | null => (commits === 0 ? null : `commit-${commits}`);

  /** Another commit begins: what there is becomes the past. */
  function next(): void {
    history.unshift({ head: headNow(), files: new Map(tree) });
    commits += 1;
  }

  function others(): void {
    const change = waiting.shift() ?? always;
    if (change === null) return;
    next();
    change(tree);
  }

  function apply(commit: LiveCommit): void {
    next();
    for (const [path, text] of commit.files) {
      if (text === null) tree.delete(path);
      else tree.set(path, text);
    }
    pushed.push(commit);
  }

  return {
    branch: 'prompt-rollout/live',
    pushed,
    get head() {
      return headNow();
    },
    file: (path) => tree.get(path),
    interfere: (change) => void waiting.push(change),
    interfereAlways: (change) => {
      always = change;
    },
    refuse: () => {
      refused = true;
    },
    read: async () => ({ head: headNow(), files: new Map(tree) }),
    async *past(commit, paths) {
      const older = history.slice(history.findIndex(({ head }) => head === commit) + 1);
      for (const { head, files } of older)
        if (head !== null)
          yield { head, files: new Map([...files].filter(([path]) => paths.includes(path))) };
    },
    push: async (commit) => {
      others();
      if (refused) throw fail('push-refused', { ref: 'prompt-rollout/live', message: 'protected' });
      if (commit.parent !== headNow()) return { state: 'conflict' };
      apply(commit);
      return { state: 'done', commit: headNow() ?? '' };
    },
    archived: async (): Promise<ContentFile[] | null> => null,
    commitsWith: async () => [],
    archives: async () => [],
    removeArchives: async () => [],
  };
}
