import { describe, expect, it } from 'vitest';
import type { ArmLook, Look } from '../../src/evidence/looks.ts';
import { baselineSince } from '../../src/policy/baseline.ts';
import { type Random, random } from '../bench/random.ts';
import { drawn, time } from '../evidence/build.ts';
import { course, type Passed, tally } from '../replay/course.ts';
import { arm, judgedLooks, latency, type Slowness, timeline } from '../replay/stretches.ts';
import { planOf } from '../rollout/states.ts';

const canaryLooks = 120;
const plan = planOf();

/** The watch after the last stage, whose looks gave the baseline; only the looks of the watch are told. */
function watched(looks: readonly Look[], withBaseline = true): Passed[] {
  const baseline = withBaseline ? baselineSince(looks.slice(0, canaryLooks), time(0)) : null;
  const rollout = { plan, phase: 'watching', stage: 3, weight: 100, baseline } as const;
  return course(looks, { rollout }).slice(canaryLooks);
}

type Traffic = (numbers: Random, index: number, n: number, m: number, weight: number) => Look;

/** An hour at 25 %, then hours at 100 % (or, with a holdback, at 95 %), twenty requests a second. */
function day(seed: string, hours: number, traffic: Traffic, holdback = 0): Look[] {
  const numbers = random(seed);
  return Array.from({ length: canaryLooks + 120 * hours }, (_, index) => {
    const weight = index < canaryLooks ? 25 : 100 - holdback;
    const n = 6 * weight;
    return traffic(numbers, index, n, 600 - n, weight);
  });
}

const acts = (passed: readonly Passed[]): string[] =>
  passed.flatMap(({ decision }) => ('match' in decision ? [`${decision.kind} ${decision.match.name}`] : []));

const seeds = (number: number): number[] => Array.from({ length: number }, (_, seed) => seed);

describe('a steady candidate at 100 %', () => {
  const steady: Traffic = (numbers, index, n, m, weight) =>
    drawn(numbers, index, { n, m, p: 0.004, q: 0.004 }, weight);

  it('is left alone for a day', () => {
    const passed = seeds(4).map((seed) => watched(day(`steady ${seed}`, 24, steady)));
    expect(passed.flatMap(acts)).toEqual([]);
    for (const each of passed) expect(tally(each).page).toBeUndefined();
  });

  it('whose errors come in bursts is left alone, as it was beside the stable version', () => {
    const size = 5;
    const bursts: Traffic = ({ poisson }, index, n, m, weight) => {
      const one = (requests: number): ArmLook => {
        const errors = poisson((requests * 0.004) / size) * size;
        return arm(Math.max(errors, poisson(requests)), errors);
      };
      return { at: time(30 * (index + 1)), weight, candidate: one(n), stable: one(m) };
    };
    const asked = seeds(10).filter((seed) => acts(watched(day(`bursts ${seed}`, 12, bursts))).length > 0);
    expect(asked.length).toBeLessThanOrEqual(1);
  });

  it('is left alone also where few answers of the last stage were graded', () => {
    const graded = ({ poisson, binomial }: Random, mean: number): Partial<ArmLook> => {
      const count = poisson(mean);
      const failed = binomial(count, 0.2);
      return { quality: { passed: count - failed, failed } };
    };
    const sparse: Traffic = (numbers, index, n, m, weight) => {
      const look = steady(numbers, index, n, m, weight);
      const candidate = { ...look.candidate, ...graded(numbers, n / 600) };
      return { ...look, candidate, stable: { ...look.stable, ...graded(numbers, m / 600) } };
    };
    const asked = seeds(40).filter((seed) =>
      acts(watched(day(`sparse ${seed}`, 4, sparse))).some((act) => act.startsWith('ask')),
    );
    expect(asked.length).toBeLessThanOrEqual(2);
  });
});

describe('a candidate that turns bad after 100 %', () => {
  const turned = (candidate: (n: number) => ArmLook, withBaseline = true): Passed[] => {
    const fine = (n: number): ArmLook => arm(n, n / 1000, rich(n, 'fine', 0.8));
    return watched(
      timeline(
        { looks: canaryLooks, weight: 25, candidate: fine(150), stable: fine(450) },
        { looks: 60, weight: 100, candidate: fine(600), stable: fine(0) },
        { looks: 60, weight: 100, candidate: candidate(600), stable: fine(0) },
      ),
      withBaseline,
    );
  };
  const rich = (n: number, slowness: Slowness, quality: number): Partial<ArmLook> => ({
    latency: latency(n, slowness),
    quality: { passed: n * quality, failed: n * (1 - quality) },
  });
  const worse = {
    'errors of 8 %': [(n: number) => arm(n, 0.08 * n, rich(n, 'fine', 0.8)), 'rollback error-critical'],
    'errors of 3 %': [(n: number) => arm(n, 0.03 * n, rich(n, 'fine', 0.8)), 'ask error-high'],
    'errors of 1 %': [(n: number) => arm(n, 0.01 * n, rich(n, 'fine', 0.8)), null],
    'p99 +40 %': [(n: number) => arm(n, n / 1000, rich(n, 'medium', 0.8)), 'observe latency-medium'],
    'p99 +129 %': [(n: number) => arm(n, n / 1000, rich(n, 'high', 0.8)), 'ask latency-high'],
    'quality -15 %': [(n: number) => arm(n, n / 1000, rich(n, 'fine', 0.68)), 'observe quality-medium'],
    'quality -30 %': [(n: number) => arm(n, n / 1000, rich(n, 'fine', 0.56)), 'ask quality-high'],
  } as const;

  it.each(Object.entries(worse))('%s is found against the stored baseline', (_, [candidate, act]) => {
    const passed = turned(candidate);
    expect(passed.slice(0, 60).flatMap((each) => acts([each]))).toEqual([]);
    expect(acts(passed).at(-1) ?? null).toBe(act);
  });

  it('without a baseline only the absolute rules see', () => {
    expect(acts(turned(worse['errors of 8 %'][0], false))).toEqual(['rollback error-critical']);
    expect(acts(turned(worse['p99 +129 %'][0], false))).toEqual([]);
    expect(acts(turned(worse['quality -30 %'][0], false))).toEqual([]);
  });
});

