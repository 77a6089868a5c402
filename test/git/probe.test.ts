import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProbe, type Remote } from '../../src/git/index.ts';
import { GIT_ROUTES, type GitHub, startGitHub } from '../github/index.ts';
import { git } from '../github/plumbing.ts';
import { commitFiles, listRefs } from '../github/seed.ts';
import { ACTIONS } from '../github/support.ts';

const REPO = 'acme/prompts';
const WRITER = 'ghs_writer';
const READER = 'ghs_reader';

let github: GitHub;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probe-'));
  github = await startGitHub({
    repos: { [REPO]: {} },
    tokens: { [WRITER]: ACTIONS, [READER]: { ...ACTIONS, scopes: { contents: 'read' } } },
  });
  await commitFiles(github.bareDir(REPO), { branch: 'main', files: { 'a.md': 'a' }, message: 'a' });
});

afterEach(async () => {
  await github.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (remote: Remote) => openProbe({ remote, workdir: join(folder, 'work') });
const http = (token: string) => open({ url: github.remote(REPO), token });

describe('a probe', () => {
  it('is told that the token may push, and pushes nothing', async () => {
    const before = await listRefs(github.bareDir(REPO));
    await (await http(WRITER)).push();
    expect(await listRefs(github.bareDir(REPO))).toEqual(before);
    expect(github.log.of('POST', GIT_ROUTES.push)).toEqual([]);
    expect(github.log.of('GET', GIT_ROUTES.refs).map(({ query }) => query)).toContain(
      'service=git-receive-pack',
    );
  });

  it('is told that the token may not push', async () => {
    const probe = await http(READER);
    await expect(probe.push()).rejects.toMatchObject({
      code: 'remote-refused',
      cure: expect.stringContaining('contents: write'),
    });
    expect(await probe.blockers(['prompt-rollout/live'])).toEqual([null]);
  });

  it('works with a folder, too, and pushes nothing there', async () => {
    const before = await listRefs(github.bareDir(REPO));
    await (await open({ url: github.bareDir(REPO), token: null })).push();
    expect(await listRefs(github.bareDir(REPO))).toEqual(before);
  });

  it('says when the remote is silent', async () => {
    const silent = await open({ url: join(folder, 'nothing'), token: null });
    await expect(silent.push()).rejects.toMatchObject({ code: 'remote-unreachable' });
  });

  it('names the branch or tag that stands in the way', async () => {
    await git(github.bareDir(REPO), ['branch', 'prompt-rollout', 'main']);
    await git(github.bareDir(REPO), ['branch', 'x/revert/a', 'main']);
    const probe = await http(READER);
    expect(await probe.blockers(['prompt-rollout/live', 'main2', 'x/revert'])).toEqual([
      'prompt-rollout',
      null,
      'x/revert/a',
    ]);
  });
});
