import { type Direction, logBets, noBets } from './bet.ts';
import { klBernoulli } from './numerics.ts';

/** Counts of one kind of event in both arms: x among n of the candidate, y among m of stable. */
export type Pair = { readonly x: number; readonly n: number; readonly y: number; readonly m: number };

export const NO_PAIR: Pair = { x: 0, n: 0, y: 0, m: 0 };

/** Counts of one look, and the burst factor at that time. */
export type Seen = { readonly pair: Pair; readonly phi: number };

/** a + b, arm by arm. */
export function addPairs(a: Pair, b: Pair): Pair {
  return { x: a.x + b.x, n: a.n + b.n, y: a.y + b.y, m: a.m + b.m };
}

/** a − b, arm by arm; rounding of fractional counts never makes a count negative. */
export function subtractPairs(a: Pair, b: Pair): Pair {
  return {
    x: Math.max(0, a.x - b.x),
    n: Math.max(0, a.n - b.n),
    y: Math.max(0, a.y - b.y),
    m: Math.max(0, a.m - b.m),
  };
}

/** x/n, or null where nothing was counted. */
export function rate(x: number, n: number): number | null {
  return n > 0 ? x / n : null;
}

/**
 * The candidate's share of all events if its rate is `ratio` times stable's: r·ρ/(1+(r−1)·ρ), where ρ is its
 * share of the traffic in this look. An infinite ratio gives 1.
 */
export function shareOfEvents(ratio: number, rho: number): number {
  if (ratio === Number.POSITIVE_INFINITY) return rho > 0 ? 1 : 0;
  return (ratio * rho) / (1 + (ratio - 1) * rho);
}

/**
 * Bets on "candidate's rate is more (+1) or less (−1) than `ratio` times stable's", from one look.
 *
 * The conditional test of Lindon & Malek: of the x + y events of the look, which share fell on the candidate?
 * A shock that hits both arms moves x + y and not the share. No estimate of stable's rate enters, so nothing
 * has to be known before the first look. An arm without traffic gives no bet.
 */
export function shareBets(pair: Pair, ratio: number, direction: Direction, phi = 1): number[] {
  const { x, n, y, m } = pair;
  if (n === 0 || m === 0) return noBets();
  return logBets(x, x + y, shareOfEvents(ratio, n / (n + m)), direction, phi);
}

/**
 * Nats that one more candidate request brings to the share test if both rates go on as counted:
 * (x+y)/n · KL(x/(x+y) ‖ π0). 0 where the candidate is not worse than `ratio` times stable.
 */
export function shareInformation(pair: Pair, ratio = 1): number {
  const { x, n, y, m } = pair;
  const events = x + y;
  if (n === 0 || m === 0 || events === 0) return 0;
  const p0 = shareOfEvents(ratio, n / (n + m));
  return x / events > p0 ? (events / n) * klBernoulli(x / events, p0) : 0;
}
