import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import { good } from './samples.ts';
import { failureOf, problemsOf, withPrompt } from './support.ts';

describe('a right configuration', () => {
  it.each(Object.entries(good))('is read: %s', (_, text) => {
    expect(Object.keys(parseConfig(text).prompts)).not.toHaveLength(0);
  });

  it('gets the defaults of the policy table', () => {
    const { stages, bake, policy, live_branch, variants } = parseConfig(good.shortest);
    expect(stages.map(({ weight }) => weight)).toEqual([1, 5, 25, 100]);
    expect({ bake, live_branch, variants }).toEqual({
      bake: 600,
      live_branch: 'prompt-rollout/live',
      variants: 'inline',
    });
    const rules = Object.entries(policy.rules).map(([name, { over, limit }]) => [name, over, limit]);
    expect(rules).toEqual([
      ['error-critical', 5, 120],
      ['error-high', 2, 300],
      ['quality-high', 20, 1800],
      ['latency-high', 100, 600],
      ['quality-medium', 10, 3600],
      ['latency-medium', 20, 3600],
    ]);
    expect(policy.gates).toEqual({
      young: { error_rate: 0.5, latency_increase: 10, quality_drop: 5 },
      mature: { error_rate: 2, latency_increase: 20, quality_drop: 10 },
      mature_after: 3600,
    });
  });

  it('gives durations in seconds and paths without a slash at the end', () => {
    const config = parseConfig(good.everything);
    expect(config.policy.rules['latency-medium'].limit).toBe(0.5);
    expect(config.prompts['customer-support']?.path).toBe('prompts/customer support');
  });

  it('takes keys as they are written', () => {
    expect(Object.keys(parseConfig('prompts: { 0123: { path: a } }').prompts)).toEqual(['0123']);
  });
});

