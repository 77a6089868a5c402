import type { Incident } from '../../src/live/state.ts';
import { contactsOf } from '../../src/report/contacts.ts';
import type { Evidence, IncidentFacts, RunbookFacts } from '../../src/report/facts.ts';
import { historyOf } from '../../src/report/history.ts';
import { renderRunbook } from '../../src/report/runbook.ts';
import { looks, slowLooks } from './fixture-looks.ts';
import {
  bad,
  began,
  errorMatch,
  good,
  latencyMatch,
  plan,
  proof,
  qualityMatch,
  question,
  recovered,
  stillBad,
} from './fixture-parts.ts';

import { evidenceOf } from './fixture-verdict.ts';

export * from './fixture-parts.ts';
export * from './fixture-verdict.ts';

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
    history: historyOf(looks),
    timeline: [
      { at: '2026-11-21T13:40:30.000Z', event: 'Rollout of v2.0.0 starts at 1 %', url: run },
      { at: '2026-11-21T13:42:30.000Z', event: 'First traffic of v2.0.0 is seen', url: run },
      { at: '2026-11-21T13:51:00.000Z', event: 'v2.0.0 advances to 5 %', url: run },
      {
        at: '2026-11-21T14:02:30.000Z',
        event: 'v2.0.0 is rolled back: error rate 8.4 %, rule error-critical',
        url: run,
      },
    ],
    firstSeen: '2026-11-21T13:42:30.000Z',
    diff,
    rollback: { commit: 'c'.repeat(40), url: `https://github.com/acme/prompts/commit/${'c'.repeat(40)}` },
    liveBranch: 'prompt-rollout/live',
    historyUrl: 'https://github.com/acme/prompts/commits/prompt-rollout/live',
    defaultBranch: 'main',
    repository: 'acme/prompts',
    checksNeedApproval: true,
    alternatives: [
      { label: 'v1.9.0', since: '2026-11-11T08:00:00.000Z', evidence: null },
      {
        label: 'v1.8.2',
        since: '2026-10-02T08:00:00.000Z',
        evidence: 'error rate 0.21 % over 12,400 requests at the end of its watch',
      },
    ],
    cascade: [],
    question: null,
    verification: null,
    recovery: { escalate_after: 60, give_up_after: 300, min_requests: 100 },
    pages: true,
    contacts: contactsOf(
      [{ login: null, name: 'Bob Doe', email: 'bob@acme.example', version: 'v2.0.0' }],
      ['@alice', '@acme/prompt-team'],
      ['@Alice'],
    ),
    metricsUrl: 'https://prometheus.acme.example',
    apiUrl: 'https://api.github.com',
    rollbackWorkflow: 'rollback.yml',
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
    history: historyOf(slowLooks),
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
    history: null,
    timeline: [],
    firstSeen: null,
    ...overrides,
  });
}

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

/** Recovered a minute after the rollback. */
export function verified(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  return rolledBack({ verification: recovered, ...overrides });
}

/** A minute after the rollback it is not better; it is looked at further. */
export function escalated(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  const verification = { ...stillBad, state: 'escalated' as const, at: '2026-11-21T14:03:40.000Z' };
  return rolledBack({ verification, ...overrides });
}

/** On-call let the rollout go on. */
export function resumed(overrides: Partial<IncidentFacts> = {}): IncidentFacts {
  const answer = {
    kind: 'resume' as const,
    by: 'alice',
    reason: 'the provider was slow for both',
    at: '2026-11-21T14:09:00.000Z',
  };
  return asking({
    incident: { ...asking().incident, status: 'closed' },
    question: { ...question, status: 'answered', answer },
    ...overrides,
  });
}
