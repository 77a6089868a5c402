import { describe, expect, it } from 'vitest';
import type { IncidentMember } from '../../src/report/facts.ts';
import { membersDiffs, membersSections, membersTable } from '../../src/report/members.ts';
import { postmortem } from '../../src/report/postmortem.ts';
import { revertPullRequest } from '../../src/report/revert-pr.ts';
import { bad, errorMatch, evidenceOf, good, rolledBack } from './fixtures.ts';

const member = (fields: Partial<IncidentMember> = {}): IncidentMember => ({
  prompt: 'sales',
  path: 'prompts/sales.md',
  bad,
  good,
  weight: 25,
  reason: 'refunds',
  evidence: evidenceOf([errorMatch]),
  diff: '--- a/prompts/sales.md\n+++ b/prompts/sales.md\n@@ -1,1 +1,1 @@\n-Old.\n+New.\n',
  ...fields,
});
const facts = (...members: IncidentMember[]) => rolledBack({ members });

describe('prompts that went back together', () => {
  it('stand in a table with what the metrics said of each', () => {
    const [, , first, second] = membersTable(
      facts(member(), member({ prompt: 'faq', evidence: null })),
    ).split('\n');
    expect(first).toBe(
      '| `sales` at `prompts/sales.md` | `v2.0.0` at 25 % | `v1.9.0` | refunds | 8.4 % (stable: 0.31 %) | 2.65 s (stable: 1.24 s) | 0.88 (stable: 0.87) |',
    );
    expect(second).toContain('| not read | not read | not read |');
  });

  it('leave no trace where there are none', () => {
    expect(membersTable(facts())).toBe('');
    expect(membersSections(facts())).toEqual([]);
    expect(membersDiffs(facts())).toBe('');
  });

  it('are in the pull request and in the issue, with title and differences', () => {
    const both = facts(member(), member({ prompt: 'faq' }));
    const pull = revertPullRequest(both, 60_000);
    expect(pull.title).toContain('Revert customer-support and 2 more to v1.9.0');
    expect(pull.body.match(/### What v2\.0\.0 of \w+ changed/g)).toHaveLength(2);
    for (const { body } of [pull, postmortem(both, 60_000)]) {
      expect(body).toContain(membersTable(both));
      expect(body).toContain('+New.');
    }
  });

  it('are told without what others wrote into them', () => {
    const hostile = member({ reason: '@everyone | <!-- x -->\n# no', prompt: 'a`b' });
    const text = membersTable(facts(hostile));
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('@everyone');
    expect(text).not.toContain('<!--');
  });

  it('fit, however much they changed', () => {
    const long = member({ diff: `+${'long line of a prompt\n+'.repeat(5000)}` });
    const many = facts(long, long, long);
    for (const { body } of [revertPullRequest(many, 20_000), postmortem(many, 20_000)]) {
      expect(body.length).toBeLessThanOrEqual(20_000);
      expect(body).toContain(membersTable(many));
    }
  });
});

describe('the numbers of a version that serves everyone', () => {
  it('stand alone, without a column for the same version again', () => {
    const evidence = evidenceOf([]);
    const { observation } = evidence;
    const alone = { ...observation, stable: { ...observation.candidate } };
    const { body } = revertPullRequest(rolledBack({ evidence: { ...evidence, observation: alone } }), 60_000);
    expect(body).toContain('| Metric | Version `v2.0.0` | Value |');
    expect(body).toContain('| requests | 310 |');
  });
});
