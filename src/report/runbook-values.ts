import { verdictSentence } from './choices.ts';
import { contactsMarkdown, contactsText } from './contacts.ts';
import { expectations, metricText, ruleText } from './expectation.ts';
import type { RunbookFacts } from './facts.ts';
import { shortCommit, time, unknown } from './format.ts';
import { code, inline, link } from './markdown.ts';
import { clip, oneLine, zeroWidthSpace } from './plain.ts';
import { rollbackCommands } from './rollback-commands.ts';
import { alternativesBlock, commandsBlock, numbersBlock, queriesBlock } from './runbook-blocks.ts';
import {
  actionSentence,
  escalationSentence,
  goodDates,
  sourceName,
  sourceText,
  targetOf,
  verifiedText,
  verifySentence,
} from './runbook-sentences.ts';
import type { PlaceholderName } from './runbook-template.ts';
import { harmText } from './story.ts';

/** What stands in the place of a placeholder: as Markdown, and between backticks. */
export interface Value {
  readonly markdown: string;
  readonly code: string;
}

/** Every placeholder's value. Texts are those of others, so each is escaped for both places. */
export function runbookValues(facts: RunbookFacts): Readonly<Record<PlaceholderName, Value>> {
  const { incident, prompt, cascade } = facts;
  const [expectation] = expectations(facts);
  const target = targetOf(facts);
  const commands = target === null ? null : rollbackCommands(facts, target);
  return {
    prompt: word(prompt),
    path: word(facts.path),
    repository: word(facts.repository),
    default_branch: word(facts.defaultBranch),
    incident: word(incident.id),
    rollout: word(incident.rollout),
    situation: block(verdictSentence(facts)),
    bad: word(incident.bad.label),
    bad_commit: word(shortCommit(incident.bad.commit)),
    weight: text(`${incident.weight} %`),
    good: word(incident.good.label),
    good_commit: word(shortCommit(incident.good.commit)),
    good_dates: text(goodDates(incident.good)),
    rule: text(ruleText(facts) ?? 'no rule: a person decided'),
    metric: text(metricText(facts)),
    expected: text(expectation?.expected ?? unknown),
    actual: text(expectation?.actual ?? unknown),
    stable_value: text(expectation === undefined ? unknown : `${metricText(facts)} ${expectation.stable}`),
    since: text(time(incident.began_at)),
    requests: text(harmText(facts)),
    numbers: block(numbersBlock(facts)),
    source: { markdown: sourceMarkdown(facts), code: inCode(sourceText(facts)) },
    queries: block(queriesBlock(facts)),
    cascade: words(cascade),
    verified: text(verifiedText(facts)),
    target: target === null ? text('no other version') : word(target),
    action: text(actionSentence(facts)),
    commands: block(commandsBlock(facts)),
    rollback_workflow: command(commands?.workflow ?? commands?.cli ?? null),
    rollback_dispatch: command(commands?.dispatch ?? commands?.cli ?? null),
    rollback_cli: command(commands?.cli ?? null),
    alternatives: block(alternativesBlock(facts)),
    verify: text(verifySentence(facts)),
    escalate: text(escalationSentence(facts)),
    contacts: { markdown: contactsMarkdown(facts.contacts), code: inCode(contactsText(facts.contacts)) },
  };
}

function sourceMarkdown({ evidence, metricsUrl }: RunbookFacts): string {
  const source =
    evidence === null ? 'the metrics source' : code(clip(sourceName(evidence.observation.source), 100));
  return metricsUrl === null
    ? source
    : `${source} (${link(clip(metricsUrl.replace(/^https?:\/\//, ''), 200), metricsUrl)})`;
}

const text = (value: string): Value => ({ markdown: inline(clip(value, 500)), code: inCode(value) });
const word = (value: string): Value => ({ markdown: code(clip(value, 200)), code: inCode(value) });
const block = (markdown: string): Value => ({ markdown, code: '' });

function words(values: readonly string[]): Value {
  if (values.length === 0) return text('no other prompt');
  const shown = values.slice(0, 20);
  return { markdown: shown.map((value) => code(clip(value, 64))).join(', '), code: inCode(shown.join(', ')) };
}

/** A command is made of safe words only, so that it stands in code as it is. */
function command(value: string | null): Value {
  if (value === null) return text('no other version is known as good');
  return { markdown: code(value), code: value };
}

/**
 * Between backticks nothing can be escaped, and it is copied into shells: backticks, which end the code, go, and so
 * does everything by which a text would leave its quotes or start a command.
 */
function inCode(value: string): string {
  return oneLine(clip(value, 500))
    .replace(/[`$\\;&|<>"'!~]/g, '_')
    .replaceAll(zeroWidthSpace, '');
}
