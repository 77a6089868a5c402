import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/errors/fail.ts';
import { type CommitApiTools, githubCommits } from '../../src/forge/index.ts';
import { openLive, openRefs, openSource, type Remote, type RepositoryOptions } from '../../src/git/index.ts';
import type {
  CommitApi,
  ContentFile,
  LiveCommit,
  LiveRepo,
  RefStore,
  SourceRepo,
} from '../../src/git/port.ts';
import { type GitHub, startGitHub } from '../github/index.ts';
import { createBareRepository } from '../github/plumbing.ts';
import { noReplyAddress } from '../github/shapes.ts';

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
  /** Whether commits bear the time that they are given, and not that of the server. */
  readonly dated: boolean;
  /** Who a commit on the live branch is by, as `name <address>`: author, then committer. */
  readonly people: readonly [string, string];
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
  readonly api?: CommitApi;
  readonly dated?: boolean;
  readonly people?: readonly [string, string];
  refusePushes(text: string | null): Promise<void>;
}

const ourselves = 'Prompt Rollout <prompt-rollout[bot]@users.noreply.github.com>';

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
    dated: place.dated ?? true,
    people: place.people ?? [ourselves, ourselves],
    live: (branch = LIVE, more = {}) => openLive({ ...options('live'), api: place.api, ...more, branch }),
    async source(more = {}) {
      const source = await openSource({ ...options('source'), ...more });
      return place.api === undefined ? source : source.through(place.api);
    },
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

export interface ApiBench extends Bench {
  readonly github: GitHub;
  /** The writer of the API with another token. */
  api(token: string, tools?: Partial<CommitApiTools>): CommitApi;
}

/** The token of a person, whose commits GitHub signs on top of a branch only. */
export const PERSON_TOKEN = 'ghp_tokenofapersonofthetests';

/** A GitHub whose API makes the commits. Its clock stands still at the time of the tests' commits. */
export async function startApi(): Promise<ApiBench> {
  const folder = await mkdtemp(join(tmpdir(), 'git-api-'));
  const github = await startGitHub({
    repos: { [REPO]: {} },
    tokens: {
      [TOKEN]: { login: 'prompt-rollout[bot]', scopes: { contents: 'write' } },
      [PERSON_TOKEN]: { login: 'alice', scopes: { contents: 'write' } },
      [READING_TOKEN]: { login: 'reader[bot]', scopes: { contents: 'read' } },
    },
    now: () => new Date('2026-03-04T05:06:07.000Z'),
  });
  const options = { apiUrl: github.apiUrl, serverUrl: github.url, repository: REPO };
  const api: ApiBench['api'] = (token, tools) => githubCommits({ ...options, token }, tools);
  const opened = await bench(folder, {
    remote: { url: github.remote(REPO), token: TOKEN },
    bareDir: github.bareDir(REPO),
    github,
    api: api(TOKEN),
    dated: false,
    people: [`prompt-rollout[bot] <${noReplyAddress('prompt-rollout[bot]')}>`, 'GitHub <noreply@github.com>'],
    refusePushes: async (text) => github.rejectPushes(() => text ?? undefined),
  });
  return { ...opened, github, api };
}

/** A remote that is a folder of this machine. Like every repository that nobody has set up for it, it knows no filters. */
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
