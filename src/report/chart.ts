import { type MetricName, metricNames as metrics } from '../config/policy-schema.ts';
import type { Plan } from '../live/state.ts';
import type { Verdict } from '../policy/verdict.ts';
import { type History, type HistoryPoint, withExtremes } from './history.ts';
import { code, table } from './markdown.ts';
import { mermaidChart } from './mermaid.ts';
import { sparkline } from './sparkline.ts';
import { limit, metricNames, side } from './words.ts';

/** The limit of a metric that a chart is drawn with. */
export interface ChartLimit {
  /** In percent, as in the policy: of all requests, above stable's p99, below stable's quality. */
  readonly over: number;
  /** The rule, or `gate` for the limit of the stage. */
  readonly name: string;
}

/** Everything that charts and their table say. */
export interface Charted {
  readonly history: History;
  readonly limits: Readonly<Partial<Record<MetricName, ChartLimit>>>;
}

/** Points of a drawing, and of a line of blocks, at most. */
const mostPoints = 60;
const mostBlocks = 32;

/** The limits to draw: of a metric that is crossed the rule's, of every other the gate's at this age. */
export function chartLimits(verdict: Verdict | null, plan: Plan | null): Charted['limits'] {
  const gates = plan?.policy.gates[verdict?.age ?? 'young'];
  const limits: Partial<Record<MetricName, ChartLimit>> = {};
  if (gates !== undefined) {
    limits.error_rate = { over: gates.error_rate, name: 'gate' };
    limits.latency_p99 = { over: gates.latency_increase, name: 'gate' };
    limits.quality = { over: gates.quality_drop, name: 'gate' };
  }
  for (const metric of metrics) {
    const match = [...(verdict?.matches ?? []), ...(verdict?.unproven ?? [])].find(
      (found) => found.metric === metric,
    );
    if (match !== undefined) limits[metric] = { over: match.threshold, name: match.name };
  }
  return limits;
}

/** The limit at one point in the unit of the metric; null where it hangs on a stable version that has no value. */
export function limitAt(metric: MetricName, { over }: ChartLimit, { stable }: HistoryPoint): number | null {
  if (metric === 'error_rate') return over;
  if (stable === null) return null;
  return stable * (1 + (metric === 'quality' ? -over : over) / 100);
}

/** The metrics that say anything. */
function told({ history }: Charted): MetricName[] {
  return metrics.filter((metric) =>
    history.metrics[metric].some(({ candidate, stable }) => candidate !== null || stable !== null),
  );
}

/** Each metric over time as a table, a row a version: the same facts as the drawings. Empty without any. */
export function historyTable(charted: Charted): string {
  const rows = told(charted).flatMap((metric) => {
    const points = charted.history.metrics[metric];
    const shown = withExtremes(points, mostBlocks);
    const bound = charted.limits[metric];
    // The limit is part of the scale: how near a line comes to it is what matters, and not its noise.
    const values = shown
      .flatMap((point) => [
        point.candidate,
        point.stable,
        bound === undefined ? null : limitAt(metric, bound, point),
      ])
      .filter(isKnown);
    const low = metric === 'quality' ? Math.min(...values) : 0;
    const high = Math.max(...values);
    const row = (arm: 'candidate' | 'stable', about: string): string[] => {
      const line = sparkline(
        shown.map((point) => point[arm]),
        low,
        high,
      );
      const known = points.map((point) => point[arm]).filter(isKnown);
      const cells = [rangeOf(metric, known), known.length === 0 ? '' : side(metric, known.at(-1) ?? null)];
      return [`${metricNames[metric]}, ${arm}`, code(staged(line, shown)), ...cells, about];
    };
    const about = bound === undefined ? '' : `${limit(metric, bound.over)} (${code(bound.name)})`;
    return [row('candidate', about), row('stable', '')];
  });
  if (rows.length === 0) return '';
  return table(['Metric', 'Over time', 'Range', 'Last', 'Limit'], rows);
}

function rangeOf(metric: MetricName, known: readonly number[]): string {
  if (known.length === 0) return 'no data';
  const [low, high] = [side(metric, Math.min(...known)), side(metric, Math.max(...known))];
  return low === high ? low : `${low} to ${high}`;
}

const isKnown = (value: number | null): value is number => value !== null;

/** The line with a stroke where a stage begins. */
function staged(line: string, points: readonly HistoryPoint[]): string {
  return [...line]
    .map((block, index) => {
      const [before, here] = [points[index - 1], points[index]];
      return before !== undefined && here !== undefined && before.weight !== here.weight
        ? `│${block}`
        : block;
    })
    .join('');
}

/** A drawing of each metric that has enough points, as Mermaid blocks; none where no line can be drawn. */
export function charts(charted: Charted): string[] {
  return told(charted).flatMap((metric) => {
    const bound = charted.limits[metric];
    const points = withExtremes(charted.history.metrics[metric], mostPoints).map((point) => ({
      ...point,
      limit: bound === undefined ? null : limitAt(metric, bound, point),
    }));
    const drawn = mermaidChart(metric, points);
    return drawn === null ? [] : [drawn];
  });
}
