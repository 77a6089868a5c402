import { addMoments, type Moments, meanOf, NO_MOMENTS, varianceOf } from './quality.ts';

/**
 * Stable's quality as of now: moments of its scores that fade with a memory of about 20 looks, and the
 * candidate's graded answers in the same time.
 */
export type Level = { readonly stable: Moments; readonly candidate: number };

export const NO_LEVEL: Level = { stable: NO_MOMENTS, candidate: 0 };

const MEMORY = 0.95;

/** Nobody promises a perfect score: a stable mean above this counts as this. */
const BEST = 0.99;

/** What the candidate's scores are held against in one look. */
export type Reference = { readonly m0: number; readonly variance: number; readonly inflation: number };

/** Takes in one look. */
export function stepLevel(level: Level, stable: Moments, candidate: number): Level {
  const { n, sum, squares } = level.stable;
  const faded = { n: n * MEMORY, sum: sum * MEMORY, squares: squares * MEMORY };
  return { stable: addMoments(faded, stable), candidate: level.candidate * MEMORY + candidate };
}

/**
 * m0, σ² and the inflation for the bets of one look; null while stable has no scores, or none above 0.
 *
 * m0 is the lower of stable's mean in this look and its mean of late: the first follows at once when the judge
 * or the provider fails both arms, the second steadies it when few answers are graded. Stable's mean is itself
 * an estimate: the difference of two means scatters 1 + n/m times as much as the candidate's alone, and l is
 * divided by that as by a burst factor.
 *
 * @param level after this look
 */
export function referenceOf(level: Level, look: Moments): Reference | null {
  const late = meanOf(level.stable);
  if (late === null) return null;
  const m0 = Math.min(meanOf(look) ?? late, late, BEST);
  if (!(m0 > 0)) return null;
  return { m0, variance: varianceOf(level.stable), inflation: 1 + level.candidate / level.stable.n };
}
