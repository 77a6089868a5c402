import type { MetricName } from '../config/policy-schema.ts';
import type { Arm } from '../metrics/port.ts';
import type { Reading, Verdict } from '../policy/verdict.ts';
import type { ChartLimit } from './chart.ts';
import { inComparison, inWindow, valueText } from './evidence-tables.ts';
import { clock, counted, duration } from './format.ts';
import { code, inline, table } from './markdown.ts';
import { clip } from './plain.ts';
import type { NotedHistory } from './run-notes.ts';
import type { PromptReport } from './run-report.ts';
import { limit, metricNames, proofText, side } from './words.ts';

/** Candidate beside stable, a row a metric, with limit, evidence, its period and what is missing; safe Markdown, empty without readings. */
export function readingsTable(
  { verdict, candidate, stable, history }: PromptReport,
  limits: Readonly<Partial<Record<MetricName, ChartLimit>>>,
): string {
  if (verdict === null || verdict.readings.length === 0) return '';
  const window: Window = history?.window ?? null;
  const header = [
    'Metric',
    titled(
      candidate === null && window === null ? 'Measured' : 'Candidate',
      window?.candidate.version ?? candidate,
    ),
    titled('Stable', window?.stable.version ?? stable),
    'Value',
    'Limit',
    'Proven worse',
    'When',
    'Missing requests',
  ];
  const rows = verdict.readings.map((reading) => {
    const { metric } = reading;
    const match = [...verdict.matches, ...verdict.unproven].find((found) => found.metric === metric);
    const bound = limits[metric];
    const value = valueText(
      reading,
      window === null ? null : inComparison(metric, window.candidate, window.stable),
    );
    return [
      metricNames[metric],
      sideText(metric, reading, reading.candidate, window?.candidate),
      sideText(metric, reading, reading.stable, window?.stable),
      match === undefined ? value : `**${value}**`,
      match === undefined
        ? bound === undefined
          ? ''
          : limit(metric, bound.over)
        : `**${limit(metric, match.threshold)}** (${code(match.name)})`,
      inline(proofText(reading)),
      inline(period(reading, verdict, window)),
      inline(missing(verdict, reading)),
    ];
  });
  const needed =
    verdict.missing_requests > 0
      ? `\n\n${counted(verdict.missing_requests, 'more request')} of the candidate ${verdict.missing_requests === 1 ? 'is' : 'are'} needed before it can be judged.`
      : '';
  return `${table(header, rows)}${needed}`;
}

/** What is missing to the proof of a crossing, else to the next stage. */
function missing({ matches, unproven, promotion }: Verdict, { metric, proof }: Reading): string {
  const crossed = unproven.some((match) => match.metric === metric);
  if (crossed && proof?.missing_requests != null && proof.missing_requests > 0)
    return `${counted(Math.ceil(proof.missing_requests), 'request')} to prove it`;
  const wait = promotion.waits.find((each) => each.metric === metric);
  if (wait === undefined || matches.length > 0) return '';
  return wait.requests === null
    ? 'not known'
    : `${counted(Math.ceil(wait.requests), 'request')} to the next stage`;
}

/** The time that a row is about: since the trouble began, else the window; empty where that is not known. */
function period({ proof, since }: Reading, { seen_until }: Verdict, window: Window): string {
  if (proof !== null && since !== null) return `since ${clock(since, window?.at ?? seen_until ?? since)}`;
  return window === null ? '' : `the last ${duration(window.window_seconds)}`;
}

type Window = NotedHistory['window'] | null;

/** A side since the trouble began; while none has begun, that of the window. */
function sideText(
  metric: MetricName,
  { proof }: Reading,
  value: number | null,
  arm: Arm | undefined,
): string {
  const shown = value ?? (arm === undefined ? null : inWindow(arm, metric));
  return shown === null && proof !== null ? '' : side(metric, shown);
}

const titled = (name: string, label: string | null): string =>
  label === null ? name : `${name} ${code(clip(label, 64))}`;
