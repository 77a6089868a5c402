import { cumulatedSum, type Watcher } from './method.ts';

/** One-sided level: that of this project's evidence, so that delays compare like with like. */
const ALPHA = 0.01;
/** GrowthBook's default "sequential tuning parameter". */
const TUNING = 5000;

/** Mixing parameter of the one-sided bound, tightest at `TUNING` users (Waudby-Smith et al., equation 161). */
const RHO = Math.sqrt((-2 * Math.log(2 * ALPHA) + Math.log(1 - 2 * Math.log(2 * ALPHA))) / TUNING);

/**
 * GrowthBook's one-sided sequential test, which its Safe Rollouts apply to guardrail metrics, as its
 * documentation and statistics package define it: the asymptotic confidence sequence of Waudby-Smith et al.
 * (equation 134) for the difference of the two rates, without a result while an arm shows no variance. Rolls
 * back when the whole interval lies on the bad side of zero.
 */
export function growthbook(): Watcher {
  const all = cumulatedSum();
  return (look) => {
    const { x, n, y, m } = all(look);
    const [candidate, stable] = [x / n, y / m];
    const ofCandidate = (candidate * (1 - candidate)) / n;
    const ofStable = (stable * (1 - stable)) / m;
    if (!(ofCandidate > 0 && ofStable > 0)) return 'none';
    const users = n + m;
    const mixed = users * RHO ** 2 + 1;
    const bound = Math.log1p(Math.sqrt(mixed) / (2 * ALPHA));
    const width = Math.sqrt(((ofCandidate + ofStable) * users * 2 * mixed * bound) / (users * RHO) ** 2);
    return candidate - stable > width ? 'rollback' : 'none';
  };
}
