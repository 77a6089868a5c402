import { describe, expect, it } from 'vitest';
import { type Policy, policySchema } from '../../src/config/policy-schema.ts';
import type { Look } from '../../src/evidence/looks.ts';
import { course } from '../replay/course.ts';
import { arm, endOf, judgedLooks, latency, timeline } from '../replay/stretches.ts';
import { planOf } from '../rollout/states.ts';
import { problem } from './observations.ts';
import { healthy, lastStage, metrics } from './promoting.ts';

describe('require: proof', () => {
  it('needs 764 requests without an error below the limit of 0.5 %', () => {
    expect(judgedLooks(healthy(10, 76.3)).promotion).toMatchObject({
      ready: false,
      waits: [{ metric: 'error_rate', requests: 1 }],
    });
    expect(judgedLooks(healthy(10, 76.4)).promotion).toEqual({ ready: true, waits: [], gap: null });
  });

  it('needs 190 of them when the candidate is an hour old', () => {
    expect(judgedLooks(healthy(121, 189 / 121)).promotion.ready).toBe(false);
    expect(judgedLooks(healthy(121, 190 / 121)).promotion.ready).toBe(true);
  });

  it('says how many are missing, and how long that takes at the present traffic', () => {
    for (const looks of [1, 4, 10]) {
      const [wait] = judgedLooks(healthy(looks, 30)).promotion.waits;
      expect(wait).toMatchObject({ metric: 'error_rate', requests: 764 - 30 * looks, weight: null });
      expect(wait?.minutes).toBeCloseTo((764 - 30 * looks) / 60, 6);
    }
  });

  it('knows the present traffic also where looks are five minutes long', () => {
    const each = { weight: 25, candidate: arm(60, 0), stable: arm(180, 0) };
    const looks = [1, 2, 3].map((number) => ({ at: endOf(10 * number - 1), ...each }));
    const [wait] = judgedLooks(looks).promotion.waits;
    expect(wait?.requests).toBe(764 - 180);
    expect(wait?.minutes).toBeCloseTo((764 - 180) / 12, 6);
  });

  it('starts anew in each stage, while the detector runs on', () => {
    const looks = timeline(
      { looks: 20, weight: 5, candidate: arm(100, 0), stable: arm(1900, 1) },
      { looks: 2, weight: 25, candidate: arm(100, 0), stable: arm(300, 0) },
    );
    expect(judgedLooks(looks.slice(0, 20)).promotion.ready).toBe(true);
    expect(judgedLooks(looks).promotion.ready).toBe(false);
    const bad = timeline(
      { looks: 5, weight: 5, candidate: arm(100, 10), stable: arm(1900, 1) },
      { looks: 1, weight: 25, candidate: arm(100, 10), stable: arm(300, 0) },
    );
    expect(judgedLooks(bad).verdict).toBe('rollback');
  });
});

describe('the age of the candidate', () => {
  it('changes the limit at sixty minutes, over all looks of the stage', () => {
    const decisions = course(healthy(122, 4)).map(({ look, decision, verdict }) => ({
      at: look.at,
      kind: decision.kind,
      age: verdict.age,
    }));
    const first = decisions.findIndex(({ kind }) => kind === 'advance');
    expect(decisions[first]).toEqual({ at: endOf(119), kind: 'advance', age: 'mature' });
    expect(decisions[first - 1]?.age).toBe('young');
  });

  it('counts from the first traffic, not from the begin of the looks', () => {
    const silence = timeline({ looks: 60, weight: 25, candidate: arm(0, 0), stable: arm(12, 0) });
    const late = healthy(122, 4).map((look, index) => ({ ...look, at: endOf(60 + index) }));
    const decisions = course([...silence, ...late]);
    const first = decisions.find(({ decision }) => decision.kind === 'advance');
    expect(first?.look.at).toBe(endOf(60 + 119));
  });
});

describe('require: no-crossing', () => {
  const plan = planOf({ require: 'no-crossing' });
  const policy = plan.policy;

  it('needs no proof', () => {
    expect(judgedLooks(healthy(2, 10), lastStage, policy).promotion).toEqual({
      ready: true,
      waits: [],
      gap: null,
    });
  });

  it('still holds for an open crossing, a gap and a stable version above the limit', () => {
    const hold = (looks: readonly Look[], problems = [] as Parameters<typeof judgedLooks>[3]) =>
      judgedLooks(looks, {}, policy, problems).verdict;
    const calm = healthy(20, 100);
    expect(hold(calm)).toBe('healthy');
    const crossed = timeline({ looks: 2, weight: 25, candidate: arm(10, 1), stable: arm(30, 1) });
    expect(hold(crossed)).toBe('watch');
    expect(hold(calm, [problem({ metric: 'quality', code: 'stale' })])).toBe('inconclusive');
    const above = timeline({ looks: 40, weight: 25, candidate: arm(100, 0), stable: arm(300, 9) });
    expect(hold(above)).toBe('inconclusive');
  });

  it('does not let a candidate pass that is over a gate limit', () => {
    const looks = timeline(
      { looks: 20, weight: 25, candidate: arm(20, 0), stable: arm(60, 0.1) },
      { looks: 4, weight: 25, candidate: arm(20, 0.3), stable: arm(60, 0.1) },
    );
    const { value } = judgedLooks(looks).readings[0] ?? {};
    expect(value).toBeCloseTo(1.5, 9);
    const end = course(looks, { rollout: { plan } }).at(-1);
    expect(end?.decision).toMatchObject({ kind: 'hold' });
  });

  it('does not set aside that a metric must be better', () => {
    const both: Policy = policySchema.parse({ require: 'no-crossing', criterion: { superior: 'quality' } });
    const quality = (n: number) => ({ quality: { passed: 0.8 * n, failed: 0.2 * n } });
    expect(judgedLooks(healthy(40, 100, quality), lastStage, both).promotion.ready).toBe(false);
  });
});

