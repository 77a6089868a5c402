import type { MetricName, RuleName, Severity } from '../config/policy-schema.ts';
import type { Problem } from '../metrics/port.ts';

/** What one metric says, in the unit of its thresholds. */
export interface Reading {
  readonly metric: MetricName;
  /** Error rate in percent; p99 increase or quality drop against stable in percent; null when unknown. */
  readonly value: number | null;
  /** The two sides: error rate in percent, p99 in seconds, quality from 0 to 1. */
  readonly candidate: number | null;
  readonly stable: number | null;
  /** When the trouble began, as far as the metrics tell; else the begin of the window. ISO 8601. */
  readonly since: string | null;
  /** True when the candidate is worse than stable by the relative test; null when it cannot be said. */
  readonly worse: boolean | null;
  /** How far it is proven that the candidate is not healthy; null where the source has no counts. */
  readonly proof: Proof | null;
}

/** Evidence behind a reading: E reaches 100 with probability at most 1 % on a healthy candidate. */
export interface Proof {
  readonly proven: boolean;
  /** Natural logarithm of E. */
  readonly log_e: number;
  /** Anytime-valid p-value. */
  readonly p: number;
  /** Requests of the candidate until proof if it goes on like this; null when that cannot be said. */
  readonly missing_requests: number | null;
}

/** What a metric still needs before the stage can be passed. */
export interface Wait {
  readonly metric: MetricName;
  /** Requests of the candidate that are missing at best; null when no number would do, or it is unknown. */
  readonly requests: number | null;
  /** Minutes until then at the present traffic; null when unknown. */
  readonly minutes: number | null;
  /** Weight in percent at which it would come before the deadline; null when the present one does or none does. */
  readonly weight: number | null;
}

/** Whether the evidence of this stage allows the next one. */
export interface Promotion {
  readonly ready: boolean;
  readonly waits: readonly Wait[];
  /** Why it cannot become ready any more; null while it can. */
  readonly gap: 'futile' | 'deadline-passed' | null;
}

/** A rule or gate limit that a reading crosses. */
export interface Match {
  /** Rule of the table, or `gate-<metric>` for a gate limit that no rule covers. */
  readonly name: RuleName | `gate-${MetricName}`;
  readonly metric: MetricName;
  readonly severity: Severity;
  readonly decider: string;
  readonly value: number;
  /** Threshold in percent: crossed because `value > threshold`. */
  readonly threshold: number;
  /** Seconds within which the decision is due. */
  readonly limit: number;
  readonly since: string | null;
}

export type VerdictName = 'healthy' | 'watch' | 'recommend-rollback' | 'rollback' | 'inconclusive';

/** `candidate`: it is bad. `outage`: both versions are bad alike. `metrics`: the source does not tell. */
export type Cause = 'candidate' | 'outage' | 'metrics';

/** Why a look is inconclusive, one word each. */
export type Gap =
  | Problem['code']
  | 'too-few'
  | 'limit-below-baseline'
  | 'metrics-missing'
  | 'routing-not-in-effect'
  | 'stable-silent'
  | 'candidate-silent'
  | 'futile'
  | 'deadline-passed';

/** What rules make of an observation. */
export interface Verdict {
  readonly verdict: VerdictName;
  readonly cause: Cause | null;
  readonly severity: Severity | null;
  /** Everything that matches: by severity, then by the table's order. The first one leads. */
  readonly matches: readonly Match[];
  /** Rules that are crossed and not proven: they hold the stage, and never ask or page. */
  readonly unproven: readonly Match[];
  readonly readings: readonly Reading[];
  /** Why it is inconclusive; empty otherwise. */
  readonly gaps: readonly Gap[];
  /** Gaps that stand behind a match or an unproven crossing, and would be all there is without it. */
  readonly behind: readonly Gap[];
  readonly problems: readonly Problem[];
  /** Which gate limits held, and the age of the candidate in seconds. */
  readonly age: 'young' | 'mature';
  readonly age_seconds: number;
  /** End of the last look, ISO 8601; null without looks of a grid. */
  readonly seen_until: string | null;
  /** Requests of the candidate in the window that are missing until it can be judged; 0 when none. */
  readonly missing_requests: number;
  readonly promotion: Promotion;
}
