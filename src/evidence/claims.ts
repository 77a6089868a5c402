import { fixedStart, logBets, noBets } from './bet.ts';
import { slowRatio } from './latency.ts';
import { anytimeP, at } from './numerics.ts';
import { failsOf, type Graded, type SeenGrades } from './quality.ts';
import { type Seen, shareBets } from './relative.ts';
import type { Claim } from './result.ts';
import { type EvidenceSettings, PROMOTED } from './settings.ts';

/** Not worse by the limits of either age, and better than stable. */
export type ClaimName = 'young' | 'mature' | 'superior';

/** Log wealth of each claim, alternative by alternative. */
export type Claims = Readonly<Record<ClaimName, readonly number[]>>;

/** The number that each claim is about. */
export type Levels = Readonly<Record<ClaimName, number>>;

/** Ratios of slow requests to stable's that the claims on the p99 stay below. */
export function slowRatios({ gates }: EvidenceSettings): Levels {
  const { young, mature } = gates;
  return {
    young: slowRatio(young.latency_increase),
    mature: slowRatio(mature.latency_increase),
    superior: 1,
  };
}

/** Parts of stable's mean that the claims on the quality stay above. */
export function keptParts({ gates }: EvidenceSettings): Levels {
  return { young: 1 - gates.young.quality_drop, mature: 1 - gates.mature.quality_drop, superior: 1 };
}

/** Adds one look's bets on all claims; `claims` is null before the first. */
export function addBets(claims: Claims | null, levels: Levels, bets: (level: number) => number[]): Claims {
  const add = (name: ClaimName): number[] => addLists(claims?.[name] ?? noBets(), bets(levels[name]));
  return { young: add('young'), mature: add('mature'), superior: add('superior') };
}

/** a + b, alternative by alternative. */
export function addLists(a: readonly number[], b: readonly number[]): number[] {
  return a.map((wealth, j) => wealth + at(b, j));
}

/** Bets on "less than `ratio` times stable's rate". */
export function below({ pair, phi }: Seen, ratio: number): number[] {
  return shareBets(pair, ratio, -1, phi);
}

/**
 * Bets on a pass rate above `part` times stable's, as a ratio of fails below (1 − part·m0)/(1 − m0). m0 is
 * stable's pass rate before the look; its first look must use its own. While stable has not failed once that
 * ratio has no meaning, and the claim is "fails less than 1 − part of the time", which needs no stable.
 * Superiority (part 1) is a plain ratio below 1.
 */
export function fewerFails({ graded, m0, phi }: SeenGrades, part: number): number[] {
  const pair = failsOf(graded);
  const passing = m0 ?? (pair.m > 0 ? 1 - pair.y / pair.m : null);
  if (part === 1) return shareBets(pair, 1, -1, phi);
  if (passing === null) return noBets();
  if (passing >= 1) return logBets(pair.x, pair.n, 1 - part, -1, phi);
  return shareBets(pair, (1 - part * passing) / (1 - passing), -1, phi);
}

/**
 * Bets on a mean score above `part` times stable's, from the sums of a stage: both arms over the same time, so
 * that a change that hits both stays out. Stable's mean is an estimate, for which l is divided by 1 + n/m (see
 * quality-level.ts).
 */
export function scoresAbove({ candidate, stable }: Graded, part: number): number[] {
  if (!(stable.n > 0 && stable.sum > 0)) return noBets();
  const m0 = stable.sum / stable.n;
  return logBets(candidate.sum, candidate.n, part * m0, 1, 1 + candidate.n / stable.n);
}

/** A claim from its log wealth: proven from E ≥ 20 (anytime p < 0.05). */
export function claim(limit: number, wealth: readonly number[]): Claim {
  const logE = fixedStart(wealth);
  return { limit, log_e: logE, proven: logE >= PROMOTED, p: anytimeP(logE) };
}
