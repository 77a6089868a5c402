import type { Problem } from '../port.ts';
import { type Amount, sum } from './amounts.ts';
import type { Grid } from './grid.ts';
import type { ReadArm } from './observation.ts';
import type { Reading } from './read.ts';

/** Requests beside which it is told that there is no series of errors. Of fewer, nobody expects that one has failed. */
const enough = 100;

/**
 * What is to be said when requests are counted and no version has a series of errors: it never had one in the history,
 * or all have ended. Both are well where nothing has failed since the instances started, and both are what a wrong
 * label and a lost exporter look like. Nothing tells them apart, so it is no fatal problem, and nobody shall miss it.
 */
export function unseenErrors(arms: readonly ReadArm[], grid: Grid): Problem | null {
  const readings = arms.map((arm) => arm.readings.get('errors'));
  if (!readings.every(isUnseen)) return null;
  const ends = readings.flatMap((reading) => (reading?.series ?? []).map(({ times }) => times.at(-1) ?? 0));
  const ended = ends.length === 0 ? null : Math.max(...ends);
  if (sum(arms.map(({ data }) => countedSince(data.requests, ended, grid))) < enough) return null;
  const versions = arms.map(({ version }) => version).join(' and ');
  const detail =
    ended === null
      ? `there is no series of errors of ${versions}: nothing has failed, or the query does not match what counts failures`
      : `all series of errors of ${versions} have ended while requests go on: nothing has failed since then, or what counts failures is gone`;
  return { code: 'warning', fatal: false, arm: null, metric: 'errors', detail };
}

/** Whether the source has answered, and has no series of errors now. What it did not answer is told by its findings. */
function isUnseen(reading: Reading | undefined): boolean {
  if (reading === undefined || (reading.series ?? reading.samples) === null) return false;
  return reading.newest === null && reading.findings.every(({ fatal }) => !fatal);
}

/** Requests after a time (Unix seconds), as far as the source has a history; all where that is null. */
function countedSince(requests: Amount | null, time: number | null, { start, step }: Grid): number {
  if (requests === null || requests.steps === null) return requests?.total ?? 0;
  return sum(time === null ? requests.steps : requests.steps.slice(Math.ceil((time - start) / step)));
}
