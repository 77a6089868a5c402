import { expect, it } from 'vitest';
import type { RevertPart, RevertRequest } from '../../src/git/port.ts';
import { git } from '../github/plumbing.ts';
import { commitFiles, listRefs, showFile } from '../github/seed.ts';
import { type Bench, contentFile, failureOf, texts } from './support.ts';

const BRANCH = 'prompt-rollout/revert/chat/inc-1';
const REF = `refs/heads/${BRANCH}`;

/** What reverts keep to on every remote; `main` is the tip of the default branch. */
export function describeReverts(bench: () => Bench, main: () => string): void {
  pushing(bench, main);
  refusing(bench);
}

const request = ({
  path = 'prompts/chat',
  files = [contentFile('system.md', 'Old.\n'), contentFile('new/ü "x".md', 'old', '100755')],
  ...more
}: Partial<RevertPart & RevertRequest> = {}): RevertRequest => ({
  branch: BRANCH,
  parts: [{ path, files }],
  message: 'revert(chat): v2 -> v1\n\nIncident-Id: inc-1\n',
  date: '2026-03-04T05:06:07.000Z',
  ...more,
});

function pushing(bench: () => Bench, main: () => string): void {
  const changes = (commit: string) =>
    git(bench().bareDir, ['-c', 'core.quotePath=false', 'diff', '--no-renames', '--raw', main(), commit]);

  it('pushes one commit on the tip that makes the files the whole content of the path', async () => {
    const source = await bench().source();
    const { state, commit } = await source.pushRevert(request());
    expect(state).toBe('pushed');
    expect((await listRefs(bench().bareDir, REF))[REF]).toBe(commit);
    expect(await git(bench().bareDir, ['rev-parse', `${commit}^`])).toBe(main());
    expect(
      texts(await (await bench().source()).files('prompts/chat', { commit: commit ?? '', limit: 99 })),
    ).toEqual({
      'new/ü "x".md': 'old',
      'system.md': 'Old.\n',
    });
    const lines = (await changes(commit ?? '')).split('\n').map((line) => line.replace(/[0-9a-f]{7} /g, ''));
    expect(lines.map((line) => line.split('\t')[1])).toEqual([
      '"prompts/chat/a \\"b\\" \\\\c.md"',
      'prompts/chat/deep/er/größe 日本.md',
      '"prompts/chat/line\\nfeed.md"',
      '"prompts/chat/new/ü \\"x\\".md"',
      'prompts/chat/run.sh',
      'prompts/chat/system.md',
    ]);
  });

  it('makes the same commit again, and leaves the branch', async () => {
    const first = await (await bench().source()).pushRevert(request());
    expect(await (await bench().source()).pushRevert(request())).toEqual(first);
    const files = { 'other/file.txt': 'moved on' };
    await commitFiles(bench().bareDir, { branch: 'main', files, message: 'Next' });
    expect(await (await bench().source()).pushRevert(request())).toEqual(first);
    expect((await listRefs(bench().bareDir, REF))[REF]).toBe(first.commit);
  });

  it.each([
    ['a file becomes a folder', 'prompts/support.md', 'inner.md'],
    ['a folder becomes a file', 'prompts/chat', ''],
    ['a deleted path comes back', 'prompts/gone/deep.md', ''],
  ])('when %s', async (_, path, inside) => {
    const source = await bench().source();
    const { commit } = await source.pushRevert(request({ path, files: [contentFile(inside, 'Old.\n')] }));
    const full = inside === '' ? path : `${path}/${inside}`;
    expect(await showFile(bench().bareDir, commit ?? '', full)).toBe('Old.\n');
    expect(await showFile(bench().bareDir, commit ?? '', 'other/file.txt')).toBe('other');
    expect(await git(bench().bareDir, ['fsck', '--no-dangling'])).not.toMatch(/error/);
  });

  it('does nothing when the default branch holds the content already', async () => {
    const source = await bench().source();
    const files = await source.files('prompts/chat', { limit: 1000 });
    expect(await source.pushRevert(request({ files }))).toEqual({ state: 'already', commit: null });
    expect(await listRefs(bench().bareDir, REF)).toEqual({});
  });

  it('puts several paths back in one commit, and is done only when all hold what they shall', async () => {
    const source = await bench().source();
    const chat = { path: 'prompts/chat', files: await source.files('prompts/chat', { limit: 1000 }) };
    const support = { path: 'prompts/support.md', files: [contentFile('', 'Old.\n')] };
    const both = { ...request(), parts: [chat, support] };
    const { state, commit } = await source.pushRevert(both);
    expect(state).toBe('pushed');
    expect((await changes(commit ?? '')).split('\n').map((line) => line.split('\t')[1])).toEqual([
      'prompts/support.md',
    ]);
    expect(await (await bench().source()).pushRevert(both)).toEqual({ state, commit });
    const more = {
      ...both,
      parts: [...both.parts, { path: 'other/file.txt', files: [contentFile('', 'x')] }],
    };
    const failure = await failureOf((await bench().source()).pushRevert(more));
    expect(failure).toMatchObject({ code: 'revert-taken' });
    const done = { ...both, branch: `${BRANCH}-2`, parts: [chat, chat] };
    expect(await source.pushRevert(done)).toEqual({ state: 'already', commit: null });
  });

  it('is not misled by a default branch that moved meanwhile', async () => {
    const source = await bench().source();
    await commitFiles(bench().bareDir, { branch: 'main', files: { 'other/b.txt': 'b' }, message: 'Next' });
    const { commit } = await source.pushRevert(request());
    expect(await showFile(bench().bareDir, commit ?? '', 'prompts/chat/system.md')).toBe('Old.\n');
  });
}

