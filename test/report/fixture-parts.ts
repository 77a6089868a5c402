import { policySchema } from '../../src/config/policy-schema.ts';
import type { Plan, Version } from '../../src/live/state.ts';
import type { Match, Proof, Reading } from '../../src/policy/verdict.ts';
import type { QuestionFacts } from '../../src/report/question.ts';
import type { VerificationFacts } from '../../src/report/verification.ts';

export const plan: Plan = {
  stages: [1, 5, 25, 100].map((weight) => ({ weight, bake: 600 })),
  policy: policySchema.parse({}),
};

export const good: Version = {
  label: 'v1.9.0',
  commit: 'a'.repeat(40),
  path: 'prompts/customer-support.md',
  digest: 'a1'.repeat(20),
  stable_since: '2026-11-10T08:00:00.000Z',
  known_good_since: '2026-11-11T08:00:00.000Z',
};

export const bad: Version = {
  label: 'v2.0.0',
  commit: 'b'.repeat(40),
  path: 'prompts/customer-support.md',
  digest: 'b2'.repeat(20),
  stable_since: null,
  known_good_since: null,
};

export const began = '2026-11-21T14:01:00.000Z';

export const errorMatch: Match = {
  name: 'error-critical',
  metric: 'error_rate',
  severity: 'critical',
  decider: 'system',
  value: 8.387,
  threshold: 5,
  limit: 120,
  since: began,
};

export const latencyMatch: Match = {
  name: 'latency-high',
  metric: 'latency_p99',
  severity: 'high',
  decider: 'on-call',
  value: 113.4,
  threshold: 100,
  limit: 600,
  since: began,
};

export const proof = (proven: boolean, p: number): Proof => ({
  proven,
  log_e: -Math.log(p),
  p,
  missing_requests: 0,
});

export const readings: Reading[] = [
  {
    metric: 'error_rate',
    value: 8.387,
    candidate: 8.387,
    stable: 0.31,
    since: began,
    worse: true,
    proof: proof(true, 1.2e-9),
  },
  {
    metric: 'latency_p99',
    value: 113.4,
    candidate: 2.646,
    stable: 1.24,
    since: began,
    worse: true,
    proof: proof(true, 0.004),
  },
  {
    metric: 'quality',
    value: null,
    candidate: null,
    stable: null,
    since: null,
    worse: false,
    proof: proof(false, 1),
  },
];

/** Nothing is over a limit: no trouble has begun, so the readings have no values since its beginning. */
export const calmReadings: Reading[] = readings.map((reading) => ({
  ...reading,
  value: null,
  candidate: null,
  stable: null,
  since: null,
  worse: false,
  proof: proof(false, 1),
}));

/** An error rate that is over a limit by chance, as far as 70 requests tell. */
export const unprovenReadings: Reading[] = calmReadings.map((reading) =>
  reading.metric === 'error_rate'
    ? {
        ...reading,
        ...{ value: 5.714, candidate: 5.714, stable: 0.31, since: began },
        proof: { ...proof(false, 0.041), missing_requests: 88 },
      }
    : reading,
);

export const question: QuestionFacts = {
  opened_at: '2026-11-21T14:02:30.000Z',
  expires_at: '2026-11-21T14:12:30.000Z',
  status: 'open',
  on_expiry: 'escalate',
  answer: null,
};

export const recovered: VerificationFacts = {
  state: 'recovered',
  since: '2026-11-21T14:02:40.000Z',
  at: '2026-11-21T14:03:40.000Z',
  escalated_at: null,
  requests: 640,
  errors: 2,
  error_rate: 0.3125,
  limit: 1,
  min_requests: 100,
  metric: null,
  traffic_ended: true,
};

/** Five minutes after the rollback it is as slow and as faulty as before. */
export const stillBad: VerificationFacts = {
  ...recovered,
  state: 'failed',
  at: '2026-11-21T14:07:40.000Z',
  escalated_at: '2026-11-21T14:03:40.000Z',
  requests: 3120,
  errors: 131,
  error_rate: 4.199,
  metric: { name: 'latency_p99', before: 1.24, after: 2.61, limit: 20 },
  traffic_ended: false,
};

/** A drop in quality, in which nothing else is over a limit: 0.6 where stable has 0.94. */
export const qualityMatch: Match = {
  name: 'quality-high',
  metric: 'quality',
  severity: 'high',
  decider: 'product-manager',
  value: 36,
  threshold: 20,
  limit: 1800,
  since: began,
};

/** Graded answers: at least 75 % are expected to be right, and 60 % are. */
