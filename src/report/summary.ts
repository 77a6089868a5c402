import type { Reading } from '../policy/verdict.ts';
import { count, duration, time } from './format.ts';
import { code, inline, link, prose, table } from './markdown.ts';
import { nextStep } from './next-step.ts';
import { clip } from './plain.ts';
import type { PromptReport, RunReport } from './run-report.ts';
import { type Section, shorten } from './shorten.ts';
import { compared, limit, metricNames, proofText, side } from './words.ts';

/** A summary may have 1 MiB for each step, and 20 steps are shown; this is what people read. */
const mostBytes = 60_000;
const mostRows = [200, 50, 10];

/** The job summary of a run: the verdict first, then stages, then the numbers of each prompt. Markdown. */
export function summaryMarkdown(report: RunReport): string {
  const notable = report.prompts.filter(
    ({ outcome }) => outcome !== 'nothing-to-do' && outcome !== 'reported',
  );
  const sections: Section[] = [
    { name: 'verdict', rank: 0, forms: [opening(report)] },
    ...(report.prompts.length === 0 ? [] : [stages(report)]),
    ...leadingFirst(report, notable).map((prompt, index) => promptSection(prompt, index)),
    ...warningsSection(report.warnings),
  ];
  return `${shorten(sections, mostBytes, (text) => Buffer.byteLength(text) + 1)}\n`;
}

function opening(report: RunReport): string {
  const { command, at, prompts, error } = report;
  const [first] = leadingFirst(report, prompts);
  const head = `## Prompt Rollout: ${inline(command)}`;
  const many = prompts.length > 1 ? ` ${tally(prompts)}` : '';
  const verdict = error?.message ?? first?.sentence ?? 'There was nothing to do.';
  const cure = error === null ? '' : `\n\n${mending(error)}`;
  return `${head}\n\n**${prose(clip(verdict, 600))}**${many}\n\n${inline(time(at))}${cure}`;
}

/** `3 prompts: 1 rolled-back, 2 baking.` */
function tally(prompts: readonly PromptReport[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of prompts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].map(([outcome, number]) => `${number} ${inline(outcome)}`);
  return `(${prompts.length} prompts: ${parts.join(', ')})`;
}

/** The prompt that gave the run its reason comes first; the others keep their order. */
function leadingFirst({ reason }: RunReport, prompts: readonly PromptReport[]): PromptReport[] {
  return [
    ...prompts.filter(({ outcome }) => outcome === reason),
    ...prompts.filter(({ outcome }) => outcome !== reason),
  ];
}

function stages(report: RunReport): Section {
  const prompts = leadingFirst(report, report.prompts);
  const header = ['Prompt', 'Outcome', 'Stable', 'Candidate', 'Weight', 'Stage', 'Time left'];
  const rows = prompts.map(({ id, outcome, stable, candidate, weight, stage }) => [
    code(id),
    code(outcome),
    stable === null ? '' : code(stable),
    candidate === null ? '' : code(candidate),
    weight === null ? '' : `${weight} %`,
    stage === null ? '' : `${stage.index + 1} of ${stage.of}`,
    stage?.bakeLeftSeconds == null ? '' : duration(stage.bakeLeftSeconds),
  ]);
  const some = (length: number): string =>
    `${table(header, rows.slice(0, length))}\n\n${rows.length - length} more prompts are left out here.`;
  const shorter = mostRows.filter((length) => length < rows.length).map(some);
  return { name: 'prompts', rank: 2, forms: [table(header, rows), ...shorter] };
}

function promptSection(prompt: PromptReport, index: number): Section {
  const head = `### ${code(prompt.id)}`;
  const told = index === 0 ? '' : prose(prompt.sentence);
  const whole = [
    head,
    told,
    prompt.error === null ? '' : mending(prompt.error),
    prompt.verdict === null ? '' : readings(prompt),
    `**Next:** ${inline(nextStep(prompt))}`,
    prompt.links.map(({ label, url }) => `- ${link(label, url)}`).join('\n'),
    list(prompt.warnings),
  ];
  const full = whole.filter((part) => part !== '').join('\n\n');
  return {
    name: prompt.id === '' ? 'a prompt' : code(prompt.id),
    rank: 3 + index,
    forms: [full, told === '' ? '' : `${head}\n\n${told}`, ''],
  };
}

function readings({ verdict, candidate, stable }: PromptReport): string {
  if (verdict === null || verdict.readings.length === 0) return '';
  const header = [
    'Metric',
    candidate === null ? 'Measured' : `Candidate ${code(candidate)}`,
    stable === null ? 'Stable' : `Stable ${code(stable)}`,
    'Value',
    'Proven worse',
    'Crossed',
  ];
  const rows = verdict.readings.map((reading) => {
    const match = [...verdict.matches, ...verdict.unproven].find(({ metric }) => metric === reading.metric);
    return [
      metricNames[reading.metric],
      sideText(reading, 'candidate'),
      sideText(reading, 'stable'),
      sideText(reading, 'value'),
      inline(proofText(reading)),
      match === undefined ? 'no' : `${limit(match.metric, match.threshold)} (${code(match.name)})`,
    ];
  });
  const missing =
    verdict.missing_requests > 0
      ? `\n\n${count(verdict.missing_requests)} more requests of the candidate are needed before it can be judged.`
      : '';
  return `${table(header, rows)}${missing}`;
}

/** While no trouble has begun, evidence has no value since its beginning: that is no gap. */
function sideText(reading: Reading, what: 'candidate' | 'stable' | 'value'): string {
  if (reading[what] === null && reading.proof !== null) return '';
  return what === 'value' ? compared(reading.metric, reading.value) : side(reading.metric, reading[what]);
}

function mending({ causes, cure }: NonNullable<PromptReport['error']>): string {
  const likely = causes.map((cause) => `- ${prose(cause)}`);
  return [`**To mend it:** ${prose(cure)}`, `Likely causes:\n\n${likely.join('\n')}`]
    .slice(0, likely.length === 0 ? 1 : 2)
    .join('\n\n');
}

function warningsSection(warnings: readonly string[]): Section[] {
  if (warnings.length === 0) return [];
  const text = `### Warnings\n\n${list(warnings)}`;
  return [{ name: 'warnings', rank: 1, forms: [text, `${warnings.length} warnings are in the log.`] }];
}

function list(warnings: readonly string[]): string {
  return warnings.map((warning) => `- Warning: ${prose(clip(warning, 500))}`).join('\n');
}
