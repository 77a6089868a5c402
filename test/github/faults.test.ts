import { describe, expect, it } from 'vitest';
import { answers, type LogEntry } from './index.ts';
import { listRefs } from './seed.ts';
import { ACTIONS, COORDINATES, REPO, rejection, useGitHub } from './support.ts';

const ISSUES = { method: 'POST', route: '/repos/{owner}/{repo}/issues' } as const;

describe('faults', () => {
  const fixture = useGitHub();
  const create = (title: string) => fixture.octokit().rest.issues.create({ ...COORDINATES, title });
  const titles = () => fixture.github.issues(REPO).map(({ title }) => title);

  it('strike the nth request of a route, as often as they are told', async () => {
    fixture.github.faults.add({ ...ISSUES, nth: 2, times: 2, answer: answers.badGateway });
    fixture.github.faults.add({
      ...ISSUES,
      when: ({ body }) => JSON.stringify(body).includes('d'),
      answer: answers.secondaryRateLimit(7),
    });
    const outcomes = [];
    for (const title of ['a', 'b', 'c', 'd', 'e']) {
      outcomes.push(
        await create(title).then(
          ({ status }) => status,
          ({ status, response }) => [status, response.headers['retry-after']],
        ),
      );
    }
    expect(outcomes).toEqual([201, [502, undefined], [502, undefined], [403, '7'], 201]);
    expect(titles()).toEqual(['a', 'e']);
    expect(fixture.github.faults.pending()).toEqual([]);
    expect(fixture.github.log.of(ISSUES.method, ISSUES.route).map(({ status }) => status)).toEqual([
      201, 502, 502, 403, 201,
    ]);
  });

  it('drop a request before it does anything, or when everything is done', async () => {
    fixture.github.faults.add({ ...ISSUES, drop: 'request' });
    fixture.github.faults.add({ ...ISSUES, drop: 'answer' });
    expect((await rejection(create('a'))).status).toBe(500);
    expect(titles()).toEqual([]);
    expect((await rejection(create('b'))).status).toBe(500);
    expect(titles()).toEqual(['b']);
    expect(fixture.github.log.entries.map(({ status }) => status)).toEqual([undefined, undefined]);
  });

  it('let a test act while a request is held, and after it was done', async () => {
    const seen: unknown[] = [];
    fixture.github.faults.add({
      ...ISSUES,
      before: () => seen.push(titles()),
      after: () => seen.push(titles()),
    });
    await create('a');
    expect(seen).toEqual([[], ['a']]);
  });

  it('make requests meet, so that both find the same state', async () => {
    const { rest } = fixture.octokit();
    const route = '/repos/{owner}/{repo}/git/refs';
    const met = fixture.github.faults.barrier({ method: 'POST', route, parties: 2 });
    const claim = () => rest.git.createRef({ ...COORDINATES, ref: 'refs/heads/lock', sha: fixture.main });
    const results = await Promise.allSettled([claim(), claim()]);
    await met;
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(Object.keys(await listRefs(fixture.github.bareDir(REPO)))).toContain('refs/heads/lock');
  });

  it('hold one request while others pass, and let go of it when the server closes', async () => {
    const arrived = Promise.withResolvers<void>();
    const when = ({ body }: LogEntry) => {
      arrived.resolve();
      return JSON.stringify(body) === '{"title":"slow"}';
    };
    fixture.github.faults.add({ ...ISSUES, when, latency: 3_600_000 });
    const held = rejection(create('slow'));
    await arrived.promise;
    await create('fast');
    expect(titles()).toEqual(['fast']);
    await fixture.github.close();
    expect((await held).status).toBe(500);
    expect(titles()).toEqual(['fast']);
  });
});

