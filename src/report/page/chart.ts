import { latency, percent, score } from '../format.ts';
import { type Html, html } from './html.ts';
import type { Charts, Limit, Point, Series } from './series.ts';

const [width, height] = [360, 148];
const plot = { left: 46, right: 352, top: 20, bottom: 126 };

/** Axis texts that are nearer to each other than this would run together. */
const apart = 26;

const actions = { critical: 'rolls back', high: 'asks', medium: 'observed' } as const;

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

/** How the metrics are called above their charts. */
export const metricTitles = {
  error_rate: 'Error rate',
  latency_p99: 'p99 latency',
  quality: 'Quality',
} as const;

/** One metric over time as an SVG picture, with a sentence for those who do not see it. */
export function chart(charts: Charts, series: Series, names: { candidate: string; stable: string }): Html {
  const scale = scaleOf(charts, series);
  const shown = series.limits.filter(({ value }) => inside(scale.y(value)));
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${sentence(series, names)}">
${scale.ticks.map((tick) => tickLine(scale, series, tick))}
${charts.weights.map((step, index) => stage(scale, charts.weights, step, index))}
${shown.map((limit) => limitLine(scale, limit))}
<path class="line stable${series.baseline ? ' baseline' : ''}" d="${path(series.stable, scale)}"/>
<path class="line candidate" d="${path(series.candidate, scale)}"/>
${end(series.candidate, scale)}
${shown.map((limit, index) => limitLabel(scale, series.metric, limit, shown[index - 1] ?? null))}
<text class="axis" x="${plot.left}" y="${height - 6}">${clock(charts.from)}</text>
<text class="axis end" x="${plot.right}" y="${height - 6}">${clock(charts.to)}</text>
</svg>`;
}

/** A value in the unit of its metric. */
export function valueText(metric: Series['metric'], value: number | null): string {
  if (value === null) return 'no data';
  if (metric === 'error_rate') return percent(value);
  return metric === 'latency_p99' ? latency(value) : score(value);
}

/** A limit as its rule says it: `2 %`, `+20 %`, `-10 %`. */
export function limitText(metric: Series['metric'], { over }: Limit): string {
  const sign = { error_rate: '', latency_p99: '+', quality: '-' }[metric];
  return `${sign}${percent(over)}`;
}

/** Whether a value is beyond the mildest limit. */
export function isBeyond({ metric, limits }: Series, value: number | null): boolean {
  const limit = limits[0]?.value;
  if (limit === undefined || value === null) return false;
  return metric === 'quality' ? value < limit : value > limit;
}

function sentence(series: Series, names: { candidate: string; stable: string }): string {
  const { metric, now, limits } = series;
  const rules = limits.map((limit) => `${limitText(metric, limit)} ${actions[limit.severity]}`);
  const end = rules.length === 0 ? '' : ` Limits: ${rules.join(', ')}.`;
  const old = series.baseline ? ', as it was before' : '';
  return `${metricTitles[metric]}: now ${valueText(metric, now.candidate)} on ${names.candidate}, ${valueText(metric, now.stable)} on ${names.stable}${old}.${end}`;
}

function scaleOf(charts: Charts, { metric, candidate, stable, limits }: Series): Scale {
  const values = [...candidate, ...stable].flatMap(({ value }) => value ?? []);
  const limit = limits[0]?.value;
  const all = limit === undefined ? values : [...values, limit];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const pad = (most - least || Math.abs(most) || 1) * 0.12;
  const low = metric === 'quality' ? Math.max(0, least - pad) : 0;
  const high = metric === 'quality' ? Math.min(1, most + pad) : most + (most - low) * 0.12;
  const step = niceStep((high - low) / 4);
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1000; tick += step) ticks.push(tick);
  const span = high - low || 1;
  return {
    x: (at) =>
      plot.left + ((at - charts.from) / Math.max(1, charts.to - charts.from)) * (plot.right - plot.left),
    y: (value) => plot.bottom - ((value - low) / span) * (plot.bottom - plot.top),
    ticks,
  };
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least || 1));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power || 1;
}

const inside = (y: number): boolean => y >= plot.top && y <= plot.bottom;

function tickLine(scale: Scale, { metric }: Series, tick: number): Html {
  const y = round(scale.y(tick));
  const text =
    metric === 'error_rate' ? `${tidy(tick)} %` : metric === 'quality' ? tidy(tick) : seconds(tick);
  return html`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/><text class="axis end" x="${plot.left - 6}" y="${round(y + 3.5)}">${text}</text>`;
}

function stage(scale: Scale, all: Charts['weights'], step: Charts['weights'][number], index: number): Html {
  const x = round(scale.x(step.at));
  const next = all[index + 1];
  const room = (next === undefined ? plot.right : scale.x(next.at)) - x;
  const label =
    room < apart ? null : html`<text class="axis" x="${round(x + 3)}" y="12">${step.weight} %</text>`;
  return html`<line class="stage" x1="${x}" x2="${x}" y1="4" y2="${plot.bottom}"/>${label}`;
}

function limitLine(scale: Scale, { value, severity }: Limit): Html {
  const y = round(scale.y(value));
  return html`<line class="limit ${severity}" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/>`;
}

/** What crossing a limit leads to, on its far side as seen from a healthy line; left out where the one below it is too near. */
function limitLabel(scale: Scale, metric: Series['metric'], limit: Limit, before: Limit | null): Html | null {
  const y = round(scale.y(limit.value));
  if (before !== null && Math.abs(scale.y(before.value) - y) < 11) return null;
  return html`<text class="limit" x="${plot.right - 6}" y="${round(metric === 'quality' ? y + 11 : y - 4)}">${actions[limit.severity]}</text>`;
}

/** A line with gaps where nothing is known; a point by itself is a short stroke, so that it is seen. */
function path(points: readonly Point[], scale: Scale): string {
  let drawing = false;
  return points
    .map(({ at, value }, index) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const place = `${round(scale.x(at))} ${round(Math.max(plot.top - 14, scale.y(value)))}`;
      const alone = !drawing && (points[index + 1]?.value ?? null) === null;
      const verb = drawing ? 'L' : 'M';
      drawing = true;
      return `${verb}${place}${alone ? 'h2' : ''}`;
    })
    .join('');
}

function end(points: readonly Point[], scale: Scale): Html | null {
  const last = points.at(-1);
  if (last === undefined || last.value === null) return null;
  return html`<circle class="end" cx="${round(scale.x(last.at))}" cy="${round(scale.y(last.value))}" r="3"/>`;
}

function seconds(value: number): string {
  return value >= 1 || value === 0 ? `${tidy(value)} s` : `${Math.round(value * 1000)} ms`;
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Without what binary fractions leave behind. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(6)));
}
