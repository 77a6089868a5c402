import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentFile } from '../../src/git/port.ts';
import { contentBytes, variantContent } from '../../src/prompts/content.ts';

const file = (path: string, text: string): ContentFile => ({
  path,
  mode: '100644',
  bytes: Buffer.from(text),
});

describe('the content of a version', () => {
  it('is the text of a file, unchanged', () => {
    const text = '\uFEFF---\r\nversion: 1\r\n---\r\n{{name}} 提示 😀\n\n';
    expect(variantContent([file('', text)])).toBe(text);
    expect(variantContent([file('', '')])).toBe('');
  });

  it('is the texts of a folder by their paths, even when it has one file', () => {
    expect(variantContent([file('a.md', 'x')])).toEqual({ 'a.md': 'x' });
    expect(variantContent([file('a.md', 'x'), file('parts/b.md', 'y')])).toEqual({
      'a.md': 'x',
      'parts/b.md': 'y',
    });
  });

  it('keeps files whose names mean something to objects', () => {
    const content = variantContent([file('__proto__', 'x'), file('constructor', 'y')]);
    expect(JSON.parse(JSON.stringify(content))).toHaveProperty(['constructor'], 'y');
    expect(JSON.stringify(content)).toBe('{"__proto__":"x","constructor":"y"}');
  });

  it('survives JSON', () => {
    const files = fc.uniqueArray(
      fc.record({ path: fc.string({ minLength: 1 }), text: fc.string({ unit: 'grapheme' }) }),
      {
        selector: ({ path }) => path,
      },
    );
    fc.assert(
      fc.property(files, (list) => {
        const content = variantContent(list.map(({ path, text }) => file(path, text)));
        const entries = Object.entries(JSON.parse(JSON.stringify(content)));
        expect(new Map(entries)).toEqual(new Map(list.map(({ path, text }) => [path, text])));
      }),
    );
  });
});

describe('its size', () => {
  it.each([
    ['', 2],
    ['abc', 5],
    ['é', 4],
    ['😀', 6],
    ['a"b\n', 8],
    [{ a: 'é' }, 10],
  ])('is that of its JSON in UTF-8: %j', (content, bytes) => {
    expect(contentBytes(content)).toBe(bytes);
  });
});
