import type { DoctorReport, Finding, FindingState } from '../doctor/finding.ts';
import { time, withTimes } from './format.ts';
import { inline, prose } from './markdown.ts';
import { clip, oneLine } from './plain.ts';

/** What the doctor found, for people: what must be mended first. */

const states: Readonly<Record<FindingState, string>> = {
  problem: 'Problem',
  warning: 'Warning',
  unknown: 'Unknown',
  ok: 'Good',
};

/** The findings as lines of a log; they come in the order in which they are to be told. */
export function doctorText({ repository, findings }: DoctorReport): string[] {
  const width = Math.max(...Object.values(states).map((name) => name.length));
  const lines = findings.flatMap(({ state, title, detail, cure }) => [
    `${states[state].padEnd(width)}  ${plain(title)}: ${line(detail)}`,
    ...(cure === '' ? [] : [`${' '.repeat(width)}  cure: ${line(cure)}`]),
  ]);
  return [`${line(repository)}: ${doctorVerdict(findings)}`, ...lines];
}

/** The findings as Markdown for the job summary: problems first. `at` is ISO 8601. */
export function doctorMarkdown({ repository, findings }: DoctorReport, at: string): string {
  const sections = (['problem', 'warning', 'unknown', 'ok'] as const).flatMap((state) => {
    const all = findings.filter((each) => each.state === state);
    if (all.length === 0) return [];
    const items = all.slice(0, mostItems).map(item);
    const more = all.length > mostItems ? [`- ${all.length - mostItems} more are in the log.`] : [];
    return [`### ${headings[state]} (${all.length})\n\n${[...items, ...more].join('\n')}`];
  });
  const head = `## Prompt Rollout: doctor\n\n**${inline(repository)}: ${inline(doctorVerdict(findings))}**\n\n${inline(time(at))}`;
  return `${[head, ...sections].join('\n\n')}\n`;
}

const mostItems = 40;

const headings: Readonly<Record<FindingState, string>> = {
  problem: 'Problems',
  warning: 'Warnings',
  unknown: 'Unknown: could not be checked',
  ok: 'Good',
};

/** `1 problem, 2 warnings, 3 unknown, 9 good`. */
export function doctorVerdict(findings: readonly Finding[]): string {
  const count = (state: FindingState): number => findings.filter((each) => each.state === state).length;
  const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return [
    plural(count('problem'), 'problem'),
    plural(count('warning'), 'warning'),
    `${count('unknown')} unknown`,
    `${count('ok')} good`,
  ].join(', ');
}

function item({ title, detail, cure }: Finding): string {
  const text = `- **${prose(title)}**: ${prose(clip(said(detail), 600))}`;
  return cure === '' ? text : `${text}<br>To mend it: ${prose(clip(said(cure), 600))}`;
}

function plain(title: string): string {
  return title.replaceAll('`', '');
}

function line(text: string): string {
  return clip(said(text), 800);
}

function said(text: string): string {
  return withTimes(oneLine(text));
}
