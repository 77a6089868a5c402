/** One sample of one raw counter. `series` names the time series, one to an instance of the application. */
export type CounterSample = { readonly at: string; readonly series: string; readonly value: number };

/** What all series together gained in the time that ends at `at`. */
export type Increment = { readonly at: string; readonly value: number };

/**
 * Increments of a counter that many instances export, from samples on an aligned grid.
 *
 * Taken per series and only then summed, because the sum of the counters falls when an instance goes away:
 * - a series that is born inside the range counts its first value (it started at 0);
 * - a value below the one before is a reset, and the new value is the increment;
 * - a series that vanished and came back goes on from its last value, at the time it came back.
 *
 * The samples may come in any order. One increment comes for every distinct time after the first; samples whose
 * time or value is not finite, or below 0, count as missing. Of two samples of a series at one time the larger counts.
 */
export function increments(samples: readonly CounterSample[]): Increment[] {
  const moments = new Map<number, Map<string, number>>();
  for (const { at, series, value } of samples) {
    const time = Date.parse(at);
    if (!(Number.isFinite(time) && Number.isFinite(value) && value >= 0)) continue;
    const values = moments.get(time) ?? new Map<string, number>();
    values.set(series, Math.max(value, values.get(series) ?? 0));
    moments.set(time, values);
  }
  const last = new Map<string, number>();
  const all = [...moments]
    .toSorted(([a], [b]) => a - b)
    .map(([time, values], index) => {
      const gains = [...values].map(([series, value]) => gain(last, series, value, index === 0));
      return { at: new Date(time).toISOString(), value: sum(gains) };
    });
  return all.slice(1);
}

function gain(last: Map<string, number>, series: string, value: number, first: boolean): number {
  const before = last.get(series);
  last.set(series, value);
  if (before === undefined) return first ? 0 : value;
  return value >= before ? value - before : value;
}

/** Adds in ascending order, so that the order of the samples cannot change the rounding. */
function sum(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).reduce((total, value) => total + value, 0);
}
