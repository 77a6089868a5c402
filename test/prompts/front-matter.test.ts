import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import { declaredVersion } from '../../src/prompts/front-matter.ts';
import { failureOf } from '../config/support.ts';

const versionIn = (path: string, text: string): string | null => declaredVersion(path, text).version;

/** A file of any kind with front matter. */
const front = (yaml: string, body = 'Be kind.'): string => `---\n${yaml}\n---\n${body}\n`;

describe('front matter', () => {
  it.each([
    ['a number with a zero at the end', 'version: 1.10', '1.10'],
    ['a whole number', 'version: 2', '2'],
    ['a number with zeros before', 'version: 007', '007'],
    ['a number with underscores', 'version: 1_0', '1_0'],
    ['a hexadecimal number', 'version: 0x1F', '0x1F'],
    ['a power', 'version: 1e3', '1e3'],
    ['a date', 'version: 2026-11-20', '2026-11-20'],
    ['three parts', 'version: v1.2.3-rc.1', 'v1.2.3-rc.1'],
    ['double quotes', 'version: "1.10"', '1.10'],
    ['single quotes', "version: '1.10'", '1.10'],
    ['an escape', 'version: "1\\x2e0"', '1.0'],
    ['a tag', 'version: !!str 1.10', '1.10'],
    ['a comment', 'version: 1.10 # raised', '1.10'],
    ['an anchor', 'version: &v 1.10', '1.10'],
    ['an alias', 'release: &v 1.10\nversion: *v', '1.10'],
    ['a block', 'version: |\n  1.10\n', '1.10'],
    ['flow style', '{ name: x, version: 1.10 }', '1.10'],
    ['true', 'version: true', 'true'],
    ['quotes with nothing', 'version: ""', ''],
    ['nothing', 'version:', null],
    ['null', 'version: null', null],
    ['a tilde', 'version: ~', null],
    ['a map', 'version: { major: 1 }', null],
    ['a list', 'version: [1, 2]', null],
    ['no version', 'name: x', null],
    ['only a deeper version', 'meta: { version: 1 }', null],
    ['no map', 'just words', null],
    ['no YAML at all', '', null],
  ])('with %s', (_, yaml, version) => {
    expect(versionIn('a.md', front(yaml))).toBe(version);
  });

  it.each(['a.md', 'a.txt', 'a.prompt', 'a.hbs', 'README', 'a.MD', 'a/b.c/d.jinja2'])(
    'is read in %s',
    (path) => {
      expect(versionIn(path, front('version: 1.10'))).toBe('1.10');
    },
  );

  it.each([
    ['a byte order mark', '\uFEFF---\nversion: 1.10\n---\nx'],
    ['CRLF', '---\r\nname: x\r\nversion: 1.10\r\n---\r\nx'],
    ['CR', '---\rversion: 1.10\r---\rx'],
    ['blanks after the dashes', '---  \nversion: 1.10\n---\t\nx'],
    ['no body', '---\nversion: 1.10\n---'],
    ['dashes in the body', '---\nversion: 1.10\n---\nx\n---\nversion: 2\n---\n'],
  ])('is read with %s', (_, text) => {
    expect(versionIn('a.md', text)).toBe('1.10');
  });

  it.each([
    ['a text', 'You are kind.\nversion: 2\n'],
    ['a text with dashes later', 'Be kind.\n---\nversion: 2\n---\n'],
    ['a rule that is never closed', '---\nversion: 2\n'],
    ['four dashes', '----\nversion: 2\n----\n'],
    ['dashes and words', '--- a\nversion: 2\n---\n'],
    ['a blank line first', '\n---\nversion: 2\n---\n'],
    ['nothing', ''],
  ])('is not seen in %s', (_, text) => {
    expect(versionIn('a.md', text)).toBeNull();
  });
});

