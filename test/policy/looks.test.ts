import { describe, expect, it } from 'vitest';
import { type Policy, policySchema } from '../../src/config/policy-schema.ts';
import type { ArmLook, Look } from '../../src/evidence/looks.ts';
import type { Arm, Observation } from '../../src/metrics/port.ts';
import { type JudgeContext, judge } from '../../src/policy/judge.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { names, observed, standard, young } from './observations.ts';

const begin = Date.parse('2026-03-01T12:00:00.000Z');
const windowLooks = 10;

interface Stretch {
  readonly looks: number;
  readonly candidate: ArmLook;
  readonly stable: ArmLook;
}

/** Stretches of equal looks, 30 seconds apart, one after the other. */
function looksOf(stretches: readonly Stretch[], weight: number): Look[] {
  const arms = stretches.flatMap(({ looks, ...each }) => Array.from({ length: looks }, () => each));
  return arms.map((each, index) => ({
    at: new Date(begin + (index + 1) * 30_000).toISOString(),
    weight,
    ...each,
  }));
}

/** The observation of a source with counts: the looks, and what they come to in the last five minutes. */
function counted(stretches: readonly Stretch[], weight: number): Observation {
  const looks = looksOf(stretches, weight);
  const recent = looks.slice(-windowLooks);
  const arm = (name: 'candidate' | 'stable'): Partial<Arm> => ({
    requests: recent.reduce((sum, look) => sum + look[name].requests, 0),
    errors: recent.reduce((sum, look) => sum + look[name].errors, 0),
    p99: null,
    quality: null,
  });
  const at = looks.at(-1)?.at ?? new Date(begin).toISOString();
  return { ...observed({ candidate: arm('candidate'), stable: arm('stable') }), at, looks };
}

function judgedLooks(
  stretches: readonly Stretch[],
  context: Partial<JudgeContext> = {},
  policy: Policy = standard,
): Verdict {
  const around = { ...young, ...context };
  return judge(counted(stretches, around.weight), policy, around);
}

const arm = (requests: number, errors: number): ArmLook => ({ requests, errors });
/** 5 % of 1,000 requests in half a minute. */
const calm: Stretch = { looks: 20, candidate: arm(50, 0), stable: arm(950, 1) };

