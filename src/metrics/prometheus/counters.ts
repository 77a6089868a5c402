import { increments } from '../../evidence/increments.ts';
import type { Series } from './answer.ts';
import { type Grid, indexOf, stepsOf, timesOf } from './grid.ts';

/** A counter over time: `values[i]` at point i of the grid (0 is the base line), null where there is no sample. */
export interface Track {
  /** Names the time series: two tracks with one name are one series. */
  readonly series: string;
  readonly values: readonly (number | null)[];
}

/** Labels as a text that is equal for equal label sets; `without` is left out. */
export function seriesName(labels: Readonly<Record<string, string>>, without?: string): string {
  const sorted = Object.entries(labels)
    .filter(([name]) => name !== without)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted);
}

/** Points of a series laid on the grid; those off the grid are left out (reading refuses them before). */
export function trackOf(series: Series, grid: Grid, name = seriesName(series.labels)): Track {
  const values = new Array<number | null>(stepsOf(grid) + 1).fill(null);
  for (const [time, value] of series.points) {
    const index = indexOf(grid, time);
    if (index !== null) values[index] = value;
  }
  return { series: name, values };
}

/**
 * What all tracks together gained in each step of the grid: increments are taken for each series before they
 * are added up, because a sum falls when an instance goes away.
 *
 * A series of zeros keeps every point of the grid in the result, and makes its first point the base line even
 * where no instance had a sample yet: what is born after that counts from zero.
 */
export function gains(tracks: readonly Track[], grid: Grid): number[] {
  const times = timesOf(grid);
  const anchor = times.map((at) => ({ at, series: '', value: 0 }));
  const samples = tracks.flatMap(({ series, values }) =>
    values.flatMap((value, index) => {
      const at = times[index];
      return value === null || at === undefined ? [] : [{ at, series, value }];
    }),
  );
  return increments([...anchor, ...samples]).map(({ value }) => value);
}
