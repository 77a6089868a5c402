import { digestOf } from '../git/index.ts';
import type { ContentFile, SourceRepo } from '../git/port.ts';
import { drillPath } from './names.ts';

export const goodVersion = 'v1.0.0';
export const badVersion = 'v2.0.0';

/** The throwaway prompt. It is on no branch: only a drill reads it, as if it were on the default branch. */
export interface DrillPrompt {
  /** Puts a version where the drill finds it. */
  release(version: string): void;
  /** The default branch with the prompt on it. Everything else is as it is, and a revert branch is really pushed. */
  on(source: SourceRepo): SourceRepo;
}

/** The throwaway prompt of a drill; at first there is no version of it. */
export function createPrompt(id: string): DrillPrompt {
  const path = drillPath(id);
  let current: ContentFile[] = [];
  return {
    release: (version) => {
      current = [{ path: '', mode: '100644', bytes: Buffer.from(textOf(version)) }];
    },
    on: (source) => ({
      ...source,
      entry: async (place, commit) =>
        place === path && current.length > 0
          ? { kind: 'file', mode: '100644', digest: digestOf(current) }
          : source.entry(place, commit),
      files: async (place, options) => (place === path ? current : source.files(place, options)),
      size: async (place) => (place === path ? (current[0]?.bytes.length ?? null) : source.size(place)),
      // The commit at the tip is someone's, who has nothing to do with the drill.
      author: async () => null,
    }),
  };
}

function textOf(version: string): string {
  return `---\nversion: ${version}\n---\nThis prompt belongs to a rehearsal of a rollback. No application reads it.\n`;
}
