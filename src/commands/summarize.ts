import { outcomes } from '../reasons.ts';
import { doctorMarkdown, doctorText } from '../report/doctor.ts';
import { drillMarkdown, drillText } from '../report/drill-table.ts';
import { requestsText } from '../report/requests.ts';
import { reportOf } from '../report/run-report.ts';
import { statusMarkdown, statusRow, statusText } from '../report/status.ts';
import { summaryMarkdown } from '../report/summary.ts';
import type { RunResult } from '../result.ts';

/** What a run says at its end: lines for the log, and Markdown for the job summary. */
export function summarize(result: RunResult): { lines: readonly string[]; summary: string } {
  if (result.command === 'status' && result.error === null) {
    const rows = result.prompts.map(statusRow);
    return { lines: statusText(rows).split('\n'), summary: statusMarkdown(rows) };
  }
  if (result.reason_code === 'valid') {
    const sentence = outcomes.valid;
    return { lines: [sentence], summary: `## Prompt Rollout: validate\n\n**${sentence}**\n` };
  }
  if (result.command === 'init' && result.error === null) return { lines: [], summary: '' };
  if ((result.command === 'demo' || result.command === 'replay') && result.error === null)
    return { lines: [], summary: '' };
  if (result.drill !== null)
    return { lines: drillText(result.drill), summary: drillMarkdown(result.drill, result.warnings) };
  if (result.doctor !== null)
    return { lines: doctorText(result.doctor), summary: doctorMarkdown(result.doctor, result.at) };
  const report = reportOf(result);
  const lines = report.prompts.map(({ sentence }) => sentence);
  if (result.requests === null) return { lines, summary: summaryMarkdown(report) };
  const requests = requestsText(result.requests);
  return { lines: [...lines, requests], summary: `${summaryMarkdown(report)}\n${requests}\n` };
}
