import {
  type ArmLook,
  type Grades,
  type Latency,
  type Look,
  type Quality,
  sameBounds,
  timeOf,
} from './looks.ts';

/**
 * Looks gathered on a coarser grid: all whose time falls in the same cell of `seconds` become one look at the
 * cell's end. A verification looks every five seconds; evidence counts looks of the 30-second grid only, and
 * this keeps the counts of the extra ones. Looks may come in any order. The last cell is left out until a look
 * reaches its end, since a look once given must not change.
 */
export function onGrid(looks: readonly Look[], seconds: number): Look[] {
  const cells = new Map<number, Look>();
  const sorted = looks.toSorted(compareLooks);
  for (const look of sorted) {
    const end = Math.ceil(timeOf(look) / (seconds * 1000)) * seconds * 1000;
    const earlier = cells.get(end);
    const at = new Date(end).toISOString();
    cells.set(end, { ...(earlier === undefined ? look : mergeLooks(earlier, look)), at });
  }
  const newest = sorted.at(-1);
  const reached = newest === undefined ? 0 : timeOf(newest);
  return [...cells.values()].filter((look) => timeOf(look) <= reached);
}

/**
 * Two looks that follow each other as one. Time and weight are those of the later look. A histogram or quality
 * that only one of them has, or that changed its buckets or kind, is dropped rather than guessed.
 */
export function mergeLooks(earlier: Look, later: Look): Look {
  return {
    at: later.at,
    weight: later.weight,
    candidate: mergeArms(earlier.candidate, later.candidate),
    stable: mergeArms(earlier.stable, later.stable),
  };
}

function mergeArms(a: ArmLook, b: ArmLook): ArmLook {
  const latency = a.latency && b.latency ? mergeLatency(a.latency, b.latency) : undefined;
  const quality = a.quality && b.quality ? mergeQuality(a.quality, b.quality) : undefined;
  return {
    requests: a.requests + b.requests,
    errors: a.errors + b.errors,
    ...(latency === undefined ? {} : { latency }),
    ...(quality === undefined ? {} : { quality }),
  };
}

/** Sums of two histograms; undefined when their buckets differ. */
export function mergeLatency(a: Latency, b: Latency): Latency | undefined {
  return sameBounds(a.le, b.le) ? { le: a.le, counts: addLists(a.counts, b.counts) } : undefined;
}

/** Sums of two gradings; undefined when their kinds differ. */
export function mergeQuality(a: Quality, b: Quality): Quality | undefined {
  if ('passed' in a && 'passed' in b) return { passed: a.passed + b.passed, failed: a.failed + b.failed };
  if ('grades' in a && 'grades' in b) return mergeGrades(a, b);
  if (!('count' in a && 'count' in b)) return undefined;
  const sums = { count: a.count + b.count, sum: a.sum + b.sum };
  if (a.sum_squares === undefined || b.sum_squares === undefined) return sums;
  return { ...sums, sum_squares: a.sum_squares + b.sum_squares };
}

function mergeGrades(a: Grades, b: Grades): Grades | undefined {
  if (!sameBounds(a.grades, b.grades)) return undefined;
  return { grades: a.grades, counts: addLists(a.counts, b.counts) };
}

function addLists(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value + (b[i] ?? 0));
}

/** By time; looks at one time by their content, so that the order they came in cannot change a sum. */
function compareLooks(a: Look, b: Look): number {
  const byTime = timeOf(a) - timeOf(b);
  if (byTime !== 0) return byTime;
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** All counts of an arm times `factor` (0 or more): what it would have done with that much traffic. */
export function scaleArm(arm: ArmLook, factor: number): ArmLook {
  const { requests, errors, latency, quality } = arm;
  return {
    requests: requests * factor,
    errors: errors * factor,
    ...(latency === undefined ? {} : { latency: { ...latency, counts: scaleList(latency.counts, factor) } }),
    ...(quality === undefined ? {} : { quality: scaleQuality(quality, factor) }),
  };
}

function scaleQuality(quality: Quality, factor: number): Quality {
  if ('passed' in quality) return { passed: quality.passed * factor, failed: quality.failed * factor };
  if ('grades' in quality) return { ...quality, counts: scaleList(quality.counts, factor) };
  const sums = { count: quality.count * factor, sum: quality.sum * factor };
  return quality.sum_squares === undefined ? sums : { ...sums, sum_squares: quality.sum_squares * factor };
}

function scaleList(list: readonly number[], factor: number): number[] {
  return list.map((value) => value * factor);
}
