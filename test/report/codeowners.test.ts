import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownersOf } from '../../src/report/codeowners.ts';

const documented = `# comment
*       @global-owner1 @global-owner2
*.js    @js-owner #inline comment
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
/apps/github @doctocat
`;

describe('the owners of a path', () => {
  it.each([
    ['README.md', ['@global-owner1', '@global-owner2']],
    ['src/deep/x.js', ['@js-owner']],
    ['a.go', ['docs@example.com']],
    ['build/logs/2026/x.txt', ['@octocat']],
    ['docs/a/b.md', ['@doctocat']],
    ['lib/apps/x', ['@octocat']],
    ['scripts/x.sh', ['@doctocat', '@octocat']],
    ['deep/logs', ['@octocat']],
    ['deep/logs/x', ['@octocat']],
    ['apps/github/x', ['@doctocat']],
  ])('in the example of the documentation: %s', (path, owners) => {
    expect(ownersOf(documented, path)).toEqual(owners);
  });

  it('are those of the last line that matches, also when it has none', () => {
    expect(ownersOf('* @a\n/apps/github\n', 'apps/github/x')).toEqual([]);
    expect(ownersOf('/apps/github\n* @a\n', 'apps/github/x')).toEqual(['@a']);
  });

  it('of `docs/*` are of no file further down', () => {
    expect(ownersOf('docs/* @a', 'docs/getting-started.md')).toEqual(['@a']);
    expect(ownersOf('docs/* @a', 'docs/build-app/troubleshooting.md')).toEqual([]);
    expect(ownersOf('docs/* @a', 'x/docs/y.md')).toEqual([]);
  });

  it('of a folder are those of what lies in it', () => {
    expect(ownersOf('* @x\n/prompts/support/ @a', 'prompts/support/')).toEqual(['@a']);
    expect(ownersOf('/prompts/support @a', 'prompts/support/')).toEqual(['@a']);
    expect(ownersOf('/prompts/* @a', 'prompts/support/')).toEqual([]);
    expect(ownersOf('*.md @a', 'prompts/support/')).toEqual([]);
    expect(ownersOf('/prompts/support/ @a', 'prompts/support')).toEqual([]);
  });

  it('are told apart by case, with escaped spaces and signs', () => {
    expect(ownersOf('/My\\ Prompts/a.md @a', 'My Prompts/a.md')).toEqual(['@a']);
    expect(ownersOf('/my\\ prompts/a.md @a', 'My Prompts/a.md')).toEqual([]);
    expect(ownersOf('/a\\*b @a', 'a*b')).toEqual(['@a']);
    expect(ownersOf('/a\\*b @a', 'axb')).toEqual([]);
    expect(ownersOf('/x\\#y @a', 'x#y')).toEqual(['@a']);
    expect(ownersOf('/x#y @a', 'x#y')).toEqual(['@a']);
  });

  it('ignore what GitHub does not take: negation, ranges, an escaped sign of a comment', () => {
    for (const line of ['!keep @b', '[ab].md @b', '\\#x @b', '# a.md @b', '', '   '])
      expect(ownersOf(`* @a\n${line}\n`, 'a.md')).toEqual(['@a']);
    expect(ownersOf('* @a\n\\#x @b\n', '#x')).toEqual(['@a']);
  });

  it('read files of every system', () => {
    expect(ownersOf('\ufeff*\t@a  @b\r\n/x @c\r\n', 'y')).toEqual(['@a', '@b']);
    expect(ownersOf('\ufeff* @a\r\n/x @c\r\n', 'x')).toEqual(['@c']);
  });

  it('are found in any text, in time that grows with its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, path) => {
        for (const owner of ownersOf(text, path)) expect(text).toContain(owner);
      }),
    );
    expect(ownersOf(`${'*'.repeat(60)}a${'*a'.repeat(12)} @a`, 'a'.repeat(60))).toEqual(['@a']);
    expect(ownersOf(`${'**/'.repeat(12)}b @a`, `${'a/'.repeat(30)}c`)).toEqual([]);
    expect(ownersOf(`${'*a'.repeat(24)}b @a`, 'a'.repeat(48))).toEqual([]);
  });
});

describe('patterns', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'codeowners-'));
    spawnSync('git', ['init', '-q', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What git itself takes a pattern to match, of these paths. */
  function ignored(pattern: string, paths: readonly string[]): string[] {
    writeFileSync(join(folder, '.gitignore'), `${pattern}\n`);
    const options = { cwd: folder, input: paths.join('\0'), encoding: 'utf8' } as const;
    const { stdout, status } = spawnSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], options);
    if (status !== 0 && status !== 1) throw new Error('git check-ignore failed');
    return stdout.split('\0').filter((path) => path !== '');
  }

  const names = ['a', 'b', 'ab', 'a.md', 'a b', '.a'];
  const path = fc
    .array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 })
    .map((all) => all.join('/'));
  const segment = fc.constantFrom(...names, '*', '**', 'a*', '*.md', '?', 'a?', '*b');
  const pattern = fc
    .tuple(
      fc.constantFrom('', '/'),
      fc.array(segment, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '/'),
    )
    .map(([begin, segments, end]) => `${begin}${segments.join('/')}${end}`)
    // The one place where GitHub differs from gitignore: see the test of `docs/*` above.
    .filter((text) => !/\/\*$/.test(text));

  it('match what git takes them to match', () => {
    fc.assert(
      fc.property(pattern, fc.uniqueArray(path, { minLength: 30, maxLength: 60 }), (text, paths) => {
        const escaped = text.replaceAll(' ', '\\ ');
        const owned = paths.filter((each) => ownersOf(`${escaped} @a`, each).length > 0);
        expect(owned.sort()).toEqual(ignored(text, paths).sort());
      }),
      { numRuns: 150 },
    );
  });
});
