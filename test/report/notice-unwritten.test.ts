import { expect, it } from 'vitest';
import { type Unwritten, unwrittenNotice } from '../../src/report/notice-unwritten.ts';

const facts: Unwritten = {
  thread: 'acme/prompts/support/r1-1',
  decision: 'rolled-back',
  prompt: 'support',
  bad: 'v2.0.0',
  good: 'v1.0.0',
  weight: 5,
  rollsBack: true,
  reason: 'error rate 8.4 %, limit 5 %',
  error: { message: 'A rule refuses the commit.', cure: 'Leave the branch out of the rule.' },
  runUrl: 'https://forge.example/runs/1',
  at: '2026-11-21T14:00:00.000Z',
  drill: false,
};

it('pages in the conversation of the incident that it would be, with what serves, why, and the cure', () => {
  const notice = unwrittenNotice(facts);
  expect(notice).toMatchObject({
    ...{ thread: facts.thread, key: 'acme/prompts/support/r1-1/rolled-back/unwritten' },
    ...{ action: 'trigger', severity: 'critical' },
    title: 'support v2.0.0 at 5 %: its rollback to v1.0.0 cannot be written: A rule refuses the commit.',
  });
  const text = notice.lines.join('\n');
  for (const part of ['keeps 5 % of the traffic', facts.reason, facts.error.cure])
    expect(text).toContain(part);
});

it('says of any other decision only that it is not written, and of a drill that it is one', () => {
  const { title } = unwrittenNotice({ ...facts, decision: 'asked', rollsBack: false, drill: true });
  expect(title).toMatch(/^\[drill\] support v2\.0\.0 at 5 %: what was decided cannot be written/);
});

it('says what became of a rollback, and that nobody is served by the bad version', () => {
  const { title, lines } = unwrittenNotice({ ...facts, decision: 'failed', weight: null, rollsBack: false });
  expect(title).toBe(
    'support: the rollback to v1.0.0 did not help, and this cannot be written: A rule refuses the commit.',
  );
  expect(lines[0]).toMatch(/^v1\.0\.0 goes on serving\./);
  expect(lines.join('\n')).not.toContain('of the traffic');
});

it('has a key of its own for each decision', () => {
  const keys = (['escalated', 'failed'] as const).map(
    (decision) => unwrittenNotice({ ...facts, decision }).key,
  );
  expect(new Set(keys).size).toBe(2);
});

it('stays short and on its lines, whatever the remote says', () => {
  const message = `no\n::error::x ${'y'.repeat(5000)}`;
  const notice = unwrittenNotice({ ...facts, error: { message, cure: '' }, runUrl: null });
  expect(notice.title.length).toBeLessThanOrEqual(200);
  for (const line of [notice.title, ...notice.lines]) expect(line).not.toMatch(/[\r\n]|^$/);
  expect(notice.links).toEqual([]);
});
