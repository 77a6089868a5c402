import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  code,
  details,
  fence,
  inline,
  link,
  linked,
  marker,
  mention,
  prose,
  table,
} from '../../src/report/markdown.ts';
import { clip, defused, oneLine, visible } from '../../src/report/plain.ts';
import { effects, rendered, unfenced, untrusted, withoutCode } from './gfm.ts';

const zeroWidthSpace = /\u200b/g;

describe('inline', () => {
  it('leaves nothing that a forge acts on, and loses nothing', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        const markdown = inline(text);
        expect(effects(markdown)).toEqual([]);
        expect(rendered(markdown).replace(zeroWidthSpace, '')).toBe(oneLine(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '@bob',
    'fix #1',
    'GH-1',
    'https://a.example',
    'a_www.a.example',
    '*b*',
    '<b>',
    '# h',
    '1. i',
    '===',
    '[a](b)',
  ])('is checked by a reader who notices %j', (text) => {
    const noticed = (): string[] => effects(text);
    let found = ['an error'];
    try {
      found = noticed();
    } catch (error) {
      expect(String(error)).toContain('is not escaped');
    }
    expect(found).not.toEqual([]);
  });

  it('reads like the text itself where nothing needs care', () => {
    expect(inline('error rate 8.4 %, over 5 % (rule error-critical)')).toBe(
      'error rate 8.4 %, over 5 % (rule error-critical)',
    );
  });

  it.each([
    ['@everyone', '@&#8203;everyone'],
    ['fixes #1', 'fixes #&#8203;1'],
    ['GH-12', 'GH&#8203;-12'],
    ['see https://a.example', 'see https:&#8203;//a.example'],
    ['www.a.example', 'www&#8203;.a.example'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['a|b', 'a&#124;b'],
    ['1. one', '1\\. one'],
    ['- one', '\\- one'],
    ['# one', '\\# one'],
    ['===', '\\==='],
    ['$1 and $2', '<span>$</span>1 and <span>$</span>2'],
    ['deadbeef', 'deadbe&#8203;ef'],
    ['14:02:30', '14:02:30'],
    ['a\u202eb', 'a\\[U+202E\\]b'],
    ['one\r\ntwo\u2028three', 'one two three'],
  ])('%j becomes %j', (text, markdown) => {
    expect(inline(text)).toBe(markdown);
  });
});

describe('code and fence', () => {
  it('a code span holds the whole text, whatever backticks are in it', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        const line = `a ${code(text)} b`;
        expect(line).not.toContain('\n');
        expect(withoutCode(line)).toBe(oneLine(text) === '' ? 'a (empty) b' : 'a CODE b');
      }),
      { numRuns: 1000 },
    );
  });

  it('a sentence shows what it marks as code, and the rest is inert', () => {
    expect(prose('Set `with: a|b` in *this*.')).toBe('Set `with: a|b` in \\*this\\*.');
    expect(prose('`a``b` `')).toBe('\\`a\\`\\`b\\` \\`');
    fc.assert(
      fc.property(untrusted, untrusted, untrusted, (one, two, three) => {
        const text = withoutCode(prose(`${one} \`${two}\` ${three}`));
        expect(effects(text)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('nothing inside a fence closes it', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        expect(unfenced(`before\n${fence(text, 'diff')}\nafter`)).toEqual(['before', 'after']);
      }),
      { numRuns: 1000 },
    );
  });

  it('the word behind the fence cannot carry anything else', () => {
    expect(fence('x', 'diff`\n# heading')).toBe('```diffheading\nx\n```');
  });

  it('shows hidden characters', () => {
    expect(fence('a\u202eb\u0007', '')).toContain('a[U+202E]b[U+0007]');
    expect(code('tag\u{e0041}')).toBe('`tag[U+E0041]`');
  });

  it('a marker of ours cannot be quoted into a body', () => {
    const forged = marker('postmortem', 'customer-support/r1-1');
    expect(fence(forged, '')).not.toContain(forged);
    expect(code(forged)).not.toContain(forged);
    expect(inline(forged)).not.toContain(forged);
  });
});

