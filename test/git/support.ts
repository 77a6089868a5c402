import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/errors/fail.ts';
import { openLive, openRefs, openSource, type Remote, type RepositoryOptions } from '../../src/git/index.ts';
import type { ContentFile, LiveCommit, LiveRepo, RefStore, SourceRepo } from '../../src/git/port.ts';
import { type GitHub, startGitHub } from '../github/index.ts';
import { createBareRepository } from '../github/plumbing.ts';

/** A remote for tests, and how a test sees and changes it without the adapter. */
export interface Bench {
  readonly remote: Remote;
  /** The remote's repository on this machine. */
  readonly bareDir: string;
  /** A folder that the test owns. */
  readonly folder: string;
  readonly environment: Record<string, string>;
  /** The server; undefined for a local path. */
  readonly github: GitHub | undefined;
  /** Opens the live branch in a repository of its own each time. */
  live(branch?: string, more?: Partial<RepositoryOptions>): Promise<LiveRepo>;
  source(more?: Partial<RepositoryOptions>): Promise<SourceRepo>;
  refs(): Promise<RefStore>;
  /** From now on a hook refuses every push with this text; null: none. */
  refusePushes(text: string | null): Promise<void>;
  stop(): Promise<void>;
}

export const LIVE = 'prompt-rollout/live';
export const TOKEN = 'ghs_averysecrettokenofthetests';
const REPO = 'acme/prompts';

/** The environment of the tests' git: nothing of the machine's configuration. */
export function cleanEnvironment(home: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
}

interface Place {
  readonly remote: Remote;
  readonly bareDir: string;
  readonly github?: GitHub;
  refusePushes(text: string | null): Promise<void>;
}

async function bench(folder: string, place: Place): Promise<Bench> {
  const environment = cleanEnvironment(folder);
  let opened = 0;
  const options = (kind: string) => {
    opened += 1;
    return { remote: place.remote, workdir: join(folder, `${kind}-${opened}`), environment };
  };
  return {
    ...place,
    folder,
    environment,
    github: place.github,
    live: (branch = LIVE, more = {}) => openLive({ ...options('live'), ...more, branch }),
    source: (more = {}) => openSource({ ...options('source'), ...more }),
    refs: () => openRefs(options('refs')),
    async stop() {
      await place.github?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Tokens that may do less than `TOKEN`. */
export const READING_TOKEN = 'ghs_readonlytokenofthetests';
export const PLAIN_TOKEN = 'ghs_tokenwithoutworkflows';

/** A remote behind a real `git http-backend` that wants a token. */
export async function startHttp(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'git-http-'));
  const github = await startGitHub({
    repos: { [REPO]: {} },
    tokens: {
      [TOKEN]: { login: 'prompt-rollout[bot]', scopes: { contents: 'write', workflows: 'write' } },
      [PLAIN_TOKEN]: { login: 'github-actions[bot]', scopes: { contents: 'write' } },
      [READING_TOKEN]: { login: 'reader[bot]', scopes: { contents: 'read' } },
    },
  });
  return bench(folder, {
    remote: { url: github.remote(REPO), token: TOKEN },
    bareDir: github.bareDir(REPO),
    github,
    refusePushes: async (text) => github.rejectPushes(() => text ?? undefined),
  });
}

/** A remote that is a folder of this machine. It does not know filters, as any repository by default. */
export async function startLocal(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'git-local-'));
  const bareDir = join(folder, 'remote.git');
  await createBareRepository(bareDir, 'main');
  await writeFile(join(bareDir, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
  return bench(folder, {
    remote: { url: bareDir, token: null },
    bareDir,
    async refusePushes(text) {
      const hook = join(bareDir, 'hooks', 'pre-receive');
      await mkdir(join(bareDir, 'hooks'), { recursive: true });
      await rm(hook, { force: true });
      if (text !== null) await writeFile(hook, `#!/bin/sh\necho '${text}' >&2\nexit 1\n`, { mode: 0o755 });
    },
  });
}

/** A commit on the live branch, with what a test leaves out filled in. */
export function liveCommit(
  parent: string | null,
  files: Readonly<Record<string, string | null>>,
  more: Partial<LiveCommit> = {},
): LiveCommit {
  return {
    parent,
    message: 'promote(support): v1 -> v2',
    date: '2026-03-04T05:06:07.000Z',
    files: new Map(Object.entries(files)),
    tags: [],
    ...more,
  };
}

export function contentFile(path: string, text: string, mode = '100644'): ContentFile {
  return { path, mode, bytes: Buffer.from(text) };
}

/** Files as text by path, to compare with. */
export function texts(files: readonly ContentFile[] | null): Record<string, string> | null {
  return files && Object.fromEntries(files.map(({ path, bytes }) => [path, bytes.toString()]));
}

/** The failure that an action ends with. */
export async function failureOf(action: Promise<unknown>): Promise<Failure> {
  const error = await action.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}
