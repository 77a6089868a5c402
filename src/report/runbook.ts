import { metricOf } from './expectation.ts';
import type { RunbookFacts } from './facts.ts';
import { withoutMarkers } from './markdown.ts';
import { targetOf } from './runbook-sentences.ts';
import { isPlaceholder, parseTemplate, type Scenario } from './runbook-template.ts';
import { builtInRunbooks, nothingOlderRunbook } from './runbook-templates.ts';
import { runbookValues } from './runbook-values.ts';

/**
 * Which runbook fits: that of a rollback that did not help, of prompts that fail together, else that of the
 * metric; without any metric that of the error rate.
 */
export function scenarioOf(
  facts: Pick<RunbookFacts, 'incident' | 'evidence' | 'cascade' | 'verification'>,
): Scenario {
  const state = facts.verification?.state;
  if (state === 'escalated' || state === 'failed' || state === 'unverified') return 'failed-rollback';
  if (facts.cascade.length > 0) return 'cascade';
  const metric = metricOf(facts);
  if (metric === 'latency_p99') return 'latency';
  return metric === 'quality' ? 'quality' : 'error-rate';
}

/**
 * The runbook as safe Markdown. `template` is the owners' own text, which stays as it is but for its placeholders
 * (`checkRunbook` has seen it); null takes the built-in one. Values are texts of others, and are escaped for where
 * they stand.
 */
export function renderRunbook(facts: RunbookFacts, template: string | null): string {
  const values = runbookValues(facts);
  const { parts } = parseTemplate(template ?? builtIn(facts));
  const filled = parts.map((part) => {
    if (part.kind === 'text') return part.text;
    return isPlaceholder(part.name)
      ? values[part.name][part.context === 'text' ? 'markdown' : 'code']
      : `{{${part.name}}}`;
  });
  return withoutMarkers(filled.join('')).trim();
}

function builtIn(facts: RunbookFacts): string {
  const scenario = scenarioOf(facts);
  return scenario === 'failed-rollback' && targetOf(facts) === null
    ? nothingOlderRunbook
    : builtInRunbooks[scenario];
}
