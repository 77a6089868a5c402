import { describe, expect, it } from 'vitest';
import { healthOf, unknownHealth } from '../../src/policy/health.ts';
import { observed, problem, standard } from './observations.ts';

const arm = (requests: number, errors: number) => ({ requests, errors });
const targetOf = (requests: number, errors: number) =>
  healthOf(observed({ stable: arm(requests, errors) }), standard).target;
const badOf = (requests: number, errors: number) =>
  healthOf(observed({ candidate: arm(requests, errors) }), standard).bad;

describe('the bad version', () => {
  it('is over the limit by its plain value, from 20 requests on', () => {
    expect(badOf(20, 1)).toMatchObject({ rate: 5, over: { name: 'error-high', value: 5, threshold: 2 } });
    expect(badOf(19, 19).over).toBeNull();
    expect(badOf(1000, 21).over).toMatchObject({ metric: 'error_rate', severity: 'high' });
  });

  it('is not over it at exactly the limit', () => {
    expect(badOf(1000, 20)).toEqual({ rate: 2, over: null });
  });

  it('is judged by the rate of a source that has no counts', () => {
    const rates = { error_rate_pct: 2.5, latency_increase_pct: null, quality_drop_pct: null };
    const health = healthOf(observed({ rates }), standard);
    expect(health.bad.over).toMatchObject({ value: 2.5 });
    expect(health.target.state).toBe('unknown');
  });

  it('has the limit of its policy', () => {
    const rules = { ...standard.rules, 'error-high': { ...standard.rules['error-high'], over: 4 } };
    const seen = observed({ candidate: arm(1000, 30), stable: arm(1000, 30) });
    const { bad, target } = healthOf(seen, { ...standard, rules });
    expect([bad.over, target.state]).toEqual([null, 'healthy']);
  });
});

describe('the target', () => {
  it.each([
    ['two unlucky requests do not make it unhealthy, however few there are', 2, 2, 'unknown'],
    ['nor do they among twenty', 20, 2, 'unknown'],
    ['three of them do among twenty', 20, 3, 'unhealthy'],
    ['over the limit by no more than chance is neither', 1000, 25, 'unknown'],
    ['over it beyond chance is unhealthy', 1000, 28, 'unhealthy'],
    ['at the limit is healthy', 1000, 20, 'healthy'],
    ['of nineteen good requests is not known to be healthy', 19, 0, 'unknown'],
    ['of twenty is', 20, 0, 'healthy'],
    ['without requests is not known', 0, 0, 'unknown'],
  ])('%s', (_, requests, errors, state) => {
    expect(targetOf(requests, errors).state).toBe(state);
  });
});

describe('what is not known', () => {
  it('is no health and no trouble: no observation, a silent source, figures that cannot be', () => {
    expect(healthOf(null, standard)).toEqual(unknownHealth);
    const down = problem({ code: 'source-down', arm: null });
    expect(
      healthOf(observed({ candidate: arm(100, 90), stable: arm(100, 90), problems: [down] }), standard),
    ).toEqual(unknownHealth);
    expect(healthOf(observed({ candidate: arm(100, 900), stable: arm(100, -5) }), standard)).toEqual(
      unknownHealth,
    );
  });
});