describe('a holdback', () => {
  const fails =
    (p: number, q: number): Traffic =>
    (numbers, index, n, m, weight) => {
      const bad = index >= canaryLooks + 20;
      return drawn(numbers, index, { n, m, p: bad ? p : 0.004, q: bad ? q : 0.004 }, weight);
    };

  it('keeps the eyes of the comparison: an outage is an outage', () => {
    for (const seed of seeds(5)) {
      const passed = watched(day(`holdback ${seed}`, 1, fails(0.1, 0.1), 5));
      expect(acts(passed)).toEqual([]);
      expect(passed.at(-1)?.verdict.cause).toBe('outage');
    }
  });

  it('compares with what the old version does now, not with the stored baseline', () => {
    const looks = timeline(
      { looks: canaryLooks, weight: 25, candidate: arm(150, 0), stable: arm(450, 0) },
      { looks: 60, weight: 95, candidate: arm(570, 0, slow(570)), stable: arm(30, 0, slow(30)) },
    );
    const baseline = { ...arm(54_000, 54), latency: latency(54_000) };
    const found = judgedLooks(looks, { baseline });
    expect(found.readings.find(({ metric }) => metric === 'latency_p99')?.proof?.proven).toBe(false);
  });
  const slow = (n: number): Partial<ArmLook> => ({ latency: latency(n, 'high') });

  it('finds a candidate that is worse', () => {
    const passed = watched(day('holdback worse', 1, fails(0.1, 0.004), 5));
    expect(acts(passed)).toEqual(['rollback error-critical']);
  });
});

describe('what the baseline is', () => {
  const each = (n: number, more: Partial<ArmLook> = {}) => arm(n, n / 100, more);

  it('is the sum of what the stable version did since the stage began, or a little worse', () => {
    const looks = timeline(
      { looks: 10, weight: 5, candidate: each(100), stable: each(1900, { latency: latency(1900) }) },
      { looks: 20, weight: 25, candidate: each(500), stable: each(1500, { latency: latency(1500) }) },
    );
    const sum = baselineSince(looks, looks[9]?.at ?? '');
    expect(sum?.requests).toBe(30_000);
    expect(sum?.errors).toBeGreaterThanOrEqual(300);
    expect(sum?.errors).toBeLessThan(340);
    expect(sum?.latency?.counts.at(-1)).toBe(30_000);
  });

  it('is nothing where nothing was counted', () => {
    const looks = timeline({ looks: 5, weight: 25, candidate: each(10), stable: arm(0, 0) });
    expect(baselineSince(looks, time(-1000))).toBeNull();
    expect(baselineSince([], time(0))).toBeNull();
  });

  it.each([
    ['quality', { quality: { passed: 90, failed: 10 } }],
    ['latency', { latency: latency(100) }],
  ] as const)('has all of the %s, also where some looks had none', (field, more) => {
    const looks = timeline(
      { looks: 5, weight: 25, candidate: each(30), stable: each(100, more) },
      { looks: 1, weight: 25, candidate: each(30), stable: each(100) },
      { looks: 5, weight: 25, candidate: each(30), stable: each(100, more) },
    );
    const sum = baselineSince(looks, '2026-03-01T00:00:00.000Z');
    expect(sum?.[field]).toBeDefined();
  });
});

describe('routing at 100 %', () => {
  it.each([true, false])(
    'that leaves most of the traffic with stable is not in effect (baseline %s)',
    (stored) => {
      const looks = timeline(
        { looks: 30, weight: 25, candidate: arm(150, 0), stable: arm(450, 0) },
        { looks: 30, weight: 100, candidate: arm(150, 0), stable: arm(450, 0) },
      );
      const baseline = stored ? arm(13_500, 13) : null;
      expect(judgedLooks(looks, { baseline })).toMatchObject({
        verdict: 'inconclusive',
        gaps: ['routing-not-in-effect'],
      });
    },
  );
});
