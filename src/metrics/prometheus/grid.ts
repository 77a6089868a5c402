/**
 * Points `start`, `start + step`, … `end`, in Unix seconds, all multiples of `step`: every look at a history
 * reads the same points, so that it gets the same increments. `start` is the base line.
 */
export interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/**
 * Points of one range query: a day of 30-second steps. Prometheus answers 11,000 at most, and a day of a
 * thousand series is about what fits into one answer.
 */
const maximumPoints = 2881;

/** No history goes back further: 20,160 looks of 30 seconds are seven chunks of each query. */
const maximumHistory = 7 * 86_400;

/** The grid from `since` to `at`, both aligned down; at most 7 days back. */
export function gridOf(since: Date, at: Date, step: number): Grid {
  const down = (seconds: number): number => Math.floor(seconds / step) * step;
  const end = down(at.getTime() / 1000);
  const start = Math.max(down(since.getTime() / 1000), down(end - maximumHistory));
  return { start: Math.min(start, end), end, step };
}

/** Looks of the grid: its points without the base line. */
export function stepsOf({ start, end, step }: Grid): number {
  return Math.round((end - start) / step);
}

/** The grid cut into ranges that one query may ask for; no point is asked twice. */
export function chunksOf({ start, end, step }: Grid): Grid[] {
  const chunks: Grid[] = [];
  for (let from = start; from <= end; from += maximumPoints * step)
    chunks.push({ start: from, end: Math.min(end, from + (maximumPoints - 1) * step), step });
  return chunks;
}

/** Index of a time on the grid (0 is the base line); null when it is off the grid. */
export function indexOf({ start, end, step }: Grid, time: number): number | null {
  const index = (time - start) / step;
  return Number.isInteger(index) && time >= start && time <= end ? index : null;
}

/** ISO 8601 of every point, base line first. */
export function timesOf(grid: Grid): string[] {
  return Array.from({ length: stepsOf(grid) + 1 }, (_, index) =>
    new Date((grid.start + index * grid.step) * 1000).toISOString(),
  );
}
