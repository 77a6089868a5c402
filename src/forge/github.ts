import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../errors/fail.ts';
import { reply } from './comments.ts';
import { dispatchSuccessor, type Running } from './dispatch.ts';
import { closeIssue, ensureIssue } from './issues.ts';
import { linkTo } from './links.ts';
import { authorOf, permissionOf } from './people.ts';
import type { Forge } from './port.ts';
import { closePullRequest, ensurePullRequest, pullRequestOf } from './pull-requests.ts';
import type { Clock } from './retry.ts';
import { openSession, type SessionTools } from './session.ts';
import { bodyLimit } from './text.ts';

export interface GitHubForgeOptions {
  /** GITHUB_API_URL: `https://api.github.com`, or `https://host/api/v3` on an own server. */
  readonly apiUrl: string;
  /** GITHUB_SERVER_URL: `https://github.com`, or `https://host`. */
  readonly serverUrl: string;
  /** The prompts repository, `owner/name`. */
  readonly repository: string;
  readonly token: string;
  /** The workflow run that this is; null outside of GitHub Actions. */
  readonly running: Running | null;
  /** True for the token that every workflow run is given (GITHUB_TOKEN), false for that of an App or a person. */
  readonly tokenIsDefault: boolean;
}

/** What tests put in place of time, and who is told of requests and answers. */
export interface GitHubForgeTools extends Clock, SessionTools {}

const systemTools: GitHubForgeTools = {
  now: Date.now,
  sleep: (ms) => sleep(ms),
};

/** GitHub, or a GitHub Enterprise Server. Nothing is loaded or sent before the first verb. */
export function githubForge(options: GitHubForgeOptions, tools: Partial<GitHubForgeTools> = {}): Forge {
  const { repository, running, tokenIsDefault } = options;
  const { now, sleep: pause, ...client } = { ...systemTools, ...tools };
  const clock = { now, sleep: pause };
  const serverUrl = options.serverUrl.replace(/\/+$/, '');
  const repositoryUrl = `${serverUrl}/${repository}`;
  const session = openSession(options, clock, client);
  return {
    kind: 'github',
    bodyLimit,
    // Servers of one's own still follow the older rule: there such checks do not start at all.
    checksNeedApproval: tokenIsDefault && new URL(serverUrl).hostname === 'github.com',
    ensurePullRequest: (request) => {
      const compare = linkTo(repositoryUrl, { compare: [request.base, request.head] });
      return ensurePullRequest(session, request, `${compare}?expand=1`);
    },
    closePullRequest: (request) => closePullRequest(session, request),
    pullRequestOf: (number) => pullRequestOf(session, number),
    ensureIssue: (request) => ensureIssue(session, request),
    closeIssue: (request) => closeIssue(session, request),
    reply: (request) => reply(session, request),
    permissionOf: (login) => permissionOf(session, login),
    authorOf: (commit) => authorOf(session, commit),
    link: (target) => linkTo(repositoryUrl, target),
    dispatchSuccessor: async () => {
      if (running === null) throw fail('successor-impossible', { reason: 'it is no run of a workflow' });
      const home = openSession({ ...options, repository: running.repository }, clock, client);
      await dispatchSuccessor(home, running, tokenIsDefault);
    },
  };
}
