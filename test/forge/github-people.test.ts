import { afterEach, describe, expect, it } from 'vitest';
import { commitFiles } from '../github/seed.ts';
import { pullRequest } from './contract.ts';
import {
  failureOf,
  type GitHubBench,
  type GitHubBenchSettings,
  repo,
  routes,
  startGitHubBench,
} from './github-bench.ts';

let bench: GitHubBench;

async function start(settings?: GitHubBenchSettings): Promise<GitHubBench> {
  bench = await startGitHubBench(settings);
  return bench;
}

const requests = (route: string) => bench.github.log.of('GET', route).length;
const answerOnce = (route: string, status: number, body: unknown) =>
  bench.github.faults.add({ method: 'GET', route, answer: { status, body } });

afterEach(() => bench.stop());

describe('the permission of a person', () => {
  it('is that of the standard roles', async () => {
    const collaborators = { a: 'admin', b: 'maintain', c: 'write', d: 'triage', e: 'read' } as const;
    const { forge } = await start({ repo: { collaborators } });
    for (const [login, permission] of Object.entries({ ...collaborators, acme: 'admin', stranger: 'none' }))
      expect(await forge.permissionOf(login)).toBe(permission);
  });

  it('of a stranger to a public repository is to read', async () => {
    const { forge } = await start({ repo: { private: false } });
    expect(await forge.permissionOf('stranger')).toBe('read');
  });

  it.each([
    ['write', 'deployer', 'write'],
    ['read', 'auditor', 'read'],
    ['admin', 'Chief', 'admin'],
    ['none', 'nobody', 'none'],
    ['read', 'admin', 'read'],
    ['write', 'admin', 'write'],
    ['read', 'write', 'read'],
    ['read', 'none', 'read'],
    ['write', undefined, 'write'],
    ['everything', 'everything', 'none'],
    [undefined, undefined, 'none'],
    ['__proto__', 'constructor', 'none'],
  ])('of a role of one’s own is what it is built on: %s, %s', async (permission, role_name, expected) => {
    const { forge } = await start();
    answerOnce(routes.permission, 200, { permission, role_name, user: null });
    expect(await forge.permissionOf('ann')).toBe(expected);
  });

  it('of a login that GitHub does not know is none', async () => {
    const { forge } = await start();
    answerOnce(routes.permission, 404, { message: 'ghost is not a user' });
    expect(await forge.permissionOf('ghost')).toBe('none');
  });

  it('of a bot is asked for under its whole name', async () => {
    const { forge } = await start();
    expect(await forge.permissionOf('dependabot[bot]')).toBe('none');
    expect(requests(routes.permission)).toBe(1);
  });

  it.each(['', '..', '../../x', 'a/b', 'ann?x=1', 'ann bob', 'ann\n', '\u0430nn', '[bot]', 'x'.repeat(101)])(
    'of %j, which is no login, is none without a question',
    async (login) => {
      const { forge, github } = await start();
      expect(await forge.permissionOf(login)).toBe('none');
      expect(github.log.entries).toEqual([]);
    },
  );

  it('that cannot be had is a failure, and never a guess', async () => {
    const { forge, github } = await start();
    answerOnce(routes.permission, 403, { message: 'Resource not accessible by integration' });
    expect(await failureOf(forge.permissionOf('ann'))).toMatchObject({
      code: 'forge-forbidden',
      cure: expect.stringContaining('permissions: metadata: read'),
    });
    github.faults.add({ method: 'GET', route: routes.permission, times: 3, drop: 'request' });
    expect((await failureOf(forge.permissionOf('ann'))).code).toBe('forge-unavailable');
  });
});

describe('the author of a commit', () => {
  const commit = (author?: { name: string; email: string }) =>
    commitFiles(bench.github.bareDir(repo), {
      branch: 'work',
      from: 'refs/heads/main',
      files: { 'prompt.md': 'new' },
      message: 'Change',
      ...(author === undefined ? {} : { author }),
    });

  it('is the account of the address', async () => {
    const { forge } = await start();
    expect(await forge.authorOf(await commit({ name: 'Ann', email: 'ann@example.com' }))).toBe('ann');
  });

  it('is nobody where no account has the address', async () => {
    const { forge } = await start();
    expect(await forge.authorOf(await commit())).toBeNull();
    answerOnce(routes.commit, 200, { author: {} });
    expect(await forge.authorOf(await commit())).toBeNull();
  });

  it('of a commit that is not there is nobody', async () => {
    const { forge } = await start();
    expect(await forge.authorOf('0'.repeat(40))).toBeNull();
    answerOnce(routes.commit, 404, { message: 'Not Found' });
    expect(await forge.authorOf('1'.repeat(40))).toBeNull();
    expect(requests(routes.commit)).toBe(2);
  });

  it.each(['main', '', '../pulls', 'HEAD', 'A'.repeat(40)])(
    'of %j, which is no commit, is not asked for',
    async (name) => {
      const { forge, github } = await start();
      expect(await forge.authorOf(name)).toBeNull();
      expect(github.log.entries).toEqual([]);
    },
  );

  it('needs to read contents, and says so', async () => {
    const { forge } = await start({ scopes: { issues: 'write' } });
    expect((await failureOf(forge.authorOf(await commit()))).cure).toContain('permissions: contents: read');
  });
});

describe('a pull request by its number', () => {
  it('says where it comes from and what became of it', async () => {
    const { forge, github } = await start();
    await bench.branch(pullRequest.head);
    const { number, url } = await forge.ensurePullRequest(pullRequest);
    const open = { head: pullRequest.head, base: 'main', state: 'open', fork: false, mergedBy: null, url };
    expect(await forge.pullRequestOf(number)).toEqual(open);
    await github.mergePullRequest(repo, number, 'ann');
    expect(await forge.pullRequestOf(number)).toEqual({ ...open, state: 'merged', mergedBy: 'ann' });
  });

  it('is closed when it was closed', async () => {
    const { forge, github } = await start();
    await bench.branch(pullRequest.head);
    const { number } = await forge.ensurePullRequest(pullRequest);
    github.closePullRequest(repo, number, 'ann');
    expect(await forge.pullRequestOf(number)).toMatchObject({ state: 'closed', mergedBy: null });
  });

  it('is one of a fork when its branch lies elsewhere, or nowhere any more', async () => {
    const { forge, asAnn } = await start();
    await bench.branch(pullRequest.head);
    const { number } = await forge.ensurePullRequest(pullRequest);
    const text = JSON.stringify(await asAnn('GET', `pulls/${number}`));
    const pull: { head: object } = JSON.parse(text);
    for (const repository of [{ full_name: 'mallory/prompts' }, null]) {
      answerOnce(routes.pull, 200, { ...pull, head: { ...pull.head, repo: repository } });
      expect(await forge.pullRequestOf(number)).toMatchObject({ fork: true, head: pullRequest.head });
    }
  });

  it('is none where an issue, or nothing, has the number', async () => {
    const { forge, github } = await start();
    github.openIssue(repo, { title: 'Question' });
    expect(await forge.pullRequestOf(1)).toBeNull();
    expect(await forge.pullRequestOf(4711)).toBeNull();
  });

  it('needs the permission, and says so', async () => {
    const { forge } = await start({ scopes: { issues: 'write' } });
    expect((await failureOf(forge.pullRequestOf(1))).cure).toContain('permissions: pull-requests: write');
  });
});
