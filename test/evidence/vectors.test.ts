import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixedStart, logBets, THETAS } from '../../src/evidence/bet.ts';
import { burstFactor, dispersionIndex } from '../../src/evidence/burst.ts';
import { readDetector, startDetector, stepDetector } from '../../src/evidence/detector.ts';
import { histogramQuantile } from '../../src/evidence/latency.ts';
import { klBernoulli } from '../../src/evidence/numerics.ts';
import { DROPS, dropBets, gradeBets } from '../../src/evidence/quality.ts';
import { shareBets } from '../../src/evidence/relative.ts';
import { crossing } from './crossing.ts';
import { direction, field, list, num, nums, record, type Vector } from './json.ts';

const file = record(
  JSON.parse(readFileSync(new URL('../vectors/decision-vectors.json', import.meta.url), 'utf8')),
);
const groups = list(file, 'groups').map(record);

/**
 * 1e-12 relative, or half a unit of the last digit that the file prints where that is coarser. Zeros (an arm
 * without traffic) must be zero to 1e-12.
 */
function agree(actual: number, expected: number): void {
  const [digits = '', exponent = '0'] = expected.toExponential().split('e');
  const places = digits.replace('-', '').replace('.', '').length - 1;
  const printed = expected === 0 ? 1e-12 : 0.5000001 * 10 ** (Number(exponent) - places);
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.max(1e-12 * Math.abs(expected), printed));
}

function agreeAll(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) agree(actual[i] ?? Number.NaN, value);
}

const checks: Record<string, (vector: Vector) => void> = {
  lRate(vector) {
    const input = field(vector, 'input');
    const bets = logBets(num(input, 'x'), num(input, 'n'), num(input, 'p0'), direction(input));
    agreeAll(bets, nums(vector, 'logL'));
    agree(fixedStart(bets), num(vector, 'logE_fixed_start'));
  },

  lRatio(vector) {
    const input = field(vector, 'input');
    const pair = { x: num(input, 'x'), n: num(input, 'n'), y: num(input, 'y'), m: num(input, 'm') };
    const bets = shareBets(pair, num(input, 'r0'), direction(input));
    agreeAll(bets, nums(vector, 'logL'));
    agree(fixedStart(bets), num(vector, 'logE_fixed_start'));
  },

  Detector(vector) {
    const mark = { at: '', totals: null };
    let detector = startDetector(THETAS.length, mark);
    const logE = list(field(vector, 'input'), 'looks_x_n_y_m').map((look) => {
      const [x = Number.NaN, n = Number.NaN, y = Number.NaN, m = Number.NaN] = nums({ look }, 'look');
      detector = stepDetector(detector, shareBets({ x, n, y, m }, 1, 1), mark, 2880);
      return readDetector(detector, 2880).logE;
    });
    agreeAll(logE, nums(vector, 'expected_logE'));
  },

  lDrop(vector) {
    const input = field(vector, 'input');
    const m0 = num(input, 'm0');
    agreeAll(
      DROPS.map((fraction) => m0 * fraction),
      nums(input, 'drops'),
    );
    const scores = { n: num(input, 'n'), sum: num(input, 'sum'), squares: num(input, 'sum_squares') };
    const fromSums = dropBets(scores, m0, num(input, 'sigma2'));
    agreeAll(fromSums, nums(vector, 'logL_from_counters'));
    const grades = nums(input, 'scores');
    const exact = gradeBets({ grades, counts: grades.map(() => 1) }, m0, num(input, 'sigma2'));
    agreeAll(exact, nums(vector, 'logL_exact_bets_upper'));
    for (const [j, bet] of fromSums.entries()) expect(bet).toBeLessThanOrEqual(exact[j] ?? Number.NaN);
  },

  'Limit, one arm'(vector) {
    const input = field(vector, 'input');
    const kl = klBernoulli(num(input, 'p1'), num(input, 'p0'));
    agree(kl, num(vector, 'kl'));
    agree(Math.log(100) / kl, num(vector, 'n_alpha_1pct'));
    agree(Math.log(20) / kl, num(vector, 'n_alpha_5pct'));
  },

  'Limit, two arms 1:99'(vector) {
    const input = field(vector, 'input');
    const [pc, ps, share] = [num(input, 'pc'), num(input, 'ps'), num(input, 'canary_share')];
    const pooled = share * pc + (1 - share) * ps;
    const information = klBernoulli(pc, pooled) + ((1 - share) / share) * klBernoulli(ps, pooled);
    agree(information, num(vector, 'info_per_candidate_request'));
    agree(Math.log(100) / information, num(vector, 'n_alpha_1pct'));
  },

  'Exact crossing probabilities of the fixed-start test'(vector) {
    const input = field(vector, 'input');
    const decided = crossing({
      p0: num(input, 'p0'),
      p: num(input, 'true_p'),
      alpha: num(input, 'alpha'),
      nMax: num(input, 'n_max'),
      direction: direction(input),
    });
    for (const [n, probability] of Object.entries(field(vector, 'P_decided_by_n'))) {
      agree(decided.by[Number(n)] ?? Number.NaN, Number(probability));
    }
    agree(decided.meanCapped, num(vector, 'mean_requests_capped'));
  },

  burstFactor(vector) {
    const index = dispersionIndex(nums(vector, 'input'));
    agree(index, num(vector, 'index'));
    agree(burstFactor(index), num(vector, 'factor'));
  },

  histogramQuantile(vector) {
    const input = field(vector, 'input');
    const le = list(input, 'le').map((bound) => (bound === 'Inf' ? '+Inf' : Number(bound)));
    agree(
      histogramQuantile(num(input, 'q'), { le, counts: nums(input, 'cumulative') }) ?? Number.NaN,
      num(vector, 'expected'),
    );
  },
};

describe('decision vectors', () => {
  it('has nine groups', () => {
    expect(groups).toHaveLength(9);
  });

  for (const group of groups) {
    const name = String(group.name);
    const check = checks[name.split(/: | \(/)[0] ?? ''];
    const vectors = list(group, 'vectors').map(record);
    it(`${name} (${vectors.length})`, () => {
      if (check === undefined) throw new Error(`no check is known for the group "${name}"`);
      expect(vectors.length).toBeGreaterThan(0);
      for (const vector of vectors) check(vector);
    });
  }
});
