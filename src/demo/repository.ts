import { mkdir } from 'node:fs/promises';
import { importStream } from '../git/fast-import.ts';
import { createGit, type Git } from '../git/git.ts';

/** The demo's prompts repository: a bare one, so that it is its own remote. */
export interface DemoRepository {
  /** Commits files to `main`. */
  commit(message: string, files: Readonly<Record<string, string>>, date: Date): Promise<void>;
  /** The text of a file on a branch; null while there is none. */
  read(branch: string, path: string): Promise<string | null>;
  /** Commit subjects of a branch, newest first. */
  subjects(branch: string): Promise<string[]>;
}

/** Makes the repository in `folder`. */
export async function createRepository(folder: string): Promise<DemoRepository> {
  await mkdir(folder, { recursive: true });
  const git = createGit({ folder, environment: process.env });
  await git.run(['init', '--quiet', '--bare', '--initial-branch=main', '.']);
  return {
    commit: (message, files, date) => commit(git, message, files, date),
    read: async (branch, path) => {
      const found = await git.attempt(['cat-file', 'blob', `refs/heads/${branch}:${path}`]);
      return found.code === 0 ? found.stdout.toString() : null;
    },
    subjects: async (branch) => {
      const out = await git.run(['log', '--format=%s', `refs/heads/${branch}`, '--']);
      return out.toString().trim().split('\n');
    },
  };
}

async function commit(
  git: Git,
  message: string,
  files: Readonly<Record<string, string>>,
  date: Date,
): Promise<void> {
  const ref = 'refs/heads/main';
  const tip = await git.attempt(['rev-parse', '--verify', '--quiet', ref]);
  const stream = importStream([
    {
      ref,
      parent: tip.code === 0 ? tip.stdout.toString().trim() : null,
      message,
      date: date.toISOString(),
      deletes: [],
      files: Object.entries(files).map(([path, text]) => ({
        path,
        mode: '100644',
        bytes: Buffer.from(text),
      })),
    },
  ]);
  await git.run(['fast-import', '--quiet', '--done'], stream);
}
