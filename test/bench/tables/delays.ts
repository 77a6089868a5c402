import { klBernoulli } from '../../../src/evidence/numerics.ts';
import { type Job, type Measure, mean, runsAt } from '../job.ts';
import { METHODS } from '../methods/index.ts';
import { INTERVAL, type Watcher } from '../methods/method.ts';
import { random } from '../random.ts';
import { arrivals, CANARY } from '../traffic.ts';

export const BASELINE = 0.003;

/** Nats that one candidate request brings at best, with stable at the baseline (Wald's limit for two arms). */
export function informationPerRequest(rate: number): number {
  const pooled = CANARY * rate + (1 - CANARY) * BASELINE;
  return klBernoulli(rate, pooled) + ((1 - CANARY) / CANARY) * klBernoulli(BASELINE, pooled);
}

/** Seconds from the onset to the rollback; null when it came before the onset. */
function delay(
  seed: string,
  perSecond: number,
  rate: number,
  healthyLooks: number,
  watch: Watcher,
): number | null {
  const source = random(seed);
  for (let look = 1; ; look++) {
    const candidate = look > healthyLooks ? rate : BASELINE;
    if (watch(arrivals(source, { perSecond, candidate, stable: BASELINE })) !== 'rollback') continue;
    return look > healthyLooks ? (look - healthyLooks) * INTERVAL : null;
  }
}

function meanDelay(
  row: string,
  perSecond: number,
  rate: number,
  healthyLooks: number,
  runs: number,
): Measure {
  const make = METHODS[row];
  if (make === undefined) throw new Error(`no method "${row}"`);
  const delays = Array.from({ length: runs }, (_, run) =>
    delay(`delay ${perSecond} ${rate} ${healthyLooks} ${run}`, perSecond, rate, healthyLooks, make()),
  ).filter((seconds) => seconds !== null);
  return mean('s', delays.length, (run) => delays[run] ?? Number.NaN);
}

/** Mean delay to the rollback, from the start and six hours later. */
export function delayJobs(): Job[] {
  const cells = [10, 100, 1000].flatMap((perSecond) => [0.08, 0.2].map((rate) => [perSecond, rate] as const));
  const table = 'Mean delay to the rollback, trouble from the start (baseline 0.3 %)';
  const fromStart = cells.flatMap(([perSecond, rate]) => {
    const column = `${perSecond} req/s, ${rate * 100} %`;
    const limit = Math.log(100) / informationPerRequest(rate) / (perSecond * CANARY);
    return [
      ...Object.keys(METHODS).map((row) => ({
        table,
        row,
        column,
        run: (effort: number) => meanDelay(row, perSecond, rate, 0, runsAt(effort, 3000)),
      })),
      { table, row: 'limit, ln(100)/KL', column, run: () => ({ value: limit, unit: 's' as const, runs: 0 }) },
    ];
  });
  const later = Object.keys(METHODS)
    .filter((row) => !/Flagger|z test/.test(row))
    .map((row) => ({
      table: 'Mean delay, trouble six hours after the start (100 req/s, 8 %)',
      row,
      column: 'delay',
      run: (effort: number) => meanDelay(row, 100, 0.08, 720, runsAt(effort, 600)),
    }));
  return [...fromStart, ...later];
}
