import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from '../../src/config/load.ts';
import { Failure } from '../../src/errors/fail.ts';
import { good } from './samples.ts';
import { failureOf } from './support.ts';

function bomb(depth: number): string {
  const levels = Array.from({ length: depth }, (_, i) => `b${i + 1}: &b${i + 1} [${`*b${i},`.repeat(9)}]`);
  return ['b0: &b0 [x, x, x]', ...levels].join('\n');
}

describe('a configuration that YAML cannot carry', () => {
  it.each([
    ['a key twice', 'bake: 1m\nprompts:\n  a: { path: x }\n  a: { path: y }\n', 4, 'stands twice'],
    ['a key twice in other quotes', 'bake: 1m\n"bake": 2m\n', 2, 'stands twice'],
    ['two documents', 'bake: 1m\n---\nbake: 2m\n', 2, 'one document is expected'],
    ['a tag', 'bake: 1m\nprompts: !include x\n', 2, 'Unresolved tag: !include'],
    ['a tag of a language', 'a: 1\nb: !!js/function "x"\n', 2, 'Unresolved tag'],
    ['a binary tag', 'b: !!binary aGk=\n', 1, 'Unresolved tag'],
    ['an unknown alias', 'a: 1\nb: *x\n', 2, 'Unresolved alias'],
    ['a key that is a map', 'a: 1\n? {b: 1}\n: 2\n', 2, 'a key must be a text'],
    ['an open bracket', 'a: 1\nstages: [1,\n', 3, 'sequence'],
    ['tabs as indentation', 'a:\n\tb: 1\n', 2, 'Tabs'],
    ['the key __proto__', 'prompts:\n  __proto__: { path: x }\n', 2, 'not allowed'],
    ['a bomb', bomb(9), 2, 'alias'],
    ['deep nesting', `a: 1\nb: ${'['.repeat(100)}${']'.repeat(100)}`, 2, 'nested too deeply'],
    [
      'deep maps',
      Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      66,
      'nested too deeply',
    ],
    ['aliases without end', `a: &a 1\nb: [${'*a,'.repeat(501)}]`, 2, 'more than 500 aliases'],
  ])('is refused with the line: %s', (_, text, line, part) => {
    const failure = failureOf(() => parseConfig(text));
    expect(failure.code).toBe('config-syntax');
    expect(failure.message).toContain(`prompt-rollout.yml, line ${line}: `);
    expect(failure.message).toContain(part);
  });

  it('is refused in words that do not steer the log', () => {
    const { message } = failureOf(() => parseConfig('a: *\u001b31mred\u202e'));
    expect(message).toContain('Unresolved alias (the anchor must be set before the alias): \\u001b');
    expect(message).not.toMatch(/[\u001b\u202e]/);
  });

  it('has no way to switch to YAML 1.1', () => {
    const text = '%YAML 1.1\n---\nprompts: { "on": { path: yes } }\nbake: 1_0m';
    const failure = failureOf(() =>
      parseConfig(text.replace('1_0m', '10m').replace('path: yes', 'path: 010')),
    );
    expect(failure.message).toContain('prompts.on.path: expected a text, found a number');
    expect(parseConfig('%YAML 1.1\n---\nprompts: { "no": { path: yes } }').prompts.no?.path).toBe('yes');
  });
});

describe('size', () => {
  const limit = 1024 * 1024;
  const padded = (bytes: number): string => `${good.shortest}\n#`.padEnd(bytes, 'x');

  it('of 1 MB is read', () => {
    expect(parseConfig(padded(limit)).prompts.support?.path).toBe('prompts/support.md');
  });

  it('of more is refused, in bytes of UTF-8', () => {
    expect(failureOf(() => parseConfig(padded(limit + 1))).message).toContain(`${limit + 1} bytes`);
    const failure = failureOf(() => parseConfig(`${good.shortest}\n#${'é'.repeat(limit / 2)}`));
    expect(failure.code).toBe('config-too-large');
  });

  it.each([
    ['keys', Array.from({ length: 60_000 }, (_, i) => `k${i}: v${i}`).join('\n')],
    ['nested lists', '['.repeat(200_000)],
    ['nested keys', '? '.repeat(100_000)],
    ['errors', 'a: }\n'.repeat(30_000)],
    ['documents', '---\n'.repeat(60_000)],
    ['related prompts', `prompts:\n  a: { path: x, related: [${'bb,'.repeat(100_000)}] }`],
  ])('full of %s is refused, and ends', (_, text) => {
    expect(['config-syntax', 'config-invalid']).toContain(failureOf(() => parseConfig(text)).code);
  });
});

describe('whatever is in the file', () => {
  function endsWell(text: string): void {
    try {
      parseConfig(text);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      expect(['config-syntax', 'config-invalid']).toContain(error.code);
      expect(error.message).not.toContain('Invalid input');
      expect(error.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    }
  }

  it('any text is read, or refused by a catalogue error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), endsWell), { numRuns: 500 });
  });

  it('any pieces of YAML are', () => {
    const pieces = fc.constantFrom(
      'prompts',
      'a',
      ':',
      ': ',
      '- ',
      '? ',
      '&a ',
      '*a',
      '!t ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '|\n',
      '>\n',
      '#',
      '\n',
      '  ',
      '\t',
      '---\n',
      '...\n',
      '%YAML 1.1\n',
      '<<',
      '__proto__',
      'path',
      'stages',
      '100',
      '~',
      '\uFEFF',
    );
    const text = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(''));
    fc.assert(fc.property(text, endsWell), { numRuns: 3000 });
  });

  it('any data in the shape of a configuration is', () => {
    const word = fc.constantFrom(
      'prompts',
      'support',
      'path',
      'stages',
      'weight',
      'bake',
      'policy',
      'rules',
      'error-high',
      'over',
      'gates',
      'metrics',
      'source',
      'url',
      'related',
      'constructor',
      'toString',
      'hasOwnProperty',
      'x',
    );
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { maxDepth: 5 },
        fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), word, fc.string()),
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(word, tie('data'), { maxKeys: 5 }),
      ),
    }));
    const config = fc.record(
      { prompts: data, stages: data, metrics: data, policy: data },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(config, (value) => endsWell(stringify(value))),
      { numRuns: 1000 },
    );
  });
});
