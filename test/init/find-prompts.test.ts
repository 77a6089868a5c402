import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptIdPattern } from '../../src/config/schema.ts';
import { findPrompts } from '../../src/init/find-prompts.ts';

const found = (...paths: string[]) =>
  Object.fromEntries(findPrompts(paths).map(({ id, path }) => [id, path]));

describe('what is a prompt', () => {
  it.each([
    ['prompts/support.md', 'support'],
    ['prompts/support.txt', 'support'],
    ['services/chat/prompts/greet.j2', 'greet'],
    ['flows/support.prompty', 'support'],
    ['flows/support.prompt.yml', 'support'],
    ['flows/support.prompt.yaml', 'support'],
    ['flows/support.prompt', 'support'],
    ['src/support.prompt.md', 'support'],
    ['Prompts/Customer Support.md', 'customer-support'],
    ['prompts/Grüße.md', 'gru-e'],
    ['prompts/日本.md', 'prompt'],
    ['prompts/x.y.md', 'x-y'],
    [`prompts/${'long'.repeat(40)}.md`, 'long'.repeat(16)],
  ])('%s is, with the id %s', (path, id) => {
    expect(found(path)).toEqual({ [id]: path });
  });

  it.each([
    'support.md',
    'docs/prompting.md',
    'prompts.md',
    'prompts/README.md',
    'prompts/license',
    'prompts/picture.png',
    'prompts/.hidden.md',
    'prompts/promptfooconfig.yaml',
    '.github/prompts/review.prompt.md',
    'node_modules/x/prompts/a.md',
    'vendor/prompts/a.md',
    'test/fixtures/prompts/a.md',
    'prompts/SKILL.md',
    '.prompty',
  ])('%s is not', (path) => {
    expect(found(path)).toEqual({});
  });
});

describe('a folder', () => {
  it('of nothing but the parts of a prompt is one', () => {
    expect(
      found('prompts/support/system.md', 'prompts/support/user.md', 'prompts/support/config.yaml'),
    ).toEqual({
      support: 'prompts/support',
    });
  });

  it.each([['prompts/support/logo.png'], ['prompts/support/more/notes.md'], ['prompts/support/tone.md']])(
    'with %s as well is not',
    (other) => {
      const ids = findPrompts(['prompts/support/system.md', 'prompts/support/user.md', other]);
      expect(ids.map(({ path }) => path)).toContain('prompts/support/system.md');
    },
  );

  it('of prompts itself is never one', () => {
    expect(found('prompts/system.md', 'prompts/user.md')).toEqual({
      system: 'prompts/system.md',
      user: 'prompts/user.md',
    });
  });
});

describe('versions in names', () => {
  it.each([
    ['files of a folder', ['prompts/x/v1.md', 'prompts/x/v2.md', 'prompts/x/v10.md'], 'prompts/x/v10.md'],
    ['numbers', ['prompts/x/1.2.0.md', 'prompts/x/1.10.0.md'], 'prompts/x/1.10.0.md'],
    ['folders', ['prompts/v1/x.yaml', 'prompts/v2/x.yaml'], 'prompts/v2/x.yaml'],
    ['folders of parts', ['prompts/x/v1/system.md', 'prompts/x/v2/system.md'], 'prompts/x/v2'],
    ['ends of names', ['prompts/x__v1.1.md', 'prompts/x__v1.2.md'], 'prompts/x__v1.2.md'],
    ['a pre-release', ['prompts/x/v2.md', 'prompts/x/v2-rc.1.md'], 'prompts/x/v2.md'],
    ['what is used now beside its past', ['prompts/x.md', 'prompts/x-v1.md'], 'prompts/x.md'],
  ])('of %s are one prompt, at the newest', (_, paths, newest) => {
    expect(findPrompts(paths)).toEqual([{ id: 'x', path: newest, versions: paths.length }]);
  });

  it('do not make one of different prompts', () => {
    expect(found('prompts/v1/a.md', 'prompts/v2/b.md')).toEqual({
      a: 'prompts/v1/a.md',
      b: 'prompts/v2/b.md',
    });
    expect(found('a/x.prompty', 'a/x.prompt.yml')).toEqual({ x: 'a/x.prompt.yml', 'a-x': 'a/x.prompty' });
  });
});

const name = fc.oneof(
  fc.constantFrom(
    'prompts',
    'support',
    'system',
    'user',
    'v1',
    'v2',
    'x-v3',
    '1.0.0',
    'SUPPORT',
    'a b',
    'é',
    '日本',
    '--',
    '__proto__',
  ),
  fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((text) => !/[/\0]/.test(text)),
);
const tree = fc.array(
  fc
    .tuple(
      fc.array(name, { maxLength: 3 }),
      name,
      fc.constantFrom('.md', '.prompty', '.prompt.yml', '.txt', '.png', ''),
    )
    .map(([folders, stem, end]) => ['prompts', ...folders, `${stem}${end}`].join('/')),
  { maxLength: 12 },
);

describe('whatever lies there', () => {
  it('ids are valid and different, and do not depend on the order', () => {
    fc.assert(
      fc.property(tree, (paths) => {
        const prompts = findPrompts(paths);
        const ids = prompts.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(promptIdPattern);
        expect(findPrompts([...paths].reverse())).toEqual(prompts);
      }),
      { numRuns: 100 },
    );
  });

  it('no prompt lies inside another, and each is there', () => {
    fc.assert(
      fc.property(tree, (paths) => {
        const files = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
        const places = findPrompts(files).map(({ path }) => path);
        for (const place of places) {
          expect(files.some((path) => path === place || path.startsWith(`${place}/`))).toBe(true);
          expect(places.filter((other) => other.startsWith(`${place}/`))).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
