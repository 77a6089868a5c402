import type { MetricName } from '../config/policy-schema.ts';
import { clock, count, counted, duration, percent, secondsBetween, span } from './format.ts';
import { code, inline, table } from './markdown.ts';
import { metricNames, side } from './words.ts';

/** What is known of a rollback after it: whether the bad version's traffic ended and the good one is well. */
export interface VerificationFacts {
  /**
   * `waiting`: too early to tell. `recovered`. `escalated`: 60 s and not recovered, still looking. `failed`: the
   * time is up and it is not well. `unverified`: the time is up and too few requests came to tell.
   */
  readonly state: 'waiting' | 'recovered' | 'escalated' | 'failed' | 'unverified';
  /** When the clock started (the switch had propagated), and the last look; ISO 8601. */
  readonly since: string;
  readonly at: string;
  /** When it was escalated; null when it was not. */
  readonly escalated_at: string | null;
  /** Requests of the good version since then, how many failed, and the share in percent; null when unknown. */
  readonly requests: number | null;
  readonly errors: number | null;
  readonly error_rate: number | null;
  /** Error rate in percent below which it counts as recovered, and requests without which nothing is. */
  readonly limit: number;
  readonly min_requests: number;
  /** The metric of the rule, where that is not the error rate: p99 in seconds, quality from 0 to 1. */
  readonly metric: VerifiedMetric | null;
  /** Whether the traffic of the bad version ended; null while that is not known. */
  readonly traffic_ended: boolean | null;
}

export interface VerifiedMetric {
  readonly name: Exclude<MetricName, 'error_rate'>;
  /** Before the rollout, and now. */
  readonly before: number | null;
  readonly after: number | null;
  /** By how many percent it may be worse than before. */
  readonly limit: number;
}

/** Labels of the two versions of a rollback. */
export interface Labels {
  readonly good: string;
  readonly bad: string;
}

/** The result in one sentence of plain text: for a page, the summary, the ledger. */
export function verificationSentence(found: VerificationFacts, { good, bad }: Labels): string {
  const took = afterPropagation(found.since, found.at);
  const rate = rateText(found);
  const numbers = [rate, metricText(found)].filter((text) => text !== '').join(' and ');
  const traffic = found.traffic_ended === false ? ` ${bad} still has traffic.` : '';
  switch (found.state) {
    case 'recovered':
      return `The rollback worked: ${good} has ${numbers}, ${took}.${traffic}`;
    case 'waiting':
      return `Not verified yet: ${good} has ${numbers}, ${took}.${traffic}`;
    case 'escalated':
      return `Not recovered ${took}: ${good} has ${numbers}.${traffic}`;
    case 'failed':
      return `The rollback did not help: ${took} ${good} has ${numbers}.${traffic}`;
    case 'unverified':
      return `The rollback is not verified: ${found.requests === null ? 'no requests were counted' : `only ${counted(found.requests, 'request')}`} to ${good} in ${duration(secondsBetween(found.since, found.at))}, and ${found.min_requests} are needed.${traffic}`;
  }
}

/**
 * `1 min after propagation`: when a rollback was looked at, counted in every text from the end of the time that the
 * applications have to take the switch over, where the clocks of the verification begin. ISO 8601 both.
 */
export function afterPropagation(starts: string, seen: string): string {
  return `${duration(secondsBetween(starts, seen))} after propagation`;
}

function rateText({ error_rate, requests, errors, limit }: VerificationFacts): string {
  if (error_rate === null || requests === null) return 'an error rate that is not known';
  const of = errors === null ? '' : `${count(errors)} of `;
  const over = error_rate < limit ? '' : `, not below ${percent(limit)}`;
  return `error rate ${percent(error_rate)}${over} (${of}${counted(requests, 'request')})`;
}

function metricText({ metric }: VerificationFacts): string {
  if (metric === null) return '';
  const { name, before, after } = metric;
  const earlier = before === null ? '' : ` (before: ${side(name, before)})`;
  return `${metricNames[name]} ${side(name, after)}${earlier}`;
}

/** The section of pull request and issue, as safe Markdown: the sentence, then each condition with its numbers. */
export function verificationSection(found: VerificationFacts, labels: Labels): string {
  const { metric, min_requests, limit, requests, errors, error_rate } = found;
  // Without enough requests a figure that looks well proves nothing.
  const few = requests === null || requests < min_requests;
  const rows = [
    ['traffic of the bad version', 'ended', ended(found.traffic_ended), mark(found.traffic_ended)],
    [
      'requests of the good version',
      `at least ${min_requests}`,
      count(requests),
      mark(requests === null ? null : requests >= min_requests),
    ],
    [
      'error rate',
      `below ${percent(limit)}`,
      errors === null ? percent(error_rate) : `${percent(error_rate)} (${count(errors)} failed)`,
      mark(error_rate === null || few ? null : error_rate < limit),
    ],
    ...(metric === null ? [] : [metricRow(metric, few)]),
  ].map((row) => row.map(inline));
  const note =
    found.escalated_at === null ? '' : ` Escalated at ${inline(clock(found.escalated_at, found.since))}.`;
  const sentence = verificationSentence(found, labels);
  const counting = `Counted on ${code(labels.good)}, which was put back, from ${inline(span(found.since, found.at))}.`;
  return `**${inline(sentence)}**\n\n${table(['What', 'Expected', 'Found', 'Kept'], rows)}\n\n${counting}${note}`;
}

function metricRow({ name, before, after, limit }: VerifiedMetric, few: boolean): string[] {
  const worst = bound(name, before, limit);
  const kept =
    few || worst === null || after === null ? null : name === 'quality' ? after >= worst : after <= worst;
  const side_ = name === 'quality' ? 'at least' : 'at most';
  const expected =
    worst === null
      ? `within ${percent(limit)} of before, which is not known`
      : `${side_} ${side(name, worst)} (before: ${side(name, before)})`;
  return [metricNames[name], expected, side(name, after), mark(kept)];
}

function bound(name: VerifiedMetric['name'], before: number | null, limit: number): number | null {
  if (before === null) return null;
  return name === 'quality' ? before * (1 - limit / 100) : before * (1 + limit / 100);
}

function ended(value: boolean | null): string {
  if (value === null) return 'not known';
  return value ? 'ended' : 'still there';
}

function mark(value: boolean | null): string {
  if (value === null) return 'not known';
  return value ? 'yes' : 'no';
}
