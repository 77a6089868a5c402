import type { Problem } from './looks.ts';

/**
 * What one test says. ln E and p are of this look. `since` and the values since then belong to the run of the
 * alternative that leads; they are null while no run is open.
 */
export interface TestEvidence {
  readonly log_e: number;
  /** E ≥ 100. */
  readonly proven: boolean;
  /** Anytime-valid p-value, min(1, 1/E). */
  readonly p: number;
  readonly since: string | null;
  /** Candidate's and stable's value since the onset: error rate, p99, share that failed or mean quality. */
  readonly candidate: number | null;
  readonly stable: number | null;
}

/** What all tests of one metric make of it. */
export interface MetricEvidence extends TestEvidence {
  /** What rules compare, since the onset: error rate, rise of the p99, or drop of the quality; a fraction. */
  readonly value: number | null;
  /** Candidate requests (or graded answers) until proof if it goes on like this; 0 when proven, null if unknown. */
  readonly missing_requests: number | null;
  /** φ, by which the evidence is divided. */
  readonly burst: number;
}

export interface ErrorRateEvidence extends MetricEvidence {
  /** "Candidate worse than stable": quiet in an outage that hits both. */
  readonly relative: TestEvidence;
  /** "Candidate above the limit", for each limit of the rules. */
  readonly absolute: readonly (TestEvidence & { readonly limit: number })[];
}

/** A claim that must be proven before promotion: E ≥ 20. */
export interface Claim {
  /** What is claimed: error rate below it, tail below this ratio of stable's, quality above this part of stable's. */
  readonly limit: number;
  readonly log_e: number;
  readonly proven: boolean;
  readonly p: number;
}

/** Promotion evidence of the stage at `weight`; a metric without data in this stage is null. */
export interface PromotionEvidence {
  readonly weight: number;
  readonly since: string;
  readonly looks: number;
  readonly mature: boolean;
  readonly error_rate: Claim;
  readonly latency_p99: Claim | null;
  readonly quality: Claim | null;
  /** "Better than stable", for criterion: superior. */
  readonly superior: {
    readonly error_rate: Claim;
    readonly latency_p99: Claim | null;
    readonly quality: Claim | null;
  };
  /** Stable's error rate in this stage, and whether it is proven (E ≥ 20) above the gate limit itself. */
  readonly stable_above_limit: Claim & { readonly value: number | null };
  /** Errors and requests of the stage, each look divided by its φ: what `futility` goes on from. */
  readonly weighed: { readonly errors: number; readonly requests: number };
}

export interface ExposureEvidence {
  readonly weight: number;
  readonly requests: number;
  /** The candidate's share of the requests in this stage, fraction; null without traffic. */
  readonly share: number | null;
  readonly log_e_above: number;
  readonly log_e_below: number;
  /** Proven to be outside of half to twice the weight: routing is not in effect. */
  readonly outside: 'above' | 'below' | null;
}

/** Plain values over the last `window` seconds, for rules as written. Fractions; p99 in the source's unit. */
export interface WindowValues {
  readonly seconds: number;
  readonly looks: number;
  readonly candidate: ArmValues;
  readonly stable: ArmValues;
  readonly latency_increase: number | null;
  readonly quality_drop: number | null;
}

export interface ArmValues {
  readonly requests: number;
  readonly errors: number;
  readonly error_rate: number | null;
  readonly p99: number | null;
  readonly graded: number;
  readonly quality: number | null;
}

export interface SilentLooks {
  readonly candidate: number;
  readonly stable: number;
  readonly latency_p99: number;
  readonly quality: number;
}

/** Everything that evidence says after a look. */
export interface EvidenceResult {
  /** Time of the last look; null before the first. */
  readonly at: string | null;
  readonly looks: number;
  /** Begin of the look with the candidate's first request, and its age since then in seconds. */
  readonly first_traffic: string | null;
  readonly age_seconds: number;
  /** Looks that were left out, and why. */
  readonly problems: readonly Problem[];
  readonly error_rate: ErrorRateEvidence;
  /** Null while the source has given none. */
  readonly latency_p99: MetricEvidence | null;
  readonly quality: MetricEvidence | null;
  readonly promotion: PromotionEvidence | null;
  readonly exposure: ExposureEvidence | null;
  /** Totals since the candidate's first traffic. */
  readonly totals: {
    readonly candidate: { readonly requests: number; readonly errors: number };
    readonly stable: { readonly requests: number; readonly errors: number };
  };
  /** Looks in a row, up to now, without requests of an arm, and without a metric of both arms. */
  readonly silent_looks: SilentLooks;
  readonly window: WindowValues;
}
