import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentFacts } from '../../src/report/facts.ts';
import { revertPullRequest } from '../../src/report/revert-pr.ts';
import { attacked } from './attacked.ts';
import { asking, manual, plan, rolledBack, rolledBackIncident } from './fixtures.ts';
import { headings, hostile, rendered, unfenced, untrusted, withoutCode } from './gfm.ts';
import { golden } from './golden.ts';
import { reported } from './reported.ts';

const limit = 65_536;

describe('the revert pull request', () => {
  it.each(reported)('of an incident that is %s reads as agreed', (name, facts) => {
    const { title, body, labels } = revertPullRequest(facts, limit);
    const text = `title: ${title}\nlabels: ${labels.join(', ')}\n\n${body}\n`;
    expect(text).toBe(golden(`revert-pr-${name}.md`, text));
  });

  it.each([
    [rolledBack(), 'Revert customer-support to v1.9.0 (v2.0.0 rolled back: error rate 8.4 %)'],
    [asking(), 'Revert customer-support to v1.9.0? (v2.0.0 at 5 %: p99 +113 %)'],
    [manual(), 'Revert customer-support to v1.9.0 (v2.0.0 rolled back by alice)'],
  ])('has its cause in the title', (facts, title) => {
    expect(revertPullRequest(facts, limit).title).toBe(title);
  });

  it('says after a rollback that merging moves no traffic, and what closing leaves', () => {
    const { body } = revertPullRequest(rolledBack(), limit);
    expect(body).toContain('No traffic moves');
    expect(body).toContain('drift');
    expect(body).toContain('quarantine');
    expect(body).not.toContain('frozen');
  });

  it('says while it asks what moves traffic, until when, and what does not wait', () => {
    const { body } = revertPullRequest(asking(), limit);
    expect(body).not.toContain('**`customer-support` is back');
    expect(body).toContain('from 5 % to 0 %');
    expect(body).toContain('`node dist/cli.js rollback --prompt customer-support --repository acme/prompts`');
    expect(body).toContain('due by 2026-11-21 14:12:30 UTC (10 min, on-call)');
    expect(body).toContain(
      'the look that finds error rate over 5 % (rule error-critical) rolls back by itself',
    );
  });

  it('promises no rollback by itself where no rule is critical', () => {
    const { rules } = plan.policy;
    const tame = { ...rules, 'error-critical': { ...rules['error-critical'], severity: 'high' as const } };
    const facts = asking({ plan: { ...plan, policy: { ...plan.policy, rules: tame } } });
    expect(revertPullRequest(facts, limit).body).toContain('nothing rolls back by itself');
  });

  it('does not claim a rollback where another decision settled the question', () => {
    const closed = asking({ incident: { ...rolledBackIncident, status: 'closed' } });
    const { title, body } = revertPullRequest(closed, limit);
    expect(title).toContain('v2.0.0 at 5 %');
    expect(body).toContain('is settled, not by this pull request');
    expect(body).not.toContain('is back on');
  });

  it('tells the numbers of a window as such when nobody counted the whole', () => {
    const { body } = revertPullRequest(rolledBack({ exposure: null }), limit);
    expect(body).toContain(
      '310 requests, of which 26 failed (8.4 %), in the 5 min before 2026-11-21 14:02:28 UTC',
    );
  });

  it('mentions the owners, and nobody else', () => {
    const { body } = revertPullRequest(attacked(rolledBack()), limit);
    expect(body).toContain('@alice, ');
    expect(body.match(/@[a-z0-9][\w/-]*/g)?.filter((name) => !hostile.join().includes(name))).toEqual(
      expect.arrayContaining(['@alice', '@acme/on-call']),
    );
    const lines = unfenced(body).map(withoutCode).join('\n');
    expect(new Set(lines.match(/@[a-z0-9][\w/-]*/g))).toEqual(new Set(['@alice', '@acme/on-call']));
  });

  it('asks for approval of the checks only where they wait for it', () => {
    expect(revertPullRequest(rolledBack(), limit).body).toContain('Approve workflows to run');
    expect(revertPullRequest(asking(), limit).body).not.toContain('Approve workflows to run');
  });

  it('offers only commands that a shell reads as they are meant', () => {
    const { body } = revertPullRequest(attacked(rolledBack()), limit);
    const commands = body.match(/`node dist\/cli\.js rollback [^`]*`/g) ?? [];
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toMatch(/^`node dist\/cli\.js rollback [\w./ -]+`$/);
  });
});

describe('a body with text of others', () => {
  const bodies: [string, IncidentFacts, IncidentFacts][] = [
    ['rolled-back', rolledBack(), attacked(rolledBack())],
    ['asking', asking(), attacked(asking())],
    ['manual', manual(), attacked(manual())],
  ];

  it.each(bodies)('has the headings of any other (%s)', (_, plain, evil) => {
    const shape = (facts: IncidentFacts): number => headings(revertPullRequest(facts, limit).body).length;
    const extra = evil.evidence === null ? 0 : 1; // What the metrics source said.
    expect(shape(evil)).toBe(shape(plain) + extra);
  });

  it.each(bodies)('has no markup but ours outside of code (%s)', (_, __, evil) => {
    const ours = /^<\/?details>$|^<summary>[^<>]*<\/summary>$|^<!-- prompt-rollout:revert-pr [\w%./-]+ -->$/;
    const lines = unfenced(revertPullRequest(evil, limit).body).map(withoutCode);
    for (const line of lines.filter((text) => !ours.test(text)))
      expect(line.replaceAll('<span>$</span>', '')).not.toMatch(/[<>]|javascript:|user:secret/);
  });

  it('has exactly one marker of its own', () => {
    const marker = '<!-- prompt-rollout:revert-pr customer-support/r3-b2b2b2b2-1 -->';
    for (const [, , evil] of bodies) {
      const { body } = revertPullRequest(evil, limit);
      expect(body.split('\n').filter((line) => line === marker)).toHaveLength(1);
      expect(body).not.toContain('<!-- prompt-rollout:postmortem');
    }
  });

  it('keeps to any limit, and to one line in the title', () => {
    const huge = fc
      .tuple(untrusted, fc.nat(3000))
      .map(([text, times]) => text.repeat(times + 1).slice(0, 200_000));
    fc.assert(
      fc.property(huge, untrusted, fc.integer({ min: 9000, max: limit }), (text, label, most) => {
        const facts = rolledBack({
          diff: text,
          path: text,
          incident: { ...rolledBackIncident, reason: text, bad: { ...rolledBackIncident.bad, label } },
        });
        const { title, body } = revertPullRequest(facts, most);
        expect(body.length).toBeLessThanOrEqual(most);
        expect(body).toContain('<!-- prompt-rollout:revert-pr customer-support/r3-b2b2b2b2-1 -->');
        expect(() => unfenced(body)).not.toThrow();
        expect(title.length).toBeLessThanOrEqual(200);
        expect(title).not.toMatch(/[\n\r\u0000-\u001f]|@[a-z0-9]|#\d/i);
      }),
      { numRuns: 60 },
    );
  });

  it('says what it left out', () => {
    const diff = Array.from({ length: 9000 }, (_, index) => `+line ${index}`).join('\n');
    const { body } = revertPullRequest(rolledBack({ diff }), 20_000);
    expect(body).toContain('of 9000 lines are shown');
    expect(body).toMatch(
      /_Shortened, since a text may have 20,000 characters here: .*What v2\.0\.0 changed.*_/,
    );
  });

  it('renders what a person wrote', () => {
    const reason = 'p99 <5s> was *not* kept | see #12';
    const { body } = revertPullRequest(manual({ incident: { ...manual().incident, reason } }), limit);
    const line = body.split('\n')[0] ?? '';
    const said = line.slice(line.indexOf('UTC: ') + 5, -1);
    expect(rendered(said).replaceAll('\u200b', '')).toBe(reason);
  });
});
