import { type MetricName, type Policy, ruleMetrics, ruleNames } from '../../config/policy-schema.ts';
import { p99 } from '../../evidence/latency.ts';
import type { Arm, ArmLook, Look } from '../../evidence/looks.ts';
import { mergeLooks } from '../../evidence/merge.ts';
import { momentsOf } from '../../evidence/quality.ts';

/** One point of a line: a time in milliseconds since 1970, and the value of the 5 minutes before; null is a gap. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/** A limit to draw, in the unit of the values, and what crossing it leads to. */
export interface Limit {
  readonly value: number;
  /** In percent, as the rule says it. */
  readonly over: number;
  readonly severity: 'critical' | 'high' | 'medium';
}

/** What one metric did in a rollout: error rate in percent, p99 in seconds, quality from 0 to 1. */
export interface Series {
  readonly metric: MetricName;
  readonly candidate: readonly Point[];
  readonly stable: readonly Point[];
  /** The newest points; null where nothing was counted. */
  readonly now: Readonly<Record<Arm, number | null>>;
  /** From the mildest to the most severe. */
  readonly limits: readonly Limit[];
  /** The stable version has no traffic: its line is what it did before. */
  readonly baseline: boolean;
}

/** What the charts of one rollout share. Times are milliseconds since 1970. */
export interface Charts {
  readonly from: number;
  readonly to: number;
  /** Looks reach to here, ISO 8601. */
  readonly until: string;
  /** Weights and when they began, oldest first, as far as they lie in the picture. */
  readonly weights: readonly { readonly at: number; readonly weight: number }[];
  readonly series: readonly Series[];
}

interface Wanted {
  readonly policy: Policy | null;
  readonly weights: readonly { readonly at: string; readonly weight: number }[];
  readonly baseline: ArmLook | null;
  readonly metrics: readonly MetricName[];
}

/** Points of a line: more cannot be told apart at the width of a chart. */
const mostPoints = 48;

/** A chart shows the newest hours; what is older is in the ledger. */
const longest = 6 * 3600 * 1000;

/** A point covers so many milliseconds before it, which is the window of the rules by default. */
const recent = 300_000;

/** The charts of looks, oldest first; null where there are too few to draw. */
export function chartsOf(looks: readonly Look[], wanted: Wanted): Charts | null {
  const to = Date.parse(looks.at(-1)?.at ?? '');
  const begun = wanted.weights.map(({ at, weight }) => ({ at: Date.parse(at), weight }));
  const begin = Math.max(to - longest, (begun[0]?.at ?? 0) - recent);
  const shown = looks.filter(({ at }) => Date.parse(at) >= begin);
  const from = Date.parse(shown[0]?.at ?? '');
  if (shown.length < 3 || !(to > from)) return null;
  const points = windows(shown);
  const series = wanted.metrics.map((metric) => seriesOf(metric, points, wanted));
  const weights = begun.flatMap(({ at, weight }, index) => {
    const next = begun[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    return at < to && next > from ? [{ at: Math.max(at, from), weight }] : [];
  });
  return {
    from,
    to,
    until: new Date(to).toISOString(),
    weights,
    series: series.filter(({ candidate, stable }) =>
      [...candidate, ...stable].some(({ value }) => value !== null),
    ),
  };
}

/** So many of the looks, evenly spread, with the last one; each takes in what its window saw before it. */
function windows(looks: readonly Look[]): Look[] {
  const times = looks.map(({ at }) => Date.parse(at));
  const every = Math.ceil(looks.length / mostPoints);
  return looks.flatMap((look, last) => {
    if ((looks.length - 1 - last) % every !== 0) return [];
    let first = last;
    while (first > 0 && (times[last] ?? 0) - (times[first - 1] ?? 0) < recent) first -= 1;
    return [looks.slice(first, last).reduceRight((later, earlier) => mergeLooks(earlier, later), look)];
  });
}

function seriesOf(metric: MetricName, points: readonly Look[], wanted: Wanted): Series {
  const last = points.at(-1);
  const silent = last === undefined || last.stable.requests === 0;
  const before = wanted.baseline === null || !silent ? null : levelOf(metric, wanted.baseline);
  const line = (arm: Arm): Point[] =>
    points.map((look) => {
      const stands = arm === 'stable' && look.stable.requests === 0;
      return { at: Date.parse(look.at), value: stands ? before : levelOf(metric, look[arm]) };
    });
  const [candidate, stable] = [line('candidate'), line('stable')];
  const now = { candidate: candidate.at(-1)?.value ?? null, stable: stable.at(-1)?.value ?? null };
  return {
    metric,
    candidate,
    stable,
    now,
    limits: wanted.policy === null ? [] : limitsOf(metric, wanted.policy, now.stable),
    baseline: before !== null,
  };
}

function levelOf(metric: MetricName, arm: ArmLook): number | null {
  if (metric === 'error_rate') return arm.requests > 0 ? (100 * arm.errors) / arm.requests : null;
  if (metric === 'latency_p99') return arm.latency === undefined ? null : p99(arm.latency);
  if (arm.quality === undefined) return null;
  const { n, sum } = momentsOf(arm.quality);
  return n > 0 ? sum / n : null;
}

/** The limits of the rules on a metric; those that are relative to the stable version need its level. */
function limitsOf(metric: MetricName, policy: Policy, level: number | null): Limit[] {
  const sign = metric === 'quality' ? -1 : 1;
  return ruleNames
    .filter((name) => ruleMetrics[name] === metric)
    .map((name) => policy.rules[name])
    .flatMap(({ over, severity }) => {
      if (metric === 'error_rate') return [{ value: over, over, severity }];
      return level === null ? [] : [{ value: level * (1 + (sign * over) / 100), over, severity }];
    })
    .toSorted((a, b) => a.over - b.over);
}
