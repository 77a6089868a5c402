import { describe, expect, it } from 'vitest';
import { evaluate, holds, interpolate } from './expression.ts';

const contexts = { github: { event: { a: 'Text', n: 0, no: false, yes: true, empty: '', nil: null } } };
const value = (expression: string) => evaluate(expression, contexts);

describe('expressions of workflows', () => {
  it.each([
    ["'it''s'", "it's"],
    ['github.event.a', 'Text'],
    ['github.event.missing.deeper', null],
    ["github.event.a == 'TEXT'", true],
    ["github.event.a != 'other'", true],
    ["github.event.nil == 'x'", false],
    ["github.event.missing == ''", true],
    ["github.event.empty || 'x'", 'x'],
    ['github.event.no || github.event.missing', null],
    ["github.event.yes && 'x'", 'x'],
    ["false && true || 'x'", 'x'],
    ['true || false && false', true],
    ['!github.event.yes', false],
    ["startsWith('Text', 'te') && contains('Text', 'XT')", true],
    ["contains(github.event.nil, 'x')", false],
    ["(true || true) && ''", ''],
    ['inputs.dry-run', null],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  it.each(['', 'a ++ b', "'open", '(true', 'true true', "toJSON('a', 'b')", 'a ||'])(
    '%j is none',
    (expression) => {
      expect(() => value(expression)).toThrow();
    },
  );

  it('fill texts and decide conditions', () => {
    expect(interpolate('a ${{ github.event.a }} ${{ github.event.nil }}b ${{ true }}', contexts)).toBe(
      'a Text b true',
    );
    expect(holds('github.event.n', contexts)).toBe(false);
    expect(holds('github.event.a', contexts)).toBe(true);
  });
});
