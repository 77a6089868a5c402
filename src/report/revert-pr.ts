import { choices, undo, verdictSentence } from './choices.ts';
import {
  diffForms,
  headed,
  matchesTable,
  numbersTable,
  problemsList,
  queriesForms,
  thresholdsTable,
} from './evidence-tables.ts';
import type { IncidentFacts } from './facts.ts';
import { duration, secondsBetween, time } from './format.ts';
import { historyForms } from './history-section.ts';
import { linksList, mentions } from './incident-links.ts';
import { code, inline, marker, table } from './markdown.ts';
import { membersSections } from './members.ts';
import { clip, defused } from './plain.ts';
import { questionSection } from './question.ts';
import { isUrgent, labelsOf, runbookForms } from './runbook-section.ts';
import { type Section, shorten } from './shorten.ts';
import { fate, flavour, harmText, stageText } from './story.ts';
import { verificationSection } from './verification.ts';

/** A pull request as text: `title` is plain, `body` Markdown. */
export interface PullRequestText {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** The longest title that GitHub takes is 256 characters. */
const titleLimit = 200;

/**
 * The revert pull request of an incident, in the order in which a person who was just woken reads: what
 * happened, what merging and closing do, what a merge takes back, the numbers, and only then the material. `bodyLimit` in characters.
 */
export function revertPullRequest(facts: IncidentFacts, bodyLimit: number): PullRequestText {
  return {
    title: title(facts),
    body: shorten(sections(facts), bodyLimit),
    labels: ['prompt-rollout', 'rollback'],
  };
}

function title(facts: IncidentFacts): string {
  const { prompt, incident } = facts;
  const bad = clip(incident.bad.label, 64);
  const kind = flavour(facts);
  const question = kind === 'open' ? '?' : '';
  const others = facts.members.length === 0 ? '' : ` and ${facts.members.length} more`;
  const text = `Revert ${prompt}${others} to ${clip(incident.good.label, 64)}${question} (${bad} ${fate(facts)})`;
  return clip(defused(text), titleLimit);
}

function sections(facts: IncidentFacts): Section[] {
  const { incident, prompt } = facts;
  const problems = problemsList(facts);
  const history = historyForms(facts);
  const runbook = headed('Runbook', 4, runbookForms(facts));
  const queries = queriesForms(facts);
  const urgent = isUrgent(facts);
  return [
    { name: 'verdict', rank: 0, forms: [opening(facts)] },
    headed('What happens', 0, [choices(facts)]),
    ...(facts.question === null ? [] : [headed('Decision', 0, [questionSection(facts.question)])]),
    ...(facts.verification === null
      ? []
      : [headed('Verification', 0, [verificationSection(facts.verification, labelsOf(facts))])]),
    ...(urgent ? [runbook] : []),
    headed(`What ${plainLabel(incident.bad.label)} changed`, 8, diffForms({ ...incident, diff: facts.diff })),
    ...membersSections(facts),
    headed('Numbers', 1, [numbersTable(facts)]),
    ...(history === null ? [] : [headed('Over time', 7, history)]),
    headed('Where and how much', 2, [exposure(facts)]),
    headed('How to undo', 3, [undo(facts)]),
    ...(urgent ? [] : [runbook]),
    headed('Rules that are crossed', 2, [matchesTable(facts)]),
    ...(problems === '' ? [] : [headed('What the metrics source said', 5, [problems, 'Left out here.'])]),
    headed('Thresholds in force', 6, [
      thresholdsTable(facts),
      'Left out here; the state on the live branch has them.',
    ]),
    ...(queries[0] === '' ? [] : [headed('Queries', 9, queries)]),
    headed('Links', 2, [linksList(facts, 'pull request')]),
    {
      name: 'marker',
      rank: 0,
      forms: [marker('revert-pr', `${prompt}/${incident.id}`)],
    },
  ];
}

/** A heading is not a place for a label that breaks it: it is escaped, and short. */
function plainLabel(label: string): string {
  return inline(clip(label, 64));
}

function opening(facts: IncidentFacts): string {
  const told = mentions(facts);
  const checks = facts.checksNeedApproval
    ? [
        '**Checks wait for you:** this pull request was opened with the token of a workflow, so its checks start only after **Approve workflows to run** is pressed below. An App token avoids that.',
      ]
    : [];
  return [verdictSentence(facts), ...(told === '' ? [] : [`For ${told}.`]), ...checks].join('\n\n');
}

function exposure(facts: IncidentFacts): string {
  const { incident, path } = facts;
  const { began_at, detected_at, decided_at } = incident;
  const found = duration(secondsBetween(began_at, detected_at));
  const seconds = secondsBetween(detected_at, decided_at);
  const decided = seconds !== null && seconds < 1 ? 'at once' : `${duration(seconds)} later`;
  const rows = [
    ['Reached', stageText(facts)],
    ['Traffic', harmText(facts)],
    ['Began', began_at === null ? 'no metric says' : time(began_at)],
    ['Detected', began_at === null ? time(detected_at) : `${time(detected_at)}, ${found} after it began`],
    [flavour(facts) === 'open' ? 'Asked' : 'Decided', `${time(decided_at)}, ${decided}`],
  ].map(([name, text]) => [name ?? '', inline(text ?? '')]);
  return table(['What', 'How much, when'], [...rows, ['Prompt', `${code(facts.prompt)} at ${code(path)}`]]);
}
