import type { ArmLook, Look } from '../evidence/looks.ts';
import { mergeLooks, scaleArm } from '../evidence/merge.ts';

/** At 100 % the candidate is compared with the stored baseline as if it were a canary of this weight. */
const weight = 10;

/**
 * A look at 100 % has no stable version in it: what that version did in the last stage takes its place, scaled
 * to the same traffic. Other looks stay as they are.
 */
export function againstBaseline(look: Look, baseline: ArmLook | null): Look {
  if (look.weight < 100 || baseline === null) return look;
  const factor = (look.candidate.requests * (100 / weight - 1)) / baseline.requests;
  return { ...look, weight, stable: scaleArm(baseline, factor) };
}

/** What the stable version did since `began` (ISO 8601), as sums; null where nothing was counted. */
export function baselineSince(looks: readonly Look[], began: string): ArmLook | null {
  const stage = looks.filter(({ at }) => Date.parse(at) > Date.parse(began));
  const sum = stage.reduce<Look | null>(
    (total, look) => (total === null ? look : mergeLooks(total, look)),
    null,
  );
  return sum === null || sum.stable.requests <= 0 ? null : sum.stable;
}
