import { anytimeP } from './numerics.ts';
import { PROVEN } from './settings.ts';

/** ln E, whether it proves a failure (E ≥ 100), and its anytime-valid p-value. */
export function proof(logE: number): { log_e: number; proven: boolean; p: number } {
  return { log_e: logE, proven: logE >= PROVEN, p: anytimeP(logE) };
}

/**
 * Requests that are missing to proof, (ln 100 − ln E)/KL, `information` being the nats that one more request
 * brings. 0 when proven; null when what was seen so far would never prove it. A best case: tests that do not
 * know the truth in advance need 1.5 to 2 times as many.
 */
export function missingRequests(logE: number, information: number): number | null {
  if (logE >= PROVEN) return 0;
  return information > 0 ? Math.ceil((PROVEN - logE) / information) : null;
}
