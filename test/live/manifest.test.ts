import { FlagdCore } from '@openfeature/flagd-core';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import {
  type Content,
  contentsOf,
  emptyManifest,
  type Flag,
  flagOf,
  type Manifest,
  readManifest,
  renderManifest,
} from '../../src/live/manifest.ts';
import { simulate } from '../../src/live/simulate.ts';
import { good, reverting, running, source, stateOf, version, watching } from '../rollout/states.ts';

const contents = (...entries: (readonly [string, Content])[]): Map<string, Content> =>
  new Map(entries.map(([label, content]) => [source(label).digest, content]));
const withFlag = (flag: Flag, id = 'support'): Manifest => ({ ...emptyManifest, flags: { [id]: flag } });
const readBack = (manifest: Manifest): Manifest => {
  const read = readManifest(renderManifest(manifest), 'live');
  if (read instanceof Failure) throw read;
  return read.manifest;
};
const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const nothing = contents();

describe('the flag of a prompt', () => {
  it('serves the stable version to everyone without a rollout', () => {
    const state = stateOf({ stable: good('v3'), previous: ['v2', 'v1', 'v0'].map(good) });
    const flag = flagOf(state, contents(['v3', 'Be brief.']));
    expect(flag).toEqual({
      state: 'ENABLED',
      defaultVariant: 'v3',
      variants: {
        v3: {
          version: 'v3',
          commit: source('v3').commit,
          path: 'prompts/support.md',
          digest: source('v3').digest,
          content: 'Be brief.',
        },
        v2: expect.not.objectContaining({ content: expect.anything() }),
        v1: expect.objectContaining({ version: 'v1' }),
      },
    });
    expect(flag).not.toHaveProperty('targeting');
  });

  it('splits by weight, the candidate first, everyone without a key on stable', () => {
    const flag = flagOf(running({ weight: 5 }), nothing);
    expect(flag.defaultVariant).toBe('v1');
    expect(flag.targeting).toEqual({
      fractional: [
        ['v2', 5],
        ['v1', 95],
      ],
    });
    expect(Object.keys(flag.variants)).toEqual(['v2', 'v1', 'v0']);
  });

  it('keeps three versions besides the candidate', () => {
    const state = { ...running(), previous: ['v0', 'v-1', 'v-2', 'v-3'].map(good) };
    expect(Object.keys(flagOf(state, nothing).variants)).toEqual(['v2', 'v1', 'v0', 'v-1']);
  });

  it('has no targeting at 100 %', () => {
    const flag = flagOf(watching(), nothing);
    expect(flag.defaultVariant).toBe('v2');
    expect(flag).not.toHaveProperty('targeting');
    expect(Object.keys(flag.variants)).toContain('v1');
  });

  it('takes users from a version that served everyone in order, and gives none of them back', async () => {
    const before = { ...stateOf({ stable: good('v2'), previous: [good('v1')] }) };
    const flags = [
      flagOf(before, nothing),
      ...[75, 50, 25].map((weight) => flagOf(reverting({ weight }), nothing)),
    ];
    expect(flags[1]?.targeting?.fractional).toEqual([
      ['v2', 75],
      ['v1', 25],
    ]);
    const served = flags.map((flag) => {
      const core = new FlagdCore();
      core.setConfigurations(renderManifest(withFlag(flag)));
      return Array.from(
        { length: 2000 },
        (_, user) => core.resolveObjectEvaluation('support', {}, { targetingKey: `user-${user}` }).variant,
      );
    });
    served.slice(1).forEach((now, step) => {
      const back = now.filter((variant, user) => variant === 'v2' && served[step]?.[user] === 'v1');
      const moved = now.filter((variant, user) => variant !== served[step]?.[user]);
      expect(back).toEqual([]);
      expect(moved.length / 2000).toBeCloseTo(0.25, 1);
    });
    // Who has no key goes with the first step.
    expect(flags.map(({ defaultVariant }) => defaultVariant)).toEqual(['v2', 'v1', 'v1', 'v1']);
  });

  it('names content that comes back under its former label once', () => {
    const state = { ...running({ candidate: version('v0') }), previous: [good('v0')] };
    expect(Object.keys(flagOf(state, nothing).variants)).toEqual(['v0', 'v1']);
  });
});

describe('content', () => {
  const flagWith = (content: Content): Flag => flagOf(stateOf(), contents(['v1', content]));
  const inline = (content: Content): boolean => flagWith(content).variants.v1?.content !== undefined;

  it('is inline up to 64 KB and a pointer above', () => {
    expect(inline('x'.repeat(60_000))).toBe(true);
    expect(inline('x'.repeat(70_000))).toBe(false);
    expect(flagWith('x'.repeat(70_000)).variants.v1).toEqual({
      version: 'v1',
      commit: source('v1').commit,
      path: 'prompts/support.md',
      digest: source('v1').digest,
    });
  });

  it('is measured in bytes, not in characters', () => {
    expect(inline('\u20ac'.repeat(21_000))).toBe(true);
    expect(inline('\u20ac'.repeat(30_000))).toBe(false);
  });

  it('of a folder is measured as a whole', () => {
    const half = 'x'.repeat(40_000);
    expect(inline({ 'a.md': half })).toBe(true);
    expect(inline({ 'a.md': half, 'b.md': half })).toBe(false);
  });

  it('is found again by digest', () => {
    const state = stateOf({ stable: good('v2'), previous: [good('v1'), good('v0')] });
    const texts = contents(['v2', 'two'], ['v1', { 'a.md': 'one' }]);
    expect(contentsOf(flagOf(state, texts))).toEqual(texts);
    expect(contentsOf(undefined).size).toBe(0);
  });

  it('survives the way through the file, whatever it holds', () => {
    const nasty = 'line\r\n\u2028\u0000"\\ {{x}} \ud83d\ude00 </script>';
    const back = readBack(withFlag(flagWith(nasty))).flags.support;
    expect(contentsOf(back)).toEqual(contents(['v1', nasty]));
  });

  it.each(['__proto__', 'constructor', '1'])('of a folder keeps a file that is called %s', (name) => {
    const files: Record<string, string> = Object.fromEntries([
      [name, 'one'],
      ['a.md', 'two'],
    ]);
    const back = contentsOf(readBack(withFlag(flagWith(files))).flags.support).get(source('v1').digest);
    expect(Object.entries(back ?? {}).sort()).toEqual(Object.entries(files).sort());
  });
});

