import { at, logMeanExp } from './numerics.ts';

/**
 * The alternatives: tilts θj = 0.3·1.6^j of the log odds, j = 0…6. The first favours a rate 1.35 times the
 * limit, the last one of 150 times; neighbours are close enough that the best costs little against the truth.
 */
export const THETAS: readonly number[] = Array.from({ length: 7 }, (_, j) => 0.3 * 1.6 ** j);

/** expm1(±θj), which every look needs. */
const TILTS = {
  1: THETAS.map((theta) => Math.expm1(theta)),
  [-1]: THETAS.map((theta) => Math.expm1(-theta)),
};

/** What a claim says of the rate: +1 "above π0" (a failure), −1 "below π0" (a promotion). */
export type Direction = 1 | -1;

/**
 * ln of the factor by which a stake grows in one look:
 *
 *     l(x, N, π0, θ, φ) = ( x·θ − N·log1p(π0·expm1(θ)) ) / φ
 *
 * Wald's likelihood ratio for the rate tilted by θ against π0, which is also the betting e-process of
 * Waudby-Smith & Ramdas: while the true rate is at most π0 (at least π0 for θ < 0) its expected factor is at
 * most 1 for any values in [0, 1], so x and N may be fractional.
 *
 * @param x events, 0 ≤ x ≤ N
 * @param n trials, N ≥ 0 (N = 0 gives exactly 0)
 * @param p0 the rate under test, 0…1
 * @param theta the tilt; its sign is the direction
 * @param phi burst factor ≥ 1 (see burst.ts)
 */
export function logBet(x: number, n: number, p0: number, theta: number, phi = 1): number {
  return n === 0 ? 0 : (x * theta - n * Math.log1p(p0 * Math.expm1(theta))) / phi;
}

/** `logBet` for every alternative, in the order of THETAS. */
export function logBets(x: number, n: number, p0: number, direction: Direction, phi = 1): number[] {
  if (n === 0) return noBets();
  const tilts = TILTS[direction];
  const bets: number[] = [];
  for (let j = 0; j < THETAS.length; j++) {
    bets.push((x * direction * at(THETAS, j) - n * Math.log1p(p0 * at(tilts, j))) / phi);
  }
  return bets;
}

/** A look without a bet: the stakes stay as they are. */
export function noBets(alternatives: number = THETAS.length): number[] {
  return new Array<number>(alternatives).fill(0);
}

/** ln E of equal stakes on all alternatives from one fixed start (promotion, recovery). */
export function fixedStart(logWealth: readonly number[]): number {
  return logMeanExp(logWealth);
}
