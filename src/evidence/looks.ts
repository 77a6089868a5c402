/** Upper bound of a histogram bucket, in the source's unit (seconds); the last one is '+Inf'. */
export type Bound = number | '+Inf';

/** Increments of a latency histogram: `counts` are cumulative over `le`, as Prometheus has them. */
export interface Latency {
  readonly le: readonly Bound[];
  readonly counts: readonly number[];
}

/** Scores in [0, 1]: how many, their sum and, where the source has it, the sum of their squares. */
export interface Scores {
  readonly count: number;
  readonly sum: number;
  readonly sum_squares?: number;
}

/** Graded answers that passed and that failed. */
export interface PassFail {
  readonly passed: number;
  readonly failed: number;
}

/** A histogram of grades: `counts[i]` answers (not cumulative) got the grade `grades[i]` in [0, 1]. */
export interface Grades {
  readonly grades: readonly number[];
  readonly counts: readonly number[];
}

export type Quality = Scores | PassFail | Grades;

/** What one version did since the look before. Counts may be fractional. */
export interface ArmLook {
  readonly requests: number;
  readonly errors: number;
  readonly latency?: Latency;
  readonly quality?: Quality;
}

/** All increments since the look before; `at` (ISO 8601) is the end of that time. */
export interface Look {
  readonly at: string;
  /** The candidate's share of traffic as it was set, integer percent 0…100. */
  readonly weight: number;
  readonly candidate: ArmLook;
  readonly stable: ArmLook;
  /** True when stable's counts are no measurement but a baseline: they say nothing of bursts. */
  readonly synthetic?: boolean;
}

/**
 * The time a look covers: after `begin`, up to `end`. `steady`: weight and length are those of the look before, so
 * that the counts of the two may be compared.
 */
export type Span = { readonly begin: string; readonly end: string; readonly steady: boolean };

export type Arm = 'candidate' | 'stable';
export const ARMS: readonly Arm[] = ['candidate', 'stable'];

export type ProblemCode =
  | 'time-invalid'
  | 'time-backwards'
  | 'weight-invalid'
  | 'count-invalid'
  | 'errors-above-requests'
  | 'buckets-invalid'
  | 'buckets-not-cumulative'
  | 'buckets-differ'
  | 'score-out-of-range'
  | 'grades-invalid'
  | 'quality-differs';

/** Why a look cannot be used. `index` counts from 0; the message names fields and numbers only. */
export interface Problem {
  readonly index: number;
  readonly code: ProblemCode;
  readonly message: string;
}

export type QualityKind = 'pass-fail' | 'grades' | 'scores' | 'sums';

/** Which of the forms it is; `sums` are scores without their squares. */
export function qualityKind(quality: Quality): QualityKind {
  if ('passed' in quality) return 'pass-fail';
  if ('grades' in quality) return 'grades';
  return quality.sum_squares === undefined ? 'sums' : 'scores';
}

/** Milliseconds since 1970 of a look's time. */
export function timeOf(look: { readonly at: string }): number {
  return Date.parse(look.at);
}

/** Whether two histograms have the same buckets. */
export function sameBounds(a: readonly Bound[], b: readonly Bound[]): boolean {
  return a === b || (a.length === b.length && a.every((bound, i) => bound === b[i]));
}
