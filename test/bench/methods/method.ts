import type { Pair } from '../../../src/evidence/relative.ts';

/** Seconds between two looks of the simulation. */
export const INTERVAL = 30;

/** What a method does after one look: nothing, ask (and page) people, or roll back. */
export type Action = 'none' | 'ask' | 'rollback';

/** A method that watches one rollout; it gets errors and requests of both arms, look by look. */
export type Watcher = (look: Pair) => Action;

/** The error rate above which a candidate is rolled back, for methods that have a limit. */
export const LIMIT = 0.05;

/** Counts of the last `looks` looks: what a query over a window answers. */
export function slidingWindow(looks: number): (look: Pair) => Pair {
  const kept: Pair[] = [];
  return (look) => {
    kept.push(look);
    if (kept.length > looks) kept.shift();
    const sum = { x: 0, n: 0, y: 0, m: 0 };
    for (const { x, n, y, m } of kept) {
      sum.x += x;
      sum.n += n;
      sum.y += y;
      sum.m += m;
    }
    return sum;
  };
}

/** Counts since the beginning. */
export function cumulatedSum(): (look: Pair) => Pair {
  const sum = { x: 0, n: 0, y: 0, m: 0 };
  return ({ x, n, y, m }) => {
    sum.x += x;
    sum.n += n;
    sum.y += y;
    sum.m += m;
    return sum;
  };
}
