import type { ArmLook } from './looks.ts';

/** Errors that were seen before the requests they belong to. */
export type Carry = { readonly surplus: number; readonly requests: number };

export const NO_CARRY: Carry = { surplus: 0, requests: 0 };

/** Errors that may wait whatever the traffic: at a request a minute the two scrapes can fall apart. */
const SMALL = 10;

/**
 * Holds errors to at most the requests of their look and carries the rest to the next one: the two counters
 * are not scraped at one instant, so at full failure a look may show 31 errors of 30 requests.
 *
 * `impossible` is set when more waits than two looks of requests could explain: then the counters do not
 * count the same thing, and no clamping makes that right: the look is to be left out.
 */
export function carryErrors(
  carry: Carry,
  arm: ArmLook,
): { carry: Carry; errors: number; impossible: boolean } {
  const due = arm.errors + carry.surplus;
  const errors = Math.min(due, arm.requests);
  const surplus = due - errors;
  const impossible = surplus > Math.max(SMALL, arm.requests + carry.requests);
  return { carry: { surplus, requests: arm.requests }, errors, impossible };
}
