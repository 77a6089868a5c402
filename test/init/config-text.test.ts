import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { parseConfig } from '../../src/config/load.ts';
import { printable } from '../../src/config/printable.ts';
import { actionTag, schemaAddress } from '../../src/init/action.ts';
import { configText } from '../../src/init/config-text.ts';

const plain = { id: 'support', path: 'prompts/support.md', versions: 1, owners: [] };
const text = configText([plain], null);

/** The text with all its options in force: lines of options have no blank behind the `#`. */
const inForce = text
  .split('\n')
  .map((line) => line.replace(/^#(?! )(?!$)/, '').replace(/^#(?= {2})/, ''))
  .join('\n');

describe('a new configuration', () => {
  it('is valid, and changes no default', () => {
    expect(parseConfig(text)).toEqual(parseConfig('prompts: { support: { path: prompts/support.md } }'));
  });

  it('tells editors where the schema is, in its first line', () => {
    expect(text.split('\n')[0]).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/\S+\/v\d+\/dist\/prompt-rollout\.schema\.json$/,
    );
  });

  it('names a file that is published with the action', () => {
    const path = schemaAddress.split(`/${actionTag}/`)[1] ?? '';
    expect(JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).title).toBe(
      'Prompt Rollout',
    );
    for (const file of ['README.md', 'docs/editor.md'])
      expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toContain(path);
  });

  it('names every option behind a #, with its default', () => {
    const options: Record<string, unknown> = parse(inForce);
    expect(Object.keys(options).sort()).toEqual(
      Object.keys({ ...Object(configJsonSchema().properties) }).sort(),
    );
    const config = parseConfig(inForce);
    const standard = parseConfig(text);
    expect(config).toMatchObject({ ...standard, notify: { mention: [] }, prompts: standard.prompts });
    expect(config.metrics).toMatchObject({ source: 'prometheus', url: 'https://prometheus.example.com' });
    expect(config.notify.slack?.channel).toBe('#prompt-releases');
  });

  it('says what was seen of a metrics source, on lines of comments', () => {
    const hint = `deploy/${printable('a\nb: [')}.yml configures it`;
    const hinted = configText([plain], hint);
    expect(hinted).toContain('a\\u000ab: [.yml');
    expect(parse(hinted)).toEqual(parse(text));
  });

  it('names the newest of several versions', () => {
    const many = configText([{ ...plain, path: 'prompts/support/v2.md', versions: 2 }], null);
    expect(many).toContain('path: prompts/support/v2.md # the newest of 2');
  });

  it('quotes what YAML would take for something else', () => {
    const awkward = fc.constantFrom(
      'true',
      'null',
      '1.10',
      '- x',
      '# x',
      '{x',
      '[x',
      '&x',
      '!x',
      'x #y',
      "it's",
      '%x',
      '@x',
      '`x',
      'yes',
      '0x1',
      '~x',
    );
    fc.assert(
      fc.property(fc.uniqueArray(awkward, { minLength: 1, maxLength: 5 }), (names) => {
        const prompts = names.map((name, index) => ({
          ...plain,
          id: `p${index}`,
          path: `prompts/${name}/${name}`,
          owners: ['@a/b'],
        }));
        const config = parseConfig(configText(prompts, null));
        expect(Object.values(config.prompts).map(({ path }) => path)).toEqual(
          prompts.map(({ path }) => path),
        );
      }),
      { numRuns: 20 },
    );
  });
});
