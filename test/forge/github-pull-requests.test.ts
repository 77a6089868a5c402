import { afterEach, describe, expect, it } from 'vitest';
import { pullRequest } from './contract.ts';
import {
  failureOf,
  type GitHubBench,
  type GitHubBenchSettings,
  repo,
  routes,
  startGitHubBench,
} from './github-bench.ts';

const { head, base, title, body } = pullRequest;
let bench: GitHubBench;

async function start(settings?: GitHubBenchSettings): Promise<GitHubBench> {
  bench = await startGitHubBench(settings);
  await bench.branch(head);
  return bench;
}

async function onlyPull() {
  const [pull, ...others] = await bench.github.pulls(repo);
  expect(others).toEqual([]);
  if (pull === undefined) throw new Error('There is no pull request.');
  return pull;
}

afterEach(() => bench.stop());

describe('pull requests on GitHub', () => {
  it('leave a merged one alone', async () => {
    const { forge, github } = await start();
    const first = await forge.ensurePullRequest(pullRequest);
    await github.mergePullRequest(repo, first.number);
    expect(await forge.ensurePullRequest({ ...pullRequest, title: 'New' })).toEqual({
      ...first,
      created: false,
    });
    expect(await onlyPull()).toMatchObject({ title, state: 'closed' });
  });

  it('take the open one when a closed one has the same branch', async () => {
    const { forge, github, asAnn } = await start();
    const closed = await forge.ensurePullRequest(pullRequest);
    github.closePullRequest(repo, closed.number);
    await asAnn('POST', 'pulls', { title: 'By hand', head, base });
    const ensured = await forge.ensurePullRequest(pullRequest);
    expect(ensured).toMatchObject({ number: closed.number + 1, created: false });
    expect(await bench.pullRequests()).toMatchObject([{ state: 'closed' }, { state: 'open', title, body }]);
  });

  it('do not take the branch of a fork for the own one', async () => {
    const { forge, github, asAnn } = await start();
    const pulls = await asAnn('POST', 'pulls', { title: 'By hand', head, base });
    const foreign = [JSON.parse(JSON.stringify(pulls).replaceAll(`"${repo}"`, '"acme/prompts-fork"'))];
    github.closePullRequest(repo, 1);
    github.faults.add({ method: 'GET', route: routes.pulls, answer: { status: 200, body: foreign } });
    expect(await forge.ensurePullRequest(pullRequest)).toMatchObject({ number: 2, created: true });
  });

  it('bring up to date what another run opened at the same time', async () => {
    const { forge, github, asAnn } = await start();
    github.faults.add({
      method: 'POST',
      route: routes.pulls,
      before: () => asAnn('POST', 'pulls', { title: 'Other', head, base }),
    });
    expect(await forge.ensurePullRequest(pullRequest)).toMatchObject({ created: false, warnings: [] });
    expect(await onlyPull()).toMatchObject({ author: 'ann', title, body, labels: pullRequest.labels });
  });

  it('wait until GitHub sees the branch that was just pushed', async () => {
    const { forge, github, waits } = await start();
    const answer = {
      status: 422,
      body: {
        message: 'Validation Failed',
        errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }],
      },
    };
    github.faults.add({ method: 'POST', route: routes.pulls, times: 2, answer });
    expect(await forge.ensurePullRequest(pullRequest)).toMatchObject({ created: true });
    expect(waits).toEqual([1000, 2000]);
  });

  it('say what GitHub says when there is nothing to pull', async () => {
    const { forge } = await start();
    const failure = await failureOf(forge.ensurePullRequest({ ...pullRequest, head: 'main' }));
    expect(failure.code).toBe('forge-rejected');
    expect(failure.message).toContain(
      'create a pull request: Validation Failed; No commits between main and main',
    );
    expect((await failureOf(forge.ensurePullRequest({ ...pullRequest, head: 'gone' }))).message).toContain(
      'Validation Failed; head invalid',
    );
  });

  it('give a link to click when the setting forbids Actions to open them', async () => {
    const { forge, github } = await start({ repo: { actionsMayCreatePullRequests: false } });
    const failure = await failureOf(forge.ensurePullRequest(pullRequest));
    expect(failure.code).toBe('forge-pull-requests-off');
    expect(failure.cure).toContain(`${github.url}/acme/prompts/compare/main...${head}?expand=1`);
  });
});

