import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, read, start, step } from '../../src/evidence/evaluate.ts';
import type { ArmLook, Look } from '../../src/evidence/looks.ts';
import { mergeLooks } from '../../src/evidence/merge.ts';
import { klBernoulli, printable } from '../../src/evidence/numerics.ts';
import { random } from '../bench/random.ts';
import { arm, drawn, look, looksOf, some, time } from './build.ts';

const E = (looks: readonly Look[]) => printable(evaluate(looks).error_rate.log_e);

describe('the first looks of a rollout', () => {
  it('prove 2 errors in 3 requests, and 4 in 30, but not 1 in 20', () => {
    expect(E(looksOf([[2, 3, 1, 297]]))).toBeCloseTo(121.8, 1);
    expect(evaluate(looksOf([[2, 3, 1, 297]])).error_rate.proven).toBe(true);
    expect(E(looksOf([[4, 30, 9, 2970]]))).toBeCloseTo(1675.5, 1);
    expect(E(looksOf([[1, 20, 6, 1980]]))).toBeLessThan(7);
    expect(evaluate(looksOf([[1, 20, 6, 1980]])).error_rate.proven).toBe(false);
  });

  it('say nothing before there are any', () => {
    const nothing = evaluate([]);
    expect(nothing).toMatchObject({
      at: null,
      looks: 0,
      first_traffic: null,
      promotion: null,
      exposure: null,
    });
    expect(nothing.error_rate).toMatchObject({ value: null, proven: false, p: 1, missing_requests: null });
    expect(nothing.error_rate.log_e).toBeCloseTo(0, 12);
  });

  it('without traffic change nothing', () => {
    const silent = evaluate(
      looksOf([
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]),
    );
    expect(silent.error_rate.log_e).toBeCloseTo(0, 12);
    expect(silent.silent_looks).toMatchObject({ candidate: 3, stable: 3 });
    expect(silent.first_traffic).toBeNull();
  });

  it('may come after looks of stable alone, which only teach the burst factor', () => {
    const alone = Array.from({ length: 40 }, () => [0, 0, 9, 3000] as const);
    const rollout = [
      [0, 30, 9, 2970],
      [4, 30, 9, 2970],
    ] as const;
    const warm = evaluate(looksOf([...alone, ...rollout]));
    expect(warm.error_rate.log_e).toBe(evaluate(looksOf(rollout)).error_rate.log_e);
    expect(warm.first_traffic).toBe(time(40 * 30));
    expect(warm.age_seconds).toBe(60);
    expect(warm.totals.stable.requests).toBe(5940);
  });

  it('weigh less where stable shows that errors come in bursts', () => {
    const bursts = Array.from({ length: 40 }, (_, i) => [0, 0, i % 2 === 0 ? 0 : 40, 3000] as const);
    const warm = evaluate(looksOf([...bursts, [4, 30, 9, 2970]]));
    expect(warm.error_rate.burst).toBeGreaterThan(20);
    expect(warm.error_rate.proven).toBe(false);
  });
});

describe('a change of the weight, or a look that was missed', () => {
  it('is not taken for a burst of errors', () => {
    const weights = [1, 5, 25, 50];
    const stages = Array.from({ length: 80 }, (_, k) => {
      const weight = some(weights[Math.floor(k / 10) % 4]);
      return look(
        k,
        arm(20_000 * weight, 60 * weight),
        arm(20_000 * (100 - weight), 6000 - 60 * weight),
        weight,
      );
    });
    expect(evaluate(stages).error_rate.burst).toBe(1);
  });

  it('and neither is a look that had to cover several', () => {
    let seconds = 0;
    const gaps = Array.from({ length: 60 }, (_, k) => {
      const length = k % 7 === 0 ? 3 : 1;
      seconds += 30 * length;
      return { ...look(k, arm(100 * length, 0), arm(9900 * length, 300 * length)), at: time(seconds) };
    });
    expect(evaluate(gaps).error_rate.burst).toBe(1);
  });
});

describe('a suspicion that is not proven', () => {
  it('says how many requests are missing, by the better of the two tests', () => {
    const { error_rate } = evaluate(looksOf([[2, 30, 9, 2970]]));
    expect(error_rate.proven).toBe(false);
    const information = (11 / 30) * klBernoulli(2 / 11, 0.01);
    expect(information).toBeGreaterThan(klBernoulli(2 / 30, 0.02));
    expect(error_rate.missing_requests).toBe(Math.ceil((Math.log(100) - error_rate.log_e) / information));
    const alone = evaluate(looksOf([[2, 30, 0, 0]])).error_rate;
    expect(alone.missing_requests).toBe(Math.ceil((Math.log(100) - alone.log_e) / klBernoulli(2 / 30, 0.02)));
  });
});

