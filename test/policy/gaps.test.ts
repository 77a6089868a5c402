import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/config/policy-schema.ts';
import type { Arm } from '../../src/metrics/port.ts';
import { unjudged } from '../../src/policy/judge.ts';
import { failing, judged, mature, nothing, problem, standard, young } from './observations.ts';

describe('too few requests', () => {
  it('is anything below the minimum, and says how many are missing', () => {
    expect(judged({ candidate: { requests: 19, errors: 0 } })).toMatchObject({
      verdict: 'inconclusive',
      cause: null,
      gaps: ['too-few'],
      missing_requests: 1,
    });
    expect(judged({ candidate: { requests: 20, errors: 0 } })).toMatchObject({
      verdict: 'healthy',
      missing_requests: 0,
    });
  });

  it('counts fractions of requests as not there', () => {
    expect(judged({ candidate: { requests: 19.2, errors: 0 } }).missing_requests).toBe(1);
  });

  it('is not excused by a rate that looks terrible', () => {
    expect(judged({ candidate: { requests: 10, errors: 10 } }).verdict).toBe('inconclusive');
  });

  it('follows the policy', () => {
    const policy = policySchema.parse({ min_requests: 2000 });
    expect(judged({}, young, policy)).toMatchObject({ verdict: 'inconclusive', missing_requests: 1000 });
  });
});

describe('unknown error data', () => {
  it.each([
    ['no requests at all', { requests: 0, errors: 0 }],
    ['requests unknown', { requests: null }],
    ['errors unknown', { errors: null }],
    ['nothing known', nothing],
  ] as const)('%s is inconclusive', (_, candidate) => {
    const found = judged({ candidate });
    expect(found.verdict).toBe('inconclusive');
    expect(found.gaps).not.toEqual([]);
  });

  it.each([
    ['requests', 'stale'],
    ['errors', 'not-a-number'],
    [null, 'source-down'],
  ] as const)('a fatal problem of %s outweighs figures that would roll back', (metric, code) => {
    const found = judged({ candidate: failing(50), problems: [problem({ metric, code })] });
    expect(found).toMatchObject({ verdict: 'inconclusive', cause: 'metrics', gaps: [code], matches: [] });
  });

  it('a problem of the whole source counts for the candidate', () => {
    const problems = [problem({ arm: null, code: 'source-down' })];
    expect(judged({ candidate: failing(50), problems })).toMatchObject({
      verdict: 'inconclusive',
      gaps: ['source-down'],
    });
  });

  it('a problem that is not fatal changes nothing', () => {
    const problems = [problem({ fatal: false, code: 'warning' })];
    expect(judged({ problems })).toMatchObject({ verdict: 'healthy', problems });
    expect(judged({ candidate: failing(8), problems }).verdict).toBe('rollback');
  });
});

describe('a gap in another metric', () => {
  it.each(['latency', 'latency_p99', 'quality', 'quality_count'])('%s: nothing is healthy', (metric) => {
    const found = judged({ problems: [problem({ metric, code: 'stale' })] });
    expect(found).toMatchObject({ verdict: 'inconclusive', cause: 'metrics', gaps: ['stale'] });
  });

  it('never hides a crossed rule', () => {
    const problems = [problem({ metric: 'quality', code: 'source-refused' })];
    expect(judged({ candidate: { ...failing(50), quality: null }, problems }).verdict).toBe('rollback');
    expect(judged({ candidate: { p99: 1.5, quality: null }, problems }).verdict).toBe('recommend-rollback');
  });

  it('on the side of stable keeps a comparison from being healthy', () => {
    const problems = [problem({ arm: 'stable', metric: 'latency' })];
    expect(judged({ stable: { p99: null }, problems }).verdict).toBe('inconclusive');
  });

  it('lists each kind once', () => {
    const problems = ['latency', 'quality'].map((metric) => problem({ metric, code: 'stale' }));
    expect(judged({ problems }).gaps).toEqual(['stale']);
  });

  it('a metric that stale data make cross asks nobody', () => {
    const problems = [problem({ metric: 'latency', code: 'stale' })];
    expect(judged({ candidate: { p99: 1.5 }, problems }).verdict).toBe('inconclusive');
  });

  it('a metric that is not measured at all is none', () => {
    const unmeasured = { p99: null, quality: null };
    expect(judged({ candidate: unmeasured, stable: unmeasured }).verdict).toBe('healthy');
  });
});

describe('a stable version above the gate limit', () => {
  it('blocks promotion, with its own word', () => {
    expect(judged({ stable: failing(0.6) })).toMatchObject({
      verdict: 'inconclusive',
      cause: null,
      gaps: ['limit-below-baseline'],
    });
    expect(judged({ stable: failing(0.5) }).verdict).toBe('healthy');
  });

  it('is measured by the limit of the age', () => {
    expect(judged({ stable: failing(2) }, mature).verdict).toBe('healthy');
    expect(judged({ stable: failing(2.1) }, mature).verdict).toBe('inconclusive');
  });

  it('never excuses a rule', () => {
    expect(judged({ candidate: failing(8), stable: failing(2.5) }).verdict).toBe('rollback');
    expect(judged({ candidate: { p99: 1.5 }, stable: failing(1) }).verdict).toBe('recommend-rollback');
  });
});

