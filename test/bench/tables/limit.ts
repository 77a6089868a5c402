import { NO_ERROR_RATE, readErrorRate, stepErrorRate } from '../../../src/evidence/error-rate.ts';
import { evidenceSettings } from '../../../src/evidence/settings.ts';
import { requestsToSee, SIGHT_RATES } from '../../../src/evidence/sight.ts';
import { type Job, type Measure, runsAt } from '../job.ts';
import { random } from '../random.ts';
import { CANARY } from '../traffic.ts';
import { BASELINE, informationPerRequest } from './delays.ts';

const settings = evidenceSettings();
const span = { begin: '', end: '', steady: true };

/** Candidate requests until E ≥ 100, looking after every one of them; stable gets its 99. */
function requestsToProof(seed: string, rate: number): number {
  const source = random(seed);
  const m = (1 - CANARY) / CANARY;
  let state = NO_ERROR_RATE;
  for (let n = 1; ; n++) {
    const pair = { x: source.binomial(1, rate), n: 1, y: source.binomial(m, BASELINE), m };
    state = stepErrorRate(state, pair, span, settings);
    if (readErrorRate(state, settings).proven) return n;
  }
}

function requests(rate: number, runs: number): number[] {
  return Array.from({ length: runs }, (_, run) => requestsToProof(`limit ${rate} ${run}`, rate));
}

/** Candidate requests to proof: their mean over the theoretical limit, and what 95 of 100 cases need. */
export function limitJobs(): Job[] {
  const table = 'Candidate requests to E ≥ 100, at a baseline of 0.3 % and 1 % of the traffic';
  return SIGHT_RATES.flatMap((rate) => {
    const column = `${rate * 100} %`;
    const limit = Math.log(100) / informationPerRequest(rate);
    const measured =
      (of: (sorted: readonly number[]) => number, unit: Measure['unit']) => (effort: number) => {
        const sorted = requests(rate, runsAt(effort, 4000)).toSorted((a, b) => a - b);
        return { value: of(sorted), unit, runs: sorted.length };
      };
    const average = (sorted: readonly number[]) => sorted.reduce((sum, n) => sum + n, 0) / sorted.length;
    const quantile = (sorted: readonly number[]) => sorted[Math.floor(0.95 * sorted.length)] ?? Number.NaN;
    const known = (value: number) => () => ({ value, unit: 'requests' as const, runs: 0 });
    return [
      { table, row: 'limit, ln(100)/KL', column, run: known(limit) },
      { table, row: 'this method, mean', column, run: measured(average, 'requests') },
      {
        table,
        row: 'ratio to the limit',
        column,
        run: measured((sorted) => average(sorted) / limit, 'ratio'),
      },
      { table, row: 'this method, 95 of 100 cases', column, run: measured(quantile, 'requests') },
      {
        table,
        row: 'as a stage foretells it',
        column,
        run: known(requestsToSee(rate, BASELINE, CANARY) ?? Number.NaN),
      },
    ];
  });
}
