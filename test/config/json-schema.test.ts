import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { parseConfig } from '../../src/config/load.ts';
import { configReference } from '../../src/config/reference.ts';
import { bad, badPaths, configWithPath, good, goodPaths } from './samples.ts';
import { failureOf } from './support.ts';

const schema = configJsonSchema();
const accepts = new Ajv({ formats: { uri: true }, allowUnionTypes: true }).compile(schema);

const read = (text: string): unknown => parse(text.replace(/^\uFEFF/, ''), { stringKeys: true });

/** Every map of the schema that stands for a map of the file, with where it stands. */
function mapsOf(value: unknown, at: string): { at: string; map: Record<string, unknown> }[] {
  if (typeof value !== 'object' || value === null) return [];
  const map: Record<string, unknown> = { ...value };
  const below = Object.entries(map).flatMap(([key, child]) => mapsOf(child, `${at}/${key}`));
  return typeof map.properties === 'object' && map.type === 'object' ? [{ at, map }, ...below] : below;
}

/** Every key whose value is no map with keys of its own, with where it stands. */
function leavesOf(value: unknown, at: string): { at: string; leaf: Record<string, unknown> }[] {
  return mapsOf(value, at).flatMap(({ at: place, map }) =>
    Object.entries({ ...Object(map.properties) }).flatMap(([key, child]) => {
      const leaf: Record<string, unknown> = { ...Object(child) };
      return leaf.properties === undefined ? [{ at: `${place}/${key}`, leaf }] : [];
    }),
  );
}

/** What an editor can offer for a value. */
function completions(leaf: Record<string, unknown>): unknown[] {
  const { default: standard, enum: allowed, const: only, examples, type } = leaf;
  const given = [standard, only].filter((value) => value !== undefined);
  const lists = [allowed, examples].flatMap((list) => (Array.isArray(list) ? list : []));
  return type === 'boolean' ? [true, false] : [...given, ...lists];
}

describe('the JSON Schema', () => {
  it.each(Object.entries(good))('accepts what is right: %s', (_, text) => {
    accepts(read(text));
    expect(accepts.errors ?? []).toEqual([]);
  });

  it.each(Object.entries(bad))('refuses, as the program does: %s', (_, text) => {
    expect(failureOf(() => parseConfig(text)).code).toBe('config-invalid');
    expect(accepts(read(text))).toBe(false);
  });

  it.each(badPaths)('refuses the path %j', (path) => {
    expect(accepts(read(configWithPath(path)))).toBe(false);
  });

  it.each(goodPaths)('accepts the path %j', (path) => {
    expect(accepts(read(configWithPath(path)))).toBe(true);
  });

  it('says what it is', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'prompt-rollout.schema.json',
      title: 'Prompt Rollout',
    });
  });

  it('allows no unknown key in any map', () => {
    const maps = mapsOf(schema, '');
    expect(maps.length).toBeGreaterThan(20);
    expect(maps.filter(({ map }) => map.additionalProperties !== false).map(({ at }) => at)).toEqual([]);
  });

  it('describes every key', () => {
    const silent = mapsOf(schema, '').flatMap(({ at, map }) =>
      Object.entries({ ...Object(map.properties) }).flatMap(([key, child]) => {
        const { description } = { ...Object(child) };
        return typeof description === 'string' && description !== '' ? [] : [`${at}/${key}`];
      }),
    );
    expect(silent).toEqual([]);
  });

  it('has something to complete for every value: a default, what is allowed, or an example that is right', () => {
    const found = leavesOf(schema, '');
    expect(found.length).toBeGreaterThan(100);
    const silent = found.filter(({ leaf }) => completions(leaf).length === 0);
    expect(silent.map(({ at }) => at)).toEqual([]);
    const ajv = new Ajv({ formats: { uri: true }, allowUnionTypes: true });
    const different = new Map(found.map(({ at, leaf }) => [JSON.stringify(leaf), { at, leaf }]));
    for (const { at, leaf } of different.values())
      for (const value of leaf.examples === undefined ? [] : completions(leaf))
        expect(ajv.validate(leaf, value), `${at}: ${JSON.stringify(value)}`).toBe(true);
  });

  it('gives defaults as users write them, and none in the overrides of a prompt', () => {
    expect(schema).toMatchObject({
      properties: {
        bake: { default: '10m' },
        stages: { default: [1, 5, 25, 100] },
        policy: { properties: { watch: { default: '24h' }, min_requests: { default: 20 } } },
      },
    });
    const [prompt] = mapsOf(schema, '').filter(({ at }) => at.endsWith('/prompts/additionalProperties'));
    expect(JSON.stringify(prompt?.map.properties)).toContain('"policy"');
    const { policy } = { ...Object(prompt?.map.properties) };
    expect(JSON.stringify(policy)).not.toContain('"default"');
  });
});

describe('the reference', () => {
  const rows = configReference()
    .split('\n')
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

  it('is a table of four columns', () => {
    expect(rows.every((cells) => cells.length === 6)).toBe(true);
  });

  it('has a row for every key that a file can hold', () => {
    const keys = new Set(rows.map(([, key]) => key));
    const { prompts, ...common } = { ...Object(read(good.everything)) };
    const prompt = { ...Object(prompts)['customer-support'] };
    const written = [
      ...leaves(common),
      ...Object.keys(prompt).map((key) => `prompts.<id>.${key}`),
      ...['prompts', 'metrics.file', 'stages[].weight', 'stages[].bake'],
    ];
    expect(written.filter((key) => !keys.has(`\`${key}\``))).toEqual([]);
  });

  it.each([
    ['bake', 'duration', '`10m`'],
    ['stages', 'list of weight, or map of `weight` and `bake`', '`[1, 5, 25, 100]`'],
    ['prompts.<id>.path', 'text', 'required'],
    ['metrics.source', '`prometheus` or `file`', 'required'],
    ['policy.rules.error-critical.limit', 'duration', '`2m`'],
    ['policy.min_requests', 'whole number, at least 1', '`20`'],
    ['policy.gates.mature.error_rate', 'number, 0 to 100', '`2`'],
  ])('shows type and default of %s', (key, type, standard) => {
    expect(rows.find((cells) => cells[1] === `\`${key}\``)?.slice(2, 4)).toEqual([type, standard]);
  });

  it('says which source a key is for', () => {
    expect(configReference()).toMatch(/`metrics\.url`.*Only for `prometheus`\./);
    expect(configReference()).not.toMatch(/`metrics\.window`.*Only for/);
  });

  it('calls a switch what users write', () => {
    expect(configReference()).toContain('| `notify.pagerduty.promotions` | true or false | `false` |');
  });
});

function leaves(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, at === '' ? key : `${at}.${key}`));
}
