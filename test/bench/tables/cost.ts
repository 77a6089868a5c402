import { evaluate } from '../../../src/evidence/evaluate.ts';
import type { ArmLook, Look } from '../../../src/evidence/looks.ts';
import type { Job, Measure } from '../job.ts';
import { random } from '../random.ts';
import { arrivals } from '../traffic.ts';

const START = Date.parse('2026-03-01T00:00:00Z');
const le = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, '+Inf'] as const;
const parts = [0.02, 0.1, 0.3, 0.6, 0.8, 0.93, 0.985, 0.997, 0.9995, 1];

function rich(requests: number, errors: number): ArmLook {
  const latency = { le, counts: parts.map((part) => Math.round(part * requests)) };
  return {
    requests,
    errors,
    latency,
    quality: { count: requests, sum: 0.85 * requests, sum_squares: 0.74 * requests },
  };
}

function day(full: boolean): Look[] {
  const source = random('cost');
  return Array.from({ length: 2880 }, (_, i) => {
    const { x, n, y, m } = arrivals(source, { perSecond: 100, candidate: 0.003, stable: 0.003 });
    const arm = (requests: number, errors: number) => (full ? rich(requests, errors) : { requests, errors });
    return {
      at: new Date(START + i * 30_000).toISOString(),
      weight: 1,
      candidate: arm(n, x),
      stable: arm(m, y),
    };
  });
}

/** The median time of several evaluations, after a few that warm up the engine. */
function medianTime(looks: readonly Look[], runs: number): Measure {
  const times: number[] = [];
  for (let run = 0; run < runs + 5; run++) {
    const before = performance.now();
    evaluate(looks);
    if (run >= 5) times.push(performance.now() - before);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { value: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, unit: 'ms', runs };
}

/** Time to evaluate a day of looks from scratch. */
export function costJobs(): Job[] {
  const table = 'Time to evaluate a day (2,880 looks) from scratch';
  return [
    {
      table,
      row: 'error rate, promotion, exposure',
      column: 'median',
      run: () => medianTime(day(false), 25),
    },
    {
      table,
      row: 'with p99 and quality',
      column: 'median',
      alone: true,
      run: () => medianTime(day(true), 25),
    },
  ];
}
