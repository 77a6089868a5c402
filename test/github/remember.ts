import { git, readRefs } from './plumbing.ts';
import type { Repo } from './world.ts';

/**
 * Remembers what a repository is like; the function that it gives puts everything back, as often as it is called.
 * Objects that came meanwhile stay, as they do on GitHub when a branch is gone.
 */
export async function remember({ bareDir, issues, labels }: Repo): Promise<() => Promise<void>> {
  const refs = await readRefs(bareDir);
  const kept = structuredClone({ issues, labels });
  return async () => {
    const named = new Set(refs.map(({ ref }) => ref));
    const lines = [
      ...(await readRefs(bareDir)).filter(({ ref }) => !named.has(ref)).map(({ ref }) => `delete ${ref}`),
      ...refs.map(({ ref, sha }) => `update ${ref} ${sha}`),
    ];
    await git(bareDir, ['update-ref', '--stdin'], { input: `${lines.join('\n')}\n` });
    issues.splice(0, issues.length, ...structuredClone(kept.issues));
    labels.splice(0, labels.length, ...structuredClone(kept.labels));
  };
}
