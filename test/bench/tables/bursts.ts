import { THETAS } from '../../../src/evidence/bet.ts';
import { readDetector, startDetector, stepDetector } from '../../../src/evidence/detector.ts';
import { NO_ERROR_RATE, readErrorRate, stepErrorRate } from '../../../src/evidence/error-rate.ts';
import { type Pair, shareBets } from '../../../src/evidence/relative.ts';
import { evidenceSettings, PROVEN } from '../../../src/evidence/settings.ts';
import { type Job, runsAt, share } from '../job.ts';
import { INTERVAL } from '../methods/method.ts';
import { type Random, random } from '../random.ts';
import { CANARY } from '../traffic.ts';

const DAY = 2880;
const RATE = 0.003;
const settings = evidenceSettings();
const span = { begin: '', end: '', steady: true };
const mark = { at: '', totals: null };

/** Errors that come in clusters: Poisson many, each of geometric size with the given mean. */
function clusters({ uniform, poisson }: Random, expected: number, size: number): number {
  let errors = 0;
  for (let cluster = poisson(expected / size); cluster > 0; cluster--) {
    errors += 1 + Math.floor(Math.log(uniform()) / Math.log1p(-1 / size));
  }
  return errors;
}

function look(source: Random, perSecond: number, size: number): Pair {
  const requests = perSecond * INTERVAL;
  const [n, m] = [CANARY * requests, (1 - CANARY) * requests];
  const [x, y] = [clusters(source, n * RATE, size), clusters(source, m * RATE, size)];
  return { x, n: x + source.poisson(n), y, m: y + source.poisson(m) };
}

/** Says after each look whether a failure is proven. */
type Judge = (pair: Pair) => boolean;

function withFactor(): Judge {
  let state = NO_ERROR_RATE;
  return (pair) => {
    state = stepErrorRate(state, pair, span, settings);
    return readErrorRate(state, settings).proven;
  };
}

/** The same test without the burst factor. */
function withRawCounts(): Judge {
  let detector = startDetector(THETAS.length, mark);
  return (pair) => {
    detector = stepDetector(detector, shareBets(pair, 1, 1), mark, DAY);
    return readDetector(detector, DAY).logE >= PROVEN;
  };
}

/** `history` looks of stable alone go before the rollout. */
function provenInDay(seed: string, perSecond: number, size: number, history: number, judge: Judge): boolean {
  const source = random(seed);
  for (let k = 0; k < history; k++) judge({ ...look(source, perSecond, size), x: 0, n: 0 });
  for (let k = 0; k < DAY; k++) if (judge(look(source, perSecond, size))) return true;
  return false;
}

const rows = [
  ['raw counts', withRawCounts, 0],
  ['this method', withFactor, 0],
  ['this method, with an hour of stable before', withFactor, 120],
] as const;

/** False evidence in 24 h when a healthy service's errors come in clusters. */
export function burstJobs(): Job[] {
  const cells = [10, 100, 1000].flatMap((perSecond) => [3, 6].map((size) => [perSecond, size] as const));
  return rows.flatMap(([row, make, history]) =>
    cells.map(([perSecond, size]) => ({
      table: 'False evidence (E ≥ 100) on a healthy day when errors come in clusters (0.3 %)',
      row,
      column: `${perSecond} req/s, clusters of ${size}`,
      run: (effort: number) => {
        const runs = runsAt(effort, 300);
        let found = 0;
        for (let day = 0; day < runs; day++) {
          if (provenInDay(`bursts ${perSecond} ${size} ${day}`, perSecond, size, history, make())) found++;
        }
        return share(found, runs);
      },
    })),
  );
}
