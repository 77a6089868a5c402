import { inspect } from 'node:util';
import { expect } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import {
  type Forge,
  type GitHubForgeOptions,
  type GitHubForgeTools,
  githubForge,
} from '../../src/forge/index.ts';
import {
  type GitHub,
  type Issue,
  type RepoSettings,
  startGitHub,
  type TokenSettings,
} from '../github/index.ts';
import { commitFiles } from '../github/seed.ts';
import type { Bench, Stored } from './contract.ts';

export const repo = 'acme/prompts';
export const token = 'ghs_f4kEt0kenOfTheWorkflow+/';
const personToken = 'ghp_annsOwn';

export const routes = {
  pulls: '/repos/{owner}/{repo}/pulls',
  issues: '/repos/{owner}/{repo}/issues',
  issue: '/repos/{owner}/{repo}/issues/{issue_number}',
  labels: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
  reviewers: '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
  comments: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  comment: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
  pull: '/repos/{owner}/{repo}/pulls/{pull_number}',
  permission: '/repos/{owner}/{repo}/collaborators/{username}/permission',
  commit: '/repos/{owner}/{repo}/commits/{ref}',
  dispatches: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
} as const;

/** The time of the runner in these tests. */
export const now = Date.parse('2026-03-01T12:00:00Z');

export interface GitHubBench extends Bench {
  readonly github: GitHub;
  /** Milliseconds of each wait: time does not pass otherwise. */
  readonly waits: number[];
  /** Another forge on the same server. */
  open(options?: Partial<GitHubForgeOptions>, tools?: Partial<GitHubForgeTools>): Forge;
  /** A request of ann, who works on the repository. */
  asAnn(method: string, path: string, body?: unknown): Promise<unknown>;
}

export interface GitHubBenchSettings {
  readonly scopes?: TokenSettings['scopes'];
  readonly token?: Partial<TokenSettings>;
  readonly repo?: RepoSettings;
  readonly serverNow?: () => Date;
}

const everything = {
  contents: 'write',
  issues: 'write',
  'pull-requests': 'write',
  actions: 'write',
} as const;

/** A GitHub with a repository that has one commit on `main`, and the forge of a workflow's token on it. */
export async function startGitHubBench(settings: GitHubBenchSettings = {}): Promise<GitHubBench> {
  const scopes = settings.scopes ?? everything;
  const github = await startGitHub({
    repos: {
      [repo]: { collaborators: { ann: 'write', ben: 'write' }, teams: ['on-call'], ...settings.repo },
      'acme/ops': {},
    },
    tokens: {
      [token]: { login: 'github-actions[bot]', scopes, ...settings.token },
      [personToken]: { login: 'ann', scopes: everything },
    },
    emails: { 'ann@example.com': 'ann' },
    now: settings.serverNow ?? (() => new Date(now)),
  });
  const commit = (branch: string, text: string, from?: string) =>
    commitFiles(github.bareDir(repo), {
      branch,
      files: { 'prompt.md': text },
      message: text,
      ...(from === undefined ? {} : { from }),
    });
  await commit('main', 'first');
  const waits: number[] = [];
  const open: GitHubBench['open'] = (options, tools) =>
    githubForge(
      {
        apiUrl: github.apiUrl,
        serverUrl: github.url,
        repository: repo,
        token,
        running: null,
        tokenIsDefault: true,
        ...options,
      },
      { now: () => now, sleep: async (ms) => void waits.push(ms), ...tools },
    );
  const asAnn: GitHubBench['asAnn'] = async (method, path, body) => {
    const response = await fetch(`${github.apiUrl}/repos/${repo}/${path}`, {
      method,
      headers: { authorization: `token ${personToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    github,
    waits,
    open,
    asAnn,
    forge: open(),
    branch: async (name) => void (await commit(name, name, 'refs/heads/main')),
    pullRequests: async () => (await github.pulls(repo)).map(toStored),
    issues: async () => github.issues(repo).map(toStored),
    comments: async () =>
      [...(await github.pulls(repo)), ...github.issues(repo)].flatMap(({ comments }) =>
        comments.map(({ body }) => body),
      ),
    closeAll: async () => {
      for (const { number } of await github.pulls(repo)) github.closePullRequest(repo, number);
      for (const { number } of github.issues(repo)) github.closeIssue(repo, number);
    },
    labelAll: async (label) => {
      for (const { number } of [...(await github.pulls(repo)), ...github.issues(repo)])
        await asAnn('POST', `issues/${number}/labels`, { labels: [label] });
    },
    stop: () => github.close(),
  };
}

function toStored({ title, body, state, labels }: Issue): Stored {
  return { title, body: body ?? '', state, labels };
}

/** The failure that a promise ends in. Nothing of it, its causes included, may show the token in any form. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    (value) => new Error(`It did not fail: ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  const shown = [inspect(error, { depth: 20, showHidden: true }), error.cure, ...error.causes].join('\n');
  for (const form of [token, encodeURIComponent(token), btoa(token), btoa(`x-access-token:${token}`)])
    expect(shown).not.toContain(form);
  return error;
}