describe('before 100 %', () => {
  const rich = (n: number) => ({
    latency: latency(n),
    quality: { count: n, sum: 0.8 * n, sum_squares: 0.68 * n },
  });

  it.each(['latency_p99', 'quality'] as const)(
    '%s says how many requests it still needs, once it can be said',
    (metric) => {
      const needed = Array.from({ length: 40 }, (_, k) => {
        const { waits } = judgedLooks(healthy(5 * (k + 1), 100, rich), lastStage).promotion;
        return waits.find((wait) => wait.metric === metric)?.requests;
      });
      const told = needed.filter((requests) => typeof requests === 'number');
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(told.toSorted((a, b) => b - a));
      expect(needed.at(-1)).toBeUndefined();
    },
  );

  it('p99 and quality must be proven too, where they are measured', () => {
    const short = healthy(8, 100, rich);
    expect(metrics(judgedLooks(short))).toEqual([]);
    expect(metrics(judgedLooks(short, lastStage))).toContain('latency_p99');
    expect(metrics(judgedLooks(healthy(1, 20, rich), lastStage))).toEqual([
      'error_rate',
      'latency_p99',
      'quality',
    ]);
    expect(judgedLooks(healthy(100, 200, rich), lastStage).promotion).toEqual({
      ready: true,
      waits: [],
      gap: null,
    });
  });

  it('what is not measured at all is not waited for', () => {
    expect(judgedLooks(healthy(40, 100), lastStage).promotion.ready).toBe(true);
  });

  it.each([
    ['latency', 'latency_p99'],
    ['quality', 'quality'],
  ] as const)('%s that was measured in this stage and vanished is still waited for', (field, metric) => {
    const looks = [
      ...healthy(6, 100, (n) => ({ [field]: rich(n)[field] })),
      ...healthy(40, 100).map((look, index) => ({ ...look, at: endOf(6 + index) })),
    ];
    const found = judgedLooks(looks, lastStage);
    expect(found.verdict === 'healthy' && found.promotion.ready).toBe(false);
    if (found.verdict === 'healthy') expect(metrics(found)).toContain(metric);
  });

  it('a p99 that is a little worse is not passed', () => {
    const each = (n: number, slowness: 'fine' | 'gate') => arm(n, 0, { latency: latency(n, slowness) });
    const looks = timeline({
      looks: 40,
      weight: 25,
      candidate: each(100, 'gate'),
      stable: each(300, 'fine'),
    });
    expect(metrics(judgedLooks(looks, lastStage))).toContain('latency_p99');
  });
});

describe('criterion: superior', () => {
  const grades = (mine: number) => (n: number) => ({
    quality: { passed: (n > 200 ? 0.7 : mine) * n, failed: (1 - (n > 200 ? 0.7 : mine)) * n },
  });
  const policy = policySchema.parse({ criterion: { superior: 'quality' } });

  it('lets pass what is proven better on the metric', () => {
    expect(judgedLooks(healthy(60, 100, grades(0.85)), lastStage, policy).promotion.ready).toBe(true);
  });

  it('does not let pass what is merely as good, which no regression would', () => {
    const looks = healthy(100, 100, grades(0.72));
    expect(metrics(judgedLooks(looks, lastStage, policy))).toContain('quality');
    expect(judgedLooks(looks, lastStage).promotion.ready).toBe(true);
  });

  it('is not waited for in the stages before', () => {
    expect(judgedLooks(healthy(40, 100, grades(0.7)), {}, policy).promotion.ready).toBe(true);
  });

  it('on a metric without data lets nothing pass', () => {
    const found = judgedLooks(healthy(100, 100), lastStage, policy);
    expect(found.promotion.ready).toBe(false);
    expect(metrics(found)).toContain('quality');
  });

  it('on the error rate wants fewer errors than stable has', () => {
    const fewer = policySchema.parse({ criterion: { superior: 'error_rate' } });
    const alike = timeline({ looks: 60, weight: 25, candidate: arm(300, 0.9), stable: arm(900, 2.7) });
    expect(metrics(judgedLooks(alike, lastStage, fewer))).toEqual(['error_rate']);
    const better = timeline({ looks: 60, weight: 25, candidate: arm(300, 0), stable: arm(900, 2.7) });
    expect(judgedLooks(better, lastStage, fewer).promotion.ready).toBe(true);
  });
});
