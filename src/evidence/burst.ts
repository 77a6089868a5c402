/**
 * Retries and timeouts make errors come in clusters, and a count of clustered errors strays further than a
 * binomial one. The burst factor φ ≥ 1 measures by how much on the stable arm and divides every l by it (the
 * dispersion of quasi-likelihood). Differences of successive looks (von Neumann) keep a slow drift, such as the
 * hour of the day, out of the measure.
 */
export type Burst = {
  /** Events and trials of the look before. */
  readonly previous: { readonly y: number; readonly m: number } | null;
  /** The open block: looks, Σ(y_i − y_{i−1})²/2 and Σ(y_i + y_{i−1})/2. */
  readonly looks: number;
  readonly spread: number;
  readonly level: number;
  /** What the pair that differs most adds to the spread of the open block. */
  readonly largest: number;
  /** Pairs of looks with at least one event, ever: only these inform. */
  readonly pairs: number;
  /** Indices of the closed blocks that had events, ascending. */
  readonly indices: readonly number[];
};

const BLOCK = 20;
const QUIET = 1.3;
const MARGIN = 1.5;
const SURE = 2.5;
const STEP = 0.75;

export const NO_BURST: Burst = {
  previous: null,
  looks: 0,
  spread: 0,
  level: 0,
  largest: 0,
  pairs: 0,
  indices: [],
};

/**
 * Takes in stable's event count of one look. `steady` is false where it cannot be compared with the one before,
 * because the weight, the length of the look or what counts as an event has changed.
 */
export function stepBurst(burst: Burst, y: number, m: number, steady: boolean): Burst {
  const previous = steady ? burst.previous : null;
  const together = previous === null ? 0 : previous.y + y;
  const spread = previous === null ? 0 : spreadOf(previous, { y, m });
  const open = {
    previous: { y, m },
    looks: burst.looks + 1,
    spread: burst.spread + spread,
    level: burst.level + together / 2,
    largest: Math.max(burst.largest, spread),
    pairs: burst.pairs + (together > 0 ? 1 : 0),
    indices: burst.indices,
  };
  if (open.looks < BLOCK) return open;
  const indices = open.level > 0 ? insert(burst.indices, indexOf(open)) : burst.indices;
  return { ...open, looks: 0, spread: 0, level: 0, largest: 0, indices };
}

/**
 * φ as known after the looks so far: from the median over the closed blocks, or from the open block while
 * none is closed. Young estimates scatter (the index of Poisson counts has variance 3/pairs), so until some
 * 200 pairs are seen φ stays 1 unless the index is 2.5 standard deviations above 1. In its very first looks a
 * service with bursts is therefore taken for one without, unless looks of stable from before the rollout are
 * given: an hour of them is enough.
 */
export function readBurst(burst: Burst): number {
  const index = burst.indices.length > 0 ? median(burst.indices) : indexOf(burst);
  return index > 1 + SURE * Math.sqrt(3 / burst.pairs) ? burstFactor(index) : 1;
}

/**
 * The index of a block. One pair that far outweighs all others is a step, as at the begin of an outage: counts
 * that go up or down and stay there are no cluster, which comes and goes in two pairs of about the same weight.
 */
function indexOf({ spread, level, largest }: Pick<Burst, 'spread' | 'level' | 'largest'>): number {
  return ratio(largest > STEP * spread ? spread - largest : spread, level);
}

/** (y1·m2 − y2·m1)² / (2·m1·m2): the squared difference of two counts at equal rates, whatever their traffic. */
function spreadOf(one: { y: number; m: number }, two: { y: number; m: number }): number {
  return one.m > 0 && two.m > 0 ? (one.y * two.m - two.y * one.m) ** 2 / (2 * one.m * two.m) : 0;
}

/** Index of dispersion of a run of counts: 1 for Poisson counts, about the cluster size for clusters. */
export function dispersionIndex(counts: readonly number[]): number {
  let spread = 0;
  let level = 0;
  let previous: number | null = null;
  for (const count of counts) {
    if (previous !== null) {
      spread += (count - previous) ** 2 / 2;
      level += (count + previous) / 2;
    }
    previous = count;
  }
  return ratio(spread, level);
}

/** φ of an index of dispersion: 1 up to 1.3, else 1.5 times the index. */
export function burstFactor(index: number): number {
  return index <= QUIET ? 1 : MARGIN * index;
}

function ratio(spread: number, level: number): number {
  return level > 0 ? spread / level : 1;
}

function median(ascending: readonly number[]): number {
  const middle = Math.floor((ascending.length - 1) / 2);
  const low = ascending[middle] ?? 1;
  const high = ascending[ascending.length - 1 - middle] ?? 1;
  return (low + high) / 2;
}

function insert(ascending: readonly number[], value: number): number[] {
  const place = ascending.findIndex((other) => other > value);
  return place < 0 ? [...ascending, value] : ascending.toSpliced(place, 0, value);
}
