import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/git/index.ts';
import { git, resolveObject } from '../github/plumbing.ts';
import { commitFiles } from '../github/seed.ts';
import { describeReverts } from './revert-contract.ts';
import { type Bench, contentFile, failureOf, texts } from './support.ts';

/** The default branch of these contracts. */
export const seeded = {
  'prompt-rollout.yml': 'prompts: {}\n',
  'prompts/support.md': 'You help.\n',
  'prompts/chat/system.md': 'Be kind.\n',
  'prompts/chat/a "b" \\c.md': 'quotes',
  'prompts/chat/line\nfeed.md': 'odd',
  'prompts/chat/deep/er/größe 日本.md': 'grüße',
  'prompts/chat/run.sh': { mode: '100755', content: '#!/bin/sh\n' },
  'prompts/chat.md': 'not below chat',
  ':(glob)*/x.md': 'magic',
  'linked/here.md': { mode: '120000', content: '../prompts/support.md' },
  'linked/module': { mode: '160000', content: '1234567890123456789012345678901234567890' },
  'other/file.txt': 'other',
} as const;

/** What the source keeps to on every remote. */
export function describeSource(name: string, start: () => Promise<Bench>): void {
  describe(`the source on ${name}`, () => {
    let bench: Bench;
    let main: string;
    beforeEach(async () => {
      bench = await start();
      main = await commitFiles(bench.bareDir, { branch: 'main', files: seeded, message: 'Start' });
    });
    afterEach(() => bench.stop());
    reading(
      () => bench,
      () => main,
    );
    history(
      () => bench,
      () => main,
    );
    describeReverts(
      () => bench,
      () => main,
    );
  });
}

function reading(bench: () => Bench, main: () => string): void {
  it('knows the default branch, its tip, and what lies where', async () => {
    const source = await bench().source();
    const idOf = (path: string) => resolveObject(bench().bareDir, `${main()}:${path}`);
    expect([source.branch, source.head]).toEqual(['main', main()]);
    expect(await source.entry('prompts/support.md')).toEqual({
      kind: 'file',
      mode: '100644',
      digest: await idOf('prompts/support.md'),
    });
    expect(await source.entry('prompts/chat')).toEqual({
      kind: 'folder',
      mode: '040000',
      digest: await idOf('prompts/chat'),
    });
    expect((await source.entry('linked/here.md'))?.kind).toBe('symlink');
    expect((await source.entry('linked/module'))?.kind).toBe('submodule');
    expect(await source.entry('prompts/none')).toBeNull();
    expect(await source.entry('prompts/support.md/x')).toBeNull();
    expect(await source.entry(':(glob)*/x.md')).toMatchObject({ kind: 'file' });
  });

  it('reads a file, and a folder with all that is below it', async () => {
    const source = await bench().source();
    expect(await source.files('prompts/support.md', { limit: 10 })).toEqual([contentFile('', 'You help.\n')]);
    const files = await source.files('prompts/chat', { limit: 1000 });
    expect(files.map(({ path }) => path)).toEqual([
      'a "b" \\c.md',
      'deep/er/größe 日本.md',
      'line\nfeed.md',
      'run.sh',
      'system.md',
    ]);
    expect(files[1]).toEqual(contentFile('deep/er/größe 日本.md', 'grüße'));
    expect(files[3]).toEqual(contentFile('run.sh', '#!/bin/sh\n', '100755'));
    expect(digestOf(files)).toBe((await source.entry('prompts/chat'))?.digest);
    expect(await source.files('prompts/none', { limit: 1 })).toEqual([]);
  });

  it('refuses what is too large, links, submodules, and paths that lead out', async () => {
    const source = await bench().source();
    const large = await failureOf(source.files('prompts/support.md', { limit: 9, prompt: 'support' }));
    expect(large.message).toBe(
      'prompts/support.md of the prompt support has 10 bytes; more than 9 are not released.',
    );
    expect(await failureOf(source.files('linked/here.md', { limit: 99 }))).toMatchObject({
      code: 'prompt-not-plain',
    });
    expect((await failureOf(source.files('linked', { limit: 99 }))).code).toBe('prompt-not-plain');
    for (const path of ['../x', '/etc', 'a//b', '.git/config', 'a/../b', ''])
      await expect(source.entry(path)).rejects.toThrow('The path');
  });

  it('answers many questions at once', async () => {
    const source = await bench().source();
    const commits: string[] = [];
    for (const text of ['1', '2', '3']) {
      const files = { 'prompts/support.md': text };
      commits.push(await commitFiles(bench().bareDir, { branch: `b${text}`, files, message: text }));
    }
    const answers = await Promise.all([
      ...commits.map((commit) => source.files('prompts/support.md', { commit, limit: 9 })),
      ...['prompts/support.md', 'other/file.txt', 'prompts/chat.md'].map((path) =>
        source.files(path, { limit: 99 }),
      ),
    ]);
    expect(answers.map((files) => texts(files)?.[''])).toEqual([
      '1',
      '2',
      '3',
      'You help.\n',
      'other',
      'not below chat',
    ]);
  });

  it('tells the size of a file', async () => {
    const source = await bench().source();
    expect(await source.size('prompt-rollout.yml')).toBe(12);
    expect(await source.size('none.yml')).toBeNull();
    expect(await source.size('prompts')).toBeNull();
    expect(await source.size('linked/here.md')).toBeNull();
  });
}

