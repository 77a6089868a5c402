import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/evidence/looks.ts';
import { random } from '../bench/random.ts';
import { drawn } from '../evidence/build.ts';
import { course, type Passed } from '../replay/course.ts';
import { arm, judgedLooks, latency, timeline } from '../replay/stretches.ts';
import { planOf } from '../rollout/states.ts';

/** Two hours of traffic of any size, with a candidate of any health, at any weight. */
function anyTraffic(seed: number): Look[] {
  const numbers = random(`unproven ${seed}`);
  const weight = [1, 5, 25][seed % 3] ?? 1;
  const perLook = 30 * 10 ** (2 * numbers.uniform());
  const q = 0.02 * numbers.uniform();
  const p = q + (seed % 2 === 0 ? 0 : 0.1 * numbers.uniform() ** 2);
  const [n, m] = [(perLook * weight) / 100, perLook * (1 - weight / 100)];
  return Array.from({ length: 240 }, (_, index) => drawn(numbers, index, { n, m, p, q }, weight));
}

const traffics = Array.from({ length: 90 }, (_, seed) => seed);

/** Whether the metric behind what was decided is proven at this look. */
function isProven({ verdict, decision }: Passed): boolean {
  if (!('match' in decision)) return true;
  const reading = verdict.readings.find(({ metric }) => metric === decision.match.metric);
  return reading?.proof?.proven === true;
}

const crossedOnly = ({ verdict }: Passed): boolean =>
  verdict.unproven.length > 0 && verdict.matches.length === 0;

describe('a crossing that is not proven', () => {
  it('never observes, asks, rolls back or pages, whatever the traffic', () => {
    let crossings = 0;
    let acts = 0;
    for (const seed of traffics) {
      const passed = course(anyTraffic(seed));
      for (const each of passed) {
        expect(isProven(each)).toBe(true);
        if ('match' in each.decision) acts += 1;
        if (!crossedOnly(each) || each.verdict.gaps.length > 0) continue;
        crossings += 1;
        expect(each.decision).toEqual({ kind: 'hold', why: 'unproven', page: false });
      }
    }
    expect(crossings).toBeGreaterThan(500);
    expect(acts).toBeGreaterThan(10);
  });

  it('says how many requests would prove it', () => {
    const looks = timeline(
      { looks: 20, weight: 5, candidate: arm(10, 0), stable: arm(190, 1) },
      { looks: 1, weight: 5, candidate: arm(10, 1), stable: arm(190, 1) },
    );
    const found = judgedLooks(looks);
    expect(found.unproven.map(({ name }) => name)).toEqual(['error-critical', 'error-high']);
    const missing = found.readings[0]?.proof?.missing_requests;
    expect(missing).toBeGreaterThan(0);
    expect(missing).toBeLessThan(1000);
  });

  it('of a gate limit without a rule is reported, and holds the stage', () => {
    const looks = timeline(
      { looks: 20, weight: 5, candidate: arm(100, 0), stable: arm(1900, 2) },
      { looks: 2, weight: 5, candidate: arm(100, 1.5), stable: arm(1900, 2) },
    );
    const found = judgedLooks(looks);
    expect(found.readings[0]).toMatchObject({ proof: { proven: false } });
    expect(found.readings[0]?.value).toBeCloseTo(1.5, 9);
    expect(found.verdict).toBe('watch');
    expect(found.unproven.map(({ name }) => name)).toEqual(['gate-error_rate']);
  });

  it('of the p99 gate keeps a stage from being passed', () => {
    const with99 = (n: number, slowness: 'fine' | 'gate') => arm(n, 0, { latency: latency(n, slowness) });
    const looks = timeline(
      { looks: 30, weight: 5, candidate: with99(100, 'fine'), stable: with99(1900, 'fine') },
      { looks: 6, weight: 5, candidate: with99(100, 'gate'), stable: with99(1900, 'fine') },
    );
    const reading = judgedLooks(looks).readings.find(({ metric }) => metric === 'latency_p99');
    expect(reading?.value).toBeGreaterThan(10);
    expect(reading?.proof?.proven).toBe(false);
    expect(course(looks).at(-1)?.decision).toMatchObject({ kind: 'hold' });
  });
});

