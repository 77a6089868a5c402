import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach } from 'vitest';
import { type GitHub, type RepoSettings, startGitHub, type TokenSettings } from './index.ts';
import { commitFiles } from './seed.ts';

/** What the tests of the test double share. */

export const REPO = 'acme/prompts';
export const COORDINATES = { owner: 'acme', repo: 'prompts' };

/** A workflow's token with everything that a workflow can be given. */
export const ACTIONS: TokenSettings = {
  login: 'github-actions[bot]',
  scopes: {
    actions: 'write',
    contents: 'write',
    deployments: 'write',
    issues: 'write',
    'pull-requests': 'write',
  },
};

const WORKFLOW = `on:
  workflow_dispatch:
    inputs:
      prompt: { type: string }
jobs: {}
`;

export interface Fixture {
  github: GitHub;
  /** The head of `main`. */
  main: string;
  octokit(token?: string): Octokit;
}

/** Starts a server with one seeded repository before each test, and closes it afterwards. */
export function useGitHub(
  repo: RepoSettings = {},
  tokens: Record<string, TokenSettings> = {},
  now?: () => Date,
): Fixture {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const fixture: Partial<Fixture> = {};
  const of = <K extends 'github' | 'main'>(key: K): Fixture[K] => {
    const value = fixture[key];
    if (value === undefined) throw new Error('The server was not started.');
    return value;
  };
  beforeEach(async () => {
    fixture.github = await startGitHub({
      repos: { [REPO]: repo, 'acme/secret': {} },
      tokens: { 'actions-token': ACTIONS, ...tokens },
      emails: { 'alice@example.com': 'alice' },
      ...(now === undefined ? {} : { now }),
    });
    fixture.main = await commitFiles(of('github').bareDir(REPO), {
      branch: 'main',
      files: { 'prompts/support.md': 'You help.\n', '.github/workflows/rollout.yml': WORKFLOW },
      message: 'Add the prompt',
    });
  });
  afterEach(() => of('github').close());
  return {
    get github() {
      return of('github');
    },
    get main() {
      return of('main');
    },
    octokit: (token = 'actions-token') =>
      new Octokit({ auth: token, baseUrl: of('github').apiUrl, log: silent }),
  };
}

/** The error that a promise is rejected with; fails when it is not. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { status?: unknown }> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('It was not rejected.');
  return error;
}
