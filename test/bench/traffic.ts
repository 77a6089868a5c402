import type { Pair } from '../../src/evidence/relative.ts';
import { INTERVAL } from './methods/method.ts';
import type { Random } from './random.ts';

/** The candidate's share of the traffic in all tables. */
export const CANARY = 0.01;

/** A simulated service: Poisson arrivals, errors at a rate of their own in each arm. */
export type Service = {
  /** Requests a second of both arms together. */
  readonly perSecond: number;
  readonly candidate: number;
  readonly stable: number;
};

/** Errors and requests of one look. */
export function arrivals({ poisson }: Random, { perSecond, candidate, stable }: Service): Pair {
  const requests = perSecond * INTERVAL;
  const [n, m] = [CANARY * requests, (1 - CANARY) * requests];
  const x = poisson(n * candidate);
  const y = poisson(m * stable);
  return { x, n: x + poisson(n * (1 - candidate)), y, m: y + poisson(m * (1 - stable)) };
}
