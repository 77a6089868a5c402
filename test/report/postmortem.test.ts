import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { IncidentFacts } from '../../src/report/facts.ts';
import { postmortem } from '../../src/report/postmortem.ts';
import { postmortemSections } from '../../src/report/postmortem-sections.ts';
import { postmortemTemplate } from '../../src/report/postmortem-template.ts';
import { attacked } from './attacked.ts';
import { asking, evidenceOf, latencyMatch, manual, rolledBack } from './fixtures.ts';
import { headings, unfenced, withoutCode } from './gfm.ts';
import { golden } from './golden.ts';
import { reported } from './reported.ts';

const limit = 65_536;
const form = new URL('../../.github/ISSUE_TEMPLATE/postmortem.yml', import.meta.url);

describe('the post-mortem', () => {
  it.each(reported)('of an incident that is %s reads as agreed', (name, facts) => {
    const { title, body, labels } = postmortem(facts, limit);
    const text = `title: ${title}\nlabels: ${labels.join(', ')}\n\n${body}\n`;
    expect(text).toBe(golden(`postmortem-${name}.md`, text));
  });

  it('has the sections of the Google SRE book in their order, then the three questions', () => {
    expect(headings(postmortem(rolledBack(), limit).body)).toEqual([
      'Date',
      'Authors',
      'Status',
      'Summary',
      'Impact',
      'Root causes',
      'Trigger',
      'Resolution',
      'Detection',
      'Action items',
      'Lessons learned: what went well',
      'Lessons learned: what went wrong',
      'Lessons learned: where we got lucky',
      'Timeline',
      'Supporting information',
      'What changed?',
      'Did it pass the A/B test, and why did tests not catch it?',
      'How do we prevent this next time?',
    ]);
  });

  it('keeps every heading when it is shortened', () => {
    const diff = '+line\n'.repeat(30_000);
    const { body, marker } = postmortem(attacked(rolledBack({ diff })), 12_000);
    expect(body.length).toBeLessThanOrEqual(12_000);
    expect(headings(body)).toEqual(postmortemSections.map(({ heading }) => heading));
    expect(body.endsWith(`_`)).toBe(true);
    expect(body.split('\n')).toContain(marker);
  });

  it('counts exactly, and says so when it cannot', () => {
    const counted = postmortem(rolledBack(), limit).body;
    expect(counted).toContain('| Requests exposed to the bad version | 1,240 |');
    expect(counted).toContain('| of which failed | 31 (2.5 %) |');
    expect(counted).toContain('| From the beginning of the trouble to the decision | 1 min 30 s |');
    const window = postmortem(rolledBack({ exposure: null }), limit).body;
    expect(window).toContain('the numbers of one window');
    const unknown = postmortem(manual(), limit).body;
    expect(unknown).toContain('| Requests exposed to the bad version | not known |');
    expect(unknown).not.toContain('NaN');
  });

  it('tells the first traffic that was seen from the moment from which requests are counted', () => {
    const trigger = (facts: IncidentFacts) =>
      postmortem(facts, limit)
        .body.split('### ')
        .find((part) => part.startsWith('Trigger')) ?? '';
    const seen = 'Its first traffic was seen at 2026-11-21 13:42:30 UTC.';
    const counted = 'Its requests are counted from 2026-11-21 13:41:00 UTC on.';
    expect(trigger(rolledBack())).toContain(`% of the traffic. ${seen} ${counted}`);
    expect(trigger(rolledBack({ firstSeen: null }))).toContain(`% of the traffic. ${counted}`);
    expect(trigger(manual())).not.toMatch(/first traffic|counted/);
  });

  it('says which stages were passed', () => {
    expect(postmortem(rolledBack(), limit).body).toContain(
      'It passed the stages 1 % (at least 10 min), and failed at 5 % with error rate over 5 %.',
    );
    const first = rolledBack();
    expect(postmortem({ ...first, incident: { ...first.incident, weight: 1 } }, limit).body).toContain(
      'It passed no stage, and failed at 1 %',
    );
  });

  it('does not call an open question resolved', () => {
    const { body } = postmortem(asking(), limit);
    expect(body).toContain('None yet: `v2.0.0` is frozen at 5 %');
    expect(body).not.toContain('is back on');
    expect(body).not.toContain('went back');
  });

  it('puts began and noticed into the timeline, once', () => {
    const { body } = postmortem(rolledBack(), limit);
    expect(body.match(/The trouble begins, by the metrics/g)).toHaveLength(1);
    const times = [...body.matchAll(/^\| (2026-11-21 \d\d:\d\d:\d\d) \|/gm)].map(([, time]) => time);
    expect(times).toEqual([...times].sort());
    expect(times).toHaveLength(6);
    const listed = rolledBack().timeline;
    const again = { at: rolledBack().incident.detected_at, event: 'seen', url: null };
    const body2 = postmortem(rolledBack({ timeline: [...listed, again] }), limit).body;
    expect(body2).not.toContain('A rule is found crossed');
  });

  it('marks what only people know', () => {
    const { body } = postmortem(rolledBack(), limit);
    const open = body.split('### ').filter((part) => part.includes('**To fill in:**'));
    expect(open.map((part) => part.split('\n')[0])).toEqual([
      'Authors',
      'Summary',
      'Impact',
      'Root causes',
      'Action items',
      'Lessons learned: what went well',
      'Lessons learned: what went wrong',
      'Lessons learned: where we got lucky',
      'What changed?',
      'Did it pass the A/B test, and why did tests not catch it?',
      'How do we prevent this next time?',
    ]);
  });

  it('carries its marker on a line of its own, which hostile text cannot add', () => {
    const { body, marker } = postmortem(attacked(rolledBack()), limit);
    expect(marker).toBe('<!-- prompt-rollout:postmortem customer-support/r3-b2b2b2b2-1 -->');
    expect(body.split('\n').filter((line) => line.includes(marker))).toEqual([marker]);
  });

  it('mentions nobody but the owners', () => {
    const lines = unfenced(postmortem(attacked(asking()), limit).body)
      .map(withoutCode)
      .join('\n');
    expect(new Set(lines.match(/@[a-z0-9][\w/-]*/g))).toEqual(new Set(['@alice', '@acme/on-call']));
  });

  it('has the leading rule in the title even when it is not the first match', () => {
    const facts = asking({ evidence: evidenceOf([latencyMatch]) });
    expect(postmortem(facts, limit).title).toBe('Post-mortem: customer-support v2.0.0 (at 5 %: p99 +113 %)');
  });
});

describe('the issue form', () => {
  it('is the committed one', () => {
    expect(readFileSync(form, 'utf8')).toBe(postmortemTemplate());
  });

  it('is a form by the schema of GitHub, with the sections of the issue in the same order', () => {
    const { name, description, title, labels, body } = parse(postmortemTemplate());
    expect([name, description, title].every((text) => typeof text === 'string' && text !== '')).toBe(true);
    expect(labels).toEqual(postmortem(rolledBack(), limit).labels);
    expect(body.map((field: { attributes: { label: string } }) => field.attributes.label)).toEqual(
      headings(postmortem(rolledBack(), limit).body),
    );
    const ids = body.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const field of body) {
      expect(field.id).toMatch(/^[a-z][a-z0-9_-]*$/);
      expect(Object.keys(field)).toEqual(['type', 'id', 'attributes', 'validations']);
      expect(typeof field.validations.required).toBe('boolean');
      if (field.type === 'dropdown') expect(field.attributes.options).toContain('Draft');
      else expect(field.type).toBe('textarea');
    }
  });
});
