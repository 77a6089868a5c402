import type { Bound } from '../../evidence/looks.ts';
import type { Finding, Sample } from './answer.ts';
import { gains, trackOf } from './counters.ts';
import type { Grid } from './grid.ts';
import { type Buckets, boundOf, bucketGains, commonBounds } from './histogram.ts';
import type { Reading } from './read.ts';

/** A count in the window, and in each step of the grid where the source has a history. */
export interface Amount {
  readonly total: number;
  readonly steps: readonly number[] | null;
}

/** A histogram in the window (cumulative), and in each step of the grid. */
export interface Histogram {
  readonly le: readonly Bound[];
  readonly total: readonly number[];
  readonly rows: Buckets['rows'] | null;
}

/** The grid, and how many of its last steps are the window. */
export interface Span {
  readonly grid: Grid;
  readonly windowSteps: number;
}

/** A figure, or null with the findings that say why it is missing. */
export interface Figure<T> {
  readonly value: T | null;
  readonly findings: readonly Finding[];
}

export function missing(code: Finding['code'], detail: string): Figure<never> {
  return { value: null, findings: [{ code, fatal: true, detail }] };
}

const unknown: Figure<never> = { value: null, findings: [] };

/** The count of a reading. Without any series it is 0 where that is what absence means (`absentIsZero`). */
export function amountOf(reading: Reading, span: Span, absentIsZero: boolean): Figure<Amount> {
  const { series, samples } = reading;
  if (series !== null) {
    if (series.length === 0 && !absentIsZero) return unknown;
    const tracks = series.map((each) => trackOf(each, span.grid));
    const steps = gains(tracks, span.grid);
    return { value: { total: sum(steps.slice(-span.windowSteps)), steps }, findings: [] };
  }
  if (samples === null) return unknown;
  if (samples.length === 0 && absentIsZero) return { value: { total: 0, steps: null }, findings: [] };
  const { value, findings } = singleOf(samples);
  return { value: value === null ? null : { total: value, steps: null }, findings };
}

/** The one value of an expression: finite and not negative. */
export function singleOf(samples: readonly Sample[]): Figure<number> {
  const [first, second] = samples;
  if (first === undefined) return missing('no-data', 'the query has no result');
  if (second !== undefined)
    return missing('several-series', `the query has ${samples.length} series and must have one: add them up`);
  if (!Number.isFinite(first.value)) return missing('not-a-number', `the value is ${first.value}`);
  if (first.value < 0) return missing('invalid-data', `the value is ${first.value}, below 0`);
  return { value: first.value, findings: [] };
}

/** The buckets of a reading. */
export function histogramOf(reading: Reading, span: Span): Figure<Histogram> {
  const { series, samples } = reading;
  const labels = [...(series ?? []), ...(samples ?? [])].map((each) => each.labels);
  if (labels.length === 0) return unknown;
  const bad = labels.find((each) => boundOf(each) === null);
  if (bad !== undefined)
    return missing('invalid-data', `a series has ${bad.le === undefined ? 'no label le' : `le="${bad.le}"`}`);
  const figure =
    series === null ? instantBuckets(samples ?? []) : rangeBuckets(bucketGains(series, span.grid), span);
  if (figure.value !== null && figure.value.le.at(-1) !== '+Inf')
    return missing('invalid-data', 'there is no bucket le="+Inf"');
  if (figure.value !== null && figure.value.le.length < 2)
    return missing('invalid-data', 'the instances have no bucket in common');
  return figure;
}

function rangeBuckets({ le, rows }: Buckets, { windowSteps }: Span): Figure<Histogram> {
  const window = rows.slice(-windowSteps);
  return {
    value: { le, rows, total: le.map((_, column) => sum(window.map((row) => row[column] ?? 0))) },
    findings: [],
  };
}

function instantBuckets(samples: readonly Sample[]): Figure<Histogram> {
  const odd = samples.find(({ value }) => !Number.isFinite(value) || value < 0);
  if (odd !== undefined)
    return missing(odd.value < 0 ? 'invalid-data' : 'not-a-number', `a bucket is ${odd.value}`);
  const bounds = samples.map(({ labels }) => boundOf(labels)).filter((bound) => bound !== null);
  const le = commonBounds([bounds]);
  const total = le.map((bound) =>
    sum(samples.filter(({ labels }) => boundOf(labels) === bound).map(({ value }) => value)),
  );
  return { value: { le, total, rows: null }, findings: [] };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
