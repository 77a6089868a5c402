import { logBets, noBets } from './bet.ts';
import {
  addBets,
  addLists,
  below,
  type ClaimName,
  type Claims,
  claim,
  fewerFails,
  keptParts,
  scoresAbove,
  slowRatios,
} from './claims.ts';
import type { QualityKind } from './looks.ts';
import { addGraded, type Graded, NO_GRADED, type SeenGrades } from './quality.ts';
import { addPairs, NO_PAIR, type Pair, rate, type Seen } from './relative.ts';
import type { Claim, PromotionEvidence } from './result.ts';
import type { EvidenceSettings } from './settings.ts';

/**
 * Evidence for the promotion of one stage: the same bets with −θ, from a fixed start at the stage's first look.
 *
 * | metric | claim |
 * |---|---|
 * | error rate | rate < limit |
 * | p99 | share of slow requests < r1 × stable's |
 * | quality, pass/fail | fail ratio < (1 − k·m0)/(1 − m0), k = 0.95 or 0.90, m0 stable's pass rate |
 * | quality, score | mean > k·m0 (Σ as x, n as N, π0 = k·m0, +θ) |
 *
 * Claims of both ages are followed side by side, so that when the candidate comes of age the evidence for the
 * new limit covers all looks of the stage. Without data every claim stays at ln E = 0, which promotes nothing.
 */
export type Stage = {
  readonly weight: number;
  readonly since: string;
  readonly looks: number;
  /** Errors, each look divided by its φ: l is linear in them, so that sums can be judged against any limit. */
  readonly errors: Pair;
  /** Log wealth of "fewer errors than stable". */
  readonly fewerErrors: readonly number[];
  readonly latency: Claims | null;
  readonly fails: Claims | null;
  readonly scores: Graded | null;
};

/** What the metrics saw in one look; null where one had no data. */
export type SeenAll = {
  readonly errors: Seen;
  readonly latency: Seen | null;
  readonly quality: SeenGrades | null;
  readonly kind: QualityKind | null;
};

/** A stage that begins at `since` with the given weight in percent. */
export function startStage(weight: number, since: string): Stage {
  const nothing = { latency: null, fails: null, scores: null };
  return { weight, since, looks: 0, errors: NO_PAIR, fewerErrors: noBets(), ...nothing };
}

/** One look of the stage. */
export function stepStage(stage: Stage, seen: SeenAll, settings: EvidenceSettings): Stage {
  const { errors, latency, quality } = seen;
  const fails = seen.kind === 'pass-fail' ? quality : null;
  const scores = seen.kind === 'pass-fail' ? null : quality;
  const { x, n, y, m } = errors.pair;
  const weighed = { x: x / errors.phi, n: n / errors.phi, y: y / errors.phi, m: m / errors.phi };
  return {
    ...stage,
    looks: stage.looks + 1,
    errors: addPairs(stage.errors, weighed),
    fewerErrors: addLists(stage.fewerErrors, below(errors, 1)),
    latency: latency
      ? addBets(stage.latency, slowRatios(settings), (ratio) => below(latency, ratio))
      : stage.latency,
    fails: fails ? addBets(stage.fails, keptParts(settings), (part) => fewerFails(fails, part)) : stage.fails,
    scores: scores ? addGraded(stage.scores ?? NO_GRADED, scores.graded) : stage.scores,
  };
}

/** The stage's claims at the candidate's age: `mature` picks the limits. */
export function readStage(stage: Stage, mature: boolean, settings: EvidenceSettings): PromotionEvidence {
  const age = mature ? 'mature' : 'young';
  const limit = settings.gates[age].error_rate;
  const { x, n, y, m } = stage.errors;
  return {
    weight: stage.weight,
    since: stage.since,
    looks: stage.looks,
    mature,
    error_rate: claim(limit, logBets(x, n, limit, -1)),
    latency_p99: latencyClaim(stage, age, settings),
    quality: qualityClaim(stage, age, settings),
    superior: {
      error_rate: claim(1, stage.fewerErrors),
      latency_p99: latencyClaim(stage, 'superior', settings),
      quality: qualityClaim(stage, 'superior', settings),
    },
    stable_above_limit: { ...claim(limit, logBets(y, m, limit, 1)), value: rate(y, m) },
    weighed: { errors: x, requests: n },
  };
}

function latencyClaim({ latency }: Stage, name: ClaimName, settings: EvidenceSettings): Claim | null {
  return latency && claim(slowRatios(settings)[name], latency[name]);
}

function qualityClaim({ fails, scores }: Stage, name: ClaimName, settings: EvidenceSettings): Claim | null {
  const part = keptParts(settings)[name];
  if (scores !== null) return claim(part, scoresAbove(scores, part));
  return fails && claim(part, fails[name]);
}