function refusing(bench: () => Bench): void {
  it('says what the remote says when it refuses', async () => {
    const source = await bench().source();
    await bench().refusePushes('no branches from you');
    const failure = await failureOf(source.pushRevert(request()));
    expect(failure).toMatchObject({ code: 'push-refused' });
    expect(failure.message).toContain('no branches from you');
  });

  it('leaves a revert branch that someone changed', async () => {
    const { commit } = await (await bench().source()).pushRevert(request());
    const files = { 'prompts/chat/system.md': 'Better.\n' };
    const edited = await commitFiles(bench().bareDir, { branch: BRANCH, files, message: 'Edit' });
    const failure = await failureOf((await bench().source()).pushRevert(request()));
    expect(failure).toMatchObject({ code: 'revert-taken' });
    expect((await listRefs(bench().bareDir, REF))[REF]).toBe(edited);
    expect(edited).not.toBe(commit);
  });

  it('names the branch in the way', async () => {
    await commitFiles(bench().bareDir, { branch: 'prompt-rollout', files: { x: 'x' }, message: 'x' });
    const failure = await failureOf((await bench().source()).pushRevert(request()));
    expect(failure.message).toBe(`The branch or tag \`prompt-rollout\` stands where \`${BRANCH}\` must be.`);
  });

  it.each([
    ['prompts/support.md/x.md', 'prompts/support.md is a file'],
    ['linked/here.md/x.md', 'linked/here.md is a symbolic link'],
    ['linked/here.md', 'linked/here.md is a symbolic link'],
    ['linked/module/x', 'linked/module is a submodule'],
  ])('does not replace what stands at or above %s', async (path, reason) => {
    const source = await bench().source();
    const failure = await failureOf(source.pushRevert(request({ path, files: [contentFile('', 'x')] })));
    expect(failure).toMatchObject({ code: 'path-blocked' });
    expect(failure.message).toContain(reason);
    expect(await listRefs(bench().bareDir, REF)).toEqual({});
  });

  it.each(['../x', '.git/hooks/x', '/x', ''])('refuses to write to "%s"', async (path) => {
    const source = await bench().source();
    await expect(source.pushRevert(request({ path }))).rejects.toThrow('The path');
    const files = [contentFile(path || 'a//b', 'x')];
    await expect(source.pushRevert(request({ files }))).rejects.toThrow('The path');
  });
}
