import { describe, expect, it } from 'vitest';
import { emptyManifest, type Flag, flagOf, type Manifest } from '../../src/live/manifest.ts';
import { simulate } from '../../src/live/simulate.ts';
import { good, running, stateOf, watching } from '../rollout/states.ts';

const base = flagOf(running({ weight: 5 }), new Map());
const only = (flag: Flag): Manifest => ({ ...emptyManifest, flags: { support: flag } });
const split = (...fractional: [string, number][]): Flag => ({ ...base, targeting: { fractional } });
const faultsOf = (flag: Flag): Promise<string[]> => simulate(only(flag), ['support']);

describe('a manifest of ours', () => {
  it.each([1, 5, 25, 50, 75, 99])('splits at %d %% as it says', async (weight) => {
    expect(await faultsOf(flagOf(running({ weight }), new Map()))).toEqual([]);
  });

  it('serves one version where it should', async () => {
    expect(await faultsOf(flagOf(watching(), new Map()))).toEqual([]);
    expect(await faultsOf(flagOf(stateOf(), new Map()))).toEqual([]);
  });

  it('is looked at only where it changed', async () => {
    const disabled = { ...base, state: 'DISABLED' as 'ENABLED' };
    const manifest: Manifest = { ...emptyManifest, flags: { support: base, summary: disabled } };
    expect(await simulate(manifest, ['support'])).toEqual([]);
    expect(await simulate(manifest, ['summary'])).not.toEqual([]);
    expect(await simulate(manifest, ['gone'])).toEqual([]);
  });
});

describe('a manifest that is not as it should be', () => {
  it('a disabled flag serves the default of the caller, and is reported', async () => {
    const faults = await faultsOf({ ...base, state: 'DISABLED' as 'ENABLED' });
    expect(faults).toContain('support: users without a targeting key do not get v1');
  });

  it('weights of which an unknown variant has a part are reported', async () => {
    expect(await faultsOf(split(['gone', 5], ['v1', 95]))).toEqual([
      expect.stringContaining('gone would get 0.00 %'),
    ]);
  });

  it.each([
    [
      ['v2', 5],
      ['v1', 90],
    ],
    [
      ['v2', 5],
      ['v1', 100],
    ],
    [
      ['v2', 50],
      ['v1', 49],
    ],
    [['v2', 5]],
    [
      ['v2', -5],
      ['v1', 105],
    ],
  ] as [string, number][][])('weights that are not 100 together are reported: %j %j', async (...weights) => {
    expect(await faultsOf(split(...weights))).not.toEqual([]);
  });

  it('says what users would get instead', async () => {
    expect(await faultsOf(split(['v2', 5]))).toContain('support: v2 would get 100.00 % instead of 5 %');
  });

  it.each([
    ['a default that is no variant', { ...base, defaultVariant: 'gone' }],
    ['no variants', { ...base, variants: {} }],
  ])('%s is refused', async (_, flag) => {
    await expect(faultsOf(flag)).rejects.toMatchObject({ code: 'manifest-invalid' });
  });

  it('names the prompt that changed', async () => {
    await expect(faultsOf({ ...base, variants: {} })).rejects.toThrow(/manifest for support/);
  });

  it('sees a user move when the order of the weights does', async () => {
    const candidates = [split(['v2', 50], ['v1', 50]), split(['v1', 50], ['v2', 50])];
    for (const flag of candidates) expect(await faultsOf(flag)).toEqual([]);
    expect(good('v1').label).toBe(base.targeting?.fractional[1]?.[0]);
  });
});
