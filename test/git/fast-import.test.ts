import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/git/digest.ts';
import { type ImportCommit, importStream, quotePath } from '../../src/git/fast-import.ts';
import { parseBatch, parseTree } from '../../src/git/objects.ts';
import { createBareRepository, git, runGit } from '../github/plumbing.ts';
import { contentFile } from './support.ts';

const commit = (more: Partial<ImportCommit> = {}): ImportCommit => ({
  ref: 'refs/x',
  parent: null,
  message: 'm',
  date: '2026-03-04T05:06:07.999Z',
  deletes: [],
  files: [contentFile('a', 'x')],
  ...more,
});

describe('the stream of a commit', () => {
  it('is what the manual page of fast-import says', () => {
    const parent = 'a'.repeat(40);
    const files = [contentFile('p/ü "q".md', 'héllo', '100755')];
    const stream = importStream([commit({ parent, message: 'Größe\n', deletes: ['p'], files }), commit()]);
    const person = 'Prompt Rollout <prompt-rollout[bot]@users.noreply.github.com> 1772600767 +0000';
    expect(stream.toString()).toBe(
      [
        `commit refs/x\nmark :1\nauthor ${person}\ncommitter ${person}\ndata 8\nGröße\n`,
        `from ${parent}\nD "p"\nM 100755 inline "p/\\303\\274 \\"q\\".md"\ndata 6\nhéllo\n`,
        `commit refs/x\nmark :2\nauthor ${person}\ncommitter ${person}\ndata 1\nm`,
        'M 100644 inline "a"\ndata 1\nx\n',
        'get-mark :1\nget-mark :2\ndone\n',
      ].join('\n'),
    );
  });

  it('quotes what would end a path or a line', () => {
    expect(quotePath('a b')).toBe('"a b"');
    expect(quotePath('"\\\n\t\u0001\u007f')).toBe('"\\"\\\\\\012\\011\\001\\177"');
  });

  it.each([
    ...['', '/a', 'a/', 'a//b', '.', '..', './a', 'a/.', '../a', 'a/../b', 'a/..', '\0', 'a\0b', '\ud800'],
    ...['.git', '.git/config', 'a/.git/x', '.GIT/x', 'a/.Git', '.git ', '.git.', 'git~1', 'GIT~1/x'],
    ...['.g\u200cit/config', '.git::$INDEX_ALLOCATION/x', '.git\\config'],
  ])('refuses the path %j', (path) => {
    expect(() => importStream([commit({ files: [contentFile(path, 'x')] })])).toThrow('The path');
    expect(() => importStream([commit({ deletes: [path] })])).toThrow('The path');
  });

  it.each(['.github/workflows/x', '.gitignore', '...', 'a/..b', 'git', '~', '-x', '*', 'a\\b'])(
    'takes the path %j',
    (path) => {
      const stream = importStream([commit({ files: [contentFile(path, 'x')] })]);
      expect(stream.toString()).toContain(`inline ${quotePath(path)}\n`);
    },
  );

  it('refuses what overlaps, is no plain file, or does not belong into a commit', () => {
    const both = [contentFile('a', '1'), contentFile('a/b', '2')];
    expect(() => importStream([commit({ files: both })])).toThrow('a file and a folder');
    expect(() => importStream([commit({ files: [...both.slice(1), ...both.slice(1)] })])).toThrow('twice');
    for (const mode of ['120000', '160000', '040000', '644', '100644 '])
      expect(() => importStream([commit({ files: [contentFile('a', 'x', mode)] })])).toThrow('mode');
    expect(() => importStream([commit({ parent: 'main' })])).toThrow('object id');
    expect(() => importStream([commit({ message: 'a\0b' })])).toThrow('zero byte');
    expect(() => importStream([commit({ date: 'soon' })])).toThrow('date');
    expect(() => importStream([commit({ date: '1969-12-31T23:59:59Z' })])).toThrow('date');
  });
});

describe('git itself', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'import-'));
    await createBareRepository(dir, 'main');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const part = fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
      fc.constantFrom('a', 'a.b', 'a-b', 'b', 'B'),
    )
    .map((text) => text.replaceAll(/[/\0]/g, '_'))
    .filter((text) => text.isWellFormed() && !/^\.{1,2}$/.test(text) && !/git/i.test(text));
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const file = fc.record({
    path,
    mode: fc.constantFrom('100644', '100755'),
    bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  });
  const apart = (files: readonly { path: string }[]) =>
    files.every((one) => files.every((two) => one === two || !`${one.path}/`.startsWith(`${two.path}/`)));
  const version = fc.array(file, { minLength: 1, maxLength: 8 }).filter(apart);

  it('reads from the stream just the files that went in, and gives them the digest that we computed', async () => {
    const versions = fc.sample(version, { numRuns: 200 });
    const input = importStream(versions.map((files, index) => commit({ ref: `refs/v/${index}`, files })));
    const output = await git(dir, ['fast-import', '--quiet', '--done', '--date-format=raw'], { input });
    const commits = output.split('\n');
    expect(commits).toHaveLength(200);
    const trees = await git(dir, ['rev-parse', ...commits.map((id) => `${id}^{tree}`)]);
    expect(trees.split('\n')).toEqual(versions.map((files) => digestOf(files)));
    const last = versions.at(-1) ?? [];
    const listed = parseTree((await runGit(dir, ['ls-tree', '-rz', commits.at(-1) ?? ''])).stdout);
    expect(new Set(listed.map((entry) => entry.path))).toEqual(new Set(last.map((each) => each.path)));
    const ids = listed.map(({ digest }) => digest).join('\n');
    const contents = parseBatch((await runGit(dir, ['cat-file', '--batch'], { input: `${ids}\n` })).stdout);
    for (const entry of listed)
      expect(contents.get(entry.digest)).toEqual(last.find((each) => each.path === entry.path)?.bytes);
  });

  it('gives one file the digest of its content', async () => {
    const id = await git(dir, ['hash-object', '--stdin'], { input: 'grüße\n' });
    expect(digestOf([contentFile('', 'grüße\n')])).toBe(id);
    expect(() => digestOf([])).toThrow('Nothing');
  });

  it('has names that are no text, and those are not read as others', async () => {
    const blob = await git(dir, ['hash-object', '-w', '--stdin'], { input: 'x' });
    const input = Buffer.from(`100644 blob ${blob}\tn\xefo\0`, 'latin1');
    const tree = await git(dir, ['mktree', '-z'], { input });
    const { stdout } = await runGit(dir, ['ls-tree', '-z', tree]);
    expect(() => parseTree(stdout)).toThrow('is not UTF-8');
  });
});
