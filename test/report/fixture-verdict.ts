import type { Match, Verdict } from '../../src/policy/verdict.ts';
import type { Evidence } from '../../src/report/facts.ts';
import { readings } from './fixture-parts.ts';

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
