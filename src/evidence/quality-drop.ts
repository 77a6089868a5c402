import { logBets, THETAS } from './bet.ts';
import { type Burst, NO_BURST, readBurst, stepBurst } from './burst.ts';
import { type Detector, readDetector, startDetector, stepDetector } from './detector.ts';
import { type Look, type Quality, type QualityKind, qualityKind, type Span } from './looks.ts';
import { missingRequests, proof } from './proof.ts';
import {
  addGraded,
  DROPS,
  dropBets,
  failsOf,
  type Graded,
  gradeBets,
  meanOf,
  momentsOf,
  NO_GRADED,
  type SeenGrades,
  subtractGraded,
} from './quality.ts';
import { type Level, NO_LEVEL, referenceOf, stepLevel } from './quality-level.ts';
import { shareBets, shareInformation } from './relative.ts';
import type { MetricEvidence } from './result.ts';
import { type EvidenceSettings, horizonOf } from './settings.ts';

/** Evidence on the quality: did it drop below stable's of the same time? */
export type QualityDrop = {
  readonly kind: QualityKind;
  readonly level: Level;
  readonly burst: Burst;
  readonly totals: Graded;
  readonly detector: Detector<Graded> | null;
  /** What the last look had; null when it had no grades of both arms. */
  readonly seen: SeenGrades | null;
};

/**
 * One look. Without grades of both arms in one and the same form nothing is bet. If the form changes during a
 * rollout, the evidence starts over: its alternatives are not the same.
 */
export function stepQuality(
  state: QualityDrop | null,
  look: Look,
  span: Span,
  settings: EvidenceSettings,
): QualityDrop | null {
  const [ofCandidate, ofStable] = [look.candidate.quality, look.stable.quality];
  if (ofCandidate === undefined || ofStable === undefined) return state && { ...state, seen: null };
  const kind = commonKind(ofCandidate, ofStable);
  if (kind === null) return state && { ...state, seen: null };
  const before = state?.kind === kind ? state : startQuality(kind);
  const candidate = momentsOf(ofCandidate);
  const stable = momentsOf(ofStable);
  const level = stepLevel(before.level, stable, candidate.n);
  const burst =
    kind === 'pass-fail'
      ? stepBurst(before.burst, stable.n - stable.sum, stable.n, span.steady)
      : before.burst;
  const totals = addGraded(before.totals, { candidate, stable });
  const graded = { candidate, stable };
  const seen = { graded, m0: meanOf(before.level.stable), phi: readBurst(burst) };
  const next = { kind, level, burst, totals, seen };
  if (before.detector === null && candidate.n === 0) return { ...next, detector: null };
  const bets = betsOf(next, ofCandidate);
  const started = before.detector ?? startDetector(bets.length, { at: span.begin, totals: before.totals });
  return { ...next, detector: stepDetector(started, bets, { at: span.end, totals }, horizonOf(settings)) };
}

function startQuality(kind: QualityKind): QualityDrop {
  return { kind, level: NO_LEVEL, burst: NO_BURST, totals: NO_GRADED, detector: null, seen: null };
}

/** Scores need squares in both arms to be used as such. */
function commonKind(candidate: Quality, stable: Quality): QualityKind | null {
  const [a, b] = [qualityKind(candidate), qualityKind(stable)];
  if (a === b) return a;
  return [a, b].every((kind) => kind === 'scores' || kind === 'sums') ? 'sums' : null;
}

type Betting = Pick<QualityDrop, 'kind' | 'level'> & { readonly seen: SeenGrades };

function betsOf({ kind, level, seen }: Betting, raw: Quality): number[] {
  const { candidate, stable } = seen.graded;
  if (kind === 'pass-fail') return shareBets(failsOf(seen.graded), 1, 1, seen.phi);
  const reference = referenceOf(level, stable);
  if (reference === null || candidate.n === 0) {
    return new Array<number>(kind === 'sums' ? THETAS.length : DROPS.length).fill(0);
  }
  const { m0, variance, inflation } = reference;
  if (kind === 'sums') return logBets(candidate.n - candidate.sum, candidate.n, 1 - m0, 1, inflation);
  const bets = 'grades' in raw ? gradeBets(raw, m0, variance) : dropBets(candidate, m0, variance);
  return bets.map((bet) => bet / inflation);
}

/** Evidence of the drop; the values are mean qualities (pass rates) over the run that leads. */
export function readQuality(state: QualityDrop, settings: EvidenceSettings): MetricEvidence {
  const { detector, totals } = state;
  const none = { logE: 0, run: null, gain: 0 };
  const { logE, run, gain } = detector === null ? none : readDetector(detector, horizonOf(settings));
  const burst = readBurst(state.burst);
  const seen = run === null ? NO_GRADED : subtractGraded(totals, run.totals);
  const [candidate, stable] = [meanOf(seen.candidate), meanOf(seen.stable)];
  const growth = seen.candidate.n > 0 ? gain / seen.candidate.n : 0;
  const information = state.kind === 'pass-fail' ? shareInformation(failsOf(seen)) / burst : growth;
  return {
    ...proof(logE),
    since: run?.at ?? null,
    value: dropOf(candidate, stable),
    candidate,
    stable,
    missing_requests: missingRequests(logE, information),
    burst,
  };
}

/** Drop below stable as a fraction of it; null when a side is unknown or stable's is 0. */
export function dropOf(candidate: number | null, stable: number | null): number | null {
  return candidate === null || stable === null || !(stable > 0) ? null : 1 - candidate / stable;
}
