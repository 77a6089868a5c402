import { drillMarkdown, drillText } from '../report/drill-table.ts';
import type { RunNotes } from '../report/run-notes.ts';
import { reportOf } from '../report/run-report.ts';
import { statusMarkdown, statusRow, statusText } from '../report/status.ts';
import { summaryMarkdown } from '../report/summary.ts';
import type { RunResult } from '../result.ts';

/** What a run says at its end: lines for the log, and Markdown for the job summary. */
export function summarize(result: RunResult, notes: RunNotes): { lines: readonly string[]; summary: string } {
  if (result.command === 'status' && result.error === null) {
    const rows = result.prompts.map(statusRow);
    return { lines: statusText(rows).split('\n'), summary: statusMarkdown(rows) };
  }
  if ((result.command === 'demo' || result.command === 'replay') && result.error === null)
    return { lines: [], summary: '' };
  if (result.drill !== null)
    return { lines: drillText(result.drill), summary: drillMarkdown(result.drill, result.warnings) };
  const report = reportOf(result, notes);
  return { lines: report.prompts.map(({ sentence }) => sentence), summary: summaryMarkdown(report) };
}
