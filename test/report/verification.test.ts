import { describe, expect, it } from 'vitest';
import { postmortem } from '../../src/report/postmortem.ts';
import { questionSection, questionSentence, reminderAt } from '../../src/report/question.ts';
import { revertPullRequest } from '../../src/report/revert-pr.ts';
import {
  type VerificationFacts,
  verificationSection,
  verificationSentence,
} from '../../src/report/verification.ts';
import { asking, question, recovered, rolledBack, stillBad } from './fixtures.ts';
import { headings } from './gfm.ts';
import { golden } from './golden.ts';

const labels = { good: 'v1.9.0', bad: 'v2.0.0' };
const limit = 65_536;
const unverified: VerificationFacts = {
  ...recovered,
  state: 'unverified',
  at: '2026-11-21T14:07:40.000Z',
  requests: 12,
  errors: 0,
  error_rate: 0,
};
const nothing: VerificationFacts = {
  ...unverified,
  requests: null,
  errors: null,
  error_rate: null,
  traffic_ended: null,
};

describe('the verification', () => {
  it.each([
    ['recovered', recovered],
    ['waiting', { ...recovered, state: 'waiting', at: '2026-11-21T14:03:00.000Z' }],
    ['escalated', { ...stillBad, state: 'escalated' }],
    ['failed', stillBad],
    ['unverified', unverified],
    ['nothing', nothing],
  ] as const)('that is %s reads as agreed', (name, found) => {
    const text = `${verificationSentence(found, labels)}\n\n${verificationSection(found, labels)}\n`;
    expect(text).toBe(golden(`verification-${name}.md`, text));
  });

  it('keeps the limits strictly, as the decision does', () => {
    const row = (found: Partial<VerificationFacts>, name: string) =>
      verificationSection({ ...recovered, ...found }, labels)
        .split('\n')
        .find((line) => line.startsWith(`| ${name} `));
    expect(row({ error_rate: 1 }, 'error rate')).toMatch(/\| no \|$/);
    expect(row({ error_rate: 0.999 }, 'error rate')).toMatch(/\| yes \|$/);
    expect(row({ requests: 99 }, 'requests')).toMatch(/\| no \|$/);
    expect(row({ requests: 100 }, 'requests')).toMatch(/\| yes \|$/);
    const quality = (after: number) =>
      row({ metric: { name: 'quality', before: 0.8, after, limit: 10 } }, 'quality');
    expect(quality(0.73)).toBe('| quality | at least 0.72 (before: 0.8) | 0.73 | yes |');
    expect(quality(0.71)).toMatch(/\| no \|$/);
    const p99 = row({ metric: { name: 'latency_p99', before: null, after: 2, limit: 20 } }, 'p99');
    expect(p99).toBe('| p99 | within 20 % of before, which is not known | 2&nbsp;s | not known |');
  });

  it('never calls what is not known kept', () => {
    const rows = verificationSection(nothing, labels)
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
    expect(rows.slice(1).every((row) => row.endsWith('| not known |'))).toBe(true);
    expect(verificationSection(unverified, labels)).toContain('| 0 % (0 failed) | not known |');
  });
});

describe('the question', () => {
  const answer = { by: 'carol', reason: 'tool | #12 mended', at: '2026-11-21T14:06:30.000Z' };
  it.each([
    ['open', question],
    ['rollback-on-expiry', { ...question, on_expiry: 'rollback' }],
    ['expired', { ...question, status: 'expired' }],
    [
      'investigating',
      { ...question, status: 'investigating', expires_at: null, answer: { ...answer, kind: 'investigate' } },
    ],
    ['resumed', { ...question, status: 'answered', answer: { ...answer, kind: 'resume' } }],
    [
      'superseded',
      {
        ...question,
        status: 'answered',
        answer: { ...answer, kind: 'superseded', by: 'system', reason: null },
      },
    ],
  ] as const)('that is %s reads as agreed', (name, asked) => {
    const text = `${questionSentence(asked)}\n\n${questionSection(asked)}\n`;
    expect(text).toBe(golden(`question-${name}.md`, text));
  });

  it('reminds at half of its limit', () => {
    expect(reminderAt(question)).toBe('2026-11-21T14:07:30.000Z');
    expect(reminderAt({ ...question, expires_at: null })).toBe(null);
  });
});

describe('pull request and issue', () => {
  const asked = asking({ question });
  const failed = rolledBack({ verification: stillBad });

  it.each([
    ['question', asked],
    ['failed-rollback', failed],
  ])('carry it: %s', (name, facts) => {
    const text = `${revertPullRequest(facts, limit).body}\n\n=====\n\n${postmortem(facts, limit).body}\n`;
    expect(text).toBe(golden(`incident-${name}.md`, text));
  });

  it('have the runbook open where somebody must act, and folded where nobody must', () => {
    const folded = '<summary>What to check, the commands';
    for (const facts of [asked, failed, rolledBack({ cascade: ['billing'] })]) {
      expect(revertPullRequest(facts, limit).body).not.toContain(folded);
      expect(revertPullRequest(facts, limit).body).toContain('**Escalate.**');
    }
    for (const facts of [rolledBack(), rolledBack({ verification: recovered })])
      expect(revertPullRequest(facts, limit).body).toContain(folded);
  });

  it.each([
    ['waiting', 'is back on `v1.9.0`:**'],
    ['recovered', 'is back on `v1.9.0`:**'],
    ['escalated', 'was put back on `v1.9.0`, and that has not helped yet:**'],
    ['failed', 'was put back on `v1.9.0`, and that did not help:**'],
    ['unverified', 'was put back on `v1.9.0`, and whether that helped is not known:**'],
  ] as const)('say at once how the rollback went (%s)', (state, verdict) => {
    const facts = rolledBack({ verification: { ...stillBad, state } });
    for (const { body } of [revertPullRequest(facts, limit), postmortem(facts, limit)])
      expect(body).toContain(`**\`customer-support\` ${verdict}`);
  });

  it('escalate by no time that is over, or that does not hold any more', () => {
    const facts = (fields: Partial<typeof question>) => asking({ question: { ...question, ...fields } });
    expect(facts({}).runbook).toContain('When nobody has decided by 2026-11-21 14:12:30 UTC');
    expect(facts({ status: 'expired' }).runbook).toContain('At once: the time to decide was over at 2026');
    const { runbook } = facts({ status: 'investigating', expires_at: null });
    expect(runbook).toContain('When nobody can decide');
    expect(runbook).not.toContain('14:12:30');
  });

  it('have the headings where a person looks for them', () => {
    expect(headings(revertPullRequest(asked, limit).body).slice(0, 4)).toEqual([
      'What happens',
      'Decision',
      'Runbook',
      'What v2.0.0 changed',
    ]);
    expect(headings(revertPullRequest(failed, limit).body).slice(0, 3)).toEqual([
      'What happens',
      'Verification',
      'Runbook',
    ]);
    const { body } = postmortem(failed, limit);
    const resolution = body.slice(body.indexOf('### Resolution'), body.indexOf('### Detection'));
    expect(resolution).toContain('The rollback did not help');
    expect(resolution).toContain('**Go further back**');
  });

  it('say what an answer does, and what waiting does', () => {
    const { body } = revertPullRequest(asked, limit);
    for (const text of ['`/rollback`', '`/investigate`', '`/resume`', 'it is escalated, and stays frozen'])
      expect(body).toContain(text);
    const other = asking({ question: { ...question, on_expiry: 'rollback' } });
    expect(revertPullRequest(other, limit).body).toContain('14:12:30 UTC it is rolled back');
  });
});
