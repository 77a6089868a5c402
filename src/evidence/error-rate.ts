import { logBets, THETAS } from './bet.ts';
import { type Burst, NO_BURST, readBurst, stepBurst } from './burst.ts';
import {
  type Detector,
  type Mark,
  type Reading,
  readDetector,
  startDetector,
  stepDetector,
} from './detector.ts';
import type { Span } from './looks.ts';
import { klBernoulli, logAddExp } from './numerics.ts';
import { missingRequests, proof } from './proof.ts';
import {
  addPairs,
  NO_PAIR,
  type Pair,
  rate,
  shareBets,
  shareInformation,
  subtractPairs,
} from './relative.ts';
import type { ErrorRateEvidence, TestEvidence } from './result.ts';
import { type EvidenceSettings, horizonOf, STAKES } from './settings.ts';

/** Evidence on the error rate: errors among requests of both arms. */
export type ErrorRate = {
  readonly burst: Burst;
  readonly totals: Pair;
  readonly detectors: Detectors | null;
};

/** One test against stable and one against each limit; null until the candidate's first request. */
type Detectors = {
  readonly relative: Detector<Pair>;
  readonly absolute: readonly { readonly limit: number; readonly detector: Detector<Pair> }[];
};

export const NO_ERROR_RATE: ErrorRate = { burst: NO_BURST, totals: NO_PAIR, detectors: null };

/**
 * One look. Looks before the candidate's first request only teach the burst factor; the onset weights begin
 * with its first traffic.
 */
export function stepErrorRate(
  state: ErrorRate,
  pair: Pair,
  span: Span,
  settings: EvidenceSettings,
): ErrorRate {
  const burst = stepBurst(state.burst, pair.y, pair.m, span.steady);
  if (state.detectors === null && pair.n === 0) return { ...state, burst };
  const phi = readBurst(burst);
  const horizon = horizonOf(settings);
  const before = state.detectors ?? startDetectors(settings, { at: span.begin, totals: state.totals });
  const totals = addPairs(state.totals, pair);
  const mark = { at: span.end, totals };
  const bets = shareBets(pair, settings.worse_ratio, 1, phi);
  const relative = stepDetector(before.relative, bets, mark, horizon);
  const absolute = before.absolute.map(({ limit, detector }) => ({
    limit,
    detector: stepDetector(detector, logBets(pair.x, pair.n, limit, 1, phi), mark, horizon),
  }));
  return { burst, totals, detectors: { relative, absolute } };
}

function startDetectors(settings: EvidenceSettings, mark: Mark<Pair>): Detectors {
  const limits = [...new Set([STAKES.limit, ...settings.error_limits])].toSorted((a, b) => a - b);
  return {
    relative: startDetector(THETAS.length, mark),
    absolute: limits.map((limit) => ({ limit, detector: startDetector(THETAS.length, mark) })),
  };
}

/**
 * E = 0.9·E(candidate > stable) + 0.1·E(candidate > 2 %). Onset and values since onset come from whichever of
 * the two carries more of it and has a run open.
 */
export function readErrorRate(state: ErrorRate, settings: EvidenceSettings): ErrorRateEvidence {
  const horizon = horizonOf(settings);
  const burst = readBurst(state.burst);
  const relative = reading(state.detectors?.relative, horizon);
  const absolute = (state.detectors?.absolute ?? []).map(({ limit, detector }) => ({
    limit,
    ...reading(detector, horizon),
  }));
  const ceiling = absolute.find(({ limit }) => limit === STAKES.limit) ?? relative;
  const ofRelative = Math.log(STAKES.relative) + relative.logE;
  const ofAbsolute = Math.log(STAKES.absolute) + ceiling.logE;
  const logE = logAddExp(ofRelative, ofAbsolute);
  const absoluteLeads = relative.run === null || (ceiling.run !== null && ofAbsolute > ofRelative);
  const lead = absoluteLeads ? ceiling : relative;
  const told = tell({ ...lead, logE }, state.totals);
  return {
    ...told,
    value: told.candidate,
    missing_requests: missingRequests(logE, information(lead, state.totals, settings) / burst),
    burst,
    relative: tell(relative, state.totals),
    absolute: absolute
      .filter(({ limit }) => settings.error_limits.includes(limit))
      .map((test) => ({ limit: test.limit, ...tell(test, state.totals) })),
  };
}

function reading(detector: Detector<Pair> | undefined, horizon: number | null): Reading<Pair> {
  return detector === undefined ? { logE: 0, run: null, gain: 0 } : readDetector(detector, horizon);
}

function tell({ logE, run }: Reading<Pair>, totals: Pair): TestEvidence {
  const seen = run === null ? NO_PAIR : subtractPairs(totals, run.totals);
  return {
    ...proof(logE),
    since: run?.at ?? null,
    candidate: rate(seen.x, seen.n),
    stable: rate(seen.y, seen.m),
  };
}

/** The better of the two rates at which one more request would add evidence, in nats. */
function information({ run }: Reading<Pair>, totals: Pair, settings: EvidenceSettings): number {
  if (run === null) return 0;
  const seen = subtractPairs(totals, run.totals);
  const p = rate(seen.x, seen.n) ?? 0;
  const absolute = p > STAKES.limit ? klBernoulli(p, STAKES.limit) : 0;
  return Math.max(shareInformation(seen, settings.worse_ratio), absolute);
}
