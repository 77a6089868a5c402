import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GIT_ROUTES, startGitHub } from './index.ts';
import { GIT_ENVIRONMENT } from './plumbing.ts';
import { commitFiles, listRefs, showFile } from './seed.ts';
import { REPO, useGitHub } from './support.ts';

const READER = { login: 'reader[bot]', scopes: { contents: 'read' as const } };
const DEPLOYER = {
  login: 'deployer[bot]',
  scopes: { contents: 'write' as const, workflows: 'write' as const },
  bypassRules: true,
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clone-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const headerOf = (token: string) =>
  `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

/** Runs git as a client of the server, with a header for each token; the exit code instead of an error. */
async function client(args: string[], ...tokens: string[]): Promise<{ code: unknown; output: string }> {
  const headers = tokens.flatMap((token) => ['-c', `http.extraheader=${headerOf(token)}`]);
  const person = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com'];
  const env = { ...GIT_ENVIRONMENT, HOME: dir, GIT_TERMINAL_PROMPT: '0' };
  try {
    const { stdout, stderr } = await promisify(execFile)('git', [...headers, ...person, ...args], {
      cwd: dir,
      env,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('stderr' in error)) throw error;
    return { code: error.code, output: String(error.stderr) };
  }
}

describe('the git remote', () => {
  const fixture = useGitHub({}, { reader: READER, deployer: DEPLOYER });
  const refs = () => listRefs(fixture.github.bareDir(REPO));

  /** A clone with one commit that is not pushed yet. */
  async function cloneAndCommit(file = 'prompts/new.md'): Promise<void> {
    await client(['clone', '--quiet', fixture.github.remote(REPO), '.'], 'actions-token');
    await client(['config', 'core.hooksPath', '/dev/null']);
    const work = await promisify(execFile)('sh', [
      '-c',
      'mkdir -p "$(dirname "$1")" && date >"$1"',
      '-',
      join(dir, file),
    ]);
    expect(work.stderr).toBe('');
    await client(['add', '.']);
    await client(['commit', '--quiet', '-m', 'New']);
    fixture.github.log.clear();
  }

  it('serves a partial clone that moves a fraction of the bytes', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`data/${n}`, randomBytes(25_000)]),
    );
    await commitFiles(fixture.github.bareDir(REPO), { branch: 'main', files, message: 'Data' });
    await client(['clone', '--quiet', fixture.github.remote(REPO), 'full'], 'reader');
    expect(fixture.github.log.gitBytes().sent).toBeGreaterThan(1_000_000);
    fixture.github.log.clear();
    const filters = ['--filter=blob:none', '--depth=1', '--no-checkout'];
    const { code } = await client(
      ['clone', '--quiet', ...filters, fixture.github.remote(REPO), 'part'],
      'reader',
    );
    expect(code).toBe(0);
    expect(fixture.github.log.gitBytes().sent).toBeLessThan(20_000);
  });

  it('tells a reader what git says that it can do, which is the same for every repository', async () => {
    for (const repo of [REPO, 'acme/secret']) {
      const env = { ...GIT_ENVIRONMENT, GIT_PROTOCOL: 'version=2' };
      const options = ['upload-pack', '--strict', '--http-backend-info-refs', fixture.github.bareDir(repo)];
      const { stdout } = await promisify(execFile)('git', options, { env });
      const answer = await fetch(`${fixture.github.remote(repo)}/info/refs?service=git-upload-pack`, {
        headers: { authorization: headerOf('reader').slice(15), 'git-protocol': 'version=2' },
      });
      expect(stdout).toContain('fetch=shallow');
      expect(await answer.text()).toBe(stdout);
    }
  });

  it('fetches one commit by its id', async () => {
    await commitFiles(fixture.github.bareDir(REPO), { branch: 'main', files: { a: 'a' }, message: 'Next' });
    await client(['init', '--quiet']);
    const fetch = ['fetch', '--quiet', '--depth=1', fixture.github.remote(REPO), fixture.main];
    expect((await client(fetch, 'reader')).code).toBe(0);
    expect((await client(['log', '--format=%H', fixture.main])).output.trim()).toBe(fixture.main);
  });

  it('takes a push, and records whose token moved how much', async () => {
    await cloneAndCommit();
    expect((await client(['push', '--quiet', 'origin', 'main'], 'actions-token')).code).toBe(0);
    const [push] = fixture.github.log.of('POST', GIT_ROUTES.push);
    expect(push).toMatchObject({ status: 200, login: 'github-actions[bot]' });
    expect(`Authorization: ${push?.authorization}`).toBe(headerOf('actions-token'));
    expect(push?.requestBytes).toBeGreaterThan(200);
    expect(
      (await fixture.octokit().rest.repos.getCommit({ owner: 'acme', repo: 'prompts', ref: 'main' })).data
        .sha,
    ).toBe((await client(['rev-parse', 'HEAD'])).output.trim());
  });

  it.each([
    ['nobody', [], 'could not read Username'],
    ['an unknown token', ['wrong'], 'could not read Username'],
    ['a token that may only read', ['reader'], 'The requested URL returned error: 403'],
    ['two headers', ['actions-token', 'actions-token'], 'The requested URL returned error: 400'],
  ])('refuses a push by %s', async (_, tokens, message) => {
    await cloneAndCommit();
    const before = await refs();
    const { code, output } = await client(['push', 'origin', 'main'], ...tokens);
    expect(code).toBe(128);
    expect(output).toContain(message);
    expect(await refs()).toEqual(before);
  });

  it('shows a private repository only to tokens that reach it', async () => {
    const secret = await startGitHub({
      repos: { 'acme/open': { private: false }, 'acme/closed': {} },
      tokens: { one: { ...READER, repos: ['acme/open'] } },
    });
    try {
      expect((await client(['ls-remote', secret.remote('acme/open')])).code).toBe(0);
      expect((await client(['ls-remote', secret.remote('acme/closed')])).output).toContain(
        'could not read Username',
      );
      expect((await client(['ls-remote', secret.remote('acme/closed')], 'one')).output).toContain(
        'not found',
      );
    } finally {
      await secret.close();
    }
  });

  it('declines a push to a protected branch, as the rules say, but not by who may bypass them', async () => {
    await cloneAndCommit();
    fixture.github.protectBranch(REPO, 'main');
    const before = await refs();
    const { code, output } = await client(['push', 'origin', 'main'], 'actions-token');
    expect(code).toBe(1);
    expect(output).toContain('GH013: Repository rule violations found for refs/heads/main');
    expect(await refs()).toEqual(before);
    expect((await client(['push', 'origin', 'main:side'], 'actions-token')).code).toBe(0);
    expect((await client(['push', 'origin', 'main'], 'deployer')).code).toBe(0);
  });

  it('declines what the test says', async () => {
    await cloneAndCommit();
    const before = await refs();
    fixture.github.rejectPushes(({ updates }) =>
      updates.map(({ ref, old }) => `No ${ref} over ${old}`).join(),
    );
    const { code, output } = await client(['push', 'origin', 'main'], 'actions-token');
    expect(code).toBe(1);
    expect(output).toContain(`No refs/heads/main over ${fixture.main}`);
    expect(await refs()).toEqual(before);
  });

  it('declines new workflow files from a token without the permission for them', async () => {
    await cloneAndCommit('.github/workflows/new.yml');
    const push = ['push', 'origin', 'main:side'];
    const { output } = await client(push, 'actions-token');
    expect(output).toContain(
      'create or update workflow `.github/workflows/new.yml` without `workflows` permission',
    );
    expect(Object.keys(await refs())).toEqual(['refs/heads/main']);
    expect((await client(push, 'deployer')).code).toBe(0);
  });

  it('can cut the answer after a push that succeeded, and drop one before it did anything', async () => {
    await cloneAndCommit();
    const push = { method: 'POST', route: GIT_ROUTES.push } as const;
    fixture.github.faults.add({ ...push, drop: 'request' });
    fixture.github.faults.add({ ...push, drop: 'answer' });
    expect((await client(['push', 'origin', 'main'], 'actions-token')).code).not.toBe(0);
    expect(await showFile(fixture.github.bareDir(REPO), 'main', 'prompts/new.md')).toBeUndefined();
    expect((await client(['push', 'origin', 'main'], 'actions-token')).code).not.toBe(0);
    expect(await showFile(fixture.github.bareDir(REPO), 'main', 'prompts/new.md')).toBeDefined();
    expect(fixture.github.log.of(push.method, push.route).map(({ status }) => status)).toEqual([
      undefined,
      undefined,
    ]);
    expect(fixture.github.faults.pending()).toEqual([]);
  });
});
