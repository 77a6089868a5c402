import { counted, percent, secondsBetween } from './format.ts';
import { inline } from './markdown.ts';
import type { PromptReport } from './run-report.ts';
import { afterPropagation } from './verification.ts';

/** Whether a rollback helped, in one line of safe Markdown; empty where nothing is verified. */
export function verifiedText({ incident }: Pick<PromptReport, 'incident'>): string {
  const found = incident?.verification ?? null;
  if (incident === null || found === null) return '';
  const { status, error_rate, requests, limit, seen_at, starts_at } = found;
  const words = {
    waiting: 'it is too early to tell whether the rollback helped',
    recovered: 'the rollback helped',
    escalated: 'not recovered in time; the incident is escalated, and it is still looked at',
    failed: 'the rollback did not help',
    unverified: 'whether the rollback helped is not known',
  } as const;
  const rate =
    error_rate === null
      ? ''
      : `: error rate ${percent(100 * error_rate)} over ${counted(requests, 'request')} of ${incident.good.label}, limit ${percent(100 * limit)}`;
  const after =
    seen_at === null || secondsBetween(starts_at, seen_at) === null
      ? ''
      : `, ${afterPropagation(starts_at, seen_at)}`;
  return `**Verification:** ${inline(`${words[status]}${rate}${after}.`)}`;
}
