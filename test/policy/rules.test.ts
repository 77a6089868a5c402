import { describe, expect, it } from 'vitest';
import { policySchema, ruleNames } from '../../src/config/policy-schema.ts';
import { judge } from '../../src/policy/judge.ts';
import { failing, judged, mature, names, observed, standard } from './observations.ts';

describe('the rule table of the specification', () => {
  it.each([
    ['error-critical', 5, 'critical', 'system', 2],
    ['error-high', 2, 'high', 'on-call', 5],
    ['quality-high', 20, 'high', 'product-manager', 30],
    ['latency-high', 100, 'high', 'on-call', 10],
    ['quality-medium', 10, 'medium', 'product-manager', 60],
    ['latency-medium', 20, 'medium', 'on-call', 60],
  ] as const)('%s: over %d percent, %s, %s, %d min', (name, over, severity, decider, minutes) => {
    expect(standard.rules[name]).toEqual({ over, severity, decider, limit: minutes * 60 });
  });

  it('has no other rules', () => {
    expect(Object.keys(standard.rules)).toEqual([...ruleNames]);
    expect(ruleNames).toHaveLength(6);
  });
});

describe('a rule at its boundary', () => {
  it.each([
    [5.1, ['error-critical', 'error-high'], 'rollback'],
    [5, ['error-high'], 'recommend-rollback'],
    [2.1, ['error-high'], 'recommend-rollback'],
    [2, ['gate-error_rate'], 'watch'],
  ] as const)('error rate %d percent: %j, %s', (rate, matches, verdict) => {
    const found = judged({ candidate: failing(rate) });
    expect(names(found)).toEqual(matches);
    expect(found.verdict).toBe(verdict);
  });

  it.each([
    [1.0001, ['latency-high', 'latency-medium'], 'recommend-rollback'],
    [1, ['latency-medium'], 'watch'],
    [0.6001, ['latency-medium'], 'watch'],
    [0.6, ['gate-latency_p99'], 'watch'],
    [0.55, [], 'healthy'],
  ] as const)('p99 %d s beside 0.5 s of stable: %j, %s', (p99, matches, verdict) => {
    const found = judged({ candidate: { p99 } });
    expect(names(found)).toEqual(matches);
    expect(found.verdict).toBe(verdict);
  });

  it.each([
    [0.7999, ['quality-high', 'quality-medium'], 'recommend-rollback'],
    [0.8, ['quality-medium'], 'watch'],
    [0.8999, ['quality-medium'], 'watch'],
    [0.9, ['gate-quality'], 'watch'],
  ] as const)('quality %d beside 1 of stable: %j, %s', (quality, matches, verdict) => {
    const found = judged({ candidate: { quality } });
    expect(names(found)).toEqual(matches);
    expect(found.verdict).toBe(verdict);
  });

  const bases = [0.1, 0.2, 0.25, 0.3, 0.5, 0.7, 1, 1.3, 2, 3.7];

  it.each([10, 20, 100])(
    'an increase of exactly %d percent is not over it, whatever the p99 of stable',
    (over) => {
      const policy = relativePolicy({ latency: over });
      const crossed = bases.filter((stable) => {
        const p99 = decimal(stable * (1 + over / 100));
        const seen = { candidate: { p99 }, stable: { p99: stable } };
        return judged(seen, mature, policy).verdict !== 'healthy';
      });
      expect(crossed).toEqual([]);
    },
  );

  it.each([5, 10, 20])(
    'a drop of exactly %d percent is not over it, whatever the quality of stable',
    (over) => {
      const policy = relativePolicy({ quality: over });
      const crossed = bases
        .filter((stable) => stable <= 1)
        .filter((stable) => {
          const quality = decimal(stable * (1 - over / 100));
          const seen = { candidate: { quality }, stable: { quality: stable } };
          return judged(seen, mature, policy).verdict !== 'healthy';
        });
      expect(crossed).toEqual([]);
    },
  );

  it('a hundredth of a percent over the limit is over it', () => {
    for (const stable of bases) {
      const p99 = decimal(stable * 1.2001);
      expect(names(judged({ candidate: { p99 }, stable: { p99: stable } }, mature))).toEqual([
        'latency-medium',
      ]);
    }
  });

  it('a rate above 5 % by one request in a million is over it', () => {
    const seen = { candidate: { requests: 1_000_000, errors: 50_001 } };
    expect(names(judged(seen))).toContain('error-critical');
    expect(names(judged({ candidate: { requests: 1_000_000, errors: 50_000 } }))).not.toContain(
      'error-critical',
    );
  });
});

describe('what matches', () => {
  it('is reported in full, by severity and within one by the order of the table', () => {
    const found = judged({ candidate: { ...failing(8), p99: 2, quality: 0.5 } });
    expect(names(found)).toEqual([
      'error-critical',
      'error-high',
      'quality-high',
      'latency-high',
      'quality-medium',
      'latency-medium',
    ]);
    expect(found.severity).toBe('critical');
  });

  it('puts a gate limit behind the rules of its severity', () => {
    const found = judged({ candidate: { ...failing(1), p99: 0.65, quality: 0.85 } });
    expect(names(found)).toEqual(['quality-medium', 'latency-medium', 'gate-error_rate']);
  });

  it('carries value, threshold, limit, who decides, and since when', () => {
    const [match] = judged({ candidate: failing(8.4) }).matches;
    expect(match).toMatchObject({
      name: 'error-critical',
      metric: 'error_rate',
      severity: 'critical',
      decider: 'system',
      value: 8.4,
      threshold: 5,
      limit: 120,
      since: '2026-03-01T11:55:00.000Z',
    });
  });

  it('lists a gate limit only where no rule of the metric matches', () => {
    expect(names(judged({ candidate: { ...failing(3), p99: 0.56 } }))).toEqual([
      'error-high',
      'gate-latency_p99',
    ]);
  });

  it('follows the policy of the rollout, not the standard one', () => {
    const policy = policySchema.parse({
      rules: { 'latency-medium': { over: 30, severity: 'critical' }, 'error-high': { over: 0.1 } },
    });
    const found = judge(observed({ candidate: { p99: 0.7, ...failing(0.2) } }), policy, mature);
    expect(names(found)).toEqual(['latency-medium', 'error-high']);
    expect(found.verdict).toBe('rollback');
  });
});

/** Every relative limit of one metric at one value, so that nothing else can match. */
function relativePolicy({ latency = 1e6, quality = 100 }: { latency?: number; quality?: number }) {
  const gate = { error_rate: 100, latency_increase: latency, quality_drop: quality };
  return policySchema.parse({
    rules: {
      'latency-high': { over: latency },
      'latency-medium': { over: latency },
      'quality-high': { over: quality },
      'quality-medium': { over: quality },
    },
    gates: { young: gate, mature: gate },
  });
}

/** Without the rounding that the multiplication added. */
const decimal = (value: number): number => Number(value.toFixed(6));