function history(bench: () => Bench, main: () => string): void {
  it('reads older commits by id, and says so when there is none', async () => {
    const files = { 'prompts/support.md': null, 'prompts/support.md/now/a.md': 'A folder.\n' };
    const now = await commitFiles(bench().bareDir, { branch: 'main', files, message: 'Split' });
    const source = await bench().source();
    expect(source.head).toBe(now);
    expect(texts(await source.files('prompts/support.md', { limit: 99 }))).toEqual({
      'now/a.md': 'A folder.\n',
    });
    const before = { commit: main(), limit: 99 };
    expect(texts(await source.files('prompts/support.md', before))).toEqual({ '': 'You help.\n' });
    expect(await source.entry('prompts/support.md', main())).toMatchObject({ kind: 'file' });
    const absent = await failureOf(source.entry('prompts', 'f'.repeat(40)));
    expect(absent).toMatchObject({ code: 'commit-missing' });
    await expect(source.entry('prompts', '--output=x')).rejects.toThrow('is not an object id');
  });

  it('finds tags by prefix, light or annotated, with the digest at each', async () => {
    const { bareDir } = bench();
    const tag = (name: string, id: string) => git(bareDir, ['update-ref', `refs/tags/${name}`, id]);
    const v2 = await commitFiles(bareDir, {
      branch: 'main',
      files: { 'prompts/support.md': '2' },
      message: '2',
    });
    const none = await commitFiles(bareDir, { branch: 'other', files: { x: 'x' }, message: 'x' });
    const at = (commit: string) => resolveObject(bareDir, `${commit}:prompts/support.md`);
    await tag('support-v1', main());
    await tag('support-v0', none);
    await tag('support-tree', `${main()}^{tree}`);
    await tag('chat-v1', main());
    await git(bareDir, [
      ...['-c', 'user.name=A', '-c', 'user.email=a@example.com'],
      ...['tag', '-a', '-m', 'Two', 'support-v2', v2],
    ]);
    await commitFiles(bareDir, { branch: 'main', files: { 'prompts/support.md': '3' }, message: '3' });
    const source = await bench().source();
    expect(await source.tagged('support-v', 'prompts/support.md')).toEqual([
      { name: 'support-v0', commit: none, digest: null },
      { name: 'support-v1', commit: main(), digest: await at(main()) },
      { name: 'support-v2', commit: v2, digest: await at(v2) },
    ]);
    expect(await source.tagged('support-', 'x')).toMatchObject([{ digest: expect.any(String) }, {}, {}]);
    expect(await source.tagged('none-', 'prompts/support.md')).toEqual([]);
  });
}
