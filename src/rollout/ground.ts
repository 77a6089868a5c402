import type { Match } from '../policy/verdict.ts';

/** Why an incident opens: a rule of the policy, or a person. */
export interface Ground {
  readonly match: Match | null;
  readonly reason: string;
  /** When the look (or the person) found it, ISO 8601. */
  readonly detectedAt: string;
  /** Observation and verdict, as judged; null where there are none. */
  readonly evidence: unknown;
}

const names = { error_rate: 'error rate', latency_p99: 'p99 increase', quality: 'quality drop' } as const;

/** The ground of a crossed rule: `error rate 8.4 %, rule error-critical`. */
export function groundOf(match: Match, detectedAt: string, evidence: unknown): Ground {
  const value = Math.round(match.value * 10) / 10;
  return { match, reason: `${names[match.metric]} ${value} %, rule ${match.name}`, detectedAt, evidence };
}
