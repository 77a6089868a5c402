import { type LatencyTail, readLatency, stepLatency } from '../../../src/evidence/latency-p99.ts';
import type { Bound, Latency, Look } from '../../../src/evidence/looks.ts';
import { evidenceSettings } from '../../../src/evidence/settings.ts';
import { keepWindow, type Timed, windowValues } from '../../../src/evidence/window.ts';
import { type Job, mean, runsAt, share } from '../job.ts';
import { INTERVAL } from '../methods/method.ts';
import { type Random, random } from '../random.ts';
import { CANARY } from '../traffic.ts';

const DAY = 2880;
const PER_SECOND = 100;
const MEDIAN = 1.5;
const SPREAD = 0.6;
const settings = evidenceSettings();
const span = { begin: '', end: '', steady: true };

/** Buckets of OpenTelemetry's GenAI conventions, and finer ones of a fifth more each. */
const layouts: Readonly<Record<string, readonly Bound[]>> = {
  'OpenTelemetry buckets (×2)': [...Array.from({ length: 14 }, (_, i) => 0.01 * 2 ** i), '+Inf'],
  'finer buckets (×1.2)': [...Array.from({ length: 40 }, (_, i) => 0.2 * 1.2 ** i), '+Inf'],
};

/** P(latency ≤ bound) for log-normal latencies, times `slower`. */
function below(bound: Bound, slower: number): number {
  return bound === '+Inf' ? 1 : normal(Math.log(bound / (MEDIAN * slower)) / SPREAD);
}

/** The normal distribution function (Abramowitz & Stegun 7.1.26, to 1.5e-7). */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}

function histogram({ poisson }: Random, le: readonly Bound[], expected: number, slower: number): Latency {
  let cumulative = 0;
  let before = 0;
  const counts = le.map((bound) => {
    const share = below(bound, slower);
    cumulative += poisson(expected * Math.max(0, share - before));
    before = share;
    return cumulative;
  });
  return { le, counts };
}

/** Says after each look whether it acts. */
type Judge = (look: Look, index: number) => boolean;

function byEvidence(): Judge {
  let tail: LatencyTail | null = null;
  return (look) => {
    tail = stepLatency(tail, look, span, settings);
    return tail !== null && readLatency(tail, settings).proven;
  };
}

/** The rule as written: p99 over five minutes more than twice stable's. */
function byRule(): Judge {
  let window: Timed[] = [];
  return (look, index) => {
    window = keepWindow(window, { time: index * INTERVAL * 1000, look }, settings.window);
    return (windowValues(window, settings.window).latency_increase ?? 0) > 1;
  };
}

/** Looks until it acts; null when it does not within `looks`. */
function looksToAct(
  seed: string,
  le: readonly Bound[],
  slower: number,
  looks: number,
  judge: Judge,
): number | null {
  const source = random(seed);
  const requests = PER_SECOND * INTERVAL;
  for (let index = 1; index <= looks; index++) {
    const candidate = { requests: 0, errors: 0, latency: histogram(source, le, CANARY * requests, slower) };
    const stable = { requests: 0, errors: 0, latency: histogram(source, le, (1 - CANARY) * requests, 1) };
    if (judge({ at: '', weight: 1, candidate, stable }, index)) return index;
  }
  return null;
}

/** Doubling of all latencies at 100 req/s, and days without any. */
export function latencyJobs(): Job[] {
  const table = 'p99 (log-normal latencies, 100 req/s)';
  const methods = { 'this method, proven': byEvidence, 'rule as written: above +100 %': byRule };
  return Object.entries(methods).flatMap(([row, make]) =>
    Object.entries(layouts).flatMap(([layout, le]) => [
      {
        table,
        row,
        column: `delay when doubled, ${layout}`,
        run: (effort: number) =>
          mean('s', runsAt(effort, 400), (run) => {
            const looks = looksToAct(`doubled ${layout} ${run}`, le, 2, 20_000, make());
            return (looks ?? Number.NaN) * INTERVAL;
          }),
      },
      {
        table,
        row,
        column: `false on a healthy day, ${layout}`,
        run: (effort: number) => {
          const runs = runsAt(effort, 300);
          let found = 0;
          for (let day = 0; day < runs; day++) {
            if (looksToAct(`same ${layout} ${day}`, le, 1, DAY, make()) !== null) found++;
          }
          return share(found, runs);
        },
      },
    ]),
  );
}
