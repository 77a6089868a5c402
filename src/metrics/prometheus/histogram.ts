import type { Bound } from '../../evidence/looks.ts';
import type { Labels, Series } from './answer.ts';
import { gains, type Track, trackOf } from './counters.ts';
import type { Grid } from './grid.ts';
import { seriesName } from './series.ts';

/** Cumulative bucket counts; `rows[i]` are the gains of step i, one number for each bound. */
export interface Buckets {
  /** Upper bounds in seconds, rising; the last is '+Inf'. */
  readonly le: readonly Bound[];
  readonly rows: readonly (readonly number[])[];
}

/**
 * Upper bound of a bucket series in seconds; null when its label `le` is no number. A name that says
 * milliseconds is converted; every other unit is taken for seconds.
 */
export function boundOf(labels: Labels): Bound | null {
  const text = labels.le ?? '';
  if (/^\+?Inf$/.test(text)) return '+Inf';
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return null;
  return /_milliseconds(?:_bucket)?$/.test(labels.__name__ ?? '') ? value / 1000 : value;
}

/** One instance's histogram: for each bound its tracks, one for each life of the instance. */
type Histogram = ReadonlyMap<Bound, readonly Track[]>;

/**
 * Gains of all histograms together. Instances may have different buckets (a change of them is under way): only
 * bounds that all have are kept, since the count at any other is not known.
 */
export function bucketGains(series: readonly Series[], grid: Grid): Buckets {
  const histograms = [...groups(series, grid).values()].map(splitAtResets);
  const le = commonBounds(histograms.map((each) => [...each.keys()]));
  const columns = le.map((bound) => {
    const tracks = histograms.flatMap((each) => each.get(bound) ?? []);
    return gains(tracks, grid);
  });
  const steps = columns[0]?.length ?? 0;
  return { le, rows: Array.from({ length: steps }, (_, step) => columns.map((column) => column[step] ?? 0)) };
}

/** Bounds that every list has, rising, '+Inf' last. */
export function commonBounds(lists: readonly (readonly Bound[])[]): Bound[] {
  const [first = [], ...others] = lists;
  return [...new Set(first)].filter((bound) => others.every((list) => list.includes(bound))).sort(rising);
}

function rising(a: Bound, b: Bound): number {
  return (a === '+Inf' ? Number.POSITIVE_INFINITY : a) - (b === '+Inf' ? Number.POSITIVE_INFINITY : b) || 0;
}

function groups(series: readonly Series[], grid: Grid): Map<string, Map<Bound, Track>> {
  const found = new Map<string, Map<Bound, Track>>();
  for (const each of series) {
    const bound = boundOf(each.labels);
    if (bound === null) continue;
    const name = seriesName(each.labels, 'le');
    const histogram = found.get(name) ?? new Map<Bound, Track>();
    histogram.set(bound, trackOf(each, grid));
    found.set(name, histogram);
  }
  return found;
}

/**
 * All buckets of an instance are reset together, but one that soon stands higher than before does not show it.
 * So a bucket that falls begins a new life for all of them: a track of its own, which counts from zero.
 */
function splitAtResets(histogram: ReadonlyMap<Bound, Track>): Histogram {
  const resets = [...new Set([...histogram.values()].flatMap(falls))].sort((a, b) => a - b);
  const starts = [0, ...resets];
  const lives = (track: Track): Track[] =>
    starts.map((start, life) => {
      const end = starts[life + 1] ?? track.length;
      return track.map((value, index) => (index >= start && index < end ? value : Number.NaN));
    });
  return new Map(
    [...histogram].map(([bound, track]) => [bound, resets.length === 0 ? [track] : lives(track)]),
  );
}

/** Points at which a track stands lower than at its sample before. */
function falls(track: Track): number[] {
  const found: number[] = [];
  let last = Number.NaN;
  track.forEach((value, point) => {
    if (Number.isNaN(value)) return;
    if (value < last) found.push(point);
    last = value;
  });
  return found;
}
