import { describe, expect, it } from 'vitest';
import type { NoticeEvent } from '../../src/live/state.ts';
import { noticeEvents, noticeOf } from '../../src/report/notice.ts';
import { incidentNoticeFacts, type NoticeFacts, noticeFacts } from '../../src/report/notice-facts.ts';
import type { VerificationFacts } from '../../src/report/verification.ts';
import { attacked } from './attacked.ts';
import { asking, manual, question, recovered, rolledBack, stillBad } from './fixtures.ts';
import { golden } from './golden.ts';

const at = '2026-11-21T15:10:00.000Z';
const occasion = { at, drill: false, reached: null } as const;
const asked = incidentNoticeFacts(asking({ question }), occasion);
const answer = { kind: 'investigate', by: 'carol', reason: null, at: '2026-11-21T14:05:00.000Z' } as const;
const investigated: NoticeFacts = {
  ...asked,
  question: { ...question, status: 'investigating', expires_at: null, answer },
};
const looked = (verification: VerificationFacts): NoticeFacts =>
  incidentNoticeFacts(rolledBack({ verification }), occasion);
const going = noticeFacts({
  prompt: 'customer-support',
  rollout: 'r3-b2b2b2b2',
  good: 'v1.9.0',
  bad: 'v2.0.0',
  weight: 5,
  at,
  drill: false,
});
const held = { ...going, since: '2026-11-21T15:00:00.000Z' };

const events: Readonly<Record<NoticeEvent, NoticeFacts>> = {
  observing: {
    ...held,
    until: '2026-11-21T16:00:00.000Z',
    cause: 'quality -12 %, limit -10 %',
    rule: 'quality-medium',
  },
  observed: held,
  asked,
  reminder: asked,
  expired: { ...asked, question: { ...question, status: 'expired' } },
  investigating: investigated,
  'still-investigating': investigated,
  resumed: {
    ...asked,
    question: {
      ...question,
      status: 'answered',
      answer: { ...answer, kind: 'resume', reason: 'a known slow tool; mended' },
    },
  },
  'rolled-back': incidentNoticeFacts(rolledBack(), occasion),
  verified: looked(recovered),
  escalated: looked({ ...stillBad, state: 'escalated', at: '2026-11-21T14:03:40.000Z', traffic_ended: true }),
  failed: looked(stillBad),
  unverified: looked({ ...recovered, state: 'unverified', requests: 12, errors: 0, error_rate: 0 }),
  paused: {
    ...incidentNoticeFacts(rolledBack(), occasion),
    weight: 50,
    cause: 'error rate 3.1 % on v1.9.0, limit 2 %',
  },
  outage: { ...held, cause: 'both versions are bad alike: error rate 8.4 % (stable 8.1 %), over 5 %' },
  silence: { ...held, cause: 'the metrics source does not answer' },
  'hold-over': held,
  started: { ...going, weight: 1 },
  advanced: { ...going, weight: 25 },
  completed: { ...going, good: 'v2.0.0', bad: null, weight: null },
};

const names = Object.keys(noticeEvents) as NoticeEvent[];

