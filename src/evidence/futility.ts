import { fixedStart, logBets } from './bet.ts';
import { PROMOTED } from './settings.ts';

/** Where a stage stands, and what is to come. */
export interface Outlook {
  /** The gate limit on the error rate, a fraction. */
  readonly limit: number;
  /** Errors and requests of the stage, each look divided by its φ (`promotion.weighed`). */
  readonly errors: number;
  readonly requests: number;
  /** φ as it is now. */
  readonly burst: number;
  /** Requests a second that the candidate gets at the present weight. */
  readonly requests_per_second: number;
  readonly seconds_left: number;
  /** The present weight in percent. */
  readonly weight: number;
}

export interface Futility {
  /** Requests without a further error until the claim is proven; null when no number would do. */
  readonly needed: number | null;
  /** Requests to come before the deadline. */
  readonly expected: number;
  /** Even without another error the deadline comes first. */
  readonly futile: boolean;
  /** The integer weight in percent at which `needed` would come in time; null when no weight does. */
  readonly weight: number | null;
}

/** Whether the stage can still be promoted before its deadline, and if not, which weight would do. */
export function futility(outlook: Outlook): Futility {
  const { limit, errors, requests, burst, requests_per_second, seconds_left, weight } = outlook;
  const further = cleanRequestsNeeded(limit, errors, requests);
  const needed = further === null ? null : Math.ceil(further * burst);
  const expected = Math.floor(Math.max(0, requests_per_second * seconds_left));
  if (needed !== null && needed <= expected) return { needed, expected, futile: false, weight };
  const enough = needed === null || !(expected > 0) ? null : Math.ceil((weight * needed) / expected);
  return { needed, expected, futile: true, weight: enough !== null && enough <= 100 ? enough : null };
}

/** Requests without any error that prove a rate below `limit`: 190 for 2 %, 381 for 1 %, 764 for 0.5 %. */
export function zeroErrorMinimum(limit: number): number | null {
  return cleanRequestsNeeded(limit, 0, 0);
}

/**
 * Further requests without an error until E(rate < limit) ≥ 20, after the given counts. E grows with each of
 * them, so the number is found by doubling and halving. Null above 2^40, which no service will see.
 */
export function cleanRequestsNeeded(limit: number, errors: number, requests: number): number | null {
  const proven = (further: number): boolean =>
    fixedStart(logBets(errors, requests + further, limit, -1)) >= PROMOTED;
  if (proven(0)) return 0;
  let high = 1;
  while (!proven(high) && high < 2 ** 40) high *= 2;
  if (!proven(high)) return null;
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (proven(middle)) high = middle;
    else low = middle;
  }
  return high;
}