describe('the formats of prompt files', () => {
  it('dotprompt: the version of the model is not that of the prompt', () => {
    expect(versionIn('a.prompt', front('model: x\nconfig:\n  version: 42'))).toBeNull();
    expect(versionIn('a.prompt', front('config:\n  version: 42\nversion: 1.10'))).toBe('1.10');
  });

  it('dotprompt: a licence may stand before the front matter', () => {
    expect(versionIn('a.prompt', `# Copyright\n\n# MIT\n${front('version: 1.10')}`)).toBe('1.10');
    expect(versionIn('a.md', `# Title\n\n${front('version: 1.10')}`)).toBeNull();
    expect(versionIn('a.prompt', '# Only\n# comments\n')).toBeNull();
  });

  it('Prompty: metadata.version, else version', () => {
    expect(versionIn('a.prompty', front('metadata: { version: 1.10 }'))).toBe('1.10');
    expect(versionIn('a.prompty', front('version: 1.10'))).toBe('1.10');
    expect(versionIn('a.prompty', front('version: 2\nmetadata: { version: 1.10 }'))).toBe('1.10');
    expect(versionIn('a.md', front('metadata: { version: 1.10 }'))).toBeNull();
  });

  it.each(['a.yml', 'a.yaml', 'a.prompt.yml', 'a.prompt.yaml', 'A.YML'])('%s: at the top', (path) => {
    expect(versionIn(path, 'name: x\nversion: 1.10\nmessages: [{ role: system, content: hi }]\n')).toBe(
      '1.10',
    );
    expect(versionIn(path, '---\nversion: 1.10\n---\nversion: 2\n')).toBe('1.10');
    expect(versionIn(path, 'config: { version: 2 }\n')).toBeNull();
    expect(versionIn(path, 'content: !custom x\nversion: 1.10\n')).toBe('1.10');
  });

  it('JSON: at the top, as written', () => {
    expect(versionIn('a.json', '{\n\t"version": 1.10,\n\t"a\\/b": ["\\ud83d\\ude00"]\n}\n')).toBe('1.10');
    expect(versionIn('a.json', '{"version":"1.10"}')).toBe('1.10');
    expect(versionIn('a.json', '{"__proto__":{"version":"1"}}')).toBeNull();
    expect(versionIn('a.json', '["version"]')).toBeNull();
  });
});

describe('YAML that cannot be read', () => {
  const bomb = [
    'a0: &a0 [x]',
    ...[0, 1, 2, 3, 4].map((i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`),
  ];

  it.each([
    ['front matter', 'a.md', front('name: x\nversion: [1'), 3],
    ['front matter with CRLF', 'a.md', '---\r\nname: x\r\nversion: "1\r\n---\r\n', 3],
    ['front matter after a licence', 'a.prompt', `# MIT\n${front('a: 1\na: 2')}`, 4],
    ['a key twice', 'a.md', front('version: 1\nversion: 2'), 3],
    ['a YAML file', 'a.yml', 'a: 1\nb: }\n', 2],
    ['a JSON file', 'a.json', '{"version": "1"', 1],
    ['a bomb', 'a.md', front([...bomb, 'version: 1'].join('\n')), 3],
    ['deep nesting', 'a.yaml', `version: 1\nx: ${'['.repeat(1000)}`, 2],
  ])('is an error with the line: %s', (_, path, text, line) => {
    const failure = failureOf(() => declaredVersion(path, text));
    expect(failure.code).toBe('front-matter-invalid');
    expect(failure.message).toContain(`${path} cannot be read, line ${line}: `);
  });

  it('is the only error there is', () => {
    const pieces = fc.constantFrom(
      '---\n',
      '---',
      '\n',
      'version',
      ': ',
      ':',
      '1.10',
      '"',
      "'",
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!t ',
      '|',
      '\r\n',
      '\uFEFF',
      '\0',
      '#',
      ',',
      '\t',
      '? ',
      '...\n',
      '%YAML 1.1\n',
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
      fc.string({ unit: 'binary' }),
    );
    const path = fc.constantFrom('a.md', 'a.prompt', 'a.prompty', 'a.yml', 'a.json', 'a');
    fc.assert(
      fc.property(path, text, (name, content) => {
        try {
          const version = versionIn(name, content);
          expect(version === null || typeof version === 'string').toBe(true);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.code).toBe('front-matter-invalid');
          expect(error.message).not.toMatch(/[\u0000-\u001f\u007f]/);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
