import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentFile } from '../../src/git/port.ts';
import { withoutVersion } from '../../src/prompts/front-matter.ts';
import { isSameText } from '../../src/prompts/same-text.ts';

const file = (text: string, path = ''): ContentFile => ({ path, mode: '100644', bytes: Buffer.from(text) });
const markdown = (version: string, body = 'Help.'): string =>
  `---\nversion: ${version}\nowner: a\n---\n${body}\n`;

describe('the same text under another label', () => {
  it.each([
    ['p.md', markdown('v1'), markdown('"v2"')],
    ['p.md', markdown('v1'), '---\nowner: a\n---\nHelp.\n'],
    ['p.prompt.yml', 'name: a\nversion: 1.0\nmessages: []\n', 'name: a\nversion: 1.1\nmessages: []\n'],
    ['p.json', '{"version": "v1", "text": "Help."}', '{"version": "v2", "text": "Help."}'],
    ['p.json', '{"version":1,"text":"Help."}', '{"version":2,"text":"Help."}'],
  ])('is seen in %s', (path, one, other) => {
    expect(isSameText(path, [file(one)], [file(other)])).toBe(true);
  });

  it.each([
    ['p.md', markdown('v1'), markdown('v1', 'Help politely.')],
    ['p.md', 'version: v1\n', 'version: v2\n'],
    ['p.md', markdown('v1', 'version: v1'), markdown('v1', 'version: v2')],
    ['p.json', '{"version": "v1", "text": "Help."}', '{"version": "v1", "text": "Bark."}'],
    ['p.yml', 'version: v1\nmodel: a\n', 'version: v1\nmodel: b\n'],
  ])('is not what differs in more, in %s', (path, one, other) => {
    expect(isSameText(path, [file(one)], [file(other)])).toBe(false);
  });

  it('is so for folders: the same files, whatever their order', () => {
    const one = [file(markdown('v1'), 'a.md'), file('x', 'b.md')];
    const other = [file('x', 'b.md'), file(markdown('v2'), 'a.md')];
    expect(isSameText('folder', one, other)).toBe(true);
    expect(isSameText('folder', one, other.slice(1))).toBe(false);
    expect(isSameText('folder', one, [...other.slice(1), file('x', 'c.md')])).toBe(false);
    expect(isSameText('folder', [], [])).toBe(false);
  });

  it('never takes more out than the version', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const left = withoutVersion('p.md', text);
        expect(left.length).toBeLessThanOrEqual(text.length);
        if (!text.includes('version'))
          expect(left.split('\n')).toEqual(left === text ? text.split('\n') : text.split(/\r\n|\r|\n/));
      }),
    );
  });
});
