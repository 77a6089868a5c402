import { expectations } from './expectation.ts';
import type { IncidentFacts } from './facts.ts';
import { details } from './markdown.ts';
import { scenarioOf } from './runbook.ts';
import { flavour } from './story.ts';
import type { Labels } from './verification.ts';

/** Whether a person on call has to act now, so that the runbook stands open. */
export function isUrgent(facts: IncidentFacts): boolean {
  const scenario = scenarioOf(facts);
  return flavour(facts) === 'open' || scenario === 'failed-rollback' || scenario === 'cascade';
}

/** The runbook for a body, folded where nobody has to act, and what stands for it when space is short. */
export function runbookForms(facts: IncidentFacts): [string, ...string[]] {
  const title = `What to check, the commands, how to verify, when to escalate${subject(facts)}`;
  const whole = isUrgent(facts) ? facts.runbook : details(title, facts.runbook);
  return [whole, 'The runbook is left out here; the page has it in short.'];
}

/** What went wrong; nothing where no metric led to the decision. */
function subject(facts: IncidentFacts): string {
  return facts.incident.rule === null && expectations(facts).length === 0 ? '' : ` (${scenarioOf(facts)})`;
}

/** The labels of the two versions. */
export function labelsOf({ incident }: IncidentFacts): Labels {
  return { good: incident.good.label, bad: incident.bad.label };
}
