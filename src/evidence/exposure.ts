import { logBets, THETAS } from './bet.ts';
import { type Detector, readDetector, startDetector, stepDetector } from './detector.ts';
import type { Look, Span } from './looks.ts';
import { rate } from './relative.ts';
import type { ExposureEvidence } from './result.ts';
import { PROVEN } from './settings.ts';

/**
 * Does the candidate get the traffic it was given? The same bets on its share of the requests: above twice the
 * weight, or below half of it, half of the stake on each. Wide limits on purpose: users are sticky and of very
 * different activity, so small deviations mean nothing. The onset prior has no end, as routing may break at any
 * look of a stage.
 */
export type Exposure = {
  readonly weight: number;
  /** The look in which the weight changed has passed. */
  readonly settled: boolean;
  readonly requests: number;
  readonly candidate: number;
  readonly above: Detector<null>;
  readonly below: Detector<null>;
};

/** Exposure at a weight in percent, from the time `since`. */
export function startExposure(weight: number, since: string): Exposure {
  const detector = startDetector(THETAS.length, { at: since, totals: null });
  return { weight, settled: false, requests: 0, candidate: 0, above: detector, below: detector };
}

/**
 * One look. The look in which the weight changed is not counted, since the switch takes time to reach everyone;
 * at weight 0 nothing is tested.
 */
export function stepExposure(before: Exposure | null, look: Look, span: Span): Exposure {
  const same = before?.weight === look.weight ? before : null;
  const exposure = same ?? startExposure(look.weight, span.begin);
  if (!exposure.settled || look.weight === 0) return { ...exposure, settled: true };
  const x = look.candidate.requests;
  const n = x + look.stable.requests;
  const mark = { at: span.end, totals: null };
  const { low, high } = limitsOf(look.weight);
  return {
    ...exposure,
    requests: exposure.requests + n,
    candidate: exposure.candidate + x,
    above: stepDetector(exposure.above, logBets(x, n, high, 1), mark, null),
    below: stepDetector(exposure.below, logBets(x, n, low, -1), mark, null),
  };
}

/**
 * Half and twice the weight as fractions. From a third of the traffic on, twice the weight leaves too little
 * room, and half of stable's share takes its place.
 */
function limitsOf(weight: number): { low: number; high: number } {
  const share = weight / 100;
  return { low: share / 2, high: Math.min(2 * share, (1 + share) / 2) };
}

/** The share so far, and whether it is proven to be outside (E ≥ 100). */
export function readExposure(exposure: Exposure): ExposureEvidence {
  const logEAbove = readDetector(exposure.above, null).logE;
  const logEBelow = readDetector(exposure.below, null).logE;
  const needed = PROVEN + Math.LN2;
  return {
    weight: exposure.weight,
    requests: exposure.requests,
    share: rate(exposure.candidate, exposure.requests),
    log_e_above: logEAbove,
    log_e_below: logEBelow,
    outside: logEAbove >= needed ? 'above' : logEBelow >= needed ? 'below' : null,
  };
}
