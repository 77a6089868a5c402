import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import { badPaths, configWithPath, goodPaths } from './samples.ts';
import { problemsOf, withPrompt } from './support.ts';

describe('a path', () => {
  it.each(badPaths)('is refused: %j', (path) => {
    expect(problemsOf(configWithPath(path)).every((line) => line.includes('prompts.support.path: '))).toBe(
      true,
    );
  });

  it.each(goodPaths)('is accepted: %j', (path) => {
    expect(parseConfig(configWithPath(path)).prompts.support?.path).toBe(path);
  });

  it('that is accepted stays inside the repository and is no option', () => {
    const parts = fc.constantFrom(
      '..',
      '.',
      '',
      '/',
      '-',
      '~',
      '.git',
      '.GIT',
      'a',
      'b.md',
      '\\',
      ':',
      '\n',
      ' ',
      '%2e',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), fc.boolean(), (list, slashes) => {
        const path = list.join(slashes ? '/' : '');
        const accepted = acceptedPath(path);
        if (accepted === null) return;
        const segments = accepted.split('/');
        expect(segments).not.toContain('..');
        expect(segments).not.toContain('.');
        expect(segments).not.toContain('');
        expect(segments.map((segment) => segment.toLowerCase())).not.toContain('.git');
        expect(accepted).toMatch(/^[^-~/]/);
        expect(accepted).not.toMatch(/[\\:\n]/);
      }),
      { numRuns: 2000 },
    );
  });
});

function acceptedPath(path: string): string | null {
  try {
    return parseConfig(configWithPath(path)).prompts.support?.path ?? null;
  } catch {
    return null;
  }
}

describe('an address', () => {
  it.each([
    'http://localhost:9090',
    'https://p.example/base?x=a@b',
    'HTTPS://P.EXAMPLE',
    'http://[::1]:9090/',
  ])('is accepted: %s', (url) => {
    const config = parseConfig(withPrompt(`metrics: { source: prometheus, url: ${JSON.stringify(url)} }`));
    expect(config.metrics).toMatchObject({ url });
  });

  it.each([
    'x',
    '//x',
    'http:x',
    'http://',
    'http://a b',
    'http://u@x',
    'http://u:p@x/',
    'ftp://x',
    'javascript:1',
    'http:\\\\x',
  ])('is refused: %s', (url) => {
    expect(problemsOf(withPrompt(`metrics: { source: prometheus, url: ${JSON.stringify(url)} }`))).toEqual([
      'prompt-rollout.yml:4: metrics.url: expected an address such as https://host/path, without user and password',
    ]);
  });
});

describe('the live branch', () => {
  it.each(['live', 'prompt-rollout/live', 'a/b/c_d-e.f'])('is accepted: %s', (branch) => {
    expect(parseConfig(withPrompt(`live_branch: ${branch}`)).live_branch).toBe(branch);
  });

  it.each([
    '',
    '-x',
    '/a',
    'a/',
    'a//b',
    'a..b',
    '.a',
    'a/.b',
    'a.',
    'a./b',
    'a.lock',
    'a.lock/b',
    'a b',
    'a@{1}',
    'a:b',
    'a^',
    'a\nb',
    'é',
  ])('is refused: %j', (branch) => {
    expect(problemsOf(withPrompt(`live_branch: ${JSON.stringify(branch)}`))).toEqual([
      'prompt-rollout.yml:4: live_branch: expected a branch name',
    ]);
  });
});
