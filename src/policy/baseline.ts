import type { ArmLook, Latency, Look, Quality } from '../evidence/looks.ts';
import { mergeLatency, mergeQuality, scaleArm } from '../evidence/merge.ts';

/** At 100 % the candidate is compared with the stored baseline as if it were a canary of this weight. */
const weight = 10;

/**
 * A look at 100 % has no stable version in it: what that version did in the last stage takes its place, scaled
 * to the same traffic. Other looks stay as they are.
 */
export function againstBaseline(look: Look, baseline: ArmLook | null): Look {
  // Where most traffic still is at stable, routing is what is to be looked at.
  const elsewhere = look.stable.requests > look.candidate.requests;
  if (look.weight < 100 || baseline === null || elsewhere) return look;
  const factor = (look.candidate.requests * (100 / weight - 1)) / baseline.requests;
  return { ...look, weight, stable: scaleArm(baseline, factor), synthetic: true };
}

/**
 * What the stable version did since `began` (ISO 8601), as sums, a little worse than it was seen: by two
 * standard errors, so that a short stage does not make a baseline that nobody can keep. Null without counts.
 */
export function baselineSince(looks: readonly Look[], began: string): ArmLook | null {
  const stage = looks.filter(({ at }) => Date.parse(at) > Date.parse(began));
  const sum = <T>(values: readonly T[], add: (a: T, b: T) => T | undefined): T | undefined =>
    values.reduce<T | undefined>(
      (total, value) => (total === undefined ? value : (add(total, value) ?? value)),
      undefined,
    );
  const requests = stage.reduce((total, { stable }) => total + stable.requests, 0);
  const errors = stage.reduce((total, { stable }) => total + stable.errors, 0);
  const latency = sum(
    stage.flatMap(({ stable }) => stable.latency ?? []),
    mergeLatency,
  );
  const quality = sum(
    stage.flatMap(({ stable }) => stable.quality ?? []),
    mergeQuality,
  );
  if (requests <= 0) return null;
  return {
    requests,
    errors: Math.min(requests, errors + margin(errors)),
    ...(latency === undefined ? {} : { latency: slower(latency) }),
    ...(quality === undefined ? {} : { quality: worse(quality) }),
  };
}

/** Two standard errors of a count. */
function margin(count: number): number {
  return 2 * Math.sqrt(count + 1);
}

function slower({ le, counts }: Latency): Latency {
  const total = counts.at(-1) ?? 0;
  const moved = counts.map((count) => Math.max(0, count - margin(total - count)));
  return { le, counts: [...moved.slice(0, -1), total] };
}

function worse(quality: Quality): Quality {
  if ('passed' in quality) {
    const more = Math.min(quality.passed, margin(quality.failed));
    return { passed: quality.passed - more, failed: quality.failed + more };
  }
  if ('grades' in quality) return quality;
  const { count, sum, sum_squares } = quality;
  const variance =
    sum_squares === undefined ? count / 4 : Math.max(0, sum_squares - (sum * sum) / Math.max(1, count));
  const less = Math.max(0, sum - 2 * Math.sqrt(variance));
  return {
    ...quality,
    sum: less,
    ...(sum_squares === undefined ? {} : { sum_squares: Math.min(sum_squares, less) }),
  };
}
