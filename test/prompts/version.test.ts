import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import { peekVersion, resolveVersion } from '../../src/prompts/version.ts';
import { head, type MemoryFile, type MemoryTag, memorySource } from './memory-source.ts';

const prompt = { id: 'support', path: 'prompts/support' };

async function failure(files: Record<string, MemoryFile>, tags: readonly MemoryTag[] = []): Promise<Failure> {
  try {
    await resolveVersion(memorySource(files, tags), prompt);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

const labelOf = async (files: Record<string, MemoryFile>, tags: readonly MemoryTag[] = []): Promise<string> =>
  (await resolveVersion(memorySource(files, tags), prompt)).label;

const declaring = (version: string): string => `---\nversion: ${version}\n---\nBe kind.\n`;

describe('the version of a prompt', () => {
  it('is what lies at the path on the default branch', async () => {
    const source = memorySource({ 'prompts/support': declaring('1.10'), 'prompts/other': 'x' });
    const version = await resolveVersion(source, prompt);
    expect(version).toMatchObject({ label: '1.10', commit: head, path: prompt.path });
    expect(version.digest).toBe((await source.entry(prompt.path))?.digest);
    expect(version.files.map(({ path, bytes }) => [path, bytes.toString()])).toEqual([
      ['', declaring('1.10')],
    ]);
  });

  it('is a folder with all its files', async () => {
    const source = memorySource({
      'prompts/support/system.md': declaring('2.0.0'),
      'prompts/support/parts/tone.txt': 'Kind.',
      'prompts/support/empty.txt': '',
      'prompts/support-two/x': 'x',
    });
    const { label, files } = await resolveVersion(source, prompt);
    expect(label).toBe('2.0.0');
    expect(files.map(({ path }) => path)).toEqual(['empty.txt', 'parts/tone.txt', 'system.md']);
  });

  it('can be told apart by its digest without reading content', async () => {
    const source = memorySource({ 'prompts/support': 'x' });
    expect(await peekVersion(source, prompt)).toEqual({ digest: (await source.entry(prompt.path))?.digest });
    expect(source.read).toEqual([]);
  });
});

describe('its label', () => {
  const files = { 'prompts/support': 'Be kind.' };

  it('is the begin of the commit when nothing else names it', async () => {
    expect(await labelOf(files)).toBe(head.slice(0, 7));
  });

  it('is that of the tag on the same content', async () => {
    const tags = [
      { name: 'support@v1', digest: 'f'.repeat(40) },
      { name: 'support@v2', digest: 'same' },
      { name: 'support@v3', digest: null },
      { name: 'support-two@v9', digest: 'same' },
      { name: 'support', digest: 'same' },
    ];
    expect(await labelOf(files, tags)).toBe('v2');
  });

  it.each([
    [['1.9.0', '1.10.0', '1.2.0'], '1.10.0'],
    [['v2.0.0-rc.1', 'v2.0.0', 'v2.0.0-beta'], 'v2.0.0'],
    [['v2.0.0-rc.2', 'v2.0.0-rc.10'], 'v2.0.0-rc.10'],
    [['2026-01-09', '2026-01-10', '2025-12-31'], '2026-01-10'],
    [['good', 'a/b', 'x..y'], 'good'],
  ])('is the newest of several tags: %j', async (labels, newest) => {
    for (const order of [labels, labels.toReversed()]) {
      const tags = order.map((label) => ({ name: `support@${label}`, digest: 'same' }));
      expect(await labelOf(files, tags)).toBe(newest);
    }
  });

  it('is that of a tag on this very commit before any other', async () => {
    const tags = [
      { name: 'support@v9', digest: 'same' },
      { name: 'support@v1', digest: 'same', commit: head },
    ];
    expect(await labelOf(files, tags)).toBe('v1');
  });

  it('is what the file declares, whatever tags say', async () => {
    const tags = [{ name: 'support@v9', digest: 'same', commit: head }];
    expect(await labelOf({ 'prompts/support': declaring('1.10') }, tags)).toBe('1.10');
  });

  it('may be declared by several files of a folder when they agree', async () => {
    const folder = { 'prompts/support/a.md': declaring('1'), 'prompts/support/b.yml': 'version: "1"\n' };
    expect(await labelOf(folder)).toBe('1');
    const other = await failure({ ...folder, 'prompts/support/c.json': '{"version": 1.0}' });
    expect(other.code).toBe('label-ambiguous');
    expect(other.message).toContain('1, 1.0');
  });

  it.each(['a', '1', 'v1.2.3', '2.0.0-rc.1+build.5', 'A_b', 'x'.repeat(64)])('may be %s', async (label) => {
    expect(await labelOf({ 'prompts/support': declaring(`"${label}"`) })).toBe(label);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    '-1',
    '1-',
    '.1',
    '1.',
    '1..2',
    'a.lock',
    'a.LOCK',
    'a b',
    'a/b',
    '../x',
    'a\\b',
    'a:b',
    'a~1',
    'a^',
    'a?',
    'a*',
    'a[',
    '@',
    'a@{1}',
    'é',
    'a\nb',
    'a\u0000',
    'x'.repeat(65),
    '__proto__',
    '$(id)',
    '--force',
    '::error::x',
  ])('may not be %j', async (label) => {
    const declared = await failure({ 'prompts/support/a.json': JSON.stringify({ version: label, x: 1 }) });
    expect(declared.code).toBe('label-invalid');
    expect(declared.message).not.toMatch(/[\u0000-\u001f]/);
    expect(declared.cure).toContain('prompts/support/a.json');
  });

  it('of a tag is refused when it is no label and the only one', async () => {
    const refused = await failure(files, [{ name: 'support@release/2', digest: 'same' }]);
    expect(refused.code).toBe('label-invalid');
    expect(refused.cure).toContain('support@release/2');
  });

  it('is always fit for a tag name and a variant name', async () => {
    const safe = /^[A-Za-z0-9](?:[A-Za-z0-9+_-]|\.(?!\.))*$/;
    const hostile = fc.array(
      fc.constantFrom(
        '..',
        '.',
        '/',
        '-',
        '@{',
        '.lock',
        'a',
        '1',
        '+',
        ' ',
        '\n',
        '~',
        '^',
        ':',
        '\u202e',
        '$(',
      ),
      {
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          hostile.map((list) => list.join('')),
          fc.string(),
        ),
        fc.boolean(),
        async (text, tagged) => {
          const content = tagged ? 'x' : JSON.stringify({ version: text });
          const tags = tagged ? [{ name: `support@${text}`, digest: 'same' }] : [];
          try {
            const label = await labelOf({ 'prompts/support/a.json': content }, tags);
            expect(label).toMatch(safe);
            expect(label).toMatch(/[A-Za-z0-9]$/);
            expect(label.length).toBeLessThanOrEqual(64);
            expect(label.toLowerCase().endsWith('.lock')).toBe(false);
            expect([text.trim(), head.slice(0, 7)]).toContain(label);
          } catch (error) {
            if (!(error instanceof Failure)) throw error;
            expect(error.code).toBe('label-invalid');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a prompt that cannot be released', () => {
  const link: MemoryFile = { kind: 'symlink' };
  const module: MemoryFile = { kind: 'submodule' };
  const big = Buffer.alloc(1024 * 1024 + 1, 'x');

  it.each<[string, Record<string, MemoryFile>, string, string]>([
    ['is not there', { 'prompts/support.md': 'x' }, 'prompt-path-missing', head],
    ['is a symbolic link', { 'prompts/support': link }, 'prompt-not-plain', 'symbolic link'],
    ['is a submodule', { 'prompts/support': module }, 'prompt-not-plain', 'submodule'],
    [
      'holds a link',
      { 'prompts/support/a': 'x', 'prompts/support/b': link },
      'prompt-not-plain',
      'prompts/support/b',
    ],
    [
      'holds a submodule',
      { 'prompts/support/a': 'x', 'prompts/support/b': module },
      'prompt-not-plain',
      'submodule',
    ],
    ['has no bytes', { 'prompts/support': '' }, 'prompt-empty', 'prompts/support'],
    ['has only blanks', { 'prompts/support': '\uFEFF \r\n\t\n' }, 'prompt-empty', 'prompts/support'],
    [
      'has only empty files',
      { 'prompts/support/a': '', 'prompts/support/b': '\n' },
      'prompt-empty',
      'prompts/support',
    ],
    ['has a NUL', { 'prompts/support': 'a\0b' }, 'prompt-binary', 'prompts/support'],
    [
      'is Latin-1',
      { 'prompts/support': Buffer.from([0x47, 0xfc, 0x6e]) },
      'prompt-binary',
      'prompts/support',
    ],
    [
      'is UTF-16',
      { 'prompts/support': Buffer.from('\uFEFFhi', 'utf16le') },
      'prompt-binary',
      'prompts/support',
    ],
    [
      'holds a picture',
      { 'prompts/support/a': 'x', 'prompts/support/p.png': Buffer.from([0x89, 0x50]) },
      'prompt-binary',
      'support/p.png',
    ],
    ['is too large', { 'prompts/support': big }, 'prompt-too-large', '1048577'],
    ['has broken front matter', { 'prompts/support': '---\na: [\n---\nx' }, 'front-matter-invalid', 'line 2'],
  ])('because it %s', async (_, files, code, part) => {
    const refused = await failure(files);
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(part);
  });

  it('is not read when it is too large', async () => {
    const source = memorySource({ 'prompts/support': big });
    await expect(resolveVersion(source, prompt)).rejects.toThrow(Failure);
    expect(source.read).toEqual([]);
  });

  it('is seen without reading it, when it is no plain file or folder', async () => {
    await expect(peekVersion(memorySource({}), prompt)).rejects.toMatchObject({
      code: 'prompt-path-missing',
    });
    await expect(peekVersion(memorySource({ 'prompts/support': link }), prompt)).rejects.toMatchObject({
      code: 'prompt-not-plain',
    });
  });

  it('of exactly 1 MB is released', async () => {
    expect(await labelOf({ 'prompts/support': big.subarray(1) })).toBe(head.slice(0, 7));
  });

  it('has the error of the repository when that fails', async () => {
    const source = {
      ...memorySource({ 'prompts/support': 'x' }),
      tagged: () => Promise.reject(new Error('gone')),
    };
    await expect(resolveVersion(source, prompt)).rejects.toThrow('gone');
  });

  it('prints hostile file names harmlessly', async () => {
    const refused = await failure({ 'prompts/support/a\n::error::x': 'a\0b' });
    expect(refused.message).not.toContain('\n');
    expect(refused.message).toContain('prompts/support/a\\u000a::error::x');
  });
});
