import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answers } from '../github/index.ts';
import { issue, pullRequest } from './contract.ts';
import {
  failureOf,
  type GitHubBench,
  type GitHubBenchSettings,
  repo,
  routes,
  startGitHubBench,
  token,
} from './github-bench.ts';

let bench: GitHubBench;

async function start(settings?: GitHubBenchSettings): Promise<GitHubBench> {
  bench = await startGitHubBench(settings);
  await bench.branch(pullRequest.head);
  return bench;
}

const verbs = [
  ['ensurePullRequest', (forge: GitHubBench['forge']) => forge.ensurePullRequest(pullRequest), routes.pulls],
  ['ensureIssue', (forge: GitHubBench['forge']) => forge.ensureIssue(issue), routes.issues],
] as const;

const everything = async () => [...(await bench.pullRequests()), ...(await bench.issues())];
const posts = (route: string) => bench.github.log.of('POST', route).length;

/** An address at which nothing listens any more. */
async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

afterEach(() => bench.stop());

describe.each(verbs)('%s names the cause', (_, ensure, route) => {
  it('when the token is wrong', async () => {
    const { open } = await start();
    const failure = await failureOf(ensure(open({ token: 'ghp_wrong' })));
    expect(failure).toMatchObject({ code: 'forge-unauthorized', cure: 'Give a valid `token`.' });
  });

  it('when the token does not reach the repository', async () => {
    const { forge } = await start({ token: { repos: ['acme/ops'] } });
    const failure = await failureOf(ensure(forge));
    expect(failure.code).toBe('forge-repository-hidden');
    expect(failure.message).toMatch(/^The token cannot see acme\/prompts on 127\.0\.0\.1:\d+\.$/);
  });

  it('when a permission is missing, with the line that mends it', async () => {
    const { forge } = await start({ scopes: { contents: 'write' } });
    const failure = await failureOf(ensure(forge));
    expect(failure.code).toBe('forge-forbidden');
    const permission = route === routes.pulls ? 'pull-requests: write' : 'issues: write';
    expect(failure.cure).toContain(`permissions: ${permission}`);
    expect(failure.message).toContain('Resource not accessible by integration');
  });

  it('when reading is allowed and writing is not', async () => {
    const { forge } = await start({ scopes: { 'pull-requests': 'read', issues: 'read' } });
    const failure = await failureOf(ensure(forge));
    expect(failure.code).toBe('forge-forbidden');
    expect(failure.message).toMatch(
      /not allow the token to create an? (pull request|issue) in acme\/prompts/,
    );
  });

  it('when no permission helps', async () => {
    const { forge, github } = await start();
    const answer = { status: 403, body: { message: 'Repository was archived so is read-only.' } };
    github.faults.add({ method: 'POST', route, answer });
    expect(await failureOf(ensure(forge))).toMatchObject({
      code: 'forge-rejected',
      message: expect.stringContaining('archived'),
    });
  });

  it('when nothing listens', async () => {
    const { open, waits } = await start();
    const failure = await failureOf(ensure(open({ apiUrl: `${await deadAddress()}/api/v3` })));
    expect(failure.code).toBe('forge-unavailable');
    expect(failure.message).toContain('ECONNREFUSED');
    expect(waits).toEqual([1000, 2000]);
  });

  it('when a proxy answers with a page', async () => {
    const { forge, github } = await start();
    const answer = {
      status: 418,
      headers: { 'content-type': 'text/html' },
      body: Buffer.from('<html>Blocked'),
    };
    github.faults.add({ method: 'POST', route, answer });
    expect(await failureOf(ensure(forge))).toMatchObject({
      code: 'forge-rejected',
      message: expect.stringMatching(/: HTTP 418$/),
    });
  });

  it('and never shows the token, not even when the server does, nor more than a line', async () => {
    const { forge, github } = await start();
    const echo = `Bad\n::error::${token} ${encodeURIComponent(token)} ${btoa(token)} https://ann:${token}@host/`;
    const message = `${echo} ${btoa(`x-access-token:${token}`)} ${'long '.repeat(200)}`;
    const body = { message, errors: [{ message: echo }, echo] };
    for (const status of [400, 403, 422, 500]) {
      github.faults.add({ method: 'POST', route, answer: { status, body } });
      const failure = await failureOf(ensure(forge));
      expect(failure.message).toContain('Bad ::error::*** *** *** https://***@host/');
      expect(failure.message.length).toBeLessThan(500);
    }
  });
});

