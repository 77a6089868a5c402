import type { FlagdCore } from '@openfeature/flagd-core';

/** How one version behaves, known only to the demo. */
export interface Truth {
  /** Share of requests that fail, 0 to 1. */
  readonly errors: number;
  /** Median duration of a request in seconds. */
  readonly median: number;
  /** Mean quality score, 0 to 1. */
  readonly quality: number;
}

/** Upper bounds of the duration histogram, in seconds. */
export const bounds: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 6, 10];

/** What one version did in one span of time; `slower` counts cumulatively over the bounds and infinity. */
export interface Tally {
  requests: number;
  errors: number;
  readonly quality: { sum: number; squares: number };
  readonly slower: number[];
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return { requests: 0, errors: 0, quality: { sum: 0, squares: 0 }, slower: [...bounds, 0].map(() => 0) };
}

const population = 20_000;

/**
 * Lets `requests` requests of random users happen: each evaluates the flag as an application would, gets a
 * version, and succeeds or fails as that version's truth says. `random` gives numbers in [0, 1).
 */
export function simulateUsers(
  core: FlagdCore,
  flag: string,
  truths: Readonly<Record<string, Truth>>,
  requests: number,
  random: () => number,
): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (let request = 0; request < requests; request++) {
    const targetingKey = `user-${Math.floor(random() * population)}`;
    const version = core.resolveObjectEvaluation(flag, {}, { targetingKey }).variant ?? 'none';
    const truth = truths[version];
    if (truth === undefined) continue;
    const tally = tallies.get(version) ?? emptyTally();
    serve(tally, truth, random);
    tallies.set(version, tally);
  }
  return tallies;
}

function serve(tally: Tally, truth: Truth, random: () => number): void {
  const seconds = truth.median * Math.exp(normal(random) * 0.5);
  const score = Math.min(1, Math.max(0, truth.quality + (random() - 0.5) * 0.3));
  tally.requests += 1;
  tally.errors += random() < truth.errors ? 1 : 0;
  tally.quality.sum += score;
  tally.quality.squares += score * score;
  [...bounds, Number.POSITIVE_INFINITY].forEach((bound, index) => {
    if (seconds <= bound) tally.slower[index] = (tally.slower[index] ?? 0) + 1;
  });
}

/** A small seeded generator (mulberry32), so that the demo is the same each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A standard normal number (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