describe('the manifest as text', () => {
  it('is the same after reading, and ends with a newline', () => {
    const manifest: Manifest = {
      ...emptyManifest,
      flags: {
        support: flagOf(running(), contents(['v2', 'two'], ['v1', { 'a.md': 'one' }])),
        summary: flagOf(stateOf(), nothing),
      },
    };
    expect(readBack(manifest)).toEqual(manifest);
    expect(renderManifest(manifest)).toMatch(/\}\n$/);
  });

  it('has its flags in order, so that it does not depend on who was first', () => {
    const one = flagOf(stateOf(), nothing);
    const forth = renderManifest({ ...emptyManifest, flags: { b: one, a: one, '10': one, '9': one } });
    const back = renderManifest({ ...emptyManifest, flags: { '9': one, a: one, '10': one, b: one } });
    expect(back).toBe(forth);
  });

  it.each(['constructor', 'tostring', '1', 'has-own'])('can hold a prompt that is called %s', async (id) => {
    const manifest = withFlag(flagOf(running(), nothing), id);
    expect(readBack(manifest)).toEqual(manifest);
    expect(await simulate(readBack(manifest), [id])).toEqual([]);
  });

  it.each([
    ['2', '1'],
    ['1', '2'],
    ['constructor', 'toString'],
    ['hasOwnProperty', '0'],
  ])('can hold versions that are called %s and %s', async (candidate, stable) => {
    const state = { ...running({ candidate: version(candidate), weight: 20 }), stable: good(stable) };
    const flag = readBack(withFlag(flagOf(state, nothing))).flags.support;
    expect(flag?.targeting?.fractional).toEqual([
      [candidate, 20],
      [stable, 80],
    ]);
    expect(flag?.variants[stable]?.digest).toBe(source(stable).digest);
    expect(flag?.variants[candidate]?.digest).toBe(source(candidate).digest);
    expect(await simulate(withFlag(flagOf(state, nothing)), ['support'])).toEqual([]);
  });
});

describe('a manifest that is not ours', () => {
  const flag = flagOf(running(), nothing);
  const broken: readonly (readonly [string, unknown])[] = [
    ['no object', []],
    ['other flag set', { ...emptyManifest, metadata: { flagSetId: 'theirs' } }],
    ['a disabled flag', withFlag({ ...flag, state: 'DISABLED' as 'ENABLED' })],
    ['a foreign key in a flag', { ...emptyManifest, flags: { support: { ...flag, owner: 'me' } } }],
    [
      'a variant that is a text',
      { ...emptyManifest, flags: { support: { ...flag, variants: { v1: 'text' } } } },
    ],
    [
      'a fraction of a percent',
      { ...emptyManifest, flags: { support: { ...flag, targeting: { fractional: [['v2', 0.5]] } } } },
    ],
    [
      'another targeting rule',
      { ...emptyManifest, flags: { support: { ...flag, targeting: { if: [true, 'v2'] } } } },
    ],
  ];

  it.each(broken)('%s: is refused', (_, manifest) => {
    const read = readManifest(pretty(manifest), 'live');
    const faults = read instanceof Failure ? [read.code] : [...read.faults.keys()];
    expect(faults).toHaveLength(1);
    expect(['live-corrupt', 'support']).toContain(faults[0]);
  });

  it('says where: which file, which flag, and keeps that flag as it is', () => {
    const text = pretty({
      ...emptyManifest,
      flags: { other: flag, support: { ...flag, defaultVariant: 7 } },
    });
    const read = readManifest(text, 'live');
    if (read instanceof Failure) throw read;
    expect(read.faults.get('support')).toMatch(/^flags\.support\.defaultVariant: /);
    expect(Object.keys(read.manifest.flags)).toEqual(['other']);
    expect(renderManifest(read.manifest)).toBe(text);
    expect(readManifest('{"flags": ', 'live')).toMatchObject({
      code: 'live-corrupt',
      message: expect.stringContaining('flags.json'),
    });
  });

  it('that somebody wrote in another way is refused, whatever it means', () => {
    const text = renderManifest(withFlag(flag));
    for (const other of [text.trimEnd(), text.replace('  ', ' '), text.replace('{', '{ '), `${text}\n`])
      expect(readManifest(other, 'live')).toMatchObject({ code: 'live-corrupt' });
  });
});