describe.each(verbs)('%s under a rate limit', (_, ensure, route) => {
  it('waits as long as GitHub asks, for reads and writes', async () => {
    const { forge, github, waits } = await start();
    github.faults.add({ method: 'GET', route, answer: answers.secondaryRateLimit(7) });
    github.faults.add({ method: 'POST', route, times: 2, answer: answers.secondaryRateLimit(60) });
    expect(await ensure(forge)).toMatchObject({ created: true, warnings: [] });
    expect(waits).toEqual([7_000, 60_000, 60_000]);
    expect(await everything()).toHaveLength(1);
  });

  it('waits a minute when GitHub names no time', async () => {
    const { forge, github, waits } = await start();
    github.faults.add({ method: 'POST', route, answer: { status: 429, body: { message: 'Too many' } } });
    expect(await ensure(forge)).toMatchObject({ created: true });
    expect(waits).toEqual([60_000]);
  });

  it('gives up after two repetitions, and says until when', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'POST', route, times: 3, answer: answers.secondaryRateLimit(30) });
    const failure = await failureOf(ensure(forge));
    expect(failure.code).toBe('forge-rate-limited');
    expect(failure.message).toContain('until 2026-03-01T12:00:30Z');
    expect(posts(route)).toBe(3);
    expect(await everything()).toEqual([]);
  });

  it('does not wait for longer than a minute', async () => {
    const { forge, github, waits } = await start();
    github.faults.add({ method: 'POST', route, answer: answers.secondaryRateLimit(61) });
    expect((await failureOf(ensure(forge))).code).toBe('forge-rate-limited');
    expect(waits).toEqual([]);
  });

  it('says when the budget of the hour comes back', async () => {
    const { forge, waits } = await start({ token: { requestsPerHour: 0 } });
    const failure = await failureOf(ensure(forge));
    expect(failure.code).toBe('forge-rate-limited');
    expect(failure.message).toContain('until 2026-03-01T13:00:00Z');
    expect(waits).toEqual([]);
  });
});

describe.each(verbs)('%s in an outage', (_, ensure, route) => {
  it('reads again', async () => {
    const { forge, github, waits } = await start();
    github.faults.add({ method: 'GET', route, answer: answers.badGateway });
    github.faults.add({ method: 'GET', route, drop: 'answer' });
    expect(await ensure(forge)).toMatchObject({ created: true });
    expect(waits).toEqual([1000, 2000]);
  });

  it('gives up reading after two repetitions, and has written nothing', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'GET', route, times: 3, answer: answers.unavailable });
    const failure = await failureOf(ensure(forge));
    expect(failure).toMatchObject({
      code: 'forge-unavailable',
      message: expect.stringContaining('Service Unavailable'),
    });
    expect(posts(route)).toBe(0);
  });

  it('does not take half a list for an empty one', async () => {
    const { forge, github } = await start();
    await ensure(forge);
    const answer = {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('[{"numb'),
    };
    github.faults.add({ method: 'GET', route, times: 3, answer });
    expect(await failureOf(ensure(forge))).toMatchObject({
      code: 'forge-unavailable',
      message: expect.stringContaining('cut short'),
    });
    expect(posts(route)).toBe(1);
  });

  it('gives up a request that is never answered', async () => {
    const { open, github } = await start();
    github.faults.add({ method: 'GET', route, times: 3, before: () => new Promise(() => undefined) });
    expect((await failureOf(ensure(open({}, { timeout: 100 })))).code).toBe('forge-unavailable');
  });

  it('does not write again what may have been done, and creates it at the next run', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'POST', route, answer: answers.badGateway });
    expect((await failureOf(ensure(forge))).code).toBe('forge-unavailable');
    expect(posts(route)).toBe(1);
    expect(await ensure(forge)).toMatchObject({ created: true });
    expect(await everything()).toHaveLength(1);
  });

  it('finds at once what was created although the answer was lost', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'POST', route, drop: 'answer' });
    const ensured = await ensure(forge);
    expect(ensured).toMatchObject({ created: true, warnings: [] });
    expect(await ensure(forge)).toEqual({ ...ensured, created: false });
    expect(posts(route)).toBe(1);
  });

  it('finds at the next run what was created before everything broke', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'POST', route, drop: 'answer' });
    github.faults.add({ method: 'GET', route, nth: 2, times: 3, drop: 'request' });
    expect((await failureOf(ensure(forge))).code).toBe('forge-unavailable');
    expect(await everything()).toHaveLength(1);
    expect(await ensure(forge)).toMatchObject({ created: false, warnings: [] });
    expect(await everything()).toMatchObject([
      { state: 'open', labels: expect.arrayContaining([expect.any(String)]) },
    ]);
    expect(github.faults.pending()).toEqual([]);
  });

  it('passes defects on as they are', async () => {
    const { open } = await start();
    const forge = open({}, { sleep: () => Promise.reject(new TypeError('defect')) });
    bench.github.faults.add({ method: 'GET', route, answer: answers.badGateway });
    await expect(ensure(forge)).rejects.toThrow(new TypeError('defect'));
  });
});

describe('two runs at the same time', () => {
  it('open one pull request', async () => {
    const { forge, open, github } = await start();
    github.faults.barrier({ method: 'POST', route: routes.pulls, parties: 2 });
    const ensured = await Promise.all([
      forge.ensurePullRequest(pullRequest),
      open().ensurePullRequest(pullRequest),
    ]);
    expect(ensured.map(({ number }) => number)).toEqual([1, 1]);
    expect(ensured.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(await github.pulls(repo)).toHaveLength(1);
  });
});
