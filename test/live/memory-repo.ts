import { fail } from '../../src/errors/fail.ts';
import type { ContentFile, LiveCommit, LiveRepo } from '../../src/git/port.ts';

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
  const waiting: Interference[] = [];
  let always: Interference | null = null;
  let refused = false;
  let commits = tree.size === 0 ? 0 : 1;
  const headNow = (): string | null => (commits === 0 ? null : `commit-${commits}`);

  function others(): void {
    const change = waiting.shift() ?? always;
    if (change === null) return;
    change(tree);
    commits += 1;
  }

  function apply(commit: LiveCommit): void {
    for (const [path, text] of commit.files) {
      if (text === null) tree.delete(path);
      else tree.set(path, text);
    }
    commits += 1;
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
