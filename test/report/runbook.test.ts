import { describe, expect, it } from 'vitest';
import type { IncidentFacts } from '../../src/report/facts.ts';
import { revertPullRequest } from '../../src/report/revert-pr.ts';
import { renderRunbook, scenarioOf } from '../../src/report/runbook.ts';
import { runbookLines } from '../../src/report/runbook-lines.ts';
import { attacked } from './attacked.ts';
import { asking, manual, recovered, rolledBack, rolledBackIncident, stillBad, wrong } from './fixtures.ts';
import { golden } from './golden.ts';

const failed = rolledBack({ verification: stillBad });
const cascade = rolledBack({ cascade: ['billing', 'search'] });

const cases: readonly (readonly [string, IncidentFacts])[] = [
  ['error-rate', rolledBack()],
  ['latency', asking()],
  ['quality', wrong()],
  ['cascade', cascade],
  ['failed-rollback', failed],
];

describe('the scenario', () => {
  it.each(cases)('is %s', (scenario, facts) => {
    expect(scenarioOf(facts)).toBe(scenario);
  });

  it('is that of the error rate for a decision without metrics', () => {
    expect(scenarioOf(manual())).toBe('error-rate');
  });

  it('follows the rule where the match is not at hand', () => {
    const of = (rule: string) =>
      scenarioOf({ ...rolledBack(), incident: { ...rolledBackIncident, rule }, evidence: null });
    expect(of('quality-medium')).toBe('quality');
    expect(of('gate-latency_p99')).toBe('latency');
    expect(of('error-high')).toBe('error-rate');
  });

  it.each(['escalated', 'failed', 'unverified'] as const)('is a failed rollback when %s', (state) => {
    expect(scenarioOf(rolledBack({ verification: { ...recovered, state } }))).toBe('failed-rollback');
  });

  it.each(['waiting', 'recovered'] as const)('is the one of the metric when %s', (state) => {
    expect(scenarioOf(rolledBack({ verification: { ...recovered, state } }))).toBe('error-rate');
  });
});

describe('the runbook', () => {
  it.each(cases)('of %s reads as agreed, in full and as a page', (name, facts) => {
    const text = `${renderRunbook(facts, null)}\n\n---\n\n${runbookLines(facts).join('\n')}\n`;
    expect(text).toBe(golden(`runbook-${name}.md`, text));
  });

  it('names expected and actual values', () => {
    expect(renderRunbook(rolledBack(), null)).toContain(
      '| error rate | at most 5 % | 8.4&nbsp;% | 0.31&nbsp;% |',
    );
    expect(renderRunbook(wrong(), null)).toContain(
      '| quality | at least 0.75 (-20 % of 0.938) | 0.6 (-36 %) | 0.938 |',
    );
  });

  it('offers the next older version when the rollback did not help, and never the one that fails', () => {
    const text = renderRunbook(failed, null);
    expect(text).toContain('--target-version v1.8.2');
    expect(text).not.toContain('target-version v1.9.0');
    expect(text).toContain('- `v1.8.2`, known as good since 2026-10-02 08:00:00 UTC');
    const none = rolledBack({ verification: stillBad, alternatives: [] });
    const nothing =
      'No older version is known as good: correct the prompt, raise its version and merge that.';
    const pull = revertPullRequest(none, 65_536).body;
    expect(revertPullRequest(rolledBack({ alternatives: [] }), 65_536).body).toContain('No other version is');
    expect(pull.match(/No (older|other) version/g)).toHaveLength(1);
    for (const lines of [renderRunbook(none, null), runbookLines(none).join('\n')]) {
      expect(lines).toContain(nothing);
      expect(lines.replace(nothing, '')).not.toMatch(
        /rollback --prompt|known as good:|no (other )?version|none/i,
      );
    }
  });

  it('has only the command line where there is no GitHub', () => {
    const facts = rolledBack({ apiUrl: null, repository: '/srv/prompts.git' });
    expect(renderRunbook(facts, null)).not.toContain('gh workflow');
    expect(renderRunbook(facts, null)).toContain(
      'node dist/cli.js rollback --prompt customer-support --target-version v1.9.0 --remote /srv/prompts.git\n',
    );
  });

  it('shows the queries of the metric, and all of them where none fits', () => {
    expect(renderRunbook(wrong(), null)).toContain('sum(passed{version="v2.0.0"})');
    expect(renderRunbook(wrong(), null)).not.toContain('llm_requests_total');
    expect(renderRunbook(asking(), null)).toContain('llm_requests_total');
  });

  it('says what recovery means: the limits of the plan, and 1.5 times stable where that has 1 % or more', () => {
    expect(renderRunbook(asking(), null)).toContain(
      'over at least 100 requests to v1.9.0: error rate below 1 %, p99 at most 20 % worse than before.',
    );
    const { evidence } = rolledBack();
    if (evidence === null) throw new Error('no evidence');
    const readings = evidence.verdict.readings.map((reading) =>
      reading.metric === 'error_rate' ? { ...reading, stable: 2 } : reading,
    );
    const noisy = rolledBack({ evidence: { ...evidence, verdict: { ...evidence.verdict, readings } } });
    expect(renderRunbook(noisy, null)).toContain('error rate below 3 %');
  });
});

