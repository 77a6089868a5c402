import { describe, expect, it } from 'vitest';
import { parseConfig, resolvePrompt } from '../../src/config/load.ts';
import { policySchema } from '../../src/config/policy-schema.ts';
import { failureOf } from './support.ts';

const text = `
prompts:
  plain: { path: a.md }
  own:
    path: b.md
    owners: ["@ann"]
    related: [plain]
    stages: [10, { weight: 100, bake: 1h }]
    policy:
      rules:
        error-high: { over: 3 }
        latency-high: { decider: product-manager }
      gates: { mature: { quality_drop: 1 } }
      observe: 10m
      criterion: no-regression
  constructor: { path: c.md }
bake: 5m
policy:
  rules:
    error-high: { limit: 1m, severity: critical }
    error-critical: { over: 8 }
  gates: { mature: { error_rate: 1 }, mature_after: 30m }
  observe: 2h
  criterion: { superior: quality }
  then: rollback
`;

describe('a prompt with settings of its own', () => {
  const config = parseConfig(text);

  it('has the common stages and policy where it says nothing', () => {
    const prompt = resolvePrompt(config, 'plain');
    expect(prompt.stages).toEqual([1, 5, 25, 100].map((weight) => ({ weight, bake: 300 })));
    expect(prompt.policy).toEqual(config.policy);
    expect(prompt).toMatchObject({ id: 'plain', path: 'a.md', owners: [], related: [] });
  });

  it('has its own stages, with the common bake time where they name none', () => {
    const { stages, owners, related } = resolvePrompt(config, 'own');
    expect(stages).toEqual([
      { weight: 10, bake: 300 },
      { weight: 100, bake: 3600 },
    ]);
    expect({ owners, related }).toEqual({ owners: ['@ann'], related: ['plain'] });
  });

  it('keeps common settings that it does not write, even where they have a default', () => {
    const { policy } = resolvePrompt(config, 'own');
    expect(policy.rules['error-high']).toEqual({
      over: 3,
      severity: 'critical',
      decider: 'on-call',
      limit: 60,
    });
    expect(policy.rules['latency-high']).toEqual({
      over: 100,
      severity: 'high',
      decider: 'product-manager',
      limit: 600,
    });
    expect(policy.rules['error-critical'].over).toBe(8);
    expect(policy.gates).toEqual({
      young: { error_rate: 0.5, latency_increase: 10, quality_drop: 5 },
      mature: { error_rate: 1, latency_increase: 20, quality_drop: 1 },
      mature_after: 1800,
    });
    expect([policy.observe, policy.then, policy.min_requests]).toEqual([600, 'rollback', 20]);
    expect(config.policy.criterion).toEqual({ superior: 'quality' });
    expect(policy.criterion).toBe('no-regression');
  });

  it('leaves the common policy as it is', () => {
    resolvePrompt(config, 'own');
    expect(config.policy.rules['error-high'].over).toBe(2);
    expect(resolvePrompt(config, 'plain').policy.observe).toBe(7200);
  });

  it('may have a name that objects have', () => {
    expect(resolvePrompt(config, 'constructor').path).toBe('c.md');
  });

  it('can be pinned: the policy survives JSON and parses as itself', () => {
    const { policy } = resolvePrompt(config, 'own');
    expect(policySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });
});

describe('a prompt that is not there', () => {
  it.each(['nope', 'toString', '__proto__', ''])('is refused: %j', (id) => {
    const failure = failureOf(() => resolvePrompt(parseConfig(text), id));
    expect(failure.code).toBe('prompt-unknown');
    expect(failure.cure).toBe('Use one of: plain, own, constructor.');
  });
});

describe('the baseline test of a prompt', () => {
  const baseline = (common: string, own: string) =>
    resolvePrompt(parseConfig(`prompts: { a: { path: a.md${own} } }\n${common}`), 'a').baselineTest;

  it('is its own, else the common one, else none', () => {
    const common = 'rollback: { baseline_test: { command: [check, "{{version}}"], timeout: 1m } }';
    expect(baseline('', '')).toBeNull();
    expect(baseline(common, '')).toEqual({ command: ['check', '{{version}}'], timeout: 60 });
    expect(baseline(common, ', baseline_test: { command: [own] }')).toEqual({
      command: ['own'],
      timeout: 600,
    });
  });
});
