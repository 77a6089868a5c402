import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRunbook } from '../../src/config/runbook-file.ts';
import { Failure } from '../../src/errors/fail.ts';
import { renderRunbook } from '../../src/report/runbook.ts';
import { placeholderNames, placeholders, scenarios } from '../../src/report/runbook-template.ts';
import { builtInRunbooks, nothingOlderRunbook } from '../../src/report/runbook-templates.ts';
import { attacked } from './attacked.ts';
import { bad, manual, rolledBack, rolledBackIncident, stillBad } from './fixtures.ts';
import { effects, hostile, unfenced, untrusted, withoutCode } from './gfm.ts';

const failed = rolledBack({ verification: stillBad });
const cascade = rolledBack({ cascade: ['billing', 'search'] });

const problemsOf = (text: string): string => {
  try {
    checkRunbook(text, 'r/latency.md');
  } catch (error) {
    if (error instanceof Failure && error.code === 'runbook-invalid') return error.message;
    throw error;
  }
  return '';
};

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