describe('access', () => {
  const dispatcher = { login: 'dispatcher[bot]', scopes: { contents: 'write' as const } };
  const human = { login: 'bob', scopes: { contents: 'read' as const } };
  const far = { ...ACTIONS, repos: ['acme/other'] };
  const poor = { ...ACTIONS, requestsPerHour: 2 };
  const admin = { login: 'carol', scopes: { administration: 'read' as const } };
  const fixture = useGitHub({ actionsMayCreatePullRequests: false }, { dispatcher, human, far, poor, admin });
  const repo = (token: string) => fixture.octokit(token).rest.repos.get(COORDINATES);

  it('depends on the token, its repositories and its scopes', async () => {
    const issue = (token: string) =>
      fixture.octokit(token).rest.issues.create({ ...COORDINATES, title: 'A' });
    expect(await rejection(repo('wrong'))).toMatchObject({
      status: 401,
      message: expect.stringContaining('Bad credentials'),
    });
    expect(await rejection(repo('far'))).toMatchObject({
      status: 404,
      message: expect.stringContaining('Not Found'),
    });
    expect(await rejection(issue('dispatcher'))).toMatchObject({
      ...{ status: 403, message: expect.stringContaining('Resource not accessible by integration') },
      response: { headers: { 'x-accepted-github-permissions': 'issues=write' } },
    });
    expect((await rejection(issue('human'))).message).toContain('not accessible by personal access token');
    const anonymous = await fetch(`${fixture.github.apiUrl}/repos/acme/prompts/issues`, {
      method: 'POST',
      body: '{"title":"A"}',
    });
    expect([anonymous.status, await anonymous.json()]).toMatchObject([
      401,
      { message: 'Requires authentication' },
    ]);
  });

  it('to pull requests can be closed to workflows', async () => {
    const { rest } = fixture.octokit();
    const create = rest.pulls.create({ ...COORDINATES, title: 'A', head: 'main', base: 'main' });
    const message = expect.stringContaining(
      'GitHub Actions is not permitted to create or approve pull requests.',
    );
    expect(await rejection(create)).toMatchObject({ status: 403, message });
    const settings = await fixture
      .octokit('admin')
      .rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(COORDINATES);
    expect(settings.data.can_approve_pull_request_reviews).toBe(false);
  });

  it('ends at the rate limit, which every answer tells', async () => {
    expect((await repo('poor')).headers).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
    });
    await repo('poor');
    const over = await rejection(repo('poor'));
    expect(over).toMatchObject({ status: 403, response: { headers: { 'x-ratelimit-remaining': '0' } } });
    expect((await fixture.octokit('poor').rest.rateLimit.get()).data.rate.remaining).toBe(0);
  });

  it('to a protected branch leads through pull requests', async () => {
    const { rest } = fixture.octokit();
    fixture.github.protectBranch(REPO, 'main');
    const rules = await rest.repos.getBranchRules({ ...COORDINATES, branch: 'main' });
    expect(rules.data.map(({ type }) => type)).toEqual(['pull_request']);
    const update = rest.git.updateRef({ ...COORDINATES, ref: 'heads/main', sha: fixture.main });
    expect(await rejection(update)).toMatchObject({
      status: 422,
      message: expect.stringContaining('rule violations'),
    });
  });
});

describe('dispatches and deployments', () => {
  const fixture = useGitHub();

  it('are kept, when the workflow would take them', async () => {
    const { rest } = fixture.octokit();
    const dispatch = (more: object) =>
      rest.actions.createWorkflowDispatch({
        ...COORDINATES,
        workflow_id: 'rollout.yml',
        ref: 'main',
        ...more,
      });
    await dispatch({ inputs: { prompt: 'support' } });
    expect((await rejection(dispatch({ inputs: { promt: 'support' } }))).message).toContain(
      'Unexpected inputs provided: ["promt"]',
    );
    expect((await rejection(dispatch({ ref: 'none' }))).message).toContain('No ref found for: none');
    expect((await rejection(dispatch({ workflow_id: 'other.yml' }))).status).toBe(404);
    await rest.repos.createDispatchEvent({ ...COORDINATES, event_type: 'alert', client_payload: { a: 1 } });
    const by = { repo: REPO, login: 'github-actions[bot]' };
    expect(fixture.github.dispatches).toEqual([
      { kind: 'workflow', ...by, workflow: 'rollout.yml', ref: 'main', inputs: { prompt: 'support' } },
      { kind: 'repository', ...by, eventType: 'alert', clientPayload: { a: 1 } },
    ]);
  });

  it('wait for no checks only when told so', async () => {
    const { rest } = fixture.octokit();
    const deploy = (more: object) =>
      rest.repos.createDeployment({ ...COORDINATES, ref: 'main', environment: 'canary', ...more });
    expect(await rejection(deploy({}))).toMatchObject({ status: 409 });
    const { data } = await deploy({ auto_merge: false, required_contexts: [] });
    const id = 'id' in data ? data.id : 0;
    await rest.repos.createDeploymentStatus({
      ...COORDINATES,
      deployment_id: id,
      state: 'success',
      description: 'At 5 %',
    });
    expect(fixture.github.deployments(REPO)).toMatchObject([
      { sha: fixture.main, statuses: [{ state: 'success' }] },
    ]);
    const long = {
      ...COORDINATES,
      deployment_id: id,
      state: 'success' as const,
      description: 'x'.repeat(141),
    };
    expect((await rejection(rest.repos.createDeploymentStatus(long))).status).toBe(422);
  });
});
