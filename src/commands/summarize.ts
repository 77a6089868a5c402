import { outcomes, type ReasonCode } from '../reasons.ts';
import { doctorMarkdown, doctorText } from '../report/doctor.ts';
import { drillMarkdown, drillText } from '../report/drill-table.ts';
import { requestsText } from '../report/requests.ts';
import type { RunNotes } from '../report/run-notes.ts';
import { reportOf } from '../report/run-report.ts';
import { statusMarkdown, statusRow, statusText } from '../report/status.ts';
import { summaryMarkdown } from '../report/summary.ts';
import type { RunResult } from '../result.ts';

/** A line for the log; `warn` and `error` are annotations of a workflow run. */
export interface EndLine {
  readonly line: string;
  readonly level: 'info' | 'warn' | 'error';
}

/** What a run says at its end: lines for the log, and Markdown for the job summary. */
export function summarize(
  result: RunResult,
  notes: RunNotes,
): { lines: readonly EndLine[]; summary: string } {
  if (result.command === 'status' && result.error === null) {
    const rows = result.prompts.map(statusRow);
    return { lines: told(statusText(rows).split('\n')), summary: statusMarkdown(rows) };
  }
  if (result.reason_code === 'valid') {
    const sentence = outcomes.valid;
    return { lines: told([sentence]), summary: `## Prompt Rollout: validate\n\n**${sentence}**\n` };
  }
  if (result.command === 'init' && result.error === null) return { lines: [], summary: '' };
  if ((result.command === 'demo' || result.command === 'replay') && result.error === null)
    return { lines: [], summary: '' };
  if (result.drill !== null)
    return { lines: told(drillText(result.drill)), summary: drillMarkdown(result.drill, result.warnings) };
  if (result.doctor !== null)
    return { lines: told(doctorText(result.doctor)), summary: doctorMarkdown(result.doctor, result.at) };
  const report = reportOf(result, notes);
  const lines = report.prompts.map(({ sentence, outcome }) => ({
    line: sentence,
    level: levelOf(outcome, result),
  }));
  const requests = result.requests === null ? null : requestsText(result.requests);
  if (requests === null) return { lines, summary: summaryMarkdown(report) };
  return { lines: [...lines, ...told([requests])], summary: `${summaryMarkdown(report)}\n${requests}\n` };
}

const told = (lines: readonly string[]): EndLine[] => lines.map((line) => ({ line, level: 'info' }));

/** Outcomes that a person has to look at, though nothing failed. */
const noteworthy: readonly ReasonCode[] = [
  'asked',
  'asking',
  'investigating',
  'paused',
  'outage',
  'unhealthy',
];

/** What a person asked for is no failure; an error is told by itself. */
function levelOf(outcome: ReasonCode, { command }: RunResult): EndLine['level'] {
  if (outcome === 'rollback-failed' || (outcome === 'rolled-back' && command !== 'rollback')) return 'error';
  if (command === 'gate' && (outcome === 'unhealthy' || outcome === 'outage' || outcome === 'inconclusive'))
    return 'error';
  return noteworthy.includes(outcome) ? 'warn' : 'info';
}