describe('reviewers', () => {
  it('are asked as users and teams, the author apart', async () => {
    const { open } = await start({ token: { login: 'ann' } });
    const reviewers = ['@ann', 'ben', '@Acme/on-call'];
    const ensured = await open().ensurePullRequest({ ...pullRequest, reviewers });
    expect(ensured.warnings).toEqual([]);
    expect((await onlyPull()).pull).toMatchObject({
      reviewers: ['ben'],
      teamReviewers: ['on-call'],
    });
  });

  it('that are refused cost a warning each, and not the others', async () => {
    const { forge } = await start();
    const reviewers = ['@stranger', '@ben', '@acme/nobody', '@elsewhere/on-call', 'ann@example.com'];
    const { warnings } = await forge.ensurePullRequest({ ...pullRequest, reviewers });
    expect((await onlyPull()).pull).toMatchObject({ reviewers: ['ben'], teamReviewers: [] });
    expect(warnings).toHaveLength(4);
    for (const name of ['@stranger', '@acme/nobody', '@elsewhere/on-call', 'ann@example.com'])
      expect(warnings.join('\n')).toContain(`Not asked for a review: "${name}"`);
  });

  it('are not asked again once one of them is', async () => {
    const { forge, github } = await start();
    const reviewers = ['@ann', '@ben'];
    await forge.ensurePullRequest({ ...pullRequest, reviewers: ['@ann'] });
    github.log.clear();
    await forge.ensurePullRequest({ ...pullRequest, reviewers });
    expect(github.log.of('POST', routes.reviewers)).toEqual([]);
  });

  it('are asked by the next run when the first broke off before', async () => {
    const { forge, github } = await start();
    await forge.ensurePullRequest(pullRequest);
    await forge.ensurePullRequest({ ...pullRequest, reviewers: ['@ben', '@acme/on-call'] });
    expect((await onlyPull()).pull).toMatchObject({ reviewers: ['ben'], teamReviewers: ['on-call'] });
    expect(github.log.of('POST', routes.reviewers)).toHaveLength(1);
  });

  it('are asked again while GitHub does not see the new pull request', async () => {
    const { forge, github, waits } = await start();
    const message = "Could not resolve to a node with the global id of 'PR_1'.";
    github.faults.add({
      method: 'POST',
      route: routes.reviewers,
      answer: { status: 422, body: { message } },
    });
    expect(await forge.ensurePullRequest({ ...pullRequest, reviewers: ['ben'] })).toMatchObject({
      warnings: [],
    });
    expect(waits).toEqual([1000]);
  });
});

describe('labels', () => {
  it('that may not be created cost a warning with the permission, and not the others', async () => {
    const { forge, asAnn } = await start({ scopes: { contents: 'write', 'pull-requests': 'write' } });
    await asAnn('POST', 'labels', { name: 'Rollback' });
    const { created, warnings } = await forge.ensurePullRequest(pullRequest);
    expect(created).toBe(true);
    expect((await onlyPull()).labels).toEqual(['Rollback']);
    expect(warnings).toEqual([
      expect.stringMatching(/^Not set: label "prompt: customer-support": .*permissions: issues: write/),
    ]);
  });

  it('that GitHub drops are read back', async () => {
    const { forge, github } = await start();
    github.faults.add({
      method: 'POST',
      route: routes.labels,
      answer: { status: 200, body: [{ name: 'ROLLBACK' }] },
    });
    const { warnings } = await forge.ensurePullRequest(pullRequest);
    expect(warnings).toEqual(['Not set: label "prompt: customer-support": GitHub dropped it silently.']);
  });

  it('cost one warning, not one each, when GitHub is down', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'POST', route: routes.labels, drop: 'request', times: 5 });
    const { warnings } = await forge.ensurePullRequest(pullRequest);
    expect(warnings).toEqual([
      expect.stringMatching(/^Not set: label "rollback", "prompt: customer-support": 127/),
    ]);
    expect(github.log.of('POST', routes.labels)).toHaveLength(1);
  });
});
