import { describe, expect, it } from 'vitest';
import { looksAfter } from '../../src/commands/after-looks.ts';
import type { Verification } from '../../src/live/state.ts';
import type { Observation, Problem } from '../../src/metrics/port.ts';
import { observed, problem } from '../policy/observations.ts';
import { rolledBack } from '../rollout/aftermath.ts';
import { at } from '../rollout/states.ts';

const plain = rolledBack().incident.verification;

function verification(name: 'latency_p99' | 'quality' | null): Verification {
  if (plain === null) throw new Error('no verification');
  const metric = name === null ? null : { name, before: 0.9, after: null, limit: 10, ok: null };
  return { ...plain, metric };
}

const latency = { le: [1, '+Inf'] as const, counts: [90, 100] };
const quality = { passed: 8, failed: 2 };
const history: Observation = {
  ...observed(),
  at: at(20),
  looks: [15, 20].map((end) => ({
    at: at(end),
    weight: 0,
    candidate: { requests: 1, errors: 1 },
    stable: { requests: 100, errors: 2, latency, quality },
  })),
};
const past = { history: true, window: 300 };
/** Sixty seconds that end at a time. */
const window = (end: number, fields: Partial<Observation> = {}): Observation => ({
  ...observed({ candidate: { requests: 0, errors: 0 }, stable: { requests: 500, errors: 3, quality: 0.85 } }),
  at: at(end),
  window_seconds: 60,
  ...fields,
});
const alone = { history: false, window: 60 };

describe('what an observation tells of the time after a rollback', () => {
  it('is every look, with what both versions did', () => {
    expect(looksAfter(history, verification(null), past)).toEqual([
      { at: at(15), good: history.looks?.[0]?.stable, bad: 1, level: null },
      { at: at(20), good: history.looks?.[1]?.stable, bad: 1, level: null },
    ]);
  });

  it.each([
    ['of the whole source', { arm: null, metric: null }],
    ['of requests', { arm: 'stable', metric: 'requests' }],
    ['of errors of the bad version', { arm: 'candidate', metric: 'errors' }],
  ] as const)('is nothing with a fault %s', (_name, fields) => {
    const faulty = { ...history, problems: [problem(fields)] };
    expect(looksAfter(faulty, verification(null), past)).toEqual([]);
    const harmless = { ...history, problems: [problem({ ...fields, fatal: false })] };
    expect(looksAfter(harmless, verification(null), past)).toHaveLength(2);
  });

  it('lacks the metric that has a fault, and keeps the errors', () => {
    const faulty = (metric: string, arm: Problem['arm'] = 'stable'): Observation => ({
      ...history,
      problems: [problem({ arm, metric })],
    });
    const good = (observation: Observation) =>
      looksAfter(observation, verification('quality'), past).map((each) => each.good.quality);
    expect(good(faulty('quality_passed'))).toEqual([undefined, undefined]);
    expect(good(faulty('latency'))).toEqual([quality, quality]);
    expect(good(faulty('quality_passed', 'candidate'))).toEqual([quality, quality]);
  });

  it('is a window that lies wholly after the switch, and no other', () => {
    expect(looksAfter(window(69), verification(null), alone)).toEqual([]);
    expect(looksAfter(window(70), verification('quality'), alone)).toEqual([
      { at: at(10), good: { requests: 0, errors: 0 }, bad: 0, level: null },
      { at: at(70), good: { requests: 500, errors: 3 }, bad: 0, level: 0.85 },
    ]);
  });

  it('does not know the exposure where a window is silent about the bad version', () => {
    const silent = observed({ stable: { requests: 500, errors: 3 } });
    const candidate = { ...silent.candidate, requests: null, errors: null };
    const looks = looksAfter(window(70, { candidate }), verification(null), alone);
    expect(looks.at(-1)?.bad).toBeNull();
  });

  it('is nothing where there are only rates', () => {
    const rates = { error_rate_pct: 0, latency_increase_pct: 0, quality_drop_pct: 0 };
    expect(looksAfter(window(70, observed({ rates })), verification(null), alone)).toEqual([]);
  });

  it('has the level of a query without counts only once its window lies after the switch', () => {
    const bare = history.looks?.map((look) => ({ ...look, stable: { requests: 100, errors: 2 } })) ?? [];
    const level = (end: number): (number | null)[] =>
      looksAfter(
        { ...history, at: at(end), looks: bare, stable: { ...history.stable, p99: 0.7 } },
        verification('latency_p99'),
        { history: true, window: 60 },
      ).map((look) => look.level);
    expect(level(69)).toEqual([null, null]);
    expect(level(70)).toEqual([0.7, 0.7]);
  });
});