describe('a decision that no metric led to', () => {
  const { evidence } = rolledBack();
  const looked = evidence && { ...evidence, verdict: { ...evidence.verdict, matches: [], readings: [] } };

  it.each([
    ['without metrics', manual()],
    ['with metrics that show no problem', manual({ evidence: looked })],
  ] as const)('is given no begin, no figure and no subject: %s', (_, facts) => {
    const texts = [
      renderRunbook(facts, null),
      runbookLines(facts).join('\n'),
      revertPullRequest(facts, 65_536).body,
    ];
    for (const text of texts) {
      expect(text).not.toMatch(/trouble began|at the same time: not known|, since 20|\(error-rate\)/);
    }
    expect(renderRunbook(facts, '{{since}}')).toBe('not known');
  });

  it('is not taken for one that a metric led to', () => {
    expect(renderRunbook(rolledBack(), null)).toContain('The trouble began at 2026-11-21 14:01:00 UTC.');
    expect(runbookLines(rolledBack()).join('\n')).toContain(', since 2026-11-21 14:01:00 UTC');
    expect(revertPullRequest(rolledBack(), 65_536).body).toContain('(error-rate)');
  });
});

describe('how a rollback is verified', () => {
  const recovery = { escalate_after: 10, give_up_after: 20, min_requests: 7 };

  it('is told as it is configured', () => {
    const text = renderRunbook(rolledBack({ recovery }), null);
    expect(text).toContain('Within 10 s after propagation, over at least 7 requests to v1.9.0');
    expect(text).toContain('When it is not recovered 10 s after propagation.');
    expect(renderRunbook(asking({ recovery }), null)).toContain('not recovered 10 s after propagation.');
  });

  it('promises critical pages, and only where some channel takes them', () => {
    const told = (given: Partial<IncidentFacts>) =>
      renderRunbook(rolledBack({ recovery, ...given }), '{{escalate}}');
    expect(told({})).toBe(
      'When it is not recovered 10 s after propagation. A critical page goes out by itself then, and another one when it is not verified 20 s after propagation.',
    );
    expect(told({ recovery: { ...recovery, give_up_after: 10 } })).toBe(
      'When it is not recovered 10 s after propagation. A critical page goes out by itself then.',
    );
    expect(told({ pages: false })).toBe('When it is not recovered 10 s after propagation.');
  });
});

describe('a page', () => {
  it.each([...cases, ['hostile', attacked(cascade)], ['hostile failure', attacked(failed)]] as const)(
    'has at most 12 lines of 200 characters, and the contacts: %s',
    (_, facts) => {
      const lines = runbookLines(facts);
      expect(lines.length).toBeLessThanOrEqual(12);
      expect(lines.at(-1)).toMatch(/^Contacts: /);
      for (const line of lines) {
        expect(line.length).toBeLessThanOrEqual(200);
        expect(line).not.toMatch(/[\n\r\u0000-\u001f]/);
      }
    },
  );

  it('leaves out a command that it would have to cut', () => {
    const label = 'v'.repeat(64);
    const facts = rolledBack({
      prompt: 'p'.repeat(64),
      repository: `${'o'.repeat(39)}/${'r'.repeat(80)}`,
      incident: { ...rolledBackIncident, good: { ...rolledBackIncident.good, label } },
    });
    const lines = runbookLines(facts);
    expect(lines.filter((line) => line.includes('rollback.yml') || line.includes('cli.js'))).toEqual([]);
    expect(lines).toContain('The commands are too long for a page; pull request and issue have them.');
  });
});
