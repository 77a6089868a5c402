import type { Arm } from '../metrics/port.ts';
import { diffForms, headed } from './evidence-tables.ts';
import type { Evidence, IncidentFacts, IncidentMember } from './facts.ts';
import { code, inline, table } from './markdown.ts';
import { clip } from './plain.ts';
import type { Section } from './shorten.ts';
import { side } from './words.ts';

/** The prompts that went back together with the one of an incident, as safe Markdown. */

/** All of them as a table, with what the metrics said of each; empty when there are none. */
export function membersTable({ members }: IncidentFacts): string {
  if (members.length === 0) return '';
  const rows = members.map(({ prompt, path, bad, good, weight, reason, evidence }) => [
    `${code(prompt)} at ${code(path)}`,
    `${code(clip(bad.label, 64))} at ${weight} %`,
    code(clip(good.label, 64)),
    inline(clip(reason, 200)),
    ...numbers(evidence).map(inline),
  ]);
  return table(['Prompt', 'Bad', 'Good', 'Why', 'Error rate', 'p99', 'Quality'], rows);
}

/** The table, and a section for what each bad version changed; none when there are no such prompts. */
export function membersSections(facts: IncidentFacts): Section[] {
  if (facts.members.length === 0) return [];
  const about =
    'These prompts went back in the same commit. This incident speaks for them, and the revert holds their texts, too.';
  return [
    headed('Put back with it', 1, [`${about}\n\n${membersTable(facts)}`]),
    ...facts.members.map((member) => headed(title(member), 8, diffForms(member))),
  ];
}

/** What each bad version changed, one behind the other, in a shorter form where it is long; empty without any. */
export function membersDiffs({ members }: IncidentFacts): string {
  return members.map((member) => `#### ${title(member)}\n\n${shortDiff(member)}`).join('\n\n');
}

/** Several differences stand in one section, which is cut as a whole: none of them may fill it. */
function shortDiff(member: IncidentMember): string {
  const forms = diffForms(member);
  return forms.find((form) => form.length <= 4000) ?? forms.at(-1) ?? '';
}

function title({ prompt, bad }: IncidentMember): string {
  return `What ${inline(clip(bad.label, 64))} of ${inline(prompt)} changed`;
}

/** Candidate against stable, a cell a metric. */
function numbers(evidence: Evidence | null): [string, string, string] {
  if (evidence === null) return ['not read', 'not read', 'not read'];
  const { candidate, stable } = evidence.observation;
  const beside = (metric: 'error_rate' | 'latency_p99' | 'quality', of: (arm: Arm) => number | null) =>
    `${side(metric, of(candidate))} (stable: ${side(metric, of(stable))})`;
  return [
    beside('error_rate', ({ requests, errors }) =>
      requests === null || errors === null || requests <= 0 ? null : (100 * errors) / requests,
    ),
    beside('latency_p99', ({ p99 }) => p99),
    beside('quality', ({ quality }) => quality),
  ];
}