describe('where the policy acts on what is not proven', () => {
  const plan = planOf({ unproven: 'act' });
  const few = { weight: 1, stable: arm(99, 0.3) };

  /** A candidate of one request in half a minute: its rate crosses for long before anything is proven. */
  const standing = (...rates: readonly (readonly [looks: number, rate: number])[]): Passed[] =>
    course(
      timeline(
        { ...few, looks: 10, candidate: arm(1, 0) },
        ...rates.map(([looks, rate]) => ({ ...few, looks, candidate: arm(1, rate) })),
      ),
      { rollout: { plan } },
    );

  /** Seconds from the first unproven look to the act; null without one. */
  function delay(passed: readonly Passed[]): number | null {
    const first = passed.findIndex(crossedOnly);
    const act = passed.findIndex(({ decision }) => 'match' in decision);
    return first < 0 || act < 0 ? null : (act - first) * 30;
  }

  it('a critical rule rolls back when it has stood for two minutes', () => {
    const passed = standing([20, 0.08]);
    expect(delay(passed)).toBe(120);
    expect(passed.at(-1)).toMatchObject({
      decision: { kind: 'rollback', match: { name: 'error-critical' } },
      verdict: { matches: [] },
    });
  });

  it('a high rule asks when it has stood for five minutes', () => {
    const passed = standing([20, 0.04]);
    expect(delay(passed)).toBe(300);
    expect(passed.at(-1)?.decision).toMatchObject({ kind: 'ask', match: { name: 'error-high' } });
  });

  it('a critical rule that comes after a high one has its own two minutes', () => {
    const passed = standing([8, 0.04], [1, 0.4], [10, 0.08]);
    const critical = passed.findIndex(({ verdict }) => verdict.unproven[0]?.name === 'error-critical');
    const act = passed.findIndex(({ decision }) => decision.kind === 'rollback');
    expect(critical).toBeGreaterThan(0);
    expect((act - critical) * 30).toBe(120);
  });

  it('a crossing that goes away in time does nothing', () => {
    const passed = standing([1, 0.08], [40, 0]);
    expect(passed.some(crossedOnly)).toBe(true);
    expect(delay(passed)).toBeNull();
  });

  it('by the standard policy the same crossings do nothing, however long they stand', () => {
    const looks = timeline(
      { ...few, looks: 10, candidate: arm(1, 0) },
      { ...few, looks: 12, candidate: arm(1, 0.08) },
    );
    const passed = course(looks);
    expect(passed.filter(crossedOnly).length).toBeGreaterThanOrEqual(10);
    expect(passed.filter(({ decision }) => 'match' in decision)).toEqual([]);
  });

  it('a proven medium crossing does not keep a critical one from being acted upon', () => {
    const slow = { latency: latency(100, 'medium') };
    const fine = (n: number) => ({ latency: latency(n) });
    const looks = timeline(
      { weight: 1, looks: 10, candidate: arm(1, 0, fine(100)), stable: arm(99, 0.3, fine(9900)) },
      { weight: 1, looks: 20, candidate: arm(1, 0, slow), stable: arm(99, 0.3, fine(9900)) },
      { weight: 1, looks: 12, candidate: arm(1, 0.08, slow), stable: arm(99, 0.3, fine(9900)) },
    );
    const passed = course(looks, { rollout: { plan } });
    expect(passed.at(33)?.verdict.matches.map(({ name }) => name)).toEqual(['latency-medium']);
    expect(passed.at(33)?.verdict.unproven[0]?.name).toBe('error-critical');
    expect(passed.at(-1)?.decision).toMatchObject({ kind: 'rollback' });
  });
});
