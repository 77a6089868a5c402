import { cumulatedSum, type Watcher } from './method.ts';

const ALPHA = 0.05;
const TUNING = 5000;

/** Mixing parameter: tightest at `TUNING` users (Waudby-Smith et al., equation 161). */
const RHO = Math.sqrt((-2 * Math.log(ALPHA) + Math.log(-2 * Math.log(ALPHA) + 1)) / TUNING);

/**
 * GrowthBook's sequential test as its documentation and statistics package define it, with its defaults: an
 * asymptotic confidence sequence (Waudby-Smith et al., equation 9) around the relative uplift, two-sided, and
 * without a result while an arm shows no variance. Rolls back when the whole interval is on the bad side.
 */
export function growthbook(): Watcher {
  const all = cumulatedSum();
  return (look) => {
    const { x, n, y, m } = all(look);
    const [candidate, stable] = [x / n, y / m];
    if (!(candidate > 0 && candidate < 1 && stable > 0 && stable < 1)) return 'none';
    const ofCandidate = (candidate * (1 - candidate)) / (stable ** 2 * n);
    const ofStable = (stable * (1 - stable) * candidate ** 2) / (stable ** 4 * m);
    const users = n + m;
    const mixed = users * RHO ** 2 + 1;
    const halfWidth = Math.sqrt(
      ((ofCandidate + ofStable) * users * 2 * mixed * Math.log(Math.sqrt(mixed) / ALPHA)) / (users * RHO) ** 2,
    );
    return candidate / stable - 1 > halfWidth ? 'rollback' : 'none';
  };
}
