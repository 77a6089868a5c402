import { policySchema } from '../../src/config/policy-schema.ts';
import type { Incident, Plan, Version } from '../../src/live/state.ts';
import type { Match, Proof, Reading, Verdict } from '../../src/policy/verdict.ts';
import { contactsOf } from '../../src/report/contacts.ts';
import type { Evidence, IncidentFacts, RunbookFacts } from '../../src/report/facts.ts';
import type { QuestionFacts } from '../../src/report/question.ts';
import { renderRunbook } from '../../src/report/runbook.ts';
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

const began = '2026-11-21T14:01:00.000Z';

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

const proof = (proven: boolean, p: number): Proof => ({
  proven,
  log_e: -Math.log(p),
  p,
  missing_requests: 0,
});

const readings: Reading[] = [
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

export function verdictOf(matches: readonly Match[], overrides: Partial<Verdict> = {}): Verdict {
  return {
    verdict: matches[0]?.severity === 'critical' ? 'rollback' : 'recommend-rollback',
    cause: 'candidate',
    severity: matches[0]?.severity ?? null,
    matches,
    readings,
    gaps: [],
    problems: [],
    age: 'young',
    age_seconds: 1290,
    missing_requests: 0,
    unproven: [],
    behind: [],
    seen_until: null,
    promotion: { ready: false, waits: [], gap: null },
    ...overrides,
  };
}

export function evidenceOf(matches: readonly Match[]): Evidence {
  return {
    exposure: null,
    observation: {
      source: 'prometheus',
      at: '2026-11-21T14:02:28.000Z',
      window_seconds: 300,
      candidate: { version: 'v2.0.0', requests: 310, errors: 26, p99: 2.646, quality: 0.88 },
      stable: { version: 'v1.9.0', requests: 5900, errors: 18, p99: 1.24, quality: 0.87 },
      rates: null,
      problems: [],
      queries: [
        {
          arm: 'candidate',
          metric: 'requests',
          query: 'sum(increase(llm_requests_total{prompt="customer-support",version="v2.0.0"}[300s]))',
          value: 310,
        },
        {
          arm: 'stable',
          metric: 'requests',
          query: 'sum(increase(llm_requests_total{prompt="customer-support",version="v1.9.0"}[300s]))',
          value: 5900,
        },
      ],
    },
    verdict: verdictOf(matches),
  };
}

export const rolledBackIncident: Incident = {
  id: 'r3-b2b2b2b2-1',
  rollout: 'r3-b2b2b2b2',
  status: 'rolled-back',
  joins: null,
  question: null,
  verification: null,
  bad,
  good,
  weight: 5,
  rule: 'error-critical',
  metric: 'error_rate',
  severity: 'critical',
  decided_by: 'system',
  reason: 'error rate 8.4 %, rule error-critical',
  began_at: began,
  detected_at: '2026-11-21T14:02:28.000Z',
  decided_at: '2026-11-21T14:02:30.000Z',
  run_url: 'https://github.com/acme/prompts/actions/runs/42',
  evidence: null,
  plan,
  pull_request: { number: 17, url: 'https://github.com/acme/prompts/pull/17' },
  issue: { number: 18, url: 'https://github.com/acme/prompts/issues/18' },
  threads: {},
};

const diff = `--- a/prompts/customer-support.md
+++ b/prompts/customer-support.md
@@ -1,5 +1,5 @@
 ---
-version: v1.9.0
+version: v2.0.0
 ---
 You are a friendly agent of the support team.
-Answer in at most five sentences.
+Think for as long as you like, and answer in full.
`;

/** A critical rule has rolled the candidate back at 5 %. The runbook is the built-in one unless it is given. */
export function rolledBack(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  const facts = { ...withoutRunbook(), ...overrides };
  return { ...facts, runbook: overrides.runbook ?? renderRunbook(facts, null) };
}

function withoutRunbook(): RunbookFacts {
  const run = rolledBackIncident.run_url;
  return {
    prompt: 'customer-support',
    path: 'prompts/customer-support.md',
    owners: ['@alice', '@acme/prompt-team'],
    mention: ['acme/on-call', '@alice'],
    incident: rolledBackIncident,
    members: [],
    evidence: evidenceOf([errorMatch, latencyMatch]),
    plan,
    exposure: {
      since: '2026-11-21T13:41:00.000Z',
      until: '2026-11-21T14:02:28.000Z',
      requests: 1240,
      failed: 31,
    },
    timeline: [
      { at: '2026-11-21T13:40:30.000Z', event: 'Rollout of v2.0.0 starts at 1 %', url: run },
      { at: '2026-11-21T13:41:00.000Z', event: 'First traffic of v2.0.0', url: run },
      { at: '2026-11-21T13:51:00.000Z', event: 'v2.0.0 advances to 5 %', url: run },
      {
        at: '2026-11-21T14:02:30.000Z',
        event: 'v2.0.0 is rolled back: error rate 8.4 %, rule error-critical',
        url: run,
      },
    ],
    diff,
    rollback: { commit: 'c'.repeat(40), url: `https://github.com/acme/prompts/commit/${'c'.repeat(40)}` },
    liveBranch: 'prompt-rollout/live',
    historyUrl: 'https://github.com/acme/prompts/commits/prompt-rollout/live',
    defaultBranch: 'main',
    repository: 'acme/prompts',
    checksNeedApproval: true,
    alternatives: [
      { label: 'v1.9.0', since: '2026-11-11T08:00:00.000Z' },
      { label: 'v1.8.2', since: '2026-10-02T08:00:00.000Z' },
    ],
    cascade: [],
    question: null,
    verification: null,
    contacts: contactsOf(
      [{ login: null, name: 'Bob Doe', email: 'bob@acme.example', version: 'v2.0.0' }],
      ['@alice', '@acme/prompt-team'],
      ['@Alice'],
    ),
    metricsUrl: 'https://prometheus.acme.example',
    apiUrl: 'https://api.github.com',
  };
}

/** Only slow: no trouble with errors has begun. */
function slow(): Evidence {
  const { observation, verdict } = evidenceOf([latencyMatch]);
  const calm = {
    value: null,
    candidate: null,
    stable: null,
    since: null,
    worse: false,
    proof: proof(false, 1),
  };
  return {
    exposure: null,
    observation: { ...observation, candidate: { ...observation.candidate, errors: 1 } },
    verdict: {
      ...verdict,
      readings: verdict.readings.map((reading) =>
        reading.metric === 'error_rate' ? { ...reading, ...calm } : reading,
      ),
    },
  };
}

/** A high rule has frozen the candidate at 5 %, and on-call is asked. */
export function asking(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  return rolledBack({
    incident: {
      ...rolledBackIncident,
      status: 'asking',
      rule: 'latency-high',
      severity: 'high',
      reason: 'p99 increase 113.4 %, rule latency-high',
      issue: null,
    },
    evidence: slow(),
    exposure: {
      since: '2026-11-21T13:41:00.000Z',
      until: '2026-11-21T14:02:28.000Z',
      requests: 1240,
      failed: 4,
    },
    rollback: null,
    checksNeedApproval: false,
    timeline: rolledBack().timeline.slice(0, 3),
    ...overrides,
  });
}

/** A person took a stable version back, without metrics and with a reason of their own. */
export function manual(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  return rolledBack({
    incident: {
      ...rolledBackIncident,
      bad: { ...bad, stable_since: '2026-11-20T10:00:00.000Z' },
      weight: 100,
      rule: null,
      severity: null,
      decided_by: 'alice',
      reason: 'customers report that the agent promises refunds',
      began_at: null,
    },
    evidence: null,
    plan: null,
    exposure: null,
    timeline: [],
    ...overrides,
  });
}

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
export function wrong(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  const { observation, verdict, exposure } = evidenceOf([qualityMatch]);
  const graded = { value: 36, candidate: 0.6, stable: 0.9375, since: began, worse: true };
  return asking({
    incident: {
      ...rolledBackIncident,
      status: 'asking',
      rule: 'quality-high',
      severity: 'high',
      reason: 'quality drop 36 %, rule quality-high',
      issue: null,
    },
    evidence: {
      observation: {
        ...observation,
        queries: [
          ...observation.queries,
          { arm: 'candidate', metric: 'quality_passed', query: 'sum(passed{version="v2.0.0"})', value: 186 },
        ],
      },
      verdict: {
        ...verdict,
        readings: verdict.readings.map((reading) =>
          reading.metric === 'quality' ? { ...reading, ...graded } : reading,
        ),
      },
      exposure,
    },
    ...overrides,
  });
}