describe('numbers that cannot be', () => {
  const impossible: readonly (readonly [string, Partial<Arm>, Partial<Arm>])[] = [
    ['NaN requests', { requests: Number.NaN }, {}],
    ['endless requests', { requests: Number.POSITIVE_INFINITY }, {}],
    ['NaN errors', { errors: Number.NaN }, {}],
    ['negative errors', { errors: -1 }, {}],
    ['more errors than requests', { requests: 100, errors: 101 }, {}],
    ['NaN p99', { p99: Number.NaN }, {}],
    ['negative p99', { p99: -1 }, {}],
    ['NaN quality', { quality: Number.NaN }, {}],
    ['quality above 1', { quality: 1.5 }, {}],
    ['NaN p99 of stable', {}, { p99: Number.NaN }],
    ['p99 0 of stable', { p99: 10 }, { p99: 0 }],
    ['negative p99 of stable', { p99: 10 }, { p99: -1 }],
    ['endless p99 of stable', {}, { p99: Number.POSITIVE_INFINITY }],
    ['p99 of the candidate alone', { p99: 10 }, { p99: null }],
    ['quality 0 of stable', { quality: 0 }, { quality: 0 }],
    ['NaN quality of stable', {}, { quality: Number.NaN }],
    ['negative quality of stable', {}, { quality: -0.5 }],
    ['quality of the candidate alone', { quality: 0.1 }, { quality: null }],
    ['NaN errors of stable', {}, { errors: Number.NaN }],
    ['negative errors of stable', {}, { errors: -5 }],
  ];

  it.each(impossible)('%s are not healthy', (_, candidate, stable) => {
    expect(judged({ candidate, stable }).verdict).not.toBe('healthy');
  });

  it('never roll back: 150 % errors are no error rate', () => {
    expect(judged({ candidate: { requests: 100, errors: 150 } }).verdict).toBe('inconclusive');
  });
});

describe('a source of rates', () => {
  const rates = { error_rate_pct: 0.1, latency_increase_pct: 0, quality_drop_pct: 0 };

  it.each([
    [{ error_rate_pct: 5 }, 'recommend-rollback'],
    [{ error_rate_pct: 5.01 }, 'rollback'],
    [{ error_rate_pct: 0.5 }, 'healthy'],
    [{ error_rate_pct: 0.51 }, 'watch'],
    [{ latency_increase_pct: 100 }, 'watch'],
    [{ latency_increase_pct: 100.1 }, 'recommend-rollback'],
    [{ quality_drop_pct: 20 }, 'watch'],
    [{ quality_drop_pct: 20.1 }, 'recommend-rollback'],
    [{ latency_increase_pct: -50, quality_drop_pct: -3 }, 'healthy'],
  ])('%j: %s', (given, verdict) => {
    expect(judged({ rates: { ...rates, ...given } }).verdict).toBe(verdict);
  });

  it('needs no number of requests, and has no stable version to share an outage with', () => {
    expect(judged({ rates: { ...rates, error_rate_pct: 60 } })).toMatchObject({
      verdict: 'rollback',
      cause: 'candidate',
      missing_requests: 0,
    });
  });

  it('may leave out latency and quality, but not the error rate', () => {
    const some = { ...rates, latency_increase_pct: null, quality_drop_pct: null };
    expect(judged({ rates: some }).verdict).toBe('healthy');
    expect(judged({ rates: { ...rates, error_rate_pct: null } })).toMatchObject({
      verdict: 'inconclusive',
      cause: 'metrics',
      gaps: ['no-data'],
    });
  });

  it('is inconclusive when the file is stale', () => {
    const problems = [problem({ arm: null, code: 'stale' })];
    expect(judged({ rates: { ...rates, error_rate_pct: 50 }, problems }).verdict).toBe('inconclusive');
  });

  it.each([
    { error_rate_pct: Number.NaN },
    { error_rate_pct: -1 },
    { error_rate_pct: 101 },
    { latency_increase_pct: Number.NaN },
    { quality_drop_pct: Number.NaN },
  ])('that says %o is not believed', (given) => {
    expect(judged({ rates: { ...rates, ...given } }).verdict).toBe('inconclusive');
  });
});

describe('a verdict without metrics', () => {
  it('knows nothing', () => {
    expect(unjudged('metrics-missing', 3599, standard)).toMatchObject({
      verdict: 'inconclusive',
      cause: 'metrics',
      severity: null,
      matches: [],
      gaps: ['metrics-missing'],
      age: 'young',
      age_seconds: 3599,
    });
    expect(unjudged('metrics-missing', 3600, standard).age).toBe('mature');
  });
});