describe('table', () => {
  it('keeps its columns whatever is in a cell', () => {
    fc.assert(
      fc.property(untrusted, untrusted, (one, two) => {
        const lines = table(['A', 'B'], [[inline(one), code(two)]]).split('\n');
        expect(lines).toHaveLength(3);
        // A pipe divides unless an odd number of backslashes stands before it; our own are always single.
        expect(lines[2]?.match(/(?<!\\)\|/g)).toHaveLength(3);
        expect(lines[2]).not.toMatch(/\\\\\|/);
      }),
      { numRuns: 1000 },
    );
  });

  it('fills up a short row', () => {
    expect(table(['A', 'B'], [['x']])).toBe('| A | B |\n| --- | --- |\n| x | – |');
  });
});

describe('mention and link', () => {
  it.each([
    ['alice', '@alice'],
    ['@acme/on-call', '@acme/on-call'],
    ['user_corp', '@user_corp'],
  ])('%s is told', (name, text) => {
    expect(mention(name)).toBe(text);
  });

  it.each(['-alice', 'a--b', 'alice @bob', 'a/b/c', '', '@', 'alice\n@bob', 'a'.repeat(41)])(
    '%j is no name, and becomes inert',
    (name) => {
      expect(mention(name)).toBe(inline(name));
    },
  );

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example',
    'https://user:secret@a.example/',
    'https://token@a.example/',
    '/relative',
    '',
  ])('%j is no address to link', (url) => {
    expect(link('text', url)).toBe('text');
  });

  it('an address cannot leave its brackets, a text not its own', () => {
    fc.assert(
      fc.property(untrusted, untrusted, (text, tail) => {
        const markdown = link(`t${text}`, `https://a.example/${tail}`);
        const match = /^\[((?:\\.|[^\]\\])*)\]\(([^()\s<>]*)\)$/.exec(markdown);
        if (match === null) return expect(markdown).toBe(inline(`t${text}`));
        expect(match[1]).toBe(inline(`t${text}`));
        expect(match[2]).not.toMatch(/&(?!amp;)|[|`*_~$\\]/);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps an address that is in order', () => {
    expect(linked(code('abc'), 'https://a.example/b?c=1&d=2')).toBe(
      '[`abc`](https://a.example/b?c=1&amp;d=2)',
    );
  });
});

describe('details and marker', () => {
  it('a summary is HTML and shows its text', () => {
    expect(details('</summary> *x* @bob', 'body')).toBe(
      '<details>\n<summary>&lt;/summary&gt; *x* @&#8203;bob</summary>\n\nbody\n\n</details>',
    );
  });

  it('a marker is one comment, whatever the id is', () => {
    fc.assert(
      fc.property(untrusted, (id) => {
        expect(marker('postmortem', id)).toMatch(/^<!-- prompt-rollout:postmortem (?:(?!--|>)\S)* -->$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('different ids have different markers', () => {
    expect(marker('postmortem', 'a/r1-1')).toBe('<!-- prompt-rollout:postmortem a/r1-1 -->');
    expect(marker('postmortem', 'a--b')).not.toBe(marker('postmortem', 'a-b'));
  });
});

describe('plain text', () => {
  it('has no line end, control or bidi mark left, and no command of the runner', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\u200b\u{e0000}-\u{e0fff}]/u);
        expect(line).not.toContain('##[');
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what emoji and scripts need', () => {
    const text = 'ok ❤️ 👩‍👧 می‌خواهم';
    expect(visible(text)).toBe(text);
  });

  it('mentions and links nothing once it is defused', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        expect(defused(text)).not.toMatch(/@[a-z0-9]|#[0-9]|\bGH-[0-9]|:\/\//i);
      }),
      { numRuns: 1000 },
    );
  });

  it('is cut between characters', () => {
    expect(clip('abcdef', 4)).toBe('abc…');
    expect(clip('ab😀d', 4)).toBe('ab…');
    expect(clip('abcd', 4)).toBe('abcd');
  });
});