describe('a notice', () => {
  it.each(names)('of %s reads as agreed', (event) => {
    const text = `${JSON.stringify(noticeOf(event, events[event]), null, 2)}\n`;
    expect(text).toBe(golden(`notice-${event}.txt`, text));
  });

  it('says what a person who is paged must know, in one line', () => {
    expect(noticeOf('rolled-back', events['rolled-back']).title).toBe(
      'customer-support v2.0.0 rolled back to v1.9.0: error rate 8.4 %, limit 5 %',
    );
    expect(noticeOf('asked', events.asked).title).toBe(
      'customer-support v2.0.0 frozen at 5 %, decide by 2026-11-21 14:12:30 UTC: p99 +113 %, limit +100 %',
    );
  });

  it('of prompts that fail together names them, and has the runbook for that', () => {
    const { title, lines } = noticeOf(
      'rolled-back',
      incidentNoticeFacts(rolledBack({ cascade: ['billing', 'search'] }), occasion),
    );
    expect(title).toBe(
      'customer-support v2.0.0 rolled back to v1.9.0, together with billing, search: error rate 8.4 %, limit 5 %',
    );
    expect(lines.join('\n')).toContain('billing');
  });

  it('of an incident is one thread from the question to the recovery', () => {
    const life = [
      'asked',
      'reminder',
      'expired',
      'investigating',
      'rolled-back',
      'verified',
      'failed',
    ] as const;
    const notices = life.map((event) => noticeOf(event, events[event]));
    expect(new Set(notices.map(({ thread }) => thread))).toEqual(new Set(['customer-support/r3-b2b2b2b2-1']));
    expect(new Set(notices.map(({ key }) => key)).size).toBe(life.length);
  });

  it('of a hold or an observation has a thread of its own, and the same begin ends it', () => {
    const thread = (event: NoticeEvent) => noticeOf(event, events[event]).thread;
    expect(thread('outage')).toBe('customer-support/r3-b2b2b2b2/hold/2026-11-21T15:00:00.000Z');
    expect(thread('hold-over')).toBe(thread('silence'));
    expect(thread('observed')).toBe(thread('observing'));
    expect(thread('observed')).not.toBe(thread('hold-over'));
    expect(thread('advanced')).toBe('customer-support/r3-b2b2b2b2');
  });

  it('has the same key for the same event, and another one every hour and weight', () => {
    const key = (event: NoticeEvent, facts: Partial<NoticeFacts>) =>
      noticeOf(event, { ...events[event], ...facts }).key;
    const still = (minute: string) => key('still-investigating', { at: `2026-11-21T15:${minute}:00.000Z` });
    expect(still('05')).toBe('customer-support/r3-b2b2b2b2-1/still-investigating/1');
    expect(still('59')).toBe(still('05'));
    expect(key('still-investigating', { at: '2026-11-21T16:06:00.000Z' })).not.toBe(still('05'));
    expect(key('advanced', { weight: 5 })).not.toBe(key('advanced', { weight: 25 }));
    expect(key('reminder', { at: '2026-11-21T15:00:00.000Z' })).toBe(key('reminder', {}));
  });

  it('resolves with the severity that its page had', () => {
    const severity = (event: NoticeEvent, facts: Partial<NoticeFacts> = {}) =>
      noticeOf(event, { ...events[event], ...facts }).severity;
    expect(severity('verified')).toBe('critical');
    expect(severity('verified', { byPerson: true })).toBe('info');
    expect(severity('verified', { byPerson: true, reached: 'critical' })).toBe('critical');
    expect(severity('resumed', { reached: 'critical' })).toBe('critical');
    expect(severity('escalated', { reached: 'high' })).toBe('critical');
  });

  it('of a rollback by hand pages nobody; where a page is open it acknowledges it', () => {
    const facts = incidentNoticeFacts(manual(), occasion);
    const { action, severity, title } = noticeOf('rolled-back', facts);
    expect([action, severity]).toEqual(['trigger', 'info']);
    expect(title).toBe(
      'customer-support v2.0.0 rolled back to v1.9.0 by alice: customers report that the agent promises refunds',
    );
    const open = noticeOf('rolled-back', { ...facts, question, reached: 'critical' });
    expect([open.action, open.severity]).toEqual(['acknowledge', 'critical']);
  });

  it('of a gradual rollback does not say that it is over', () => {
    const incident = { ...manual().incident, status: 'reverting' as const };
    const facts = incidentNoticeFacts(manual({ incident }), occasion);
    const { title, lines } = noticeOf('rolled-back', facts);
    expect(title).toMatch(/^customer-support v2\.0\.0 is rolled back gradually to v1\.9\.0 by alice: /);
    expect(lines[0]).toMatch(/^Its users go to v1\.9\.0 step by step\./);
  });

  it('carries the runbook, contacts and older versions where somebody is paged', () => {
    const { lines, details } = noticeOf('failed', events.failed);
    const text = lines.join('\n');
    expect(text).toContain('Contacts: Bob Doe <bob@acme.example> (author of v2.0.0)');
    expect(text).toContain('Older good versions: v1.8.2');
    expect(details.error_rate).toBe(4.199);
    expect(noticeOf('verified', events.verified).lines.join('\n')).not.toContain('Contacts');
  });

  it('of a drill says so first', () => {
    const { title, drill } = noticeOf('advanced', { ...events.advanced, drill: true });
    expect([title.slice(0, 8), drill]).toEqual(['[drill] ', true]);
  });

  it.each(names)('of %s stays one line, short and linked to addresses only, whatever the texts', (event) => {
    const evil = incidentNoticeFacts(
      attacked(rolledBack({ cascade: ['x'], question, verification: stillBad })),
      occasion,
    );
    const { title, lines, links, details } = noticeOf(event, { ...evil, until: at });
    expect(title.length).toBeLessThanOrEqual(200);
    for (const line of [title, ...lines, ...Object.values(details)])
      expect(String(line)).not.toMatch(/[\n\r\u0000-\u001f\u202e]|##\[/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(200);
    expect(links.every(({ url }) => /^https?:/.test(url))).toBe(true);
    expect(links.map(({ text }) => text)).not.toContain('Workflow run');
  });
});
