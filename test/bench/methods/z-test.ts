import { cumulatedSum, type Watcher } from './method.ts';

/** The 95 % quantile of the normal distribution: one-sided p < 0.05. */
const CRITICAL = 1.6448536269514722;

/**
 * The textbook test of two proportions with pooled variance on all data so far, repeated at every look: roll
 * back at the first p < 0.05 for "candidate worse".
 */
export function zTest(): Watcher {
  const all = cumulatedSum();
  return (look) => {
    const { x, n, y, m } = all(look);
    const pooled = (x + y) / (n + m);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    return (x / n - y / m) / error > CRITICAL ? 'rollback' : 'none';
  };
}
