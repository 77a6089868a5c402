import { checkCounts, type Fault, ROUNDING } from './fault.ts';
import {
  ARMS,
  type Arm,
  type ArmLook,
  type Latency,
  type Look,
  type Problem,
  sameBounds,
  timeOf,
} from './looks.ts';
import { checkQuality, checkQualityPair } from './validate-quality.ts';

/**
 * What is wrong with recorded looks, as data; an empty list means they can be used.
 *
 * Strict, for looks that someone recorded, refuses errors above requests in any look. Looks that come straight
 * from a source may show a few (its counters are not scraped at one instant): those pass here, and evaluation
 * carries them to the next look (see carry.ts).
 */
export function validateLooks(looks: readonly Look[], options: { strict?: boolean } = {}): Problem[] {
  const { strict = true } = options;
  return looks.flatMap((look, index) => {
    const previous = looks[index - 1];
    const faults = checkLook(look, previous === undefined ? null : timeOf(previous));
    const above = strict ? ARMS.flatMap((arm) => checkErrors(arm, look[arm])) : [];
    return [...faults, ...above].map((fault) => ({ index, ...fault }));
  });
}

/** Faults of one look; `previous` is the time of the look before it (ms), which it must be after. */
export function checkLook(look: Look, previous: number | null): Fault[] {
  const { candidate, stable } = look;
  return [
    ...checkTime(look, previous),
    ...checkWeight(look.weight),
    ...ARMS.flatMap((arm) => checkArm(arm, look[arm])),
    ...checkBucketPair(candidate.latency, stable.latency),
    ...checkQualityPair(candidate.quality, stable.quality),
  ];
}

function checkTime(look: Look, previous: number | null): Fault[] {
  const now = timeOf(look);
  if (Number.isNaN(now)) return [{ code: 'time-invalid', message: 'at is not an ISO 8601 time' }];
  if (previous === null || !(now <= previous)) return [];
  return [{ code: 'time-backwards', message: 'at is not after the look before' }];
}

function checkWeight(weight: number): Fault[] {
  if (Number.isInteger(weight) && weight >= 0 && weight <= 100) return [];
  return [{ code: 'weight-invalid', message: `weight is ${weight}, not an integer from 0 to 100` }];
}

function checkArm(arm: Arm, look: ArmLook): Fault[] {
  const counts = checkCounts([
    [`${arm}.requests`, look.requests],
    [`${arm}.errors`, look.errors],
  ]);
  const latency = look.latency === undefined ? [] : checkLatency(arm, look.latency);
  const quality = look.quality === undefined ? [] : checkQuality(arm, look.quality);
  return [...counts, ...latency, ...quality];
}

function checkErrors(arm: Arm, { errors, requests }: ArmLook): Fault[] {
  if (!(errors > requests)) return [];
  const message = `${arm}.errors is ${errors}, above ${arm}.requests ${requests}`;
  return [{ code: 'errors-above-requests', message }];
}

function checkLatency(arm: Arm, { le, counts }: Latency): Fault[] {
  const name = `${arm}.latency`;
  const invalid = (message: string): Fault[] => [{ code: 'buckets-invalid', message: `${name}.${message}` }];
  if (le.length !== counts.length) return invalid(`le has ${le.length} bounds for ${counts.length} counts`);
  if (le.at(-1) !== '+Inf') return invalid("le does not end in '+Inf'");
  const finite = le.slice(0, -1);
  const misplaced = finite.findIndex(
    (bound, i) => !Number.isFinite(bound) || (i > 0 && !(bound > (finite[i - 1] ?? 0))),
  );
  if (misplaced >= 0) return invalid(`le[${misplaced}] is not a number above the bound before`);
  const faults = checkCounts(counts.map((count, i) => [`${name}.counts[${i}]`, count] as const));
  if (faults.length > 0) return faults;
  const falling = counts.findIndex((count, i) => i > 0 && count < (counts[i - 1] ?? 0) * (1 - ROUNDING));
  if (falling < 0) return [];
  const message = `${name}.counts[${falling}] is below the count before, but counts are cumulative`;
  return [{ code: 'buckets-not-cumulative', message }];
}

function checkBucketPair(candidate: Latency | undefined, stable: Latency | undefined): Fault[] {
  if (candidate === undefined || stable === undefined || sameBounds(candidate.le, stable.le)) return [];
  return [{ code: 'buckets-differ', message: 'candidate and stable have different latency buckets' }];
}
