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
  const value = shown(match.value, match.threshold);
  return { match, reason: `${names[match.metric]} ${value} %, rule ${match.name}`, detectedAt, evidence };
}

/** The value with as many digits as it takes to be seen over its threshold: 5.04 is not 5. */
export function shown(value: number, threshold: number): string {
  for (let digits = 1; digits < 6; digits++) {
    const rounded = Number(value.toFixed(digits));
    if (rounded > threshold) return String(rounded);
  }
  return String(value);
}
