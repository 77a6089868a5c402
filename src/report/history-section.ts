import { type Charted, chartLimits, charts, historyTable } from './chart.ts';
import type { RunbookFacts } from './facts.ts';
import { details } from './markdown.ts';

/** What a pull request or an issue draws; null where the source has no counts over time. */
function charted({ history, evidence, plan }: RunbookFacts): Charted | null {
  if (history === null) return null;
  return { history, limits: chartLimits(evidence?.verdict ?? null, plan) };
}

/**
 * Both versions over the time of the rollout: a table, and the drawings folded behind it. The shorter forms leave out the drawings,
 * then all. Null without a history.
 */
export function historyForms(facts: RunbookFacts): [string, ...string[]] | null {
  const found = charted(facts);
  const figures = found === null ? '' : historyTable(found);
  if (found === null || figures === '') return null;
  const drawn = charts(found);
  const left = 'The figures over time are left out here; the ledger on the live branch has every look.';
  if (drawn.length === 0) return [`${figures}\n\n${reading}`, left];
  const folded = details(
    `${drawn.length === 1 ? 'A chart' : `${drawn.length} charts`}, with limits and stages`,
    drawn.join('\n\n'),
  );
  return [`${figures}\n\n${reading}\n\n${folded}`, `${figures}\n\n${reading}`, left];
}

/** How the lines of blocks are read. */
export const reading =
  'In a line, `│` is where a stage begins and `·` a time without requests, which charts leave out; both versions of a metric have one scale.';
