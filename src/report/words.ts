import type { MetricName } from '../config/policy-schema.ts';
import type { Gap, Match, Reading, Verdict, Wait } from '../policy/verdict.ts';
import { change, clock, counted, duration, latency, percent, percentOver, pValue, score } from './format.ts';

/** How metrics, rules and verdicts are called in a sentence. Plain text. */

export const metricNames: Readonly<Record<MetricName, string>> = {
  error_rate: 'error rate',
  latency_p99: 'p99',
  quality: 'quality',
};

/** One side of a reading in its unit: `8.4 %`, `412 ms`, `0.87`. */
export function side(metric: MetricName, value: number | null): string {
  if (metric === 'error_rate') return percent(value);
  return metric === 'latency_p99' ? latency(value) : score(value);
}

/** The value that is compared with a threshold: `8.4 %`, `+113 %`, and a drop in quality as `-12 %`. */
export function compared(metric: MetricName, value: number | null): string {
  if (metric === 'error_rate') return percent(value);
  return change(metric === 'quality' && value !== null ? -value : value);
}

/** What was measured, for a title: `error rate 8.4 %`, `p99 +113 %`, `quality -12 %`. */
export function headline({
  metric,
  value,
  threshold,
}: Pick<Match, 'metric' | 'value' | 'threshold'>): string {
  return `${metricNames[metric]} ${crossedBy({ metric, value, threshold })}`;
}

/** The value that is over a limit, with as many digits as show that it is: `8.4 %`, `+113 %`, `-12 %`. */
export function crossedBy({
  metric,
  value,
  threshold,
}: Pick<Match, 'metric' | 'value' | 'threshold'>): string {
  return `${signs[metric]}${percentOver(value, threshold)}`;
}

/** A limit without its direction: `5 %`, `+100 %`, `-20 %`. */
export function bareLimit({ metric, threshold }: Pick<Match, 'metric' | 'threshold'>): string {
  return `${signs[metric]}${percent(threshold)}`;
}

/** Value and limit, for the title of a page: `error rate 8.4 %, limit 5 %`, `p99 +113 %, limit +100 %`. */
export function shortCause(match: Pick<Match, 'metric' | 'value' | 'threshold'>): string {
  return `${headline(match)}, limit ${bareLimit(match)}`;
}

/** The condition of a rule: `error rate over 5 %`, `p99 over 100 % above stable`, `quality over 20 % below stable`. */
export function condition(metric: MetricName, threshold: number): string {
  const against = { error_rate: '', latency_p99: ' above stable', quality: ' below stable' } as const;
  return `${metricNames[metric]} over ${percent(threshold)}${against[metric]}`;
}

/** A threshold by itself: `over 5 %`, `over +100 %`, `below -20 %`. */
export function limit(metric: MetricName, threshold: number): string {
  return `${metric === 'quality' ? 'below' : 'over'} ${signs[metric]}${percent(threshold)}`;
}

const signs: Readonly<Record<MetricName, string>> = { error_rate: '', latency_p99: '+', quality: '-' };

/**
 * The measured value beside that of stable, and the period of both: `error rate 8.4 % (stable 0.3 %) since 14:02:30 UTC,
 * over 5 %`. `at` is the time of the look (ISO 8601, null where it is not known): other days are named.
 */
export function finding(match: Match, readings: readonly Reading[], at: string | null): string {
  const { metric, threshold, since } = match;
  const period = since === null ? '' : ` since ${clock(since, at ?? since)}`;
  return `${headline(match)}${besideStable(match, readings)}${period}, ${limit(metric, threshold)}`;
}

/** The value of stable in brackets, with a space before it; empty when it is not known of the same period. */
export function besideStable({ metric, since }: Match, readings: readonly Reading[]): string {
  const reading = readings.find((each) => each.metric === metric);
  const other = since !== null && reading?.since != null && since !== reading.since;
  const stable = other ? null : (reading?.stable ?? null);
  return stable === null ? '' : ` (stable ${side(metric, stable)})`;
}

export const deciders: Readonly<Record<string, string>> = {
  system: 'the system',
  'on-call': 'on-call',
  'product-manager': 'the product manager',
};

/** Why a look is inconclusive. `missing` is the number of requests that the candidate lacks. */
export function gapText(gap: Gap, missing: number): string {
  if (gap === 'too-few' && missing > 0) return `too few requests (${missing} more are needed)`;
  return gaps[gap];
}

const gaps: Readonly<Record<Gap, string>> = {
  'no-data': 'the metrics source has no data',
  'not-a-number': 'a query answers NaN or infinity',
  stale: 'the newest data is too old',
  'several-series': 'a query answers several series',
  'invalid-data': 'the data contradicts itself',
  'source-down': 'the metrics source does not answer',
  'source-refused': 'the metrics source refuses the query',
  warning: 'the metrics source warns',
  'too-few': 'too few requests',
  'limit-below-baseline': 'the stable version itself is over the limit',
  'metrics-missing': 'no metrics source is configured',
  'routing-not-in-effect': 'the share of the candidate does not fit its weight: routing is not in effect',
  'candidate-silent': 'the candidate has had no requests for a while, and stable has',
  'stable-silent': 'the stable version has no requests to compare with',
  futile: 'the evidence cannot suffice before the deadline of the stage',
  'deadline-passed': 'the deadline of the stage has passed',
};

/** A verdict in words, with what it rests on: `crossed: error rate 8.4 % (stable 0.3 %), over 5 %`. */
export function verdictText(verdict: Verdict): string {
  const leading = verdict.matches[0];
  if (verdict.cause === 'outage' && leading !== undefined)
    return `both versions are bad alike: ${finding(leading, verdict.readings, verdict.seen_until)}`;
  if (leading !== undefined) return finding(leading, verdict.readings, verdict.seen_until);
  const [unproven] = verdict.unproven;
  if (unproven !== undefined && verdict.verdict === 'watch')
    return `${finding(unproven, verdict.readings, verdict.seen_until)}, not proven`;
  if (verdict.verdict === 'inconclusive')
    return verdict.gaps.length === 0
      ? 'no judgement is possible'
      : verdict.gaps.map((gap) => gapText(gap, verdict.missing_requests)).join('; ');
  const known = verdict.readings.filter(({ value }) => value !== null);
  return known.map(({ metric, value }) => `${metricNames[metric]} ${compared(metric, value)}`).join(', ');
}

/** Whether a reading is proven: `yes (p < 0.0001)`; empty where the source has no counts. */
export function proofText({ proof }: Reading): string {
  return proof === null ? '' : `${proof.proven ? 'yes' : 'no'} (${pValue(proof.p)})`;
}

/** A forecast is no measurement: from two minutes on it has no seconds. */
function roughly(minutes: number): string {
  return duration(60 * (minutes < 2 ? minutes : Math.round(minutes)));
}

/** What a metric needs before the stage can be passed: `error rate: 190 more requests, about 19 min at the present traffic`. */
export function waitText({ metric, requests, minutes, weight }: Wait): string {
  const name = metricNames[metric];
  if (weight !== null) return `${name}: too slow for the deadline, ${weight} % would do`;
  if (requests === null) return `${name}: not proven yet`;
  const time = minutes === null ? '' : `, about ${roughly(minutes)} at the present traffic`;
  return `${name}: ${counted(Math.ceil(requests), 'more request')}${time}`;
}
