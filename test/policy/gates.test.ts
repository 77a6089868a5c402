import { describe, expect, it } from 'vitest';
import type { Arm } from '../../src/metrics/port.ts';
import { failing, judged, names, standard } from './observations.ts';

/** Just over each young limit and under each mature one, one metric at a time. */
const between: readonly (readonly [string, Partial<Arm>, number])[] = [
  ['gate-error_rate', failing(1), 0.5],
  ['gate-latency_p99', { p99: 0.58 }, 10],
  ['gate-quality', { quality: 0.92 }, 5],
];

describe('gate limits', () => {
  it('are those of the specification', () => {
    expect(standard.gates).toEqual({
      young: { error_rate: 0.5, latency_increase: 10, quality_drop: 5 },
      mature: { error_rate: 2, latency_increase: 20, quality_drop: 10 },
      mature_after: 3600,
    });
  });

  it.each(between)('%s: the young limit holds at 59:59, the mature one from 60:00', (name, candidate) => {
    const before = judged({ candidate }, { ageSeconds: 3599 });
    expect(before).toMatchObject({ verdict: 'watch', age: 'young', age_seconds: 3599, severity: 'medium' });
    expect(names(before)).toEqual([name]);
    const after = judged({ candidate }, { ageSeconds: 3600 });
    expect(after).toMatchObject({ verdict: 'healthy', age: 'mature', age_seconds: 3600, matches: [] });
  });

  it('hold for a candidate that has had no traffic before as for a young one', () => {
    expect(judged({ candidate: failing(1) }, { ageSeconds: 0 }).verdict).toBe('watch');
  });

  it('are strict: 0.5 % errors keep the young limit', () => {
    expect(judged({ candidate: failing(0.5) }).verdict).toBe('healthy');
    expect(judged({ candidate: failing(0.6) }).verdict).toBe('watch');
  });

  it('have the decider of their metric, and the time of observation as their limit', () => {
    expect(judged({ candidate: failing(1) }).matches[0]).toMatchObject({ decider: 'on-call', limit: 3600 });
    expect(judged({ candidate: { p99: 0.58 } }).matches[0]).toMatchObject({ decider: 'on-call' });
    expect(judged({ candidate: { quality: 0.92 } }).matches[0]).toMatchObject({ decider: 'product-manager' });
  });
});

describe('the frozen limit of a crossing', () => {
  it.each(between)('%s stays what it was when the candidate comes of age', (name, candidate, limit) => {
    const found = judged({ candidate }, { ageSeconds: 3600, crossing: { name, limit } });
    expect(found).toMatchObject({ verdict: 'watch', age: 'mature' });
    expect(found.matches[0]).toMatchObject({ name, threshold: limit });
  });

  it('is kept again once the value is back below it', () => {
    const crossing = { name: 'gate-error_rate', limit: 0.5 };
    expect(judged({ candidate: failing(0.5) }, { ageSeconds: 3600, crossing }).verdict).toBe('healthy');
  });

  it('is the limit of its own metric only', () => {
    const crossing = { name: 'gate-error_rate', limit: 0.5 };
    expect(judged({ candidate: { p99: 0.58 } }, { ageSeconds: 3600, crossing }).verdict).toBe('healthy');
  });

  it('does not keep a rule of the table from matching', () => {
    const crossing = { name: 'gate-error_rate', limit: 0.5 };
    expect(judged({ candidate: failing(6) }, { ageSeconds: 3600, crossing }).verdict).toBe('rollback');
  });
});
