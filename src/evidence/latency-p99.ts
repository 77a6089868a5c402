import { THETAS } from './bet.ts';
import { type Burst, NO_BURST, readBurst, stepBurst } from './burst.ts';
import { type Detector, readDetector, startDetector, stepDetector } from './detector.ts';
import { addCounts, p99, slowBound, slowPair, subtractCounts } from './latency.ts';
import { type Bound, type Look, type Span, sameBounds } from './looks.ts';
import { missingRequests, proof } from './proof.ts';
import {
  addPairs,
  NO_PAIR,
  type Pair,
  type Seen,
  shareBets,
  shareInformation,
  subtractPairs,
} from './relative.ts';
import type { MetricEvidence } from './result.ts';
import { type EvidenceSettings, horizonOf } from './settings.ts';

/** All that was counted: cumulative buckets of both arms, and the slow requests as they were judged. */
type Totals = {
  readonly candidate: readonly number[];
  readonly stable: readonly number[];
  readonly slow: Pair;
};

/** Evidence on the latency tail: is a larger share of the candidate's requests slower than stable's p99? */
export type LatencyTail = {
  readonly le: readonly Bound[];
  /** Index of the bound where "slow" began in the last look. */
  readonly bound: number | null;
  readonly totals: Totals;
  readonly burst: Burst;
  readonly detector: Detector<Totals> | null;
  /** Slow requests of the last look; null when it had no histogram of both arms. */
  readonly seen: Seen | null;
};

/**
 * One look. Without a histogram of both arms nothing is bet. The bound that separates slow from fast is chosen
 * from stable's looks before this one (the first look must use its own). When the buckets change, all starts
 * over, since counts over different bounds cannot be compared.
 */
export function stepLatency(
  state: LatencyTail | null,
  look: Look,
  span: Span,
  settings: EvidenceSettings,
): LatencyTail | null {
  const [candidate, stable] = [look.candidate.latency, look.stable.latency];
  if (candidate === undefined || stable === undefined) return state && { ...state, seen: null };
  const { le } = stable;
  const before = state !== null && sameBounds(state.le, le) ? state : startLatency(le);
  const bound = slowBound({ le, counts: before.totals.stable }) ?? slowBound(stable);
  const pair = bound === null ? NO_PAIR : slowPair(candidate, stable, bound);
  const burst = stepBurst(before.burst, pair.y, pair.m, span.steady && bound === before.bound);
  const phi = readBurst(burst);
  const totals = {
    candidate: addCounts(before.totals.candidate, candidate.counts),
    stable: addCounts(before.totals.stable, stable.counts),
    slow: addPairs(before.totals.slow, pair),
  };
  const next = { le, bound, totals, burst, seen: { pair, phi } };
  if (before.detector === null && pair.n === 0) return { ...next, detector: null };
  const started = before.detector ?? startDetector(THETAS.length, { at: span.begin, totals: before.totals });
  const bets = shareBets(pair, 1, 1, phi);
  return { ...next, detector: stepDetector(started, bets, { at: span.end, totals }, horizonOf(settings)) };
}

function startLatency(le: readonly Bound[]): LatencyTail {
  const zero = le.map(() => 0);
  const totals = { candidate: zero, stable: zero, slow: NO_PAIR };
  return { le, bound: null, totals, burst: NO_BURST, detector: null, seen: null };
}

/** Evidence of the share test; the values are p99s by interpolation, over the run that leads. */
export function readLatency(state: LatencyTail, settings: EvidenceSettings): MetricEvidence {
  const { detector, totals, le } = state;
  const { logE, run } =
    detector === null ? { logE: 0, run: null } : readDetector(detector, horizonOf(settings));
  const burst = readBurst(state.burst);
  const [candidate, stable] = (['candidate', 'stable'] as const).map((arm) =>
    run === null ? null : p99({ le, counts: subtractCounts(totals[arm], run.totals[arm]) }),
  );
  const slow = run === null ? NO_PAIR : subtractPairs(totals.slow, run.totals.slow);
  return {
    ...proof(logE),
    since: run?.at ?? null,
    value: increaseOf(candidate ?? null, stable ?? null),
    candidate: candidate ?? null,
    stable: stable ?? null,
    missing_requests: missingRequests(logE, shareInformation(slow) / burst),
    burst,
  };
}

/** Rise against stable as a fraction; null when a side is unknown or stable's is 0. */
export function increaseOf(candidate: number | null, stable: number | null): number | null {
  return candidate === null || stable === null || !(stable > 0) ? null : candidate / stable - 1;
}
