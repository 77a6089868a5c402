import type { MetricName } from '../config/policy-schema.ts';
import { p99 } from '../evidence/latency.ts';
import type { ArmLook, Look } from '../evidence/looks.ts';
import { mergeLooks } from '../evidence/merge.ts';

/** What candidate and stable did over the time of a rollout, out of the looks that it was judged by. */

/** One metric over one span of time; null where a version had no requests, or the source does not say. */
export interface HistoryPoint {
  /** Begin and end of the span, ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** Share of traffic that the candidate had, in percent. */
  readonly weight: number;
  /** Error rate in percent, p99 in seconds, quality from 0 to 1. */
  readonly candidate: number | null;
  readonly stable: number | null;
}

/** A time with one weight. */
export interface HistoryStage {
  readonly weight: number;
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** Requests of the candidate, and how many of them failed. */
  readonly requests: number;
  readonly failed: number;
}

export interface History {
  readonly stages: readonly HistoryStage[];
  readonly metrics: Readonly<Record<MetricName, readonly HistoryPoint[]>>;
}

/** Requests of the candidate from which a point says something, and the longest time that it waits for them. */
const enough = 20;
const longest = 5 * 60_000;

/** The looks while the candidate had a share of the traffic; null when there are none. Looks in order of time. */
export function historyOf(looks: readonly Look[]): History | null {
  const spans = spansOf(looks).filter(({ look }) => look.weight > 0);
  if (spans.length === 0) return null;
  const points = gathered(spans);
  const metric = (read: (arm: ArmLook) => number | null): HistoryPoint[] =>
    points.map(({ from, to, look: { weight, candidate, stable } }) => ({
      from,
      to,
      weight,
      candidate: read(candidate),
      stable: read(stable),
    }));
  return {
    stages: stagesOf(spans),
    metrics: {
      error_rate: metric(errorRate),
      latency_p99: metric(({ latency }) => (latency === undefined ? null : p99(latency))),
      quality: metric(meanQuality),
    },
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly look: Look;
}

/** Each look with the time that it covers; of the first one that is taken to be as long as the second. */
function spansOf(looks: readonly Look[]): Span[] {
  const times = looks.map(({ at }) => Date.parse(at));
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  const first = step > 0 && step <= longest ? step : 30_000;
  return looks.map((look, index) => {
    const to = times[index] ?? 0;
    return { from: times[index - 1] ?? to - first, to, look };
  });
}

/** Neighbours of one weight as one, until there are enough requests: a rate of three requests is noise. */
function gathered(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last !== undefined && belongs(last, span))
      found[found.length - 1] = { from: last.from, to: span.to, look: mergeLooks(last.look, span.look) };
    else found.push(span);
  }
  return found;
}

function belongs({ from, look }: Span, next: Span): boolean {
  const { requests } = look.candidate;
  return requests > 0 && requests < enough && look.weight === next.look.weight && next.to - from <= longest;
}

function stagesOf(spans: readonly Span[]): HistoryStage[] {
  const stages: HistoryStage[] = [];
  for (const { from, to, look } of spans) {
    const { requests, errors } = look.candidate;
    const last = stages.at(-1);
    if (last?.weight === look.weight)
      stages[stages.length - 1] = {
        ...last,
        to,
        requests: last.requests + requests,
        failed: last.failed + errors,
      };
    else stages.push({ weight: look.weight, from, to, requests, failed: errors });
  }
  return stages;
}

function errorRate({ requests, errors }: ArmLook): number | null {
  return requests > 0 ? (100 * errors) / requests : null;
}

function meanQuality({ quality }: ArmLook): number | null {
  if (quality === undefined) return null;
  if ('grades' in quality) {
    const total = quality.counts.reduce((sum, count) => sum + count, 0);
    const sum = quality.grades.reduce((all, grade, index) => all + grade * (quality.counts[index] ?? 0), 0);
    return total > 0 ? sum / total : null;
  }
  const [part, whole] =
    'passed' in quality ? [quality.passed, quality.passed + quality.failed] : [quality.sum, quality.count];
  return whole > 0 ? part / whole : null;
}

/**
 * At most `most` (4 or more) of the points, in order: the first, the last, and of each stretch between the lowest and the highest,
 * so that no peak is lost. What counts is the candidate, or stable where that says nothing.
 */
export function withExtremes(points: readonly HistoryPoint[], most: number): readonly HistoryPoint[] {
  if (points.length <= most) return points;
  const inner = points.slice(1, -1);
  const stretches = Math.floor((most - 2) / 2);
  const kept = new Set<HistoryPoint>();
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const begin = Math.floor((stretch * inner.length) / stretches);
    const end = Math.floor(((stretch + 1) * inner.length) / stretches);
    for (const point of ends(inner.slice(begin, end))) kept.add(point);
  }
  return [...points.slice(0, 1), ...inner.filter((point) => kept.has(point)), ...points.slice(-1)];
}

/** The lowest and the highest point; a gap counts as one where there is nothing else. */
function ends(points: readonly HistoryPoint[]): HistoryPoint[] {
  const known = points
    .filter((point) => levelOf(point) !== null)
    .sort((a, b) => (levelOf(a) ?? 0) - (levelOf(b) ?? 0));
  const chosen = known.length === 0 ? points.slice(0, 1) : [known[0], known.at(-1)];
  return chosen.filter((point) => point !== undefined);
}

const levelOf = ({ candidate, stable }: HistoryPoint): number | null => candidate ?? stable;
