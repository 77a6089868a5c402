import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeLine } from '../../src/host/safe-line.ts';

/** Text in which what is dangerous is likely. */
const untrusted = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        '::',
        ':',
        '##[',
        '##',
        '[',
        ' ',
        '\t',
        '\n',
        '\r',
        '\u0000',
        '\u001b[31m',
        '\u202e',
        '\u061c',
        '\u2066',
        '\u2028',
      ),
      fc.constantFrom(
        'set-output name=x::y',
        'add-mask::x',
        'error]',
        'warning file=a::b',
        '\u00a0',
        '\u3000',
        '\ufeff',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const holds = (check: (line: string, text: string) => void): void =>
  fc.assert(
    fc.property(untrusted, (text) => {
      check(safeLine(text), text);
    }),
    { numRuns: 5000 },
  );

describe('whatever text is given, the line', () => {
  it('is one line', () => {
    holds((line) => expect(line).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/));
  });

  it('is no workflow command: the runner trims, then looks for two colons', () => {
    holds((line) => expect(line.trim().startsWith('::')).toBe(false));
  });

  it('is no command of the old form, which may stand anywhere', () => {
    holds((line) => expect(line).not.toContain('##['));
  });

  it('has no control characters but tabs, so no escape sequences', () => {
    holds((line) => expect(line).not.toMatch(/[^\P{Cc}\t]/u));
  });

  it('has no characters that turn the direction of text', () => {
    holds((line) => expect(line).not.toMatch(/\p{Bidi_Control}/u));
  });

  it('stays as it is when it is made safe again', () => {
    holds((line) => expect(safeLine(line)).toBe(line));
  });

  it('keeps every other character', () => {
    const plain = /[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}:#[\\]/gu;
    holds((line, text) => {
      const kept = [...(line.match(plain) ?? [])].join('');
      for (const character of text.match(plain) ?? []) expect(kept).toContain(character);
    });
  });
});

describe('a line', () => {
  it.each([
    ['::set-output name=x::y', ':\\:set-output name=x::y'],
    ['  ::error::no', '  :\\:error::no'],
    ['a ##[error] b', 'a ##\\[error] b'],
    ['one\ntwo', 'one\\u000atwo'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['user\u202egnp.exe', 'user\\u202egnp.exe'],
    ['tags \u{e0041}', 'tags \\u{e0041}'],
    ['soft\u00adhyphen, word\u2060joiner', 'soft\\u00adhyphen, word\\u2060joiner'],
  ])('%j is shown as %j', (text, shown) => {
    expect(safeLine(text)).toBe(shown);
  });

  it.each([
    '',
    'v2.0.0 is at 5 %',
    'a::b',
    'tab\tulator',
    'gr\u00fc\u00dfe \ud83d\ude00 \u4f60\u597d',
    '# [x] ## y',
  ])('%j stays as it is', (text) => {
    expect(safeLine(text)).toBe(text);
  });
});
