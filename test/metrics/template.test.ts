import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate, fillTemplate } from '../../src/metrics/prometheus/template.ts';

const values = { prompt: 'support', version: 'v1.0+b', window: 300 };

describe('checkTemplate', () => {
  it.each([
    'a_total{v="{{version}}"}',
    "a_total{p='{{ prompt }}',v='{{version}}'}",
    'sum(increase(a_total{v=~"{{version}}|other"}[{{window}}]))',
    '# a "comment" with {{anything}\na_total{v="{{version}}"}',
    'a_total{v="say \\"{{version}}\\""}',
  ])('accepts %s', (template) => {
    expect(checkTemplate(template)).toBeNull();
  });

  it.each([
    ['', 'empty'],
    ['a_total{v="{{verison}}"}', '{{verison}} is not known'],
    ['a_total{v="{{version}}",p="{{}}"}', '{{}} is not known'],
    ['a_total', 'does not name {{version}}'],
    ['a_total{p="{{prompt}}"}', 'does not name {{version}}'],
    ['a_{{version}}_total', 'outside of quotes'],
    ['a_total{v="{{version}}",w="{{window}}"}', 'inside quotes'],
    ['a_total{v=`{{version}}`}', 'backquotes'],
    ['a_total{v="{{version}}}', 'has no end'],
    ['# a_total{v="{{version}}"}', 'does not name {{version}}'],
  ])('refuses %s', (template, why) => {
    expect(checkTemplate(template)).toContain(why);
  });
});

describe('fillTemplate', () => {
  it('fills placeholders in, on one line and without comments', () => {
    const template = '  sum(  # all\n  increase(a{p="{{prompt}}", v="{{version}}"}[{{window}}])\n)\n';
    expect(fillTemplate(template, values)).toBe('sum(  increase(a{p="support", v="v1.0+b"}[300s]) )');
  });

  it('leaves white space inside of strings alone', () => {
    expect(fillTemplate('a{v="{{version}}",t="two  spaces"}', values)).toBe('a{v="v1.0+b",t="two  spaces"}');
  });

  it('takes a value literally inside of a regular expression', () => {
    expect(fillTemplate('a{v=~"{{version}}|x.*",w!~ \'{{version}}\',u="{{version}}"}', values)).toBe(
      'a{v=~"v1\\\\.0\\\\+b|x.*",w!~ \'v1\\\\.0\\\\+b\',u="v1.0+b"}',
    );
  });

  it('writes parts of a second as milliseconds', () => {
    expect(fillTemplate('a{v="{{version}}"}[{{window}}]', { ...values, window: 1.5 })).toContain('[1500ms]');
  });

  it('never lets a value out of its string', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', "'", '\\', '}', '{', '\n', 'a', '$', '&') }),
        (version) => {
          // What Go's unquoting makes of the string is what went in: JSON reads these escapes alike.
          const double = fillTemplate('"{{version}}"', { ...values, version });
          expect(JSON.parse(double)).toBe(version);
          const single = fillTemplate("'{{version}}'", { ...values, version });
          const inside = single.slice(1, -1);
          expect(inside).toMatch(/^(?:[^'\\\n]|\\['\\n])*$/);
          expect(inside.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c))).toBe(version);
        },
      ),
    );
  });
});
