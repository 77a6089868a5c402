import { describe, expect, it } from 'vitest';
import type { Soak } from '../../src/live/state.ts';
import { stateSchema } from '../../src/live/state.ts';
import { hasSoaked, soakStep } from '../../src/rollout/soak.ts';
import { start } from '../../src/rollout/transition.ts';
import { actor, at, planOf, source, stateOf, verdicts, version } from './states.ts';

const day = 86_400;
const later = actor({ now: at(900), delivers: true });
const soakOf = (fields: Partial<Soak> = {}): Soak => ({
  version: version('v2'),
  started_at: at(0),
  healthy_since: at(0),
  seen_at: at(800),
  ...fields,
});
const soaking = (fields: Partial<Soak> = {}) => stateOf({ soak: soakOf(fields) });

describe('a version in staging', () => {
  it('begins to soak with its first look, healthy or not', () => {
    const healthy = soakStep(stateOf(), source('v2'), verdicts.healthy, later);
    expect(healthy?.state.soak).toEqual(
      soakOf({ seen_at: at(900), started_at: at(900), healthy_since: at(900) }),
    );
    const blind = soakStep(stateOf(), source('v2'), verdicts.blind, later);
    expect(blind?.state.soak).toEqual(soakOf({ seen_at: at(900), started_at: at(900), healthy_since: null }));
  });

  it('moves no production traffic, and is no version of production', () => {
    const before = stateOf();
    const change = soakStep(before, source('v2'), verdicts.healthy, later);
    expect(change).toMatchObject({ outcome: 'soaking', routing: false, archive: null });
    expect(change?.state).toEqual({ ...before, soak: change?.state.soak });
    expect(change?.events).toEqual([
      expect.objectContaining({ event: 'soaking', version: version('v2'), weight: null, reason: 'healthy' }),
    ]);
    expect(stateSchema.safeParse(change?.state).success).toBe(true);
  });

  it('says nothing while nothing changes', () => {
    expect(soakStep(soaking(), source('v2'), verdicts.healthy, later)).toBeNull();
    expect(soakStep(soaking({ healthy_since: null }), source('v2'), verdicts.blind, later)).toBeNull();
  });

  it.each(['critical', 'high', 'medium', 'unproven', 'outage', 'tooFew', 'blind'] as const)(
    'loses its time to anything but health: %s',
    (name) => {
      const change = soakStep(soaking(), source('v2'), verdicts[name], later);
      expect(change?.state.soak).toEqual(soakOf({ seen_at: at(900), healthy_since: null }));
    },
  );

  it('begins its time again with the next healthy look', () => {
    const change = soakStep(soaking({ healthy_since: null }), source('v2'), verdicts.healthy, later);
    expect(change?.state.soak).toEqual(soakOf({ seen_at: at(900), healthy_since: at(900) }));
  });

  it('begins anew when it is another version, by content and not by label', () => {
    const other = soakStep(soaking(), source('v3'), verdicts.healthy, later);
    expect(other?.state.soak).toEqual(
      soakOf({ seen_at: at(900), version: version('v3'), started_at: at(900), healthy_since: at(900) }),
    );
    const edited = soakStep(soaking(), source('v2', 'v2 edited'), verdicts.healthy, later);
    expect(edited?.state.soak?.started_at).toBe(at(900));
    expect(soakStep(soaking(), source('v2.0.1', 'v2'), verdicts.healthy, later)).toBeNull();
  });
});

describe('the time of a soak', () => {
  const look = (seenAt: number) =>
    soakStep(soaking({ seen_at: at(seenAt) }), source('v2'), verdicts.healthy, later);

  it('goes on with a look every few minutes, of which the state keeps the last', () => {
    expect(look(601)).toBeNull();
    expect(look(600)?.state.soak).toEqual(soakOf({ seen_at: at(900) }));
    expect(look(0)?.state.soak).toEqual(soakOf({ seen_at: at(900) }));
  });

  it('begins again after a time in which nobody looked', () => {
    const change = soakStep(soaking({ seen_at: at(-1) }), source('v2'), verdicts.healthy, later);
    expect(change?.state.soak).toEqual(soakOf({ seen_at: at(900), healthy_since: at(900) }));
  });
});

describe('a version has soaked', () => {
  it('after its time of health, not before', () => {
    expect(hasSoaked(soaking(), source('v2'), day, at(day - 1))).toBe(false);
    expect(hasSoaked(soaking(), source('v2'), day, at(day))).toBe(true);
  });

  it('counted from the last time that health began', () => {
    expect(hasSoaked(soaking({ healthy_since: at(3600) }), source('v2'), day, at(day))).toBe(false);
  });

  it.each([
    ['nothing soaks', stateOf(), 'v2'],
    ['another version soaks', soaking(), 'v3'],
    ['it is not healthy', soaking({ healthy_since: null }), 'v2'],
    ['its time is damaged', soaking({ healthy_since: 'never' }), 'v2'],
    ['the clock runs behind', soaking({ healthy_since: at(100 * day) }), 'v2'],
  ])('never when %s', (_, state, label) => {
    expect(hasSoaked(state, source(label), day, at(10 * day))).toBe(false);
  });

  it('and its rollout takes the soak away', () => {
    expect(start(soaking(), source('v2'), planOf(), later).state.soak).toBeNull();
  });
});
