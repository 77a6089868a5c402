import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffFiles, unifiedDiff } from '../../src/report/diff.ts';
import { editScript } from '../../src/report/myers.ts';

const files = (texts: Record<string, string>): Map<string, string> => new Map(Object.entries(texts));

describe('a difference', () => {
  it('reads like that of git', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n';
    const after = 'one\ntwo\nthree\nfour\nfive\nsix and a half\nseven\neight\n';
    expect(unifiedDiff(files({ 'a.md': before }), files({ 'a.md': after }))).toBe(
      [
        '--- a/a.md',
        '+++ b/a.md',
        '@@ -3,6 +3,6 @@',
        ' three',
        ' four',
        ' five',
        '-six',
        '+six and a half',
        ' seven',
        ' eight',
        '',
      ].join('\n'),
    );
  });

  it('is empty when nothing differs', () => {
    expect(unifiedDiff(files({ a: 'x\n', b: '' }), files({ a: 'x\n', b: '' }))).toBe('');
  });

  it('shows files that come and go, in the order of their paths', () => {
    expect(unifiedDiff(files({ b: 'old\n' }), files({ a: 'new\n' }))).toBe(
      '--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+new\n--- a/b\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n',
    );
  });

  it('tells a missing line end', () => {
    expect(unifiedDiff(files({ a: 'x\n' }), files({ a: 'x' }))).toBe(
      '--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+x\n\\ No newline at end of file\n',
    );
  });

  it('joins changes that lie close, and parts those that do not', () => {
    const text = (...changed: number[]): string =>
      Array.from({ length: 30 }, (_, line) => (changed.includes(line) ? 'X' : `line ${line}`)).join('\n');
    const hunks = (...changed: number[]): number =>
      unifiedDiff(files({ a: text() }), files({ a: text(...changed) })).match(/^@@/gm)?.length ?? 0;
    expect(hunks(5, 12)).toBe(1);
    expect(hunks(5, 13)).toBe(2);
  });

  it('a path cannot begin a line of its own', () => {
    const evil = files({ 'a\n+++ b/x\n@@ -1 +1 @@': 'x\n' });
    expect(unifiedDiff(new Map(), evil).split('\n')[1]).toBe('+++ b/a +++ b/x @@ -1 +1 @@');
  });

  it('gives up on too many lines, and says so', () => {
    const many = (start: string): string =>
      Array.from({ length: 3000 }, (_, line) => `${start}${line}\n`).join('');
    expect(unifiedDiff(files({ a: many('x') }), files({ a: many('y') }))).toBe(
      '--- a/a\n+++ b/a\n\\ Too different to compare line by line: 3000 lines before, 3000 after.\n',
    );
    const huge = 'line\n'.repeat(20_001);
    expect(unifiedDiff(files({ a: huge }), files({ a: `${huge}more\n` }))).toContain('Too different');
  });

  it('of files without one side is unknown, not empty', () => {
    const file = { path: '', mode: '100644', bytes: Buffer.from('x\n') };
    expect(diffFiles([], [file])).toBeNull();
    expect(diffFiles([file], [])).toBeNull();
    expect(diffFiles([file], [file])).toBe('');
    expect(diffFiles([file], [{ ...file, bytes: Buffer.from('y\n') }], 'greeting.md')).toContain(
      '+++ b/greeting.md',
    );
  });
});

/** Few different lines, so that much is equal and much moves. */
const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '-', '+x', '@@ -1 +1 @@'), { maxLength: 14 });

describe('an edit script', () => {
  it('leads from the old lines to the new ones, and is as short as it can be', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = editScript(before, after) ?? [];
        const side = (not: string): string[] =>
          edits.filter(({ kind }) => kind !== not).map(({ line }) => line);
        expect(side('+')).toEqual(before);
        expect(side('-')).toEqual(after);
        expect(edits.filter(({ kind }) => kind === ' ')).toHaveLength(commonLength(before, after));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Length of the longest common subsequence, by the table of Wagner and Fischer. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const next = [0];
    other.forEach((text, index) => {
      const longest = Math.max(row[index + 1] ?? 0, next[index] ?? 0);
      next.push(line === text ? (row[index] ?? 0) + 1 : longest);
    });
    row = next;
  }
  return row[other.length] ?? 0;
}

describe('git', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'diff-'));
    mkdirSync(join(folder, 'dir'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('applies what we print, and gets the new text', () => {
    const text = fc.tuple(lines, fc.boolean()).map(([all, ended]) => all.join('\n') + (ended ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const path = 'dir/prompt.md';
        const diff = unifiedDiff(files({ [path]: before }), files({ [path]: after }));
        fc.pre(diff !== '' && before !== '' && after !== '');
        writeFileSync(join(folder, path), before);
        execFileSync('git', ['apply', '--unidiff-zero', '-'], { cwd: folder, input: diff, stdio: 'pipe' });
        expect(readFileSync(join(folder, path), 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  });
});
