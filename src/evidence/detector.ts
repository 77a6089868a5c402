import { at, logAddExp, logMeanExp } from './numerics.ts';

/** Where a run of suspicion began: the time, and what had been counted by then. */
export type Mark<T> = { readonly at: string; readonly totals: T };

/**
 * A mixture over alternatives j and over the look at which the trouble began:
 *
 *     R_j ← (R_j + w_k)·e^{l_j},      E = mean of R_j + weight of the looks still to come
 *
 * the Shiryaev form of a test for a change (Shiryaev 1963), here with weights that sum to one, so that E starts
 * at 1, never expects to grow while all is well, and P(E ever ≥ 100) ≤ 1 % (Ville). Beside it runs one CUSUM
 * a alternative (Page 1954), S_j ← max(0, S_j + l_j), whose last reset dates the onset. A run needs no counters
 * of its own: it remembers the totals at its reset, and the difference to the totals of now is what it saw.
 */
export type Detector<T> = {
  readonly looks: number;
  readonly logR: readonly number[];
  readonly cusum: readonly number[];
  readonly marks: readonly Mark<T>[];
};

/** What a detector says now. `run` is null when the leading alternative has no run open. */
export type Reading<T> = { readonly logE: number; readonly run: Mark<T> | null; readonly gain: number };

/** A detector before its first look; `mark` is the beginning of that look. */
export function startDetector<T>(alternatives: number, mark: Mark<T>): Detector<T> {
  return {
    looks: 0,
    logR: new Array<number>(alternatives).fill(Number.NEGATIVE_INFINITY),
    cusum: new Array<number>(alternatives).fill(0),
    marks: new Array<Mark<T>>(alternatives).fill(mark),
  };
}

/**
 * One look: `bets` are the l_j, `mark` the time and totals after the look, `horizon` the looks of the whole
 * watch (null: no end).
 */
export function stepDetector<T>(
  detector: Detector<T>,
  bets: readonly number[],
  mark: Mark<T>,
  horizon: number | null,
): Detector<T> {
  const weight = logOnsetWeight(detector.looks, horizon);
  const logR: number[] = [];
  const cusum: number[] = [];
  const marks: Mark<T>[] = [];
  for (const [j, old] of detector.marks.entries()) {
    const bet = at(bets, j);
    const sum = at(detector.cusum, j) + bet;
    logR.push(logAddExp(at(detector.logR, j), weight) + bet);
    cusum.push(sum > 0 ? sum : 0);
    marks.push(sum > 0 ? old : mark);
  }
  return { looks: detector.looks + 1, logR, cusum, marks };
}

/** ln E, the run of the alternative that leads (argmax R_j), and that run's CUSUM in nats. */
export function readDetector<T>(detector: Detector<T>, horizon: number | null): Reading<T> {
  let lead = 0;
  for (let j = 1; j < detector.logR.length; j++) {
    if (at(detector.logR, j) > at(detector.logR, lead)) lead = j;
  }
  const gain = at(detector.cusum, lead);
  return {
    logE: logAddExp(logMeanExp(detector.logR), Math.log(weightToCome(detector.looks, horizon))),
    run: gain > 0 ? (detector.marks[lead] ?? null) : null,
    gain,
  };
}

/**
 * ln w_k, k counted from 0: half of the weight on the first look (most bad versions are bad at once), the
 * other half spread evenly over the horizon: w_k = 1/(2(H−1)), or w_k = 1/(2k(k+1)) without an end. A rollout
 * that outlives its horizon goes on at the same rate: half a percent of false evidence for each further
 * horizon is the better bargain than a detector that has gone blind.
 */
export function logOnsetWeight(k: number, horizon: number | null): number {
  if (k === 0) return -Math.LN2;
  return horizon === null ? -Math.log(2 * k * (k + 1)) : -Math.log(2 * Math.max(1, horizon - 1));
}

/** The weight of the looks still to come after `looks` of them: 1 before the first, 0 from the horizon on. */
export function weightToCome(looks: number, horizon: number | null): number {
  if (looks === 0) return 1;
  if (horizon === null) return 1 / (2 * looks);
  return Math.max(0, (1 - (looks - 1) / Math.max(1, horizon - 1)) / 2);
}