describe('trouble that begins later', () => {
  const healthy = Array.from({ length: 200 }, (_, i) => [i % 11 === 0 ? 1 : 0, 30, 9, 2970] as const);
  const looks = looksOf([...healthy, [3, 30, 9, 2970], [2, 30, 8, 2970], [4, 30, 10, 2970]]);

  it('is dated, and measured since then', () => {
    const { error_rate } = evaluate(looks);
    expect(error_rate.proven).toBe(true);
    expect(error_rate.since).toBe(time(200 * 30));
    expect(error_rate.value).toBeCloseTo(9 / 90, 12);
    expect(error_rate.stable).toBeCloseTo(27 / 8910, 12);
    expect(error_rate.missing_requests).toBe(0);
  });

  it('shows in the plain window of five minutes as well', () => {
    const { window } = evaluate(looks);
    expect(window).toMatchObject({ seconds: 300, looks: 10 });
    expect(window.candidate).toMatchObject({ requests: 300, errors: 10, p99: null, quality: null });
    expect(window.candidate.error_rate).toBeCloseTo(10 / 300, 12);
  });

  it('survives a gap in the looks', () => {
    const gap = [...looks.slice(0, 100), ...looks.slice(160)];
    expect(evaluate(gap).error_rate).toMatchObject({ proven: true, since: time(200 * 30) });
    expect(evaluate(gap).problems).toEqual([]);
  });
});

describe('a shock that hits both arms', () => {
  it('is proven above the limits and leaves the relative test quiet', () => {
    for (let run = 0; run < 40; run++) {
      const source = random(`shock ${run}`);
      let state = start();
      for (let k = 0; k < 240; k++) {
        const rate = k >= 120 && k < 200 ? 0.4 : 0.003;
        state = step(state, drawn(source, k, { n: 30, m: 2970, p: rate, q: rate }));
        expect(read(state).error_rate.relative.proven).toBe(false);
        if (k !== 199) continue;
        const { absolute } = read(state).error_rate;
        expect(absolute.map(({ limit, proven }) => [limit, proven])).toEqual([
          [0.02, true],
          [0.05, true],
        ]);
        for (const { limit, stable } of absolute) expect(some(stable)).toBeGreaterThan(limit);
      }
    }
  });
});

describe('without stable', () => {
  it('the absolute test still proves a failure', () => {
    const { error_rate } = evaluate(
      looksOf(
        Array.from({ length: 5 }, () => [20, 100, 0, 0] as const),
        100,
      ),
    );
    expect(error_rate.proven).toBe(true);
    expect(error_rate.relative.log_e).toBeCloseTo(0, 12);
    expect(error_rate).toMatchObject({ value: 0.2, stable: null });
  });
});

const count = fc.integer({ min: 0, max: 40 });
const le = [1, 5, '+Inf'] as const;

/** An arm with everything, sometimes without latency or quality. */
const anyArm: fc.Arbitrary<ArmLook> = fc
  .record({ ok: count, errors: count, slow: count, failed: count, rich: fc.boolean() })
  .map(({ ok, errors, slow, failed, rich }) => {
    const requests = ok + errors + slow;
    const latency = { le, counts: [ok, ok + errors, requests] };
    const plain = { requests, errors };
    return rich ? { ...plain, latency, quality: { passed: ok, failed } } : plain;
  });

const anyLooks = fc
  .array(
    fc.record({
      candidate: anyArm,
      stable: anyArm,
      weight: fc.constantFrom(1, 1, 1, 5),
      valid: fc.integer({ min: 0, max: 9 }),
    }),
    {
      maxLength: 60,
    },
  )
  .map((draws) =>
    draws.map(({ candidate, stable, weight, valid }, i) =>
      look(i, valid === 0 ? { ...candidate, requests: Number.NaN } : candidate, stable, weight),
    ),
  );

describe('from scratch and look by look', () => {
  it('come to identical numbers after every look', () => {
    fc.assert(
      fc.property(anyLooks, (looks) => {
        let state = start();
        looks.forEach((next, i) => {
          state = step(state, next);
          expect(read(state)).toEqual(evaluate(looks.slice(0, i + 1)));
        });
      }),
      { numRuns: 40 },
    );
  });

  it('never change a state that was handed out', () => {
    fc.assert(
      fc.property(anyLooks, (looks) => {
        const middle = looks.slice(0, 10).reduce(step, start());
        const before = JSON.stringify(middle);
        looks.slice(10).reduce(step, middle);
        read(middle);
        expect(JSON.stringify(middle)).toBe(before);
      }),
      { numRuns: 40 },
    );
  });

  it('do not care how the looks of a stage are cut, in what promotes it', () => {
    const counts = fc.array(fc.tuple(count, count, count, count), { minLength: 4, maxLength: 16 });
    fc.assert(
      fc.property(counts, (drawnCounts) => {
        const looks = looksOf(drawnCounts.map(([x, n, y, m]) => [x, x + n, y * 0, y + m]));
        const [first, ...others] = looks;
        const whole = others.reduce(mergeLooks, some(first));
        const [cut, joined] = [looks, [whole]].map((way) => some(evaluate(way).promotion));
        expect(some(cut).error_rate.log_e).toBeCloseTo(some(joined).error_rate.log_e, 8);
      }),
      { numRuns: 100 },
    );
  });

  it('give finite numbers for any valid looks', () => {
    fc.assert(
      fc.property(anyLooks, (looks) => {
        const text = JSON.stringify(evaluate(looks), (_, value) =>
          typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value,
        );
        expect(text).not.toContain('NOT FINITE');
      }),
      { numRuns: 100 },
    );
  });
});
