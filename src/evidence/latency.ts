import type { Bound, Latency } from './looks.ts';
import { at } from './numerics.ts';
import type { Pair } from './relative.ts';

/** The quantile that the policy speaks of. */
const TAIL = 0.99;

/** What a bound that no request has exceeded yet counts for. */
const UNSEEN = 0.5;

/**
 * The q-quantile of a histogram with cumulative counts, linear within its bucket: Prometheus'
 * `histogram_quantile` for classic histograms. Beyond the last finite bound that bound is the answer, and in a
 * first bucket that ends above 0 the values are taken to start at 0. Null without any count or finite bound.
 */
export function histogramQuantile(q: number, { le, counts }: Latency): number | null {
  const total = counts.at(-1) ?? 0;
  const last = finite(le.at(-2));
  if (!(total > 0) || last === null) return null;
  const rank = q * total;
  const bucket = counts.findIndex((count) => count >= rank);
  const upper = finite(le[bucket]);
  if (upper === null) return last;
  const lower = bucket > 0 ? finite(le[bucket - 1]) : Math.min(0, upper);
  if (lower === null || lower === upper) return upper;
  const below = bucket > 0 ? at(counts, bucket - 1) : 0;
  const inside = at(counts, bucket) - below;
  return inside > 0 ? lower + (upper - lower) * ((rank - below) / inside) : upper;
}

/** p99 in the unit of the bounds; null when unknown. */
export function p99(latency: Latency): number | null {
  return histogramQuantile(TAIL, latency);
}

/**
 * Index of the finite bucket bound nearest stable's p99, which is where "slow" begins; null while stable has no
 * history. Nearest in what counts here, the share of requests beyond it (by ratio to 1 %; the lower bound of
 * two as near): an interpolated p99 may lie close to a bound that hardly any request exceeds. Chosen from stable
 * alone, and by the caller from looks *before* the one it is used on, so that the choice is no wager on its own
 * outcome.
 */
export function slowBound({ le, counts }: Latency): number | null {
  const total = counts.at(-1) ?? 0;
  if (!(total > 0)) return null;
  let best: number | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (let bound = 0; bound < le.length - 1; bound++) {
    const beyond = Math.max(total - at(counts, bound), UNSEEN) / total;
    const distance = Math.abs(Math.log(beyond / (1 - TAIL)));
    if (distance >= nearest) continue;
    nearest = distance;
    best = bound;
  }
  return best;
}

/** Requests slower than the bound, and all, of both arms; both histograms have the bound's buckets. */
export function slowPair(candidate: Latency, stable: Latency, bound: number): Pair {
  const n = candidate.counts.at(-1) ?? 0;
  const m = stable.counts.at(-1) ?? 0;
  const x = Math.max(0, n - at(candidate.counts, bound));
  const y = Math.max(0, m - at(stable.counts, bound));
  return { x, n, y, m };
}

/**
 * Ratio of slow requests that stands for a rise of the p99 by the fraction `increase`: 1 + 5·increase, so +10 %
 * is 1.5 times and +20 % is 2 times as many slow requests (a tail that falls with the fifth power).
 */
export function slowRatio(increase: number): number {
  return 1 + 5 * increase;
}

/** Cumulative counts of two histograms with the same buckets, added. */
export function addCounts(a: readonly number[], b: readonly number[]): number[] {
  return a.map((count, i) => count + at(b, i));
}

/** a − b bucket by bucket; rounding of fractional counts never makes a count negative. */
export function subtractCounts(a: readonly number[], b: readonly number[]): number[] {
  return a.map((count, i) => Math.max(0, count - at(b, i)));
}

function finite(bound: Bound | undefined): number | null {
  return typeof bound === 'number' ? bound : null;
}
