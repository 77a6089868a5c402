import { branchRef } from './names.ts';
import { findBlocker, openRepository, type RepositoryOptions } from './repository.ts';
import { importCommits } from './transfer.ts';

/** Asks a remote what it would allow, and changes nothing there. */
export interface Probe {
  /** For each of these branches, the branch or tag that keeps it from being made; null when none does. */
  blockers(branches: readonly string[]): Promise<readonly (string | null)[]>;
  /** Throws `remote-refused` when the remote does not let the token push, `remote-unreachable` when it is silent. */
  push(): Promise<void>;
}

/** No branch has this name, and none gets it: what asks for it is a rehearsal. */
const rehearsed = 'refs/heads/prompt-rollout/probe';

/** Opens the probe, in a bare repository of its own. Throws `remote-invalid`, `git-missing` or `git-failed`. */
export async function openProbe(options: RepositoryOptions): Promise<Probe> {
  const repository = await openRepository(options);
  const { git, address, failure } = repository;
  return {
    async blockers(branches) {
      const { refs } = await repository.refs('--heads', '--tags');
      return branches.map((branch) => findBlocker(refs, [branchRef(branch)])?.ref ?? null);
    },
    async push() {
      const [commit = ''] = await importCommits(git, [
        {
          ref: 'refs/rollout/probe',
          parent: null,
          message: 'Probe',
          date: '2026-01-01T00:00:00Z',
          deletes: [],
          files: [],
        },
      ]);
      // Of a push only its beginning, in which the server says whether it takes one from this token.
      const outcome = await git.attempt([
        'push',
        '--dry-run',
        '--no-verify',
        '--',
        address,
        `${commit}:${rehearsed}`,
      ]);
      if (outcome.code !== 0) throw failure(outcome);
    },
  };
}
