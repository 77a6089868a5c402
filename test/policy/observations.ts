import { type Policy, policySchema } from '../../src/config/policy-schema.ts';
import type { Arm, Observation, Problem, Rates } from '../../src/metrics/port.ts';
import { type JudgeContext, judge } from '../../src/policy/judge.ts';
import type { Verdict, VerdictName } from '../../src/policy/verdict.ts';

/** The policy of the specification. */
export const standard: Policy = policySchema.parse({});

export const nothing: Omit<Arm, 'version'> = { requests: null, errors: null, p99: null, quality: null };

/** A version in good health: 1,000 requests in the window, 0.1 % errors, p99 half a second, quality 1. */
export const well: Omit<Arm, 'version'> = { requests: 1000, errors: 1, p99: 0.5, quality: 1 };

export interface Seen {
  readonly candidate?: Partial<Arm>;
  readonly stable?: Partial<Arm>;
  readonly rates?: Rates;
  readonly problems?: readonly Problem[];
}

/** An observation of two healthy versions, but for what is given. Sources of rates have no counts. */
export function observed({ candidate, stable, rates, problems }: Seen = {}): Observation {
  const base = rates === undefined ? well : nothing;
  return {
    source: 'test',
    at: '2026-03-01T12:00:00.000Z',
    window_seconds: 300,
    candidate: { version: 'v2.0.0', ...base, ...candidate },
    stable: { version: 'v1.9.0', ...base, ...stable },
    rates: rates ?? null,
    looks: null,
    problems: problems ?? [],
    queries: [],
  };
}

/** A candidate of ten minutes at 5 %, with nothing under observation. */
export const young: JudgeContext = {
  ageSeconds: 600,
  crossing: null,
  weight: 5,
  baseline: null,
  lastStage: false,
  secondsLeft: 86_400,
};
export const mature: JudgeContext = { ...young, ageSeconds: 7200 };

/** Judges what was seen of a young candidate by the standard policy. */
export function judged(seen: Seen, context: Partial<JudgeContext> = {}, policy = standard): Verdict {
  return judge(observed(seen), policy, { ...young, ...context });
}

/** Names of what matches, in order. */
export const names = (verdict: Verdict): string[] => verdict.matches.map(({ name }) => name);

/** Errors among 1,000 requests, for a rate in percent with at most one decimal. */
export const failing = (percent: number): Partial<Arm> => ({ errors: Math.round(percent * 10) });

export function problem(fields: Partial<Problem> = {}): Problem {
  return { code: 'no-data', fatal: true, arm: 'candidate', metric: null, detail: 'for the test', ...fields };
}

/** How much a verdict asks to be done; not knowing stands above health, since it holds. */
export const severity: Readonly<Record<VerdictName, number>> = {
  healthy: 0,
  inconclusive: 1,
  watch: 2,
  'recommend-rollback': 3,
  rollback: 4,
};
