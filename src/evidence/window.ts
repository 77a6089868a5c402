import { addCounts, p99 } from './latency.ts';
import { increaseOf } from './latency-p99.ts';
import { type Arm, type Latency, type Look, sameBounds } from './looks.ts';
import { addMoments, meanOf, momentsOf, NO_MOMENTS } from './quality.ts';
import { dropOf } from './quality-drop.ts';
import { rate } from './relative.ts';
import type { ArmValues, WindowValues } from './result.ts';

/** A look with its time in milliseconds. */
export type Timed = { readonly time: number; readonly look: Look };

/** The looks (oldest first) that end in the last `seconds`, and the newest. */
export function keepWindow(looks: readonly Timed[], newest: Timed, seconds: number): Timed[] {
  const begin = newest.time - seconds * 1000;
  return [...looks.filter(({ time }) => time > begin), newest];
}

/** Plain values over a window: what a rule without evidence would look at. */
export function windowValues(timed: readonly Timed[], seconds: number): WindowValues {
  const looks = timed.map(({ look }) => look);
  const candidate = valuesOf(looks, 'candidate');
  const stable = valuesOf(looks, 'stable');
  return {
    seconds,
    looks: looks.length,
    candidate,
    stable,
    latency_increase: increaseOf(candidate.p99, stable.p99),
    quality_drop: dropOf(candidate.quality, stable.quality),
  };
}

function valuesOf(looks: readonly Look[], arm: Arm): ArmValues {
  const arms = looks.map((look) => look[arm]);
  const requests = arms.reduce((sum, look) => sum + look.requests, 0);
  const errors = arms.reduce((sum, look) => sum + look.errors, 0);
  const latency = arms.flatMap((look) => look.latency ?? []).reduce<Latency | null>(addLatency, null);
  const scores = arms
    .flatMap((look) => (look.quality ? momentsOf(look.quality) : []))
    .reduce(addMoments, NO_MOMENTS);
  return {
    requests,
    errors,
    error_rate: rate(errors, requests),
    p99: latency === null ? null : p99(latency),
    graded: scores.n,
    quality: meanOf(scores),
  };
}

/** Histograms with other buckets than the newest are left out. */
function addLatency(sum: Latency | null, next: Latency): Latency {
  if (sum === null || !sameBounds(sum.le, next.le)) return next;
  return { le: sum.le, counts: addCounts(sum.counts, next.counts) };
}
