/** Gate limits as fractions: error rate, rise of the p99 and drop of the quality against stable. */
export interface Gate {
  readonly error_rate: number;
  readonly latency_increase: number;
  readonly quality_drop: number;
}

/** What evidence needs to know of the policy. Rates, rises and drops are fractions; times are seconds. */
export interface EvidenceSettings {
  /** Time between two looks of the grid. */
  readonly interval: number;
  /** How long the watch lasts, which spreads the onset weights; null for no end. */
  readonly watch: number | null;
  /** Limits of the rules on the error rate; each gets an absolute test. */
  readonly error_limits: readonly number[];
  /** Times stable's error rate that the candidate must exceed to count as worse. */
  readonly worse_ratio: number;
  /** Gate limits before and from the age `mature_after`. */
  readonly gates: { readonly young: Gate; readonly mature: Gate; readonly mature_after: number };
  /** Window of the plain values, for rules as written. */
  readonly window: number;
}

const DEFAULTS: EvidenceSettings = {
  interval: 30,
  watch: 86_400,
  error_limits: [0.05, 0.02],
  worse_ratio: 1,
  gates: {
    young: { error_rate: 0.005, latency_increase: 0.1, quality_drop: 0.05 },
    mature: { error_rate: 0.02, latency_increase: 0.2, quality_drop: 0.1 },
    mature_after: 3600,
  },
  window: 300,
};

/** Settings with the defaults of the policy for whatever is not given. */
export function evidenceSettings(given: Partial<EvidenceSettings> = {}): EvidenceSettings {
  return { ...DEFAULTS, ...given };
}

/** Looks of the whole watch, at least 2; null for no end. */
export function horizonOf({ watch, interval }: EvidenceSettings): number | null {
  return watch === null ? null : Math.max(2, Math.round(watch / interval));
}

/** ln E from which a failure is proven: α = 1 % for each metric and rollout. */
export const PROVEN = Math.log(100);

/** ln E from which a promotion is: anytime p < 0.05. */
export const PROMOTED = Math.log(20);

/** The stakes of the error rate: on "worse than stable", and on "above the limit" for when there is no stable. */
export const STAKES = { relative: 0.9, absolute: 0.1, limit: 0.02 };
