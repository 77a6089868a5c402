import { type Charted, chartLimits, charts, historyTable } from './chart.ts';
import { duration, time } from './format.ts';
import { reading } from './history-section.ts';
import { code, details, inline, isAddress, link, prose, table } from './markdown.ts';
import { nextStep } from './next-step.ts';
import { clip } from './plain.ts';
import { readingsTable } from './readings-table.ts';
import type { PromptReport, RunReport } from './run-report.ts';
import { type Section, shorten } from './shorten.ts';
import { stageTable } from './stage-table.ts';
import { verifiedText } from './verified-text.ts';

/** A summary may have 1 MiB for each step, and 20 steps are shown; this is what people read. */
const mostBytes = 59_000;
const mostRows = [200, 50, 10];

/** A longer verdict is no heading any more. */
const longestHeading = 200;

/** Prompts whose drawings stand open: those of many would be a long way to scroll. */
const mostOpen = 2;

/** The job summary of a run: the verdict first, then the prompts beside each other, then each by itself. Markdown. */
export function summaryMarkdown(report: RunReport): string {
  const notable = report.prompts.filter(
    ({ outcome }) => outcome !== 'nothing-to-do' && outcome !== 'reported',
  );
  const sections: Section[] = [
    { name: 'verdict', rank: 0, forms: [opening(report)] },
    ...(report.prompts.length < 2 ? [] : [overview(report)]),
    ...leadingFirst(report, notable).map((prompt, index) => promptSection(prompt, index, report.at)),
    ...warningsSection(report.warnings),
  ];
  return `${shorten(sections, mostBytes, Buffer.byteLength)}\n`;
}

function opening(report: RunReport): string {
  const { command, at, prompts, error, runUrl } = report;
  const [first] = leadingFirst(report, prompts);
  const many = prompts.length > 1 ? `. ${tally(prompts)}` : '';
  const verdict = prose(clip(error?.message ?? first?.sentence ?? 'There was nothing to do.', 600));
  const told = verdict.length > longestHeading ? `## Prompt Rollout\n\n**${verdict}**` : `## ${verdict}`;
  const cure = error === null ? '' : `\n\n${mending(error)}`;
  const run = runUrl === null ? inline(command) : link(command, runUrl);
  return `${told}\n\nPrompt Rollout ${run}, ${inline(time(at))}${many}${cure}`;
}

/** `3 prompts: 1 rolled-back, 2 baking.` */
function tally(prompts: readonly PromptReport[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of prompts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].map(([outcome, number]) => `${number} ${inline(outcome)}`);
  return `${prompts.length} prompts: ${parts.join(', ')}.`;
}

/** The prompt that gave the run its reason comes first; the others keep their order. */
function leadingFirst({ reason }: RunReport, prompts: readonly PromptReport[]): PromptReport[] {
  return [
    ...prompts.filter(({ outcome }) => outcome === reason),
    ...prompts.filter(({ outcome }) => outcome !== reason),
  ];
}

function overview(report: RunReport): Section {
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

/** What is so and what comes next; then the numbers; then the drawings, which are the first to go. */
function promptSection(prompt: PromptReport, index: number, at: string): Section {
  const head = `### ${code(prompt.id)}`;
  // The heading names the prompt already.
  const told = index === 0 ? '' : prose(prompt.sentence.replace(`${prompt.id}: `, ''));
  const limits = chartLimits(prompt.verdict, prompt.history?.plan ?? null);
  const charted = prompt.history === null ? null : { history: prompt.history.history, limits };
  const parts = [
    head,
    told,
    prompt.error === null ? '' : mending(prompt.error),
    verifiedText(prompt),
    list(prompt.warnings),
    `**Next:** ${inline(nextStep(prompt, at))}`,
    prompt.links.map(({ label, url }) => `- ${linkText(label, url)}`).join('\n'),
    stageTable(prompt, at),
    readingsTable(prompt, limits),
  ];
  const [drawn, plain] = charted === null ? ['', ''] : overTime(charted, index < mostOpen);
  const text = (...more: readonly string[]): string =>
    [...parts, ...more].filter((part) => part !== '').join('\n\n');
  return {
    name: prompt.id === '' ? 'a prompt' : code(prompt.id),
    rank: 3 + index,
    forms: [text(drawn), text(plain), text(), told === '' ? '' : `${head}\n\n${told}`, ''],
  };
}

/** A forge without addresses has paths. */
function linkText(label: string, url: string): string {
  return isAddress(url) ? link(label, url) : `${inline(label)}: ${code(url)}`;
}

/** With the drawings, and without. */
function overTime(charted: Charted, open: boolean): [string, string] {
  const figures = historyTable(charted);
  if (figures === '') return ['', ''];
  const drawn = charts(charted).join('\n\n');
  const plain = `${figures}\n\n${reading}`;
  if (drawn === '') return [plain, plain];
  return [`${plain}\n\n${open ? drawn : details('Charts', drawn)}`, plain];
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
