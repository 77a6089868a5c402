import { standing } from './alternatives.ts';
import { contactsText } from './contacts.ts';
import { expectations } from './expectation.ts';
import type { RunbookFacts } from './facts.ts';
import { time } from './format.ts';
import { clip, oneLine } from './plain.ts';
import { rollbackCommands } from './rollback-commands.ts';
import { scenarioOf } from './runbook.ts';
import {
  actionSentence,
  escalationSentence,
  goodDates,
  olderVersions,
  sourceText,
  targetOf,
  verifiedText,
  verifySentence,
} from './runbook-sentences.ts';
import type { Scenario } from './runbook-template.ts';
import { cause } from './story.ts';
import { metricNames } from './words.ts';

/** Lines of a page: at most so many, and so long. */
export const mostLines = 12;
export const mostLineCharacters = 200;

/**
 * The runbook for a page, in plain text: at most 12 lines of at most 200 characters. A command that would be cut
 * is left out, as half of one is worse than none.
 */
export function runbookLines(facts: RunbookFacts): string[] {
  const scenario = scenarioOf(facts);
  const target = targetOf(facts);
  const { good, bad, began_at } = facts.incident;
  const found = expectations(facts).map(
    ({ metric, expected, actual, stable }) =>
      `${metricNames[metric]}: expected ${expected}, found ${actual}; ${good.label} had ${stable} at the same time`,
  );
  const lines = [
    ...(found.length === 0
      ? [`Why: ${cause(facts)}`]
      : found.slice(0, scenario === 'failed-rollback' ? 1 : 2)),
    ...(scenario === 'failed-rollback' ? [verifiedText(facts)] : []),
    ...(facts.cascade.length === 0 ? [] : [`Fails at the same time: ${facts.cascade.join(', ')}`]),
    `Check ${checks[scenario]} in ${sourceText(facts)}, ${bad.label} beside ${good.label}${began_at === null ? '' : `, since ${time(began_at)}`}`,
    `Previous good version: ${good.label}, ${goodDates(good)}`,
    ...older(facts, scenario),
    actionSentence(facts),
    ...(target === null ? [] : commandLines(facts, target)),
    `Verify: ${verifySentence(facts)}`,
    `Escalate: ${escalationSentence(facts)}`,
    `Contacts: ${contactsText(facts.contacts)}`,
  ];
  return lines.map((line) => clip(oneLine(line), mostLineCharacters)).slice(0, mostLines);
}

const checks: Readonly<Record<Scenario, string>> = {
  'error-rate': 'errors by kind',
  latency: 'p99, length of the answers and calls of tools',
  quality: 'the answers with low grades',
  cascade: 'what the prompts have in common, and which was first',
  'failed-rollback': 'whether the bad version still has traffic, and the provider,',
};

function older(facts: RunbookFacts, scenario: Scenario): string[] {
  if (scenario !== 'failed-rollback') return [];
  const versions = olderVersions(facts).map((older) => {
    const how = standing(older);
    return how === '' ? older.label : `${older.label} (${how})`;
  });
  // Where there is none, the sentence of what to do says so.
  return versions.length === 0 ? [] : [`Older good versions: ${versions.join(', ')}`];
}

/** The workflow where there is one, and the command line. */
function commandLines(facts: RunbookFacts, target: string): string[] {
  const { workflow, cli } = rollbackCommands(facts, target);
  const whole = [workflow, cli].filter((line) => line !== null && line.length <= mostLineCharacters);
  return whole.length === 0
    ? ['The commands are too long for a page; pull request and issue have them.']
    : whole.flatMap((line) => (line === null ? [] : [line]));
}
