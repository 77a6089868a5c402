import { type Policy, policySchema } from '../../src/config/policy-schema.ts';
import { evaluate } from '../../src/evidence/evaluate.ts';
import type { ArmLook, Bound, Latency, Look } from '../../src/evidence/looks.ts';
import type { Observation, Problem } from '../../src/metrics/port.ts';
import { type JudgeContext, judge } from '../../src/policy/judge.ts';
import type { Verdict } from '../../src/policy/verdict.ts';

const begin = Date.parse('2026-03-01T12:00:00.000Z');

/** The end of the look with this number, counted from 0: looks are 30 seconds long. */
export const endOf = (index: number): string => new Date(begin + (index + 1) * 30_000).toISOString();

/** A number of equal looks. */
export interface Stretch {
  readonly looks: number;
  readonly weight: number;
  readonly candidate: ArmLook;
  readonly stable: ArmLook;
}

/** Stretches one after the other, as looks. */
export function timeline(...stretches: readonly Stretch[]): Look[] {
  const each = stretches.flatMap(({ looks, ...rest }) => Array.from({ length: looks }, () => rest));
  return each.map((rest, index) => ({ at: endOf(index), ...rest }));
}

/** What a source with counts and a history answers: the looks, and the values of its window. */
export function counted(looks: readonly Look[], problems: readonly Problem[] = []): Observation {
  const { window } = evaluate(looks);
  const arm = (name: 'candidate' | 'stable'): Observation['candidate'] => {
    const { requests, errors, p99, quality } = window[name];
    return { version: name, requests, errors, p99, quality };
  };
  return {
    source: 'test',
    at: looks.at(-1)?.at ?? new Date(begin).toISOString(),
    window_seconds: 300,
    candidate: arm('candidate'),
    stable: arm('stable'),
    rates: null,
    looks,
    problems,
    queries: [],
  };
}

export const standard: Policy = policySchema.parse({});

/** The verdict on looks, the last of which bears the weight of now. */
export function judgedLooks(
  looks: readonly Look[],
  context: Partial<JudgeContext> = {},
  policy: Policy = standard,
  problems: readonly Problem[] = [],
): Verdict {
  return judge(counted(looks, problems), policy, {
    ageSeconds: looks.length * 30,
    crossing: null,
    weight: looks.at(-1)?.weight ?? 0,
    baseline: null,
    lastStage: false,
    secondsLeft: 86_400,
    ...context,
  });
}

/** Requests and errors of one version in one look. */
export const arm = (requests: number, errors: number, more: Partial<ArmLook> = {}): ArmLook => ({
  requests,
  errors,
  ...more,
});

export const bounds: readonly Bound[] = [0.2, 0.4, 0.5, 0.6, 0.8, 1.2, '+Inf'];

/** Shares of requests that are not slower than each bound. `fine` has its p99 at exactly 0.5 s. */
const profiles = {
  fine: [0.5, 0.9, 0.99, 0.995, 1, 1, 1],
  gate: [0.5, 0.9, 0.98, 0.9933, 1, 1, 1],
  medium: [0.5, 0.9, 0.97, 0.985, 0.995, 1, 1],
  high: [0.5, 0.8, 0.9, 0.91, 0.93, 1, 1],
} as const;

export type Slowness = keyof typeof profiles;

/** A latency histogram of that many requests: `gate` is +15 %, `medium` +40 %, `high` +129 % over `fine`. */
export const latency = (requests: number, slowness: Slowness = 'fine'): Latency => ({
  le: bounds,
  counts: profiles[slowness].map((share) => share * requests),
});

/** Names of what matches and is proven, in order. */
export const names = ({ matches }: Verdict): string[] => matches.map(({ name }) => name);
