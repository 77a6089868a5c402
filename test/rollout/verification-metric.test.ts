import { describe, expect, it } from 'vitest';
import { groundOf } from '../../src/rollout/ground.ts';
import { everyFive, evidenceOf, lookAt, rolledBack, steady, type Traffic, turnsOf } from './aftermath.ts';
import { at, matchOf } from './states.ts';

describe('the metric that triggered', () => {
  const le = [0.5, 1, 2, '+Inf'] as const;
  /** 100 requests a look of which `slow` take 1 to 2 seconds. */
  const latency =
    (slow: number): Traffic =>
    () => ({
      requests: 100,
      errors: 0,
      bad: 0,
      more: { latency: { le, counts: [90, 100 - slow, 100, 100] } },
    });
  const quality =
    (mean: number, count = 10): Traffic =>
    () => ({
      requests: 100,
      errors: 0,
      bad: 0,
      more: { quality: { count, sum: count * mean } },
    });
  const triggeredBy = (name: 'latency-high' | 'quality-high', before: number) => {
    const metric = name === 'latency-high' ? 'latency_p99' : 'quality';
    const evidence = evidenceOf({ metric: 'error_rate', stable: 0 }, { metric, stable: before });
    return rolledBack(groundOf(matchOf(name, 150), at(0), evidence));
  };

  it('p99 must be within a fifth of what it was', () => {
    const from = triggeredBy('latency-high', 0.95);
    expect(turnsOf(latency(1), everyFive, from)).toEqual(['recovered at 72']);
    expect(turnsOf(latency(8), everyFive, from)).toEqual(['escalated at 72', 'failed at 312']);
    const { incident } = lookAt(everyFive, latency(1), from);
    expect(incident.verification?.metric).toEqual({
      name: 'latency_p99',
      before: 0.95,
      after: 1,
      limit: 20,
      ok: true,
    });
  });

  it('p99 beyond the last bucket is not known to be back', () => {
    const beyond: Traffic = () => ({
      requests: 100,
      errors: 0,
      bad: 0,
      more: { latency: { le, counts: [90, 90, 90, 100] } },
    });
    expect(turnsOf(beyond, everyFive, triggeredBy('latency-high', 1.9)).at(-1)).toBe('unverified at 312');
    expect(turnsOf(beyond, everyFive, triggeredBy('latency-high', 0.9)).at(-1)).toBe('failed at 312');
  });

  it('quality must be within a tenth of what it was', () => {
    const from = triggeredBy('quality-high', 0.9);
    expect(turnsOf(quality(0.85), everyFive, from)).toEqual(['recovered at 72']);
    expect(turnsOf(quality(0.8), everyFive, from)).toEqual(['escalated at 72', 'failed at 312']);
    expect(turnsOf(quality(0.8, 1), everyFive, from).at(-1)).toBe('unverified at 312');
  });

  it('is unknown, and never back, where nobody measures it or knew it before', () => {
    expect(turnsOf(steady(), everyFive, triggeredBy('quality-high', 0.9)).at(-1)).toBe('unverified at 312');
    const blank = rolledBack(groundOf(matchOf('quality-high', 30), at(0), null));
    expect(turnsOf(quality(1), everyFive, blank).at(-1)).toBe('unverified at 312');
  });

  it('is taken as the source gives it where it has no counts', () => {
    const plain: Traffic = () => ({ requests: 100, errors: 0, bad: 0, level: 0.88 });
    expect(turnsOf(plain, everyFive, triggeredBy('quality-high', 0.9))).toEqual(['recovered at 72']);
  });
});
