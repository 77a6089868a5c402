import type { ProblemCode } from './looks.ts';

/** One fault of a look, before it has a place in a list. */
export type Fault = { readonly code: ProblemCode; readonly message: string };

/** Relative rounding that sums of fractional counts may carry. */
export const ROUNDING = 1e-9;

/** A fault for each named value that is negative or not a finite number. */
export function checkCounts(named: readonly (readonly [string, number])[]): Fault[] {
  return named
    .filter(([, value]) => !(Number.isFinite(value) && value >= 0))
    .map(([name, value]) => ({ code: 'count-invalid', message: `${name} is ${value}` }));
}
