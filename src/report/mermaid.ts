import type { MetricName } from '../config/policy-schema.ts';
import type { HistoryPoint } from './history.ts';

/**
 * Drawings as Mermaid `xychart-beta`, which GitHub renders in summaries, issues and pull requests. Nothing of others stands in
 * them: labels of versions are in the table beside it. A chart of this kind knows no gaps and no vertical marks, so
 * points without a value are left out, and the stages are marked on the axis.
 */

/** A point with the limit that held there. */
export interface Drawn extends HistoryPoint {
  readonly limit: number | null;
}

const titles: Readonly<Record<MetricName, string>> = {
  error_rate: 'Error rate in %',
  latency_p99: 'p99 in seconds',
  quality: 'Quality from 0 to 1',
};

/** Red, blue and amber that are legible on white and on black. */
const colours = { candidate: '#d1242f', stable: '#388bfd', limit: '#bf8700' } as const;
type Line = keyof typeof colours;

/** A line of fewer points is none. */
const fewest = 3;

/** One metric as a fenced block; null where the candidate has too few points for a line. */
export function mermaidChart(metric: MetricName, points: readonly Drawn[]): string | null {
  const known = points.filter(({ candidate }) => candidate !== null);
  const both = known.filter(({ stable }) => stable !== null);
  // Stable has no traffic at 100 %: its line is drawn where most points have one, and the others go.
  const drawn = 2 * both.length >= known.length ? both : known;
  if (drawn.length < fewest) return null;
  const wanted: readonly Line[] = ['candidate', 'stable', 'limit'];
  const lines = wanted.flatMap((name) => {
    const values = drawn.map((point) => point[name]).filter((value) => value !== null);
    return values.length === drawn.length ? [{ name, values }] : [];
  });
  const [low, high] = scale(
    metric,
    lines.flatMap(({ values }) => values),
  );
  const palette = lines.map(({ name }) => colours[name]).join(', ');
  const settings = {
    xyChart: { width: 900, height: 300, xAxis: { showTick: false }, yAxis: { labelFontSize: 12 } },
    themeVariables: { xyChart: { plotColorPalette: palette } },
  };
  const legend = lines.map(({ name }) => `${name} ${names[name]}`).join(', ');
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(settings)}}%%`,
    'xychart-beta',
    `  title "${titles[metric]}: ${legend}"`,
    `  x-axis "Time in UTC (weight of the candidate where a stage begins)" [${labels(drawn).join(', ')}]`,
    `  y-axis ${low} --> ${high}`,
    ...lines.map(({ name, values }) => `  line "${name}" [${values.map(short).join(', ')}]`),
    '```',
  ].join('\n');
}

const names: Readonly<Record<Line, string>> = { candidate: 'red', stable: 'blue', limit: 'amber' };

/** From 0, but for quality, of which the upper part is what matters. */
function scale(metric: MetricName, values: readonly number[]): [string, string] {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (metric !== 'quality') return ['0', short(highest > 0 ? highest * 1.1 : 1)];
  return [short(Math.max(0, Math.floor(lowest * 10 - 1) / 10)), short(Math.min(1, highest + 0.05))];
}

/** Four significant digits, never in the notation with an exponent. */
function short(value: number): string {
  const text = Number(value.toPrecision(4)).toFixed(6);
  return text.replace(/\.?0+$/, '');
}

/** Share of the axis that a label takes: nearer ones would stand in each other. */
const labelShare = 0.13;

/** The time at the begin, at the end and where a stage begins; elsewhere nothing that is seen, as labels must differ. */
function labels(points: readonly Drawn[]): string[] {
  const apart = Math.ceil(points.length * labelShare);
  let next = 0;
  return points.map((point, index) => {
    const before = points[index - 1];
    const stage = before === undefined || before.weight !== point.weight;
    const last = index === points.length - 1;
    if (index < next || !(stage || last)) return `"${blank(index)}"`;
    next = index + apart;
    const time = new Date(last ? point.to : point.from).toISOString().slice(11, 16);
    return `"${time}${stage ? ` (${point.weight} %)` : ''}${blank(index)}"`;
  });
}

const invisible = ['\u200b', '\u200c'] as const;

/** The number in characters that take no room. */
function blank(index: number): string {
  return [...index.toString(2)].map((digit) => invisible[digit === '1' ? 1 : 0]).join('');
}