describe('a source with counts', () => {
  it('rolls back for a proven critical error rate', () => {
    const found = judgedLooks([calm, { ...calm, looks: 10, candidate: arm(50, 5) }]);
    expect(found).toMatchObject({
      verdict: 'rollback',
      cause: 'candidate',
      severity: 'critical',
      unproven: [],
    });
    expect(names(found)).toEqual(['error-critical', 'error-high']);
    expect(found.readings[0]?.proof?.proven).toBe(true);
  });

  it('says since when, and the rate since then', () => {
    const [match] = judgedLooks([calm, { ...calm, looks: 10, candidate: arm(50, 5) }]).matches;
    expect(match?.value).toBeCloseTo(10, 0);
    expect(match?.since).toBe(new Date(begin + 20 * 30_000).toISOString());
  });

  it('only watches what is not proven: three errors of thirty requests', () => {
    const found = judgedLooks([{ looks: 3, candidate: arm(10, 1), stable: arm(190, 4) }]);
    expect(found).toMatchObject({ verdict: 'watch', cause: null, severity: null, matches: [] });
    expect(found.unproven.map(({ name }) => name)).toContain('error-critical');
  });

  it('acts on the thresholds as written when evidence is off', () => {
    const off = policySchema.parse({ evidence: 'off' });
    const stretch = { looks: 3, candidate: arm(10, 1), stable: arm(190, 4) };
    expect(judgedLooks([stretch], {}, off).verdict).toBe('rollback');
  });

  it('holds in an outage', () => {
    const bad = { looks: 20, candidate: arm(50, 5), stable: arm(950, 95) };
    expect(judgedLooks([calm, bad])).toMatchObject({ verdict: 'inconclusive', cause: 'outage' });
  });

  it('rolls back when the candidate is worse in an outage, too', () => {
    const bad = { looks: 20, candidate: arm(50, 25), stable: arm(950, 60) };
    expect(judgedLooks([calm, bad])).toMatchObject({ verdict: 'rollback', cause: 'candidate' });
  });

  it('rolls back at 100 % without a stable version to compare with', () => {
    const bad = { looks: 10, candidate: arm(1000, 100), stable: arm(0, 0) };
    expect(judgedLooks([calm, bad], { weight: 100 }).verdict).toBe('rollback');
  });

  it('takes no outage from the three requests that stable still gets at 100 %', () => {
    const bad = { looks: 10, candidate: arm(1000, 100), stable: arm(0, 0) };
    const strays = { looks: 1, candidate: arm(1000, 100), stable: arm(3, 1) };
    expect(judgedLooks([calm, bad, strays], { weight: 100 })).toMatchObject({
      verdict: 'rollback',
      cause: 'candidate',
    });
  });

  it('knows nothing of a candidate without traffic', () => {
    const silent = { looks: 5, candidate: arm(0, 0), stable: arm(1000, 1) };
    expect(judgedLooks([silent])).toMatchObject({ verdict: 'inconclusive', gaps: [expect.any(String)] });
    expect(judgedLooks([calm, silent])).toMatchObject({ verdict: 'inconclusive', matches: [] });
    const bad = { ...calm, looks: 10, candidate: arm(50, 5) };
    expect(judgedLooks([calm, bad, silent])).toMatchObject({ verdict: 'inconclusive', matches: [] });
  });

  it('has no data when neither version has traffic', () => {
    const nothing = { looks: 5, candidate: arm(0, 0), stable: arm(0, 0) };
    expect(judgedLooks([calm, nothing])).toMatchObject({
      verdict: 'inconclusive',
      cause: 'metrics',
      gaps: ['no-data'],
    });
  });

  it('an invalid look of an hour ago hides nothing that was seen since', () => {
    const broken = { looks: 1, candidate: arm(50, -1), stable: arm(950, 1) };
    const bad = { looks: 10, candidate: arm(50, 10), stable: arm(950, 1) };
    expect(judgedLooks([calm, broken, { ...calm, looks: 120 }, bad]).verdict).toBe('rollback');
  });

  it('an invalid look is not healthy', () => {
    const broken = { looks: 1, candidate: arm(50, Number.NaN), stable: arm(950, 1) };
    expect(judgedLooks([calm, broken]).verdict).toBe('inconclusive');
  });

  it('a silent stable version below 100 % is a gap', () => {
    const silent = { looks: 5, candidate: arm(50, 0), stable: arm(0, 0) };
    const found = judgedLooks([calm, silent]);
    expect(found.verdict).toBe('inconclusive');
    expect(found.gaps).toContain('stable-silent');
    expect(judgedLooks([calm, silent], { weight: 100 }).gaps).not.toContain('stable-silent');
  });

  it('a candidate with all of the traffic at 5 % is not routed as it should be', () => {
    const all = { looks: 20, candidate: arm(900, 0), stable: arm(100, 0) };
    expect(judgedLooks([all])).toMatchObject({ verdict: 'inconclusive', gaps: ['routing-not-in-effect'] });
  });
});

describe('promotion', () => {
  it('waits for the proof that errors are below the limit', () => {
    const found = judgedLooks([{ ...calm, looks: 4 }]);
    expect(found).toMatchObject({ verdict: 'healthy', promotion: { ready: false } });
    expect(found.promotion.waits).toEqual([expect.objectContaining({ metric: 'error_rate' })]);
  });

  it('is ready once it is proven', () => {
    const found = judgedLooks([{ ...calm, looks: 120 }]);
    expect(found).toMatchObject({ verdict: 'healthy', promotion: { ready: true, waits: [] } });
  });

  it('needs no proof where the policy says so', () => {
    const policy = policySchema.parse({ require: 'no-crossing' });
    expect(judgedLooks([{ ...calm, looks: 4 }], {}, policy).promotion).toEqual({
      ready: true,
      waits: [],
      gap: null,
    });
  });

  it('is never ready without a look', () => {
    const found = judgedLooks([]);
    expect(found.verdict).toBe('inconclusive');
    expect(found.promotion.ready).toBe(false);
  });
});
