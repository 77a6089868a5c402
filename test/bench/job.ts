/** One number of a table. */
export type Measure = {
  readonly value: number;
  readonly unit: '%' | 's' | 'requests' | 'ratio' | 'ms';
  /** Simulated rollouts behind it. */
  readonly runs: number;
  /** For shares: how many rollouts, and the upper end of the exact one-sided 95 % interval, in percent. */
  readonly found?: number;
  readonly upTo?: number;
};

/** What to measure for one cell of one table. Jobs are independent and find their own seeds. */
export type Job = {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** Measured after all others and by itself, as other work would disturb it. */
  readonly alone?: true;
  /** @param effort 1 for a full run, less for a quick one */
  readonly run: (effort: number) => Measure;
};

/** Runs at this effort, at least 20. */
export function runsAt(effort: number, full: number): number {
  return Math.max(20, Math.round(full * effort));
}

/** The share of runs, in percent, in which something happened. */
export function share(found: number, runs: number): Measure {
  return { value: (100 * found) / runs, unit: '%', runs, found, upTo: 100 * upperBound(found, runs) };
}

/** The mean of what each run gives. */
export function mean(unit: Measure['unit'], runs: number, one: (run: number) => number): Measure {
  let sum = 0;
  for (let run = 0; run < runs; run++) sum += one(run);
  return { value: sum / runs, unit, runs };
}

/** Clopper–Pearson: the largest rate at which `found` or fewer would come in 5 of 100 cases, by halving. */
function upperBound(found: number, runs: number): number {
  let [low, high] = [found / runs, 1];
  while (high - low > 1e-7) {
    const rate = (low + high) / 2;
    if (atMost(found, runs, rate) > 0.05) low = rate;
    else high = rate;
  }
  return high;
}

/** P(at most `found` of `runs`) at a rate. */
function atMost(found: number, runs: number, rate: number): number {
  let log = runs * Math.log1p(-rate);
  let sum = Math.exp(log);
  for (let k = 1; k <= found; k++) {
    log += Math.log((runs - k + 1) / k) + Math.log(rate) - Math.log1p(-rate);
    sum += Math.exp(log);
  }
  return sum;
}
