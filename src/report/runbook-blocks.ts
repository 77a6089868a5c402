import type { MetricName } from '../config/policy-schema.ts';
import type { QueryRecord } from '../metrics/port.ts';
import { standing } from './alternatives.ts';
import { expectations, metricOf } from './expectation.ts';
import type { RunbookFacts } from './facts.ts';
import { time, unknown } from './format.ts';
import { code, fence, inline, table } from './markdown.ts';
import { clip } from './plain.ts';
import { rollbackCommands } from './rollback-commands.ts';
import { olderVersions, targetOf } from './runbook-sentences.ts';
import { metricNames } from './words.ts';

/** The blocks of a runbook, as safe Markdown. */

/** Expected and found, a row a metric that is over a limit, and since when. */
export function numbersBlock(facts: RunbookFacts): string {
  const rows = expectations(facts).map(({ metric, expected, actual, stable }) =>
    [metricNames[metric], expected, actual, stable].map((cell) => inline(cell)),
  );
  if (rows.length === 0)
    return `No metric led to this decision; the reason given: ${inline(clip(facts.incident.reason, 300))}.`;
  const [bad, good] = [code(clip(facts.incident.bad.label, 64)), code(clip(facts.incident.good.label, 64))];
  const { began_at } = facts.incident;
  const began = began_at === null ? '' : `\n\nThe trouble began at ${inline(time(began_at))}.`;
  return `${table(['Metric', 'Expected', `Found, ${bad}`, `At the same time, ${good}`], rows)}${began}`;
}

const mostQueries = 6;

/** The queries of the metric that this is about, as they were sent; of all metrics, where none fits. */
export function queriesBlock(facts: RunbookFacts): string {
  const queries = facts.evidence?.observation.queries ?? [];
  if (queries.length === 0) return 'No queries are recorded with this decision.';
  const metric = metricOf(facts);
  const fitting = metric === null ? [] : queries.filter((query) => belongs(query, metric));
  const shown = (fitting.length === 0 ? queries : fitting).slice(0, mostQueries);
  return fence(shown.map(queryText).join('\n\n'), 'promql');
}

function belongs({ metric }: QueryRecord, name: MetricName): boolean {
  if (name === 'error_rate') return metric === 'requests' || metric === 'errors';
  return metric.startsWith(name === 'quality' ? 'quality' : 'latency');
}

function queryText({ arm, metric, query, value }: QueryRecord): string {
  const name = clip(metric.replace(/\s+/g, ' '), 80);
  return `# ${arm}, ${name}: ${value === null ? unknown : value}\n${clip(query.trim(), 1000)}`;
}

/** Every way to start the rollback, the quickest first. */
export function commandsBlock(facts: RunbookFacts): string {
  const target = targetOf(facts);
  if (target === null) return 'There is no version to put back.';
  const { workflow, dispatch, cli } = rollbackCommands(facts, target);
  const lines = [
    ...(workflow === null ? [] : ['# the workflow of this repository', workflow, '']),
    ...(dispatch === null ? [] : ['# the same, without the command line of GitHub', dispatch, '']),
    workflow === null && dispatch === null
      ? '# from a checkout of Prompt Rollout'
      : '# the same, from a checkout of Prompt Rollout',
    cli,
  ];
  return fence(lines.join('\n'), 'sh');
}

/** Older versions that are known as good, newest first, with their dates and evidence. */
export function alternativesBlock(facts: RunbookFacts): string {
  const lines = olderVersions(facts).map((older) => {
    const how = standing(older);
    return `- ${code(clip(older.label, 64))}${how === '' ? '' : `, ${inline(how)}`}`;
  });
  return lines.length === 0 ? '- No other version is known as good.' : lines.join('\n');
}
