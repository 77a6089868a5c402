import { ruleMetrics, ruleNames } from '../config/policy-schema.ts';
import type { Incident, Plan } from '../live/state.ts';
import type { Match } from '../policy/verdict.ts';
import type { RunbookFacts } from './facts.ts';
import { count, counted, duration, percent, span, time, timeAfter } from './format.ts';
import { clip, oneLine } from './plain.ts';
import { condition, finding, headline } from './words.ts';

/** What the facts of an incident come to, in plain text that is not yet safe in Markdown. */

/**
 * `back`: traffic is on the good version. `going`: it is on its way there. `open`: a question is open. `over`:
 * something else settled it.
 */
export type Flavour = 'back' | 'going' | 'open' | 'over';

/** In which of its states the incident is to be told. */
export function flavour({ incident }: RunbookFacts): Flavour {
  if (incident.status === 'asking') return 'open';
  if (incident.status === 'reverting') return 'going';
  return incident.status === 'rolled-back' ? 'back' : 'over';
}

/** The match that led to the incident; null for a decision of a person without a rule. */
export function leading({ incident, evidence }: Pick<RunbookFacts, 'incident' | 'evidence'>): Match | null {
  return evidence?.verdict.matches.find(({ name }) => name === incident.rule) ?? null;
}

/** What became of the bad version and why, for titles: `rolled back: error rate 8.4 %`, `at 5 %: p99 +113 %`. */
export function fate(facts: RunbookFacts): string {
  const { incident } = facts;
  const whats = { back: 'rolled back', going: 'rolled back gradually' } as const;
  const kind = flavour(facts);
  const what = kind === 'back' || kind === 'going' ? whats[kind] : `at ${incident.weight} %`;
  const match = leading(facts);
  if (match !== null) return `${what}: ${headline(match)}`;
  return incident.rule === null ? `${what} ${decidedBy(incident)}` : `${what}: rule ${incident.rule}`;
}

/** Who decided: `automatically`, or `by alice`. */
export function decidedBy({ decided_by }: Incident): string {
  return decided_by === 'system' ? 'automatically' : `by ${clip(oneLine(decided_by), 60)}`;
}

/** The cause in a clause: value, stable's value, their period, limit and rule; else the reason that was given. */
export function cause(facts: RunbookFacts): string {
  const match = leading(facts);
  if (match === null || facts.evidence === null) return clip(oneLine(facts.incident.reason), 500);
  const { verdict, observation } = facts.evidence;
  return `${finding(match, verdict.readings, observation.at)} (rule ${match.name})`;
}

/** `stage 2 of 4, 5 % of the traffic`; only the weight when the plan does not name it. */
export function stageText({ incident, plan }: RunbookFacts): string {
  const index = plan?.stages.findIndex(({ weight }) => weight === incident.weight) ?? -1;
  const share = `${incident.weight} % of the traffic`;
  return plan === null || index < 0 ? share : `stage ${index + 1} of ${plan.stages.length}, ${share}`;
}

/** What the bad version did to users: figures, and the span that they cover. */
export interface Harm {
  readonly requests: number | null;
  readonly failed: number | null;
  /** `from … to … (9 min)`, or `in the window of 5 min before …`. */
  readonly span: string;
  readonly whole: boolean;
}

/** From the counted exposure; else from the window of the look; null when neither is at hand. */
export function harm({ exposure, evidence }: RunbookFacts): Harm | null {
  if (exposure !== null) {
    const { since, until, requests, failed } = exposure;
    return { requests, failed, span: `from ${span(since, until)}`, whole: true };
  }
  if (evidence === null) return null;
  const { candidate, window_seconds, at } = evidence.observation;
  const window = `in the ${duration(window_seconds)} before ${time(at)}`;
  return { requests: candidate.requests, failed: candidate.errors, span: window, whole: false };
}

/** `1,240 requests, of which 104 failed (8.4 %), from … to …`. */
export function harmText(facts: RunbookFacts): string {
  const found = harm(facts);
  if (found === null) return 'not counted: no metrics were read for this decision';
  const { requests, failed, span: when } = found;
  if (requests === null) return `not counted: the metrics source gives no counts (${when})`;
  const share = failed === null || requests <= 0 ? '' : ` (${percent((100 * failed) / requests)})`;
  return `${counted(requests, 'request')}, of which ${count(failed)} failed${share}, ${when}`;
}

/** When a decision is due: the time of the question plus the limit of its rule; null when there is none. */
export function dueAt(facts: RunbookFacts): string | null {
  const match = leading(facts);
  return match === null ? null : timeAfter(facts.incident.decided_at, match.limit);
}

/** The rules of a plan as a list, in the table's order, each with the metric that it measures. */
export function ruleList({ policy }: Plan) {
  return ruleNames.map((name) => ({ name, metric: ruleMetrics[name], ...policy.rules[name] }));
}

/** The critical rules of the plan in words: what rolls back by itself while a question is open. */
export function criticalRules({ plan }: RunbookFacts): string[] {
  const rules = plan === null ? [] : ruleList(plan);
  return rules
    .filter(({ severity }) => severity === 'critical')
    .map(({ name, metric, over }) => `${condition(metric, over)} (rule ${name})`);
}
