import { verdictSentence } from './choices.ts';
import {
  diffForms,
  matchesTable,
  numbersTable,
  problemsList,
  queriesForms,
  thresholdsTable,
} from './evidence-tables.ts';
import type { IncidentFacts } from './facts.ts';
import { time } from './format.ts';
import { historyForms } from './history-section.ts';
import { linksList, mentions, versionText } from './incident-links.ts';
import { code, marker as hiddenMarker, inline } from './markdown.ts';
import { membersDiffs, membersTable } from './members.ts';
import { clip, defused } from './plain.ts';
import {
  actionItems,
  detection,
  impact,
  resolution,
  rootCauses,
  testsPassed,
  trigger,
  wentWell,
  wentWrong,
} from './postmortem-facts.ts';
import { type PostmortemSectionId, postmortemLabels, postmortemSections } from './postmortem-sections.ts';
import { timelineForms } from './postmortem-timeline.ts';
import { questionSection } from './question.ts';
import { labelsOf, runbookForms } from './runbook-section.ts';
import { type Section, shorten } from './shorten.ts';
import { fate } from './story.ts';
import { verificationSection } from './verification.ts';

/** A post-mortem issue as text; `marker` is the hidden line of `body` by which it is found again. */
export interface PostmortemText {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly marker: string;
}

const titleLimit = 200;

/**
 * The post-mortem of an incident, filled in as far as the facts go; what only people know is marked as to
 * fill in. A body over `bodyLimit` characters is shortened, material first; no heading is lost to that.
 */
export function postmortem(facts: IncidentFacts, bodyLimit: number): PostmortemText {
  const { prompt, incident } = facts;
  const marker = hiddenMarker('postmortem', `${prompt}/${incident.id}`);
  const title = `Post-mortem: ${prompt} ${clip(incident.bad.label, 64)} (${fate(facts)})`;
  const body = shorten([...sections(facts), { name: 'marker', rank: 0, forms: [marker] }], bodyLimit);
  return { title: clip(defused(title), titleLimit), body, labels: postmortemLabels, marker };
}

type Forms = readonly [string, ...string[]];

function sections(facts: IncidentFacts): Section[] {
  const contents = contentOf(facts);
  return postmortemSections.map(({ id, heading, guidance }) => {
    const { rank, forms, open } = contents[id];
    const todo = open ? [`**To fill in:** ${guidance}`] : [];
    const whole = (form: string): string =>
      [`### ${heading}`, form, ...todo].filter((part) => part !== '').join('\n\n');
    const [first, ...rest] = forms;
    return { name: heading, rank, forms: [whole(first), ...rest.map(whole)] };
  });
}

interface Content {
  readonly forms: Forms;
  /** Whether people have to add what no data tells. */
  readonly open: boolean;
  readonly rank: number;
}

function contentOf(facts: IncidentFacts): Record<PostmortemSectionId, Content> {
  const filled = (text: string, open = false): Content => ({ forms: [text], open, rank: 0 });
  return {
    date: filled(`${time(facts.incident.decided_at).slice(0, 10)} (UTC)`),
    authors: filled(authors(facts), true),
    status: filled(postmortemSections[2].options[0]),
    summary: filled(verdictSentence(facts), true),
    impact: filled([impact(facts), ...membersText(facts)].join('\n\n'), true),
    'root-causes': filled(rootCauses(facts), true),
    trigger: filled(trigger(facts)),
    resolution: { forms: resolved(facts), open: false, rank: 0 },
    detection: filled(detection(facts)),
    'action-items': filled(actionItems(facts), true),
    'went-well': filled(wentWell(facts), true),
    'went-wrong': filled(wentWrong(facts), true),
    'got-lucky': filled('', true),
    timeline: { forms: timelineForms(facts), open: false, rank: 3 },
    'supporting-information': { forms: supporting(facts), open: false, rank: 5 },
    'what-changed': { forms: changed(facts), open: true, rank: 4 },
    tests: filled(testsPassed(facts), true),
    prevention: filled('', true),
  };
}

function membersText(facts: IncidentFacts): string[] {
  const found = membersTable(facts);
  return found === '' ? [] : ['Put back in the same commit:', found];
}

function authors(facts: IncidentFacts): string {
  const told = mentions(facts);
  return `Filed by Prompt Rollout from its ledger.${told === '' ? '' : ` For ${told}.`}`;
}

/** How it ended and whether that was verified; where it has not ended, what to do. */
function resolved(facts: IncidentFacts): Forms {
  const { question, verification } = facts;
  const known = [
    resolution(facts),
    ...(question === null ? [] : [questionSection(question)]),
    ...(verification === null ? [] : [verificationSection(verification, labelsOf(facts))]),
  ];
  const [runbook] = runbookForms(facts);
  return [[...known, runbook].join('\n\n'), known.join('\n\n')];
}

function supporting(facts: IncidentFacts): Forms {
  const problems = problemsList(facts);
  const said = problems === '' ? [] : [`What the metrics source said:\n\n${problems}`];
  const numbers = [numbersTable(facts), matchesTable(facts)];
  const links = linksList(facts, 'issue');
  const [drawn, ...plainer] = historyForms(facts) ?? [''];
  const all = (queries: string, history: string): string =>
    [...numbers, history, ...said, thresholdsTable(facts), queries, links]
      .filter((part) => part !== '')
      .join('\n\n');
  const [queries, ...shorter] = queriesForms(facts);
  const left = 'Thresholds and queries are left out here; the ledger on the live branch has them.';
  const few = shorter.at(-1) ?? queries;
  return [
    all(queries, drawn),
    ...shorter.map((form) => all(form, drawn)),
    ...plainer.map((history) => all(few, history)),
    [...numbers, left, links].join('\n\n'),
    `${left}\n\n${links}`,
  ];
}

function changed(facts: IncidentFacts): Forms {
  const { incident, path } = facts;
  const versions = [
    `- Good: ${versionText(incident.good)}`,
    `- Bad: ${versionText(incident.bad)}`,
    `- At: ${code(path)}`,
  ].join('\n');
  const reason = incident.rule === null ? `\n- Reason given: ${inline(clip(incident.reason, 500))}` : '';
  const [first, ...rest] = diffForms({ ...incident, diff: facts.diff });
  const others = membersDiffs(facts);
  const behind = others === '' ? '' : `\n\n${others}`;
  const whole = (diff: string): string => `${versions}${reason}\n\n${diff}${behind}`;
  return [whole(first), ...rest.map(whole)];
}
