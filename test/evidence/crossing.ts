import { type Direction, fixedStart, logBets } from '../../src/evidence/bet.ts';

export type Crossing = {
  readonly p0: number;
  readonly p: number;
  readonly alpha: number;
  readonly nMax: number;
  readonly direction: Direction;
};

/**
 * P(the fixed-start test has decided by n requests), exactly: the distribution of the errors among the tests
 * that are still open moves on by one request at a time, and what reaches E ≥ 1/α leaves.
 */
export function crossing({ p0, p, alpha, nMax, direction }: Crossing): { by: number[]; meanCapped: number } {
  let open = [1];
  let decided = 0;
  let meanCapped = 0;
  const by = [0];
  for (let n = 1; n <= nMax; n++) {
    meanCapped += 1 - decided;
    const next = new Array<number>(open.length + 1).fill(0);
    for (const [x, mass] of open.entries()) {
      next[x] = (next[x] ?? 0) + mass * (1 - p);
      next[x + 1] = (next[x + 1] ?? 0) + mass * p;
    }
    open = next.map((mass, x) => {
      if (mass === 0 || fixedStart(logBets(x, n, p0, direction)) < Math.log(1 / alpha)) return mass;
      decided += mass;
      return 0;
    });
    while (open.length > 1 && open.at(-1) === 0) open.pop();
    by.push(decided);
  }
  return { by, meanCapped };
}
