import type { ArmLook, Look, Quality } from '../../src/evidence/looks.ts';
import type { Random } from '../bench/random.ts';

const EPOCH = Date.parse('2026-03-01T00:00:00.000Z');

/** ISO time some seconds after the beginning of all test rollouts. */
export function time(seconds: number): string {
  return new Date(EPOCH + seconds * 1000).toISOString();
}

/** Requests and errors of one arm. */
export function arm(requests: number, errors: number, quality?: Quality): ArmLook {
  return quality === undefined ? { requests, errors } : { requests, errors, quality };
}

/** The look that ends `index + 1` intervals of 30 seconds after the beginning. */
export function look(index: number, candidate: ArmLook, stable: ArmLook, weight = 1): Look {
  return { at: time(30 * (index + 1)), weight, candidate, stable };
}

/** Looks from counts [x, n, y, m]: candidate's errors and requests, stable's errors and requests. */
export function looksOf(counts: readonly (readonly [number, number, number, number])[], weight = 1): Look[] {
  return counts.map(([x, n, y, m], index) => look(index, arm(n, x), arm(m, y), weight));
}

/** What one simulated look draws: mean requests of each arm and their error rates. */
export type Draw = { readonly n: number; readonly m: number; readonly p: number; readonly q: number };

/** One look of Poisson arrivals. */
export function drawn(random: Random, index: number, { n, m, p, q }: Draw, weight = 1): Look {
  const [x, y] = [random.poisson(n * p), random.poisson(m * q)];
  const candidate = arm(x + random.poisson(n * (1 - p)), x);
  const stable = arm(y + random.poisson(m * (1 - q)), y);
  return look(index, candidate, stable, weight);
}

/** The only element, or an error. */
export function only<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined || items.length !== 1) throw new Error(`${items.length} instead of one`);
  return first;
}

/** The value, or an error when there is none. */
export function some<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there');
  return value;
}
