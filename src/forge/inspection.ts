import { setTimeout as sleep } from 'node:timers/promises';
import type { Octokit } from '@octokit/rest';
import * as z from 'zod';
import { fail } from '../errors/fail.ts';
import type { GitHubForgeOptions } from './github.ts';
import { readRefusal } from './http-error.ts';
import type { Clock } from './retry.ts';
import { openSession, type Session } from './session.ts';

/** What GitHub says of the repository, and of the token that asks. */
export interface RepositoryFacts {
  readonly archived: boolean;
  /** Switched off by GitHub. */
  readonly disabled: boolean;
  readonly private: boolean;
  readonly hasIssues: boolean;
  /** Whether the role of the token's account lets it push; null where GitHub does not say. */
  readonly mayPush: boolean | null;
  /** Scopes of a classic token; null for every other kind. */
  readonly scopes: readonly string[] | null;
  /** When the token expires; null where GitHub does not say. */
  readonly expires: Date | null;
  /** Seconds that this machine's clock is ahead of GitHub's, within a second; null where the answer has no time. */
  readonly skew: number | null;
}

/** A rule that is active for a branch. */
export interface BranchRule {
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The ruleset it stands in, and whose that is. */
  readonly ruleset: number | null;
  readonly source: string;
}

/** Whether a ruleset lets the token past. */
export type Bypass = 'always' | 'pull_requests_only' | 'never' | 'exempt' | 'unknown';

/** Looks at how a repository on GitHub is set up. Reads only. All throw failures of the catalogue. */
export interface Inspection {
  repository(): Promise<RepositoryFacts>;
  /** Throws `forge-forbidden` when the token may not even read them. */
  pullRequests(): Promise<void>;
  issues(): Promise<void>;
  /** The active rules for a branch, whether it is there or not; those that the token may bypass are among them. */
  rules(branch: string): Promise<readonly BranchRule[]>;
  bypass(ruleset: number): Promise<Bypass>;
  /** Whether the older branch protection is on; null when there is no such branch. */
  isProtected(branch: string): Promise<boolean | null>;
  /** Names of the active rulesets for tags and for all pushes. */
  otherRulesets(): Promise<readonly string[]>;
  /** The settings of workflow tokens, which only administrators may read. */
  workflowSettings(): Promise<{
    readonly mayCreatePullRequests: boolean;
    readonly writes: boolean;
  }>;
}

/** Milliseconds until one request is given up, and that one waits before it is sent again: nothing hangs on it. */
const timeout = 5_000;

/** Opens the inspection of a repository. Nothing is loaded or sent before the first question. */
export function githubInspection(
  options: Pick<GitHubForgeOptions, 'apiUrl' | 'serverUrl' | 'repository' | 'token'>,
  clock: Clock = { now: Date.now, sleep: (ms) => sleep(ms), longestWait: 1_000 },
): Inspection {
  const session = openSession(options, clock, timeout);
  const { owner, repo } = session;
  const at = { owner, repo };
  return {
    repository: () => readRepository(session, clock),
    pullRequests: () =>
      session.attempt(
        { action: 'read pull requests', permission: 'pull-requests: write' },
        async (octokit) => {
          await octokit.rest.pulls.list({ ...at, per_page: 1 });
        },
      ),
    issues: () =>
      session.attempt({ action: 'read issues', permission: 'issues: write' }, async (octokit) => {
        await octokit.rest.issues.listForRepo({ ...at, per_page: 1 });
      }),
    rules: (branch) =>
      ask(session, 'branch rules', async (octokit) => {
        const { data } = await octokit.rest.repos.getBranchRules({ ...at, branch, per_page: 100 });
        return data.map((entry) => rule.parse(entry));
      }),
    bypass: (ruleset) =>
      ask(session, 'rulesets', async (octokit) => {
        const { data } = await octokit.rest.repos.getRepoRuleset({ ...at, ruleset_id: ruleset });
        return data.current_user_can_bypass ?? 'unknown';
      }),
    isProtected: (branch) => readProtection(session, branch),
    otherRulesets: () =>
      ask(session, 'rulesets', async (octokit) => {
        const { data } = await octokit.rest.repos.getRepoRulesets({
          ...at,
          targets: 'tag,push',
          per_page: 100,
        });
        return data.filter(({ enforcement }) => enforcement === 'active').map(({ name }) => name);
      }),
    workflowSettings: () =>
      ask(session, 'settings of Actions', async (octokit) => {
        const { data } = await octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at);
        const { can_approve_pull_request_reviews: creates, default_workflow_permissions: access } = data;
        return { mayCreatePullRequests: creates, writes: access === 'write' };
      }),
  };
}

const rule = z
  .object({
    type: z.string(),
    parameters: z.record(z.string(), z.unknown()).catch({}),
    ruleset_id: z.number().nullable().catch(null),
    ruleset_source: z.string().catch(''),
  })
  .transform(
    ({ type, parameters, ruleset_id, ruleset_source }): BranchRule => ({
      ...{ type, parameters },
      ruleset: ruleset_id,
      source: ruleset_source,
    }),
  );

/** A question that older servers do not know: their 404 does not mean that the repository is hidden. */
function ask<T>(session: Session, what: string, work: (octokit: Octokit) => Promise<T>): Promise<T> {
  const intent = { action: `read ${what}`, permission: 'metadata: read' };
  return session.attempt(intent, async (octokit) => {
    try {
      return await work(octokit);
    } catch (error) {
      if (readRefusal(error)?.status !== 404) throw error;
      const host = new URL(octokit.request.endpoint.DEFAULTS.baseUrl).host;
      throw fail('forge-rejected', { host, action: intent.action, message: 'there is no such thing' }, error);
    }
  });
}

async function readRepository({ owner, repo, attempt }: Session, clock: Clock): Promise<RepositoryFacts> {
  const intent = { action: 'read the repository', permission: 'metadata: read' };
  return attempt(intent, async (octokit) => {
    const before = clock.now();
    const { data, headers } = await octokit.rest.repos.get({ owner, repo });
    const scopes = headers['x-oauth-scopes'];
    const expires = Date.parse(String(headers['github-authentication-token-expiration'] ?? ''));
    return {
      archived: data.archived,
      disabled: data.disabled,
      private: data.private,
      hasIssues: data.has_issues,
      mayPush: data.permissions?.push ?? null,
      scopes: typeof scopes === 'string' ? scopes.split(/[\s,]+/).filter((scope) => scope !== '') : null,
      expires: Number.isNaN(expires) ? null : new Date(expires),
      skew: skewOf(String(headers.date ?? ''), before, clock.now()),
    };
  });
}

/** The header `date` has whole seconds, cut off: on average it is half a second behind. */
function skewOf(date: string, before: number, after: number): number | null {
  const theirs = Date.parse(date) + 500;
  return Number.isNaN(theirs) ? null : ((before + after) / 2 - theirs) / 1000;
}

function readProtection({ owner, repo, attempt }: Session, branch: string): Promise<boolean | null> {
  return attempt({ action: 'read a branch', permission: 'contents: read' }, async (octokit) => {
    try {
      const { data } = await octokit.rest.repos.getBranch({ owner, repo, branch });
      return data.protection.enabled ?? data.protected;
    } catch (error) {
      if (readRefusal(error)?.status === 404) return null;
      throw error;
    }
  });
}
