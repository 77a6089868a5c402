import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GIT_ROUTES, type GitHub } from '../github/index.ts';
import { git } from '../github/plumbing.ts';
import { commitFiles, listRefs, listSubjects, showFile } from '../github/seed.ts';
import {
  type Bench,
  contentFile,
  failureOf,
  LIVE,
  liveCommit,
  PLAIN_TOKEN,
  READING_TOKEN,
  startHttp,
  TOKEN,
} from './support.ts';

const REF = `refs/heads/${LIVE}`;
const PUSH = { method: 'POST', route: GIT_ROUTES.push } as const;
const basic = (token: string) => `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

let bench: Bench;
let github: GitHub;
beforeEach(async () => {
  bench = await startHttp();
  if (bench.github === undefined) throw new Error('There is no server.');
  github = bench.github;
  const files = { 'prompts/support.md': 'New.\n', '.github/workflows/a.yml': 'on: push\n' };
  await commitFiles(bench.bareDir, { branch: 'main', files, message: 'Start' });
});
afterEach(() => bench.stop());

const withToken = (token: string | null) => ({ remote: { url: bench.remote.url, token } });

describe('a push whose answer is lost', () => {
  const tag = { name: 'prompt-rollout/a/v1', message: 'a', path: 'a', files: [contentFile('', 'a')] };

  it('is done when the branch is at our commit', async () => {
    const live = await bench.live();
    github.faults.add({ ...PUSH, drop: 'answer' });
    const result = await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [tag] }));
    const refs = await listRefs(bench.bareDir);
    expect(result).toEqual({ state: 'done', commit: refs[REF] });
    expect(refs[`refs/tags/${tag.name}`]).toBeDefined();
    expect(github.faults.pending()).toEqual([]);
  });

  it('is a conflict when another writer has built on it meanwhile: deciding again finds our commit', async () => {
    const live = await bench.live();
    const after = async () => {
      await commitFiles(bench.bareDir, { branch: LIVE, files: { 'flags.json': '2' }, message: 'Next' });
    };
    github.faults.add({ ...PUSH, after, drop: 'answer' });
    expect(await live.push(liveCommit(null, { 'flags.json': '1' }))).toEqual({ state: 'conflict' });
    expect((await live.read()).files.get('flags.json')).toBe('2');
    expect(await listSubjects(bench.bareDir, REF)).toEqual(['Next', 'promote(support): v1 -> v2']);
  });

  it('is a failure of the network, and nothing is written, when it never arrived', async () => {
    const live = await bench.live();
    github.faults.add({ ...PUSH, drop: 'request' });
    expect(await failureOf(live.push(liveCommit(null, { a: '1' })))).toMatchObject({
      code: 'remote-unreachable',
    });
    expect(await listRefs(bench.bareDir, REF)).toEqual({});
  });

  it('is an unreachable remote when nobody can say what became of it', async () => {
    const live = await bench.live();
    github.faults.add({ ...PUSH, drop: 'answer' });
    github.faults.add({
      method: 'GET',
      route: GIT_ROUTES.refs,
      when: ({ query }) => query.includes('upload-pack'),
      answer: { status: 503, body: 'down' },
    });
    const failure = await failureOf(live.push(liveCommit(null, { a: '1' })));
    expect(failure).toMatchObject({ code: 'remote-unreachable', message: expect.stringContaining('503') });
  });

  it('leaves a revert branch that the next run recognises', async () => {
    const request = {
      branch: 'prompt-rollout/revert/support/1',
      parts: [{ path: 'prompts/support.md', files: [contentFile('', 'Old.\n')] }],
      message: 'revert',
      date: '2026-03-04T05:06:07.000Z',
    };
    github.faults.add({ ...PUSH, drop: 'answer' });
    const first = await (await bench.source()).pushRevert(request);
    expect(first).toEqual({
      state: 'pushed',
      commit: (await listRefs(bench.bareDir))[`refs/heads/${request.branch}`],
    });
  });
});

describe('another writer between our read and our push', () => {
  it('is seen by the server, when it comes after git has looked at the refs', async () => {
    const live = await bench.live();
    await live.push(liveCommit(null, { 'flags.json': '1' }));
    const { head } = await live.read();
    const before = async () => {
      await commitFiles(bench.bareDir, { branch: LIVE, files: { 'flags.json': '2' }, message: 'Theirs' });
    };
    github.faults.add({ ...PUSH, before });
    const tags = [{ name: 'prompt-rollout/a/v1', message: 'a', path: 'a', files: [contentFile('', 'a')] }];
    expect(await live.push(liveCommit(head, { 'flags.json': '3' }, { tags }))).toEqual({ state: 'conflict' });
    expect(await listRefs(bench.bareDir, 'refs/tags/')).toEqual({});
    expect((await live.read()).files.get('flags.json')).toBe('2');
  });
});

describe('the token', () => {
  it('is the one header of each request, whatever header the surroundings have set', async () => {
    const included = join(bench.folder, 'credentials.config');
    const other = `AUTHORIZATION: ${basic(READING_TOKEN)}`;
    const url = new URL(bench.remote.url);
    const keys = [`${url.origin}/`, bench.remote.url];
    await writeFile(included, keys.map((key) => `[http "${key}"]\n\textraheader = ${other}\n`).join(''));
    await writeFile(join(bench.folder, '.gitconfig'), `[include]\n\tpath = ${included}\n`);
    const environment = {
      ...bench.environment,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraheader',
      GIT_CONFIG_VALUE_0: other,
    };
    const live = await bench.live(LIVE, { environment });
    await live.push(liveCommit(null, { 'flags.json': '1' }));
    const source = await bench.source({ environment });
    await source.files('prompts/support.md', { limit: 99 });
    const sent = new Set(github.log.entries.map(({ authorization }) => authorization));
    expect(sent).toEqual(new Set([basic(TOKEN)]));
    expect(github.log.entries.every(({ status }) => status === 200)).toBe(true);
  });

  it('leaves the header of the surroundings when there is none', async () => {
    const environment = {
      ...bench.environment,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraheader',
      GIT_CONFIG_VALUE_0: `AUTHORIZATION: ${basic(READING_TOKEN)}`,
    };
    expect((await bench.source({ ...withToken(null), environment })).branch).toBe('main');
  });

  it.each([
    ['wrong', 'ghs_wrong'],
    ['missing', null],
  ])('is named as the cause when it is %s', async (_, token) => {
    const failure = await failureOf(bench.source(withToken(token)));
    expect(failure.code).toBe('remote-refused');
    const live = await bench.live(LIVE, withToken(token));
    expect(await failureOf(live.read())).toMatchObject({ code: 'remote-refused' });
    expect(failure.message).toContain(bench.remote.url);
  });

  it('may be one that only reads: then the push is refused', async () => {
    const live = await bench.live(LIVE, withToken(READING_TOKEN));
    expect((await live.read()).head).toBeNull();
    const failure = await failureOf(live.push(liveCommit(null, { a: '1' })));
    expect(failure).toMatchObject({ code: 'push-refused', message: expect.stringContaining('403') });
  });

  it('works for a repository whose name looks like a setting that simple-git guards', async () => {
    const url = bench.remote.url.replace('/acme/', '/alias.pager.x/');
    const failure = await failureOf(bench.source({ remote: { url, token: TOKEN } }));
    expect(failure.code).toBe('remote-refused');
  });
});

describe('a server', () => {
  it('that does not answer is unreachable, and nothing is created for it', async () => {
    const remote = { url: 'http://127.0.0.1:1/acme/prompts.git', token: TOKEN };
    expect(await failureOf(bench.source({ remote }))).toMatchObject({ code: 'remote-unreachable' });
    const live = await bench.live(LIVE, { remote });
    expect(await failureOf(live.read())).toMatchObject({ code: 'remote-unreachable' });
  });

  it('that hangs is given up at the time limit', async () => {
    const held = Promise.withResolvers<void>();
    github.faults.add({ method: 'GET', route: GIT_ROUTES.refs, before: () => held.promise });
    const failure = await failureOf(bench.source({ seconds: 0.5 }));
    expect(failure).toMatchObject({
      code: 'remote-unreachable',
      message: expect.stringContaining('no end after 0.5 seconds'),
    });
    held.resolve();
  });

  it('without a default branch is told so', async () => {
    await git(bench.bareDir, ['symbolic-ref', 'HEAD', 'refs/heads/none']);
    expect(await failureOf(bench.source())).toMatchObject({ code: 'default-branch-missing' });
    await git(bench.bareDir, ['update-ref', '-d', 'refs/heads/main']);
    expect(await failureOf(bench.source())).toMatchObject({ code: 'default-branch-missing' });
  });

  it('with SHA-256 objects is refused by name', async () => {
    const dir = join(bench.folder, 'sha256.git');
    await git(dir, ['init', '--quiet', '--bare', '--initial-branch=main', '--object-format=sha256', dir]);
    await commitFiles256(dir);
    const remote = { url: dir, token: null };
    expect(await failureOf(bench.source({ remote }))).toMatchObject({ code: 'object-format-unsupported' });
    const live = await bench.live('main', { remote });
    expect(await failureOf(live.read())).toMatchObject({ code: 'object-format-unsupported' });
  });
});

async function commitFiles256(dir: string): Promise<void> {
  const person = 'A <a@example.com> 1700000000 +0000';
  const input = `commit refs/heads/main\ncommitter ${person}\ndata 1\nx\nM 100644 inline a\ndata 1\nx\n\n`;
  await git(dir, ['fast-import', '--quiet'], { input });
}

describe('a revert with a token that may not touch workflows', () => {
  const request = {
    branch: 'prompt-rollout/revert/support/1',
    parts: [{ path: 'prompts/support.md', files: [contentFile('', 'Old.\n')] }],
    message: 'revert',
    date: '2026-03-04T05:06:07.000Z',
  };
  const ref = `refs/heads/${request.branch}`;
  const changeWorkflow = (text: string) =>
    commitFiles(bench.bareDir, {
      branch: 'main',
      files: { '.github/workflows/a.yml': text },
      message: 'Change a workflow',
    });

  it('is built anew on the default branch when its workflows changed meanwhile', async () => {
    const source = await bench.source(withToken(PLAIN_TOKEN));
    let tip = '';
    const before = async () => {
      tip = await changeWorkflow('on: pull_request\n');
    };
    github.faults.add({ ...PUSH, before });
    const { commit } = await source.pushRevert(request);
    expect((await listRefs(bench.bareDir))[ref]).toBe(commit);
    expect(await git(bench.bareDir, ['rev-parse', `${commit}^`])).toBe(tip);
    expect(await showFile(bench.bareDir, commit ?? '', 'prompts/support.md')).toBe('Old.\n');
    expect(github.log.of('POST', GIT_ROUTES.push).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is built anew, and sends nothing else, when the tip that it stands on is no longer advertised', async () => {
    const source = await bench.source(withToken(PLAIN_TOKEN));
    const tip = await changeWorkflow('on: pull_request\n');
    const { commit } = await source.pushRevert(request);
    expect(await git(bench.bareDir, ['rev-parse', `${commit}^`])).toBe(tip);
    expect(github.log.of('POST', GIT_ROUTES.push)).toHaveLength(1);
  });

  it('is given up after three attempts when they change each time', async () => {
    const source = await bench.source(withToken(PLAIN_TOKEN));
    let turn = 0;
    const before = async () => {
      turn += 1;
      await changeWorkflow(`on: push # ${turn}\n`);
    };
    github.faults.add({ ...PUSH, times: 99, before });
    const failure = await failureOf(source.pushRevert(request));
    expect(failure).toMatchObject({ code: 'push-refused', message: expect.stringContaining('workflow') });
    expect(turn).toBe(3);
    expect((await listRefs(bench.bareDir))[ref]).toBeUndefined();
  });

  it('is not tried again when nothing moved', async () => {
    await bench.refusePushes('no branches from you');
    const source = await bench.source(withToken(PLAIN_TOKEN));
    expect(await failureOf(source.pushRevert(request))).toMatchObject({ code: 'push-refused' });
    expect(github.log.of('POST', GIT_ROUTES.push)).toHaveLength(1);
  });

  it('is done without a push when the default branch got the content meanwhile', async () => {
    const source = await bench.source(withToken(PLAIN_TOKEN));
    const files = { 'prompts/support.md': 'Old.\n', '.github/workflows/a.yml': 'on: x\n' };
    await commitFiles(bench.bareDir, { branch: 'main', files, message: 'Mended by hand' });
    expect(await source.pushRevert(request)).toEqual({ state: 'already', commit: null });
  });
});
