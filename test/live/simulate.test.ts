import { FlagdCore } from '@openfeature/flagd-core';
import { describe, expect, it } from 'vitest';
import { emptyManifest, type Flag, flagOf, type Manifest, renderManifest } from '../../src/live/manifest.ts';
import { simulate } from '../../src/live/simulate.ts';
import { running, stateOf, watching } from '../rollout/states.ts';

const base = flagOf(running({ weight: 5 }), new Map());
const only = (flag: Flag): Manifest => ({ ...emptyManifest, flags: { support: flag } });
const split = (...fractional: [string, number][]): Flag => ({ ...base, targeting: { fractional } });
const faultsOf = (flag: Flag): Promise<string[]> => simulate(only(flag), ['support']);

describe('a manifest of ours', () => {
  it.each([1, 5, 25, 50, 75, 99])('splits at %d percent as it says', async (weight) => {
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
});

describe('users', () => {
  const usersOf = (flag: Flag): Set<string> => {
    const core = new FlagdCore();
    core.setConfigurations(renderManifest(only(flag)));
    const users = Array.from({ length: 2000 }, (_, index) => `user-${index}`);
    const variant = (targetingKey: string) =>
      core.resolveObjectEvaluation('support', {}, { targetingKey }).variant;
    return new Set(users.filter((user) => variant(user) === 'v2'));
  };

  it('who got the candidate keep it when its weight rises, at every stage', () => {
    const stages = [1, 5, 25, 60, 99].map((weight) => usersOf(flagOf(running({ weight }), new Map())));
    const all = usersOf(flagOf(watching(), new Map()));
    expect(all.size).toBe(2000);
    stages.push(all);
    for (const [index, users] of stages.entries()) {
      const next = stages[index + 1] ?? users;
      expect([...users].filter((user) => !next.has(user))).toEqual([]);
      expect(next.size).toBeGreaterThanOrEqual(users.size);
    }
    expect(stages[2]?.size).toBeGreaterThan(300);
  });
});
