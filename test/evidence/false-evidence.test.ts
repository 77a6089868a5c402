import { describe, expect, it } from 'vitest';
import { NO_ERROR_RATE, readErrorRate, stepErrorRate } from '../../src/evidence/error-rate.ts';
import type { Pair } from '../../src/evidence/relative.ts';
import { evidenceSettings } from '../../src/evidence/settings.ts';
import { type Random, random } from '../bench/random.ts';
import { time } from './build.ts';

const RUNS = 700;
const LOOKS = 100;
const settings = evidenceSettings({ watch: LOOKS * 30 });
const span = { begin: time(0), end: time(30), steady: true };

/** In what percent of simulated rollouts the candidate is ever proven to fail. */
function proven(name: string, lookAt: (source: Random, k: number) => Pair): number {
  let found = 0;
  for (let run = 0; run < RUNS; run++) {
    const source = random(`${name} ${run}`);
    let state = NO_ERROR_RATE;
    for (let k = 0; k < LOOKS; k++) {
      state = stepErrorRate(state, lookAt(source, k), span, settings);
      if (!readErrorRate(state, settings).proven) continue;
      found++;
      break;
    }
  }
  return (100 * found) / RUNS;
}

/** One look of Poisson arrivals: n and m requests to expect, failing at the rates p and q. */
function arrivals({ poisson }: Random, n: number, m: number, p: number, q: number): Pair {
  const [x, y] = [poisson(n * p), poisson(m * q)];
  return { x, n: x + poisson(n * (1 - p)), y, m: y + poisson(m * (1 - q)) };
}

/** Time between two looks, as parts of 30 seconds. */
const schedules = {
  'every 30 s': () => 1,
  'every 5 min': () => 10,
  'at any time': (source: Random) => -Math.log(source.uniform()),
} as const;

describe.each(Object.entries(schedules))('a healthy candidate, looked at %s', (name, length) => {
  it.each([
    [10, 0.003],
    [10, 0.01],
    [100, 0.01],
    [1000, 0.003],
  ])(
    'at %i req/s and an error rate of %f, is found guilty in less than 1 % of the rollouts',
    (perSecond, p) => {
      const measured = proven(`${name} ${perSecond} ${p}`, (source) => {
        const requests = 30 * perSecond * length(source);
        return arrivals(source, 0.01 * requests, 0.99 * requests, p, p);
      });
      expect(measured).toBeLessThan(1);
    },
  );
});

/** Errors that come six at a time. */
function clusters(source: Random, mean: number): number {
  return 6 * source.poisson(mean / 6);
}

describe('a healthy candidate', () => {
  it('with half of the traffic is found guilty in less than 1 % of the rollouts', () => {
    expect(proven('half', (source) => arrivals(source, 500, 500, 0.01, 0.01))).toBeLessThan(1);
  });

  it('whose errors come in clusters is not either, once stable has shown them', () => {
    const measured = proven('clusters', (source, k) => {
      const y = clusters(source, 9);
      const stable = { y, m: y + source.poisson(2970) };
      const x = clusters(source, 0.09);
      return k < 40 ? { x: 0, n: 0, ...stable } : { x, n: x + source.poisson(30), ...stable };
    });
    expect(measured).toBeLessThan(1);
  });

  it('would be found guilty far more often if stable did not show the clusters', () => {
    const measured = proven('raw', (source) => {
      const x = clusters(source, 0.09);
      return { x, n: x + source.poisson(30), y: 9, m: 2979 };
    });
    expect(measured).toBeGreaterThan(50);
  });
});

describe('a candidate at 8 %', () => {
  it('is found guilty in every rollout, so that the above is no deafness', () => {
    const measured = proven('guilty', (source, k) =>
      arrivals(source, 30, 2970, k < 20 ? 0.003 : 0.08, 0.003),
    );
    expect(measured).toBe(100);
  });
});
