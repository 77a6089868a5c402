import type { Problem } from '../port.ts';
import { type Amount, sum } from './amounts.ts';
import type { ArmData } from './arm.ts';
import type { Grid } from './grid.ts';
import type { ReadArm } from './observation.ts';
import type { Reading } from './read.ts';

/** Requests beside which it is told that there is no series of failures. Of fewer, nobody expects that one has failed. */
const enough = 100;

/** What counts failures, how it is called, and what goes on beside it. */
const counters = [
  { metric: 'errors', what: 'errors', beside: ({ requests }: ArmData): Amount | null => requests },
  { metric: 'quality_failed', what: 'failed answers', beside: passed },
] as const;

/** The answers that passed. */
function passed({ totals, quality }: ArmData): Amount | null {
  const total = totals.get('quality_passed');
  if (total === undefined) return null;
  return { total, steps: quality?.steps?.map((step) => ('passed' in step ? step.passed : 0)) ?? null };
}

/**
 * What is to be said when requests are counted and no version has a series of failures: it never had one in the
 * history, or all have ended. Both are well where nothing has failed since the instances started, and both are what a
 * wrong label and a lost exporter look like. Nothing tells them apart, so it is no fatal problem, and nobody shall miss
 * it.
 */
export function unseenFailures(arms: readonly ReadArm[], grid: Grid): Problem[] {
  const versions = arms.map(({ version }) => version).join(' and ');
  return counters.flatMap(({ metric, what, beside }) => {
    const readings = arms.map((arm) => arm.readings.get(metric));
    if (!readings.every(isUnseen)) return [];
    const ends = readings.flatMap((reading) => (reading?.series ?? []).map(({ times }) => times.at(-1) ?? 0));
    const ended = ends.length === 0 ? null : Math.max(...ends);
    if (sum(arms.map(({ data }) => countedSince(beside(data), ended, grid))) < enough) return [];
    const detail =
      ended === null
        ? `there is no series of ${what} of ${versions}: nothing has failed, or the query does not match what counts failures`
        : `all series of ${what} of ${versions} have ended while requests go on: nothing has failed since then, or what counts failures is gone`;
    return [{ code: 'warning', fatal: false, arm: null, metric, detail }];
  });
}

/** Whether the source has answered, and has no series of it now. What it did not answer is told by its findings. */
function isUnseen(reading: Reading | undefined): boolean {
  if (reading === undefined || (reading.series ?? reading.samples) === null) return false;
  return reading.newest === null && reading.findings.every(({ fatal }) => !fatal);
}

/** Requests after a time (Unix seconds), as far as the source has a history; all where that is null. */
function countedSince(requests: Amount | null, time: number | null, { start, step }: Grid): number {
  if (requests === null || requests.steps === null) return requests?.total ?? 0;
  return sum(time === null ? requests.steps : requests.steps.slice(Math.ceil((time - start) / step)));
}
