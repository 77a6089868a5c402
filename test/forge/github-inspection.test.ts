import { afterEach, describe, expect, it } from 'vitest';
import { githubInspection, type Inspection } from '../../src/forge/index.ts';
import { type GitHub, type RepoSettings, startGitHub, type TokenSettings } from '../github/index.ts';
import { commitFiles } from '../github/seed.ts';
import { ACTIONS } from '../github/support.ts';

const REPO = 'acme/prompts';
const NOW = Date.parse('2026-03-01T12:00:00Z');
const token = 'ghs_tokenOfTheInspection';

let github: GitHub;
let waits: number[];
afterEach(() => github.close());

async function start(
  repo: RepoSettings = {},
  changes: Partial<TokenSettings> = {},
  ahead = 0,
): Promise<Inspection> {
  const now = () => new Date(NOW);
  github = await startGitHub({
    repos: { [REPO]: repo },
    tokens: { [token]: { ...ACTIONS, ...changes } },
    now,
  });
  await commitFiles(github.bareDir(REPO), {
    branch: 'main',
    files: { 'a.md': 'a' },
    message: 'a',
    date: now(),
  });
  waits = [];
  const clock = {
    now: () => NOW + ahead * 1000,
    sleep: async (ms: number) => void waits.push(ms),
    longestWait: 1000,
  };
  const options = { apiUrl: github.apiUrl, serverUrl: github.url, repository: REPO, token };
  return githubInspection(options, clock);
}

const pullRequest = {
  type: 'pull_request',
  parameters: {
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_approving_review_count: 1,
    required_review_thread_resolution: false,
  },
};

describe('the inspection of a repository', () => {
  it('tells what GitHub says of it, and how far the clocks are apart', async () => {
    const inspection = await start({ archived: true, hasIssues: false }, {}, 90);
    const facts = await inspection.repository();
    expect(facts).toMatchObject({
      archived: true,
      hasIssues: false,
      private: true,
      scopes: null,
      expires: null,
    });
    expect(facts.skew).toBeGreaterThan(89);
    expect(facts.skew).toBeLessThan(91);
  });

  it('tells the scopes of a classic token, and when it expires', async () => {
    const inspection = await start({}, { classicScopes: ['repo', 'read:org'] });
    expect((await inspection.repository()).scopes).toEqual(['repo', 'read:org']);
    const headers = { 'github-authentication-token-expiration': '2026-03-05 12:00:00 UTC' };
    const body = { archived: false, disabled: false, private: true, has_issues: true };
    github.faults.add({
      method: 'GET',
      route: '/repos/{owner}/{repo}',
      answer: { status: 200, headers, body },
    });
    expect(await inspection.repository()).toMatchObject({
      expires: new Date('2026-03-05T12:00:00Z'),
      mayPush: null,
    });
  });

  it('tells the active rules for a branch, whose they are, and whether the token may bypass them', async () => {
    const rulesets = [
      { name: 'All', branches: ['prompt-rollout/*'], rules: [{ type: 'creation' }, pullRequest] },
      { name: 'Tried', enforcement: 'evaluate' as const, branches: ['*'], rules: [{ type: 'deletion' }] },
      { name: 'Tags', target: 'tag' as const, rules: [{ type: 'creation' }] },
    ];
    const inspection = await start({ rulesets }, { bypassRules: true });
    const rules = await inspection.rules('prompt-rollout/live');
    expect(rules).toMatchObject([
      { type: 'creation', parameters: {}, source: REPO },
      { type: 'pull_request', parameters: { required_approving_review_count: 1 } },
    ]);
    expect(await inspection.rules('main')).toEqual([]);
    expect(await inspection.bypass(rules[0]?.ruleset ?? 0)).toBe('always');
    expect(await inspection.otherRulesets()).toEqual(['Tags']);
  });

  it('tells whether a branch is protected; of one that is not there nothing', async () => {
    const inspection = await start({ protectedBranches: ['main'] });
    expect(await inspection.isProtected('main')).toBe(true);
    expect(await inspection.isProtected('prompt-rollout/live')).toBeNull();
    expect(await inspection.bypass(1)).toBe('never');
  });

  it('reads the settings of Actions with the right to, and says which right is missing otherwise', async () => {
    const scopes = { administration: 'read' } as const;
    const inspection = await start({ actionsMayCreatePullRequests: false }, { scopes });
    expect(await inspection.workflowSettings()).toEqual({ mayCreatePullRequests: false, writes: false });
    await expect(inspection.pullRequests()).rejects.toMatchObject({ code: 'forge-forbidden' });
    await expect(inspection.issues()).rejects.toMatchObject({
      code: 'forge-forbidden',
      cure: expect.stringContaining('issues: write'),
    });
  });

  it('with a workflow token cannot read them', async () => {
    const inspection = await start();
    await expect(inspection.workflowSettings()).rejects.toMatchObject({ code: 'forge-forbidden' });
    await inspection.pullRequests();
    await inspection.issues();
  });

  it('does not take a server that knows no rules for one that hides the repository', async () => {
    const inspection = await start();
    const route = '/repos/{owner}/{repo}/rules/branches/{branch}';
    github.faults.add({ method: 'GET', route, answer: { status: 404, body: { message: 'Not Found' } } });
    await expect(inspection.rules('main')).rejects.toMatchObject({ code: 'forge-rejected' });
  });

  it('waits for nothing long: a rate limit is an answer', async () => {
    const inspection = await start({}, { requestsPerHour: 0 });
    await expect(inspection.repository()).rejects.toMatchObject({ code: 'forge-rate-limited' });
    expect(waits).toEqual([]);
  });

  it('only reads', async () => {
    const inspection = await start();
    await Promise.allSettled([
      inspection.repository(),
      inspection.pullRequests(),
      inspection.issues(),
      inspection.rules('main'),
      inspection.bypass(1),
      inspection.isProtected('main'),
      inspection.otherRulesets(),
      inspection.workflowSettings(),
    ]);
    expect(github.log.entries).toHaveLength(8);
    expect(new Set(github.log.entries.map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});
