import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRunbook } from '../../src/config/runbook-file.ts';
import { Failure } from '../../src/errors/fail.ts';
import type { IncidentFacts } from '../../src/report/facts.ts';
import { revertPullRequest } from '../../src/report/revert-pr.ts';
import { renderRunbook, scenarioOf } from '../../src/report/runbook.ts';
import { runbookLines } from '../../src/report/runbook-lines.ts';
import { placeholderNames, placeholders, scenarios } from '../../src/report/runbook-template.ts';
import { builtInRunbooks, nothingOlderRunbook } from '../../src/report/runbook-templates.ts';
import { attacked } from './attacked.ts';
import {
  asking,
  bad,
  manual,
  recovered,
  rolledBack,
  rolledBackIncident,
  stillBad,
  wrong,
} from './fixtures.ts';
import { effects, hostile, unfenced, untrusted, withoutCode } from './gfm.ts';
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

const problemsOf = (text: string): string => {
  try {
    checkRunbook(text, 'r/latency.md');
  } catch (error) {
    if (error instanceof Failure && error.code === 'runbook-invalid') return error.message;
    throw error;
  }
  return '';
};

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

describe('a runbook of the prompts repository', () => {
  it('takes the place of the built-in one', () => {
    const text =
      'Call {{contacts}}.\n\n```sh\n{{rollback_workflow}}\n```\n\nWas `{{good}}`, is **{{actual}}**.';
    expect(checkRunbook(text, 'r/latency.md')).toBe(text);
    expect(renderRunbook(rolledBack({ contacts: [] }), text)).toBe(
      'Call nobody is named (`owners` of the prompt, or a CODEOWNERS file).\n\n```sh\ngh workflow run rollback.yml --repo acme/prompts -f prompt=customer-support -f target-version=v1.9.0\n```\n\nWas `v1.9.0`, is **8.4 %**.',
    );
  });

  it('leaves everything else as it is: expressions of workflows, PromQL, other braces', () => {
    const text = 'a ${{ inputs.x }} `rate(x{a="b"}[5m])` {{{ } { not }}';
    expect(problemsOf('a ${{ inputs.x }} `rate(x{a="b"}[5m])` { not }')).toBe('');
    expect(renderRunbook(rolledBack(), text)).toBe(text);
  });

  it('is told every problem with its line and the nearest name', () => {
    expect(problemsOf('# Hi\n{{prmpt}}\nSee {{ commands }} here\n```\n{{numbers}}\n')).toBe(
      [
        'r/latency.md:2: unknown placeholder {{prmpt}}, did you mean {{prompt}}?',
        'r/latency.md:3: {{commands}} is a block: it stands on a line of its own, outside of code',
        'r/latency.md:4: this code block is never closed',
        'r/latency.md:5: {{numbers}} is a block: it stands on a line of its own, outside of code',
      ].join('\n'),
    );
    expect(problemsOf('{{somewhere else}}')).toContain(`known are: ${placeholderNames.join(', ')}`);
    expect(problemsOf('{{toString}}')).toContain('unknown placeholder {{toString}}');
    expect(problemsOf('{{\u202ex}}')).not.toContain('\u202e');
    expect(problemsOf(' \n')).toBe('r/latency.md:1: is empty');
    expect(problemsOf('x'.repeat(20_001))).toContain('has 20001 characters');
    expect(problemsOf('a\n<!-- prompt-rollout:postmortem x -->')).toMatch(/^r\/latency\.md:2: a comment/);
  });

  it.each([
    ...scenarios.map((scenario) => [scenario, builtInRunbooks[scenario]] as const),
    ['failed-rollback without an older version', nothingOlderRunbook] as const,
  ])('%s, as built in, would pass', (_, text) => {
    expect(problemsOf(text)).toBe('');
  });

  it('can name every placeholder, and each is filled', () => {
    const all = placeholderNames.map((name) => `{{${name}}}`).join('\n\n');
    expect(problemsOf(all)).toBe('');
    for (const facts of [rolledBack(), manual(), failed, cascade]) {
      const text = renderRunbook(facts, all);
      expect(text).not.toMatch(/\{\{|undefined|NaN|null/);
      expect(text).not.toMatch(/\n{3}/);
    }
  });

  const texts = placeholderNames.filter((name) => !placeholders[name].block && name !== 'situation');

  it('lets no value do anything in a paragraph', () => {
    fc.assert(
      fc.property(
        untrusted,
        fc.constantFrom('bad', 'path', 'rule', 'cascade', 'repository'),
        (text, name) => {
          const facts = rolledBack({
            path: text,
            repository: text,
            cascade: [text],
            evidence: null,
            incident: { ...rolledBackIncident, rule: text, bad: { ...bad, label: text } },
          });
          const shown = withoutCode(renderRunbook(facts, `x {{${name}}}`));
          expect(shown.includes('\n')).toBe(false);
          expect(effects(shown)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('lets no value leave code, or mean anything to a shell', () => {
    const [start, end] = ['START', 'END'];
    fc.assert(
      fc.property(fc.constantFrom(...hostile), fc.constantFrom(...texts), (text, name) => {
        const nasty = attacked(rolledBack({ prompt: 'customer-support' }));
        const { incident } = nasty;
        const facts = {
          ...nasty,
          path: text,
          repository: text,
          cascade: [text],
          incident: { ...incident, rule: text, bad: { ...bad, label: text } },
        };
        const fenced = renderRunbook(facts, `\`\`\`sh\n${start}\n{{${name}}}\n${end}\n\`\`\``);
        expect(unfenced(fenced)).toEqual([]);
        expect(fenced.split('\n')).toHaveLength(5);
        const span = renderRunbook(facts, `a \`${start} {{${name}}} ${end}\` b`);
        expect(withoutCode(span)).toBe('a CODE b');
        if (!name.startsWith('rollback_')) expect(fenced.split('\n')[2]).not.toMatch(/[`$;&|<>"']/);
      }),
      { numRuns: 500 },
    );
  });
});
