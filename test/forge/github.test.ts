import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { githubForge } from '../../src/forge/index.ts';
import { describeForge } from './contract.ts';
import { describeAnswers } from './contract-answers.ts';
import { repo, startGitHubBench, token } from './github-bench.ts';

describeForge('GitHub', () => startGitHubBench());
describeAnswers('GitHub', () => startGitHubBench());

const options = { repository: repo, token, running: null, tokenIsDefault: true };
const cloud = { apiUrl: 'https://api.github.com', serverUrl: 'https://github.com', ...options };
const own = {
  apiUrl: 'https://git.corp.example/api/v3/',
  serverUrl: 'https://git.corp.example/',
  ...options,
};

describe('GitHub, without a request', () => {
  it('says whether checks wait for a person', () => {
    expect(githubForge(cloud).checksNeedApproval).toBe(true);
    expect(githubForge({ ...cloud, tokenIsDefault: false }).checksNeedApproval).toBe(false);
    expect(githubForge(own).checksNeedApproval).toBe(false);
    expect(githubForge({ ...own, serverUrl: 'https://github.com.corp.example' }).checksNeedApproval).toBe(
      false,
    );
  });

  it('links to commits, branches and comparisons of either kind of server', () => {
    expect(githubForge(cloud).link({ commit: 'abc1' })).toBe('https://github.com/acme/prompts/commit/abc1');
    expect(githubForge(own).link({ branch: 'prompt-rollout/live' })).toBe(
      'https://git.corp.example/acme/prompts/tree/prompt-rollout/live',
    );
    expect(githubForge(own).link({ compare: ['a?b', 'c/#d%'] })).toBe(
      'https://git.corp.example/acme/prompts/compare/a%3Fb...c/%23d%25',
    );
  });

  it('loads no client before the first verb', () => {
    const program = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
      const { githubForge } = await import('./src/forge/index.ts');
      const forge = githubForge(${JSON.stringify({ ...cloud, apiUrl: 'http://127.0.0.1:1' })}, { sleep: async () => {} });
      const count = () => loaded.filter((url) => url.includes('@octokit')).length;
      const before = count();
      await forge.ensureIssue({ marker: 'm', since: '2026-01-01T00:00:00Z', title: '', body: '', labels: [] }).catch(() => {});
      console.log(JSON.stringify({ before, after: count() > 0 }));`;
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
    expect(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 }))).toEqual({
      before: 0,
      after: true,
    });
  });
});

describe('requests to GitHub', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('go to the given address with the token, and say who asks', async () => {
    const bench = await startGitHubBench();
    stops.push(bench.stop);
    await bench.open({ apiUrl: `${bench.github.apiUrl}/` }).ensureIssue({
      marker: '<!-- m -->',
      since: '2026-01-01T00:00:00.000Z',
      title: 'Title',
      body: 'Body',
      labels: [],
    });
    const { entries } = bench.github.log;
    expect(entries.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/v3/repos/acme/prompts/issues',
      'POST /api/v3/repos/acme/prompts/issues',
      'GET /api/v3/repos/acme/prompts/issues',
    ]);
    expect(entries.every(({ authorization }) => authorization === `token ${token}`)).toBe(true);
    expect(entries.every(({ userAgent }) => userAgent?.startsWith('prompt-rollout'))).toBe(true);
  });

  it('go through the proxy of the environment', () => {
    const program = `
      import { createServer } from 'node:http';
      import { githubForge } from './src/forge/index.ts';
      const asked = [];
      const proxy = createServer().on('connect', (request, socket) => {
        asked.push(request.url);
        socket.end('HTTP/1.1 407 Proxy Authentication Required\\r\\ncontent-length: 0\\r\\n\\r\\n');
      });
      await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      process.env.https_proxy = 'http://user:password@127.0.0.1:' + proxy.address().port;
      const forge = githubForge(${JSON.stringify(cloud)}, { sleep: async () => {} });
      const issue = { marker: 'm', since: '2026-01-01T00:00:00Z', title: '', body: '', labels: [] };
      const { code, message, cause } = await forge.ensureIssue(issue).catch((error) => error);
      proxy.close();
      console.log(JSON.stringify({ code, asked: asked[0], leaks: /password/.test(message + cause.stack) }));`;
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
    const env = { PATH: process.env.PATH };
    expect(
      JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env, timeout: 20_000 })),
    ).toEqual({
      code: 'forge-unavailable',
      asked: 'api.github.com:443',
      leaks: false,
    });
  });
});
