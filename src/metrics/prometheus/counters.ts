import type { Series } from './answer.ts';
import { type Grid, indexOf, stepsOf } from './grid.ts';

/** A counter over time: the value at point i of the grid (0 is the base line), NaN where there is no sample. */
export type Track = Float64Array;

/** Points of a series laid on the grid; those off the grid are left out (reading refuses them before). */
export function trackOf(series: Series, grid: Grid): Track {
  const track = new Float64Array(stepsOf(grid) + 1).fill(Number.NaN);
  series.times.forEach((time, i) => {
    const index = indexOf(grid, time);
    if (index !== null) track[index] = series.values[i] ?? Number.NaN;
  });
  return track;
}

/**
 * What all tracks together gained in each step of the grid. Gains are taken for each track before they are added
 * up, because a sum of counters falls when an instance goes away:
 * - one that is born after the base line began at 0 and counts its first value;
 * - a value below the one before is a reset, and the new value is the gain;
 * - one that vanished and came back goes on from its last value.
 *
 * The same as `increments` of the evidence, for the million points that a day of buckets has: on arrays it takes
 * a tenth of the time.
 */
export function gains(tracks: readonly Track[], grid: Grid): number[] {
  const steps = new Array<number>(stepsOf(grid)).fill(0);
  for (const track of tracks) {
    let last = Number.NaN;
    track.forEach((value, point) => {
      if (Number.isNaN(value)) return;
      const gain = value >= last ? value - last : value;
      last = value;
      if (point > 0) steps[point - 1] = (steps[point - 1] ?? 0) + gain;
    });
  }
  return steps;
}
