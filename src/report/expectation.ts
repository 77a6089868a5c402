import { type MetricName, metricNames as metrics, ruleMetrics } from '../config/policy-schema.ts';
import type { Match, Reading } from '../policy/verdict.ts';
import type { RunbookFacts } from './facts.ts';
import { percent, percentOver, score } from './format.ts';
import { leading } from './story.ts';
import { condition, metricNames, side } from './words.ts';

/** What tells which metric an incident is about. */
export type About = Pick<RunbookFacts, 'incident' | 'evidence'>;

/** What a metric should be and what it was, in plain text: `error rate at most 5 %`, `8.4 %`. */
export interface Expectation {
  readonly metric: MetricName;
  /** `at most 5 %`, `at most 2.48 s (+100 % of 1.24 s)`, `at least 0.75 (-20 % of 0.938)`. */
  readonly expected: string;
  readonly actual: string;
  readonly stable: string;
}

/** Expected and found of a rule or limit that is crossed. */
export function expectationOf(match: Match, readings: readonly Reading[]): Expectation {
  const reading = readings.find(({ metric }) => metric === match.metric);
  const stable = reading?.stable ?? null;
  const candidate = reading?.candidate ?? null;
  return {
    metric: match.metric,
    expected: expected(match, stable),
    actual: actual(match, candidate),
    stable: side(match.metric, stable),
  };
}

function expected({ metric, threshold }: Match, stable: number | null): string {
  if (metric === 'error_rate') return `at most ${percent(threshold)}`;
  const [word, sign] = metric === 'quality' ? ['at least', -1] : ['at most', 1];
  const against = `${sign < 0 ? '-' : '+'}${percent(threshold)}`;
  if (stable === null) return `${against} against the stable version, ${word}`;
  const value = side(metric, stable * (1 + (sign * threshold) / 100));
  return `${word} ${value} (${against} of ${side(metric, stable)})`;
}

function actual({ metric, value, threshold }: Match, candidate: number | null): string {
  if (metric === 'error_rate') return percentOver(value, threshold);
  const changed = `${metric === 'quality' ? '-' : '+'}${percentOver(value, threshold)}`;
  const absolute = metric === 'quality' ? score(candidate) : side(metric, candidate);
  return candidate === null ? changed : `${absolute} (${changed})`;
}

/** The metric that an incident is about: of its rule, else of what is worst; null when nothing tells. */
export function metricOf(facts: About): MetricName | null {
  const { rule } = facts.incident;
  const match = facts.evidence?.verdict.matches.find(({ name }) => name === rule);
  if (match !== undefined) return match.metric;
  const named = Object.entries(ruleMetrics).find(([name]) => name === rule)?.[1];
  const gate = metrics.find((name) => rule === `gate-${name}`);
  const worse = facts.evidence?.verdict.readings.find((reading) => reading.worse === true)?.metric;
  return named ?? gate ?? facts.evidence?.verdict.matches[0]?.metric ?? worse ?? null;
}

/** Of every rule that is crossed, the leading one first, a metric once. */
export function expectations(facts: About): Expectation[] {
  const { evidence } = facts;
  if (evidence === null) return [];
  const first = leading(facts);
  const matches = [...(first === null ? [] : [first]), ...evidence.verdict.matches];
  const kept = matches.filter(
    (match, index) => matches.findIndex(({ metric }) => metric === match.metric) === index,
  );
  return kept.map((match) => expectationOf(match, evidence.verdict.readings));
}

/** The rule with its condition: `error-critical: error rate over 5 %`; null without a rule. */
export function ruleText(facts: About): string | null {
  const match = leading(facts);
  if (match !== null) return `${match.name}: ${condition(match.metric, match.threshold)}`;
  return facts.incident.rule;
}

/** How the metric of an incident is called; `not known` when none is. */
export function metricText(facts: About): string {
  const metric = metricOf(facts);
  return metric === null ? 'not known' : metricNames[metric];
}
