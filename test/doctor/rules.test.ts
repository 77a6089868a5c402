import { describe, expect, it } from 'vitest';
import { type BranchFacts, branchFindings, otherRulesFinding } from '../../src/doctor/rules.ts';
import { fail } from '../../src/errors/fail.ts';
import type { BranchRule, Bypass } from '../../src/forge/inspection.ts';

const rule = (type: string, parameters: BranchRule['parameters'] = {}): BranchRule => ({
  type,
  parameters,
  ruleset: 7,
  source: 'acme/prompts',
});

function facts(rules: BranchRule[], changes: Partial<BranchFacts> = {}): BranchFacts {
  return {
    id: 'live-rules',
    branch: 'prompt-rollout/live',
    exists: true,
    blockedBy: null,
    rules: { known: true, value: rules },
    bypass: new Map([[7, 'never']]),
    isProtected: null,
    ...changes,
  };
}

const states = (given: BranchFacts) => branchFindings(given).map(({ state }) => state);
const revert = { id: 'revert-rules', branch: 'prompt-rollout/revert/a/a/1/1', exists: false } as const;

describe('rules for a branch', () => {
  it('are well when there are none', () => {
    expect(branchFindings(facts([]))).toMatchObject([
      { state: 'ok', detail: 'No rule is active for prompt-rollout/live.', cure: '' },
    ]);
  });

  it.each([
    'update',
    'pull_request',
    'required_signatures',
    'required_status_checks',
    'required_deployments',
    'merge_queue',
    'workflows',
    'code_scanning',
  ])('%s refuses a push: a problem that names the rule, its place and a cure', (type) => {
    const [found] = branchFindings(facts([rule(type)]));
    expect(found).toMatchObject({ id: 'live-rules', state: 'problem' });
    expect(found?.detail).toContain(`\`${type}\` (a ruleset of acme/prompts)`);
    expect(found?.cure).toContain('bypass list');
  });

  it('signed commits have a cure of their own', () => {
    expect(branchFindings(facts([rule('required_signatures')]))[0]?.cure).toContain('`commits: api`');
  });

  it.each(['non_fast_forward', 'deletion', 'required_linear_history', 'copilot_code_review'])(
    '%s is in the way of nobody',
    (type) => {
      expect(states(facts([rule(type)]))).toEqual(['ok']);
      expect(states(facts([rule(type)], revert))).toEqual(['ok']);
    },
  );

  it('that forbid to make a branch matter only while it is not there', () => {
    expect(states(facts([rule('creation')]))).toEqual(['ok']);
    expect(states(facts([rule('creation')], { exists: false }))).toEqual(['problem']);
    expect(states(facts([rule('creation')], revert))).toEqual(['problem']);
  });

  it('that forbid to change a branch do not matter for one that is only made', () => {
    expect(states(facts([rule('update')], revert))).toEqual(['ok']);
  });

  it('that ask for checks may leave out new branches, which helps only a branch that is made once', () => {
    const lenient = rule('required_status_checks', { do_not_enforce_on_create: true });
    expect(states(facts([lenient], revert))).toEqual(['ok']);
    expect(states(facts([lenient], { exists: false }))).toEqual(['problem']);
  });

  it('on names and files may refuse, and so may those that nobody knows: a warning with what they ask', () => {
    const pattern = rule('commit_message_pattern', { operator: 'starts_with', pattern: 'JIRA-' });
    const [named, other] = branchFindings(facts([pattern, rule('brand_new_rule')]));
    expect(named).toMatchObject({ state: 'warning' });
    expect(named?.detail).toContain('starts_with "JIRA-"');
    expect(other).toMatchObject({ state: 'warning' });
  });

  it.each([
    ['always', ['ok']],
    ['exempt', ['ok']],
    ['pull_requests_only', ['problem']],
    ['never', ['problem']],
    ['unknown', ['warning']],
  ] satisfies [Bypass, string[]][])('a token that may bypass them: %s', (bypass, expected) => {
    expect(states(facts([rule('pull_request')], { bypass: new Map([[7, bypass]]) }))).toEqual(expected);
  });

  it('that cannot be read are unknown, and never well', () => {
    const failure = fail('forge-unavailable', { host: 'h', message: 'down' });
    expect(states(facts([], { rules: { known: false, failure } }))).toEqual(['unknown']);
    expect(otherRulesFinding({ known: false, failure }).state).toBe('unknown');
  });
});

describe('a branch', () => {
  it('whose name is taken is a problem, whatever the rules', () => {
    const [found] = branchFindings(facts([], { blockedBy: 'prompt-rollout' }));
    expect(found).toMatchObject({ state: 'problem' });
    expect(found?.detail).toContain('`prompt-rollout` stands where');
    expect(found?.cure).toContain('live_branch');
  });

  it('under the older protection is warned of; what it asks for is not shown', () => {
    expect(states(facts([], { isProtected: { known: true, value: true } }))).toEqual(['warning']);
    expect(states(facts([], { isProtected: { known: true, value: false } }))).toEqual(['ok']);
    expect(states(facts([], { isProtected: { known: true, value: null } }))).toEqual(['ok']);
    const failure = fail('forge-unauthorized', { host: 'h' });
    expect(states(facts([], { isProtected: { known: false, failure } }))).toEqual(['unknown']);
  });
});

describe('rulesets of tags and pushes', () => {
  it('are named, since what they cover is not shown', () => {
    expect(otherRulesFinding({ known: true, value: [] }).state).toBe('ok');
    const found = otherRulesFinding({ known: true, value: ['No tags'] });
    expect(found).toMatchObject({ state: 'unknown' });
    expect(found.detail).toContain('"No tags"');
  });
});