describe('the problems of a wrong one', () => {
  it('come all at once, in the order of the file, with line and place', () => {
    const problems = problemsOf(`prompts:
  a:
    path: x
    stages:
      - 1
      - 1
  b:
    path: ../x
    related: [c]
    policy:
      rules:
        error-high: { over: lots }
  C:
    path: y
bake: 10 min
metrics:
  source: file
`);
    expect(problems).toEqual([
      'prompt-rollout.yml:6: prompts.a.stages[1]: weights must rise from stage to stage: 1 follows 1',
      'prompt-rollout.yml:6: prompts.a.stages[1]: the last weight must be 100',
      expect.stringMatching(
        /^prompt-rollout\.yml:8: prompts\.b\.path: expected a path inside the repository/,
      ),
      'prompt-rollout.yml:9: prompts.b.related[0]: is not another prompt of this file',
      'prompt-rollout.yml:12: prompts.b.policy.rules.error-high.over: expected a number, found a text',
      expect.stringMatching(/^prompt-rollout\.yml:13: prompts\.C: expected a prompt id/),
      'prompt-rollout.yml:15: bake: expected a duration such as 30s, 10m or 24h, at most 366d',
      'prompt-rollout.yml:16: metrics.file: is missing: expected a text',
    ]);
  });

  it('name the file that was read', () => {
    const failure = failureOf(() => parseConfig('a: 1', 'config/rollout.yml'));
    expect(failure.message).toContain('config/rollout.yml:1: ');
    expect(failure.cure).toContain('config/rollout.yml');
  });

  it('are cut after twenty', () => {
    const prompts = Array.from({ length: 30 }, (_, index) => `  p${index}: {}`);
    const problems = problemsOf(`prompts:\n${prompts.join('\n')}`);
    expect(problems).toHaveLength(21);
    expect(problems[0]).toBe('prompt-rollout.yml:2: prompts.p0.path: is missing: expected a text');
    expect(problems[20]).toBe('and 10 more');
  });

  it('count those that are not even located', () => {
    const keys = Array.from({ length: 1000 }, (_, index) => `unknown${index}: 1`);
    expect(problemsOf(withPrompt(keys.join('\n'))).at(-1)).toBe('and 980 more');
  });

  it.each([
    ['stagse: [100]', 'stagse: unknown key, did you mean `stages`?'],
    ['Bake: 10m', 'Bake: unknown key, did you mean `bake`?'],
    [
      'metrics: { source: prometheus, url: "http://x", qeuries: {} }',
      'metrics.qeuries: unknown key, did you mean `queries`?',
    ],
    [
      'policy: { rules: { error-hihg: {} } }',
      'policy.rules.error-hihg: unknown key, did you mean `error-high`?',
    ],
    [
      'policy: { gates: { young: { erorr_rate: 1 } } }',
      'policy.gates.young.erorr_rate: unknown key, did you mean `error_rate`?',
    ],
    ['stages: [{ weight: 100, bkae: 1m, bake: 1m }]', 'stages[0].bkae: unknown key, did you mean `bake`?'],
    ['notify: { zzz: 1 }', 'notify.zzz: unknown key; known here: mention, pagerduty, slack, webhook'],
  ])('name the key that was meant: %s', (line, problem) => {
    expect(problemsOf(withPrompt(line))).toEqual([`prompt-rollout.yml:4: ${problem}`]);
  });

  it('tell a key that is misspelt once, and not also as missing', () => {
    expect(problemsOf('prompts:\n  a:\n    pth: x\n  b:\n    owners: []\n')).toEqual([
      'prompt-rollout.yml:3: prompts.a.pth: unknown key, did you mean `path`?',
      'prompt-rollout.yml:4: prompts.b.path: is missing: expected a text',
    ]);
  });

  it('look for the meant key only where the unknown one stands', () => {
    const problems = problemsOf('prompts:\n  a:\n    path: x\n    stags: [100]\n    liev_branch: x\n');
    expect(problems).toEqual([
      'prompt-rollout.yml:4: prompts.a.stags: unknown key, did you mean `stages`?',
      'prompt-rollout.yml:5: prompts.a.liev_branch: unknown key; known here: path, owners, related, stages, policy, baseline_test',
    ]);
  });

  it.each([
    ['metrics: { source: datadog }', 'metrics.source: expected one of: prometheus, file'],
    ['metrics: { url: "http://x" }', 'metrics.source: expected one of: prometheus, file'],
    ['metrics: [prometheus]', 'metrics: expected a map, found a list'],
    ['metrics:', 'metrics: expected a map, found nothing'],
    [
      'stages: [x, 100]',
      'stages[0]: expected a weight: a whole number from 1 to 100, or a map with `weight` and `bake`',
    ],
    ['stages: [2.5, 100]', 'stages[0]: expected a weight: a whole number from 1 to 100'],
    [
      'stages: [{ weight: 100 }]',
      'stages[0].bake: is missing: expected a duration such as 30s, 10m or 24h, at most 366d',
    ],
    [
      'stages: [{ weight: 200, bake: 1m }]',
      'stages[0].weight: expected a weight: a whole number from 1 to 100',
    ],
    ['stages: [5, 1, 100]', 'stages[1]: weights must rise from stage to stage: 1 follows 5'],
    ['stages: [1, 50]', 'stages[1]: the last weight must be 100'],
    ['stages: []', 'stages: expected at least 1 entry'],
    ['stages: 100', 'stages: expected a list, found a number'],
    ['bake: 367d', 'bake: expected a duration such as 30s, 10m or 24h, at most 366d'],
    [`bake: ${'9'.repeat(400)}d`, 'bake: expected a duration such as 30s, 10m or 24h, at most 366d'],
    ['bake: .inf', 'bake: expected a duration such as 30s, 10m or 24h, at most 366d'],
    ['bake: .nan', 'bake: expected a duration such as 30s, 10m or 24h, at most 366d'],
    ['bake: null', 'bake: expected a duration such as 30s, 10m or 24h, at most 366d'],
    ['policy: { deadline: 0s }', 'policy.deadline: must be longer than 0'],
    ['policy: { criterion: best }', 'policy.criterion: expected no-regression, or a map with `superior`'],
    [
      'policy: { criterion: { superior: speed } }',
      'policy.criterion.superior: expected one of: error_rate, latency_p99, quality',
    ],
    ['policy: { then: wait }', 'policy.then: expected one of: ask, rollback'],
    ['policy: { min_requests: 1.5 }', 'policy.min_requests: expected a whole number, found a number'],
    [
      'policy: { rules: { error-high: { over: 200 } } }',
      'policy.rules.error-high.over: expected at most 100',
    ],
    ['variants: both', 'variants: expected one of: inline, pointer'],
    ['notify: { mention: [""] }', 'notify.mention[0]: expected at least 1 character'],
  ])('say what is expected: %s', (line, problem) => {
    expect(problemsOf(withPrompt(line))).toEqual([`prompt-rollout.yml:4: ${problem}`]);
  });

  it('find prompts that share files', () => {
    const paths = ['a', 'a/', 'a/b', 'ab', 'c/d/e', 'c'];
    const text = paths.map((path, index) => `  p${index}: { path: ${path} }`).join('\n');
    expect(problemsOf(`prompts:\n${text}`)).toEqual([
      'prompt-rollout.yml:3: prompts.p1.path: is the same as, or inside, the path of p0',
      'prompt-rollout.yml:4: prompts.p2.path: is the same as, or inside, the path of p0',
      'prompt-rollout.yml:6: prompts.p4.path: is the same as, or inside, the path of p5',
    ]);
  });

  it('find them beside other problems', () => {
    expect(problemsOf('prompts:\n  a: { path: x, owners: 1 }\n  b: { path: x/y, related: [z] }\n')).toEqual([
      'prompt-rollout.yml:2: prompts.a.owners: expected a list, found a number',
      'prompt-rollout.yml:3: prompts.b.path: is the same as, or inside, the path of a',
      'prompt-rollout.yml:3: prompts.b.related[0]: is not another prompt of this file',
    ]);
  });

  it('find related prompts that are not in the file, and the prompt itself', () => {
    const text =
      'prompts:\n  faq: { path: a, related: [faq, fax, constructor, support] }\n  support: { path: b }';
    expect(problemsOf(text)).toEqual([
      'prompt-rollout.yml:2: prompts.faq.related[0]: is not another prompt of this file',
      'prompt-rollout.yml:2: prompts.faq.related[1]: is not another prompt of this file',
      'prompt-rollout.yml:2: prompts.faq.related[2]: is not another prompt of this file',
    ]);
  });

  it('print hostile keys harmlessly', () => {
    const key = '\\n::set-output name=x::y\\u202e';
    const [problem] = problemsOf(withPrompt(`"${key}": 1`));
    expect(problem).toMatch(
      /^prompt-rollout\.yml:4: \["\\u000a::set-output name=x::y\\u202e"\]: unknown key/,
    );
  });
});

describe('an empty configuration', () => {
  it.each(['', '\n\n', '# nothing\n', '---\n', 'null', '\uFEFF'])('is refused: %j', (text) => {
    expect(problemsOf(text)).toEqual(['prompt-rollout.yml:1: is empty: `prompts` is missing']);
  });

  it.each([
    ['- a', 'a list'],
    ['text', 'a text'],
    ['42', 'a number'],
  ])('or one that is no map: %j', (text, type) => {
    expect(problemsOf(text)).toEqual([`prompt-rollout.yml:1: expected a map, found ${type}`]);
  });
});
