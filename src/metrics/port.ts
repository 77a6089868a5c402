import type { Look } from '../evidence/looks.ts';

export type ArmName = 'candidate' | 'stable';

/** What one version did in the window; null where the source says nothing. */
export interface Arm {
  readonly version: string;
  /** Requests and failed requests in the window; may be fractional. */
  readonly requests: number | null;
  readonly errors: number | null;
  /** p99 of request duration in seconds. */
  readonly p99: number | null;
  /** Mean quality from 0 to 1: mean score, or share that passed. */
  readonly quality: number | null;
}

/**
 * Why a look cannot be judged, or what to know about it. `fatal` ones make it inconclusive; a `warning`
 * that is not, and of no arm (null), is told to people.
 */
export interface Problem {
  readonly code:
    | 'no-data'
    | 'not-a-number'
    | 'stale'
    | 'several-series'
    | 'invalid-data'
    | 'source-down'
    | 'source-refused'
    | 'warning';
  readonly fatal: boolean;
  readonly arm: ArmName | null;
  readonly metric: string | null;
  readonly detail: string;
}

/** A query as it was sent, for the report and the ledger. */
export interface QueryRecord {
  readonly arm: ArmName;
  readonly metric: string;
  readonly query: string;
  readonly value: number | null;
}

/** Relative figures of a source that has no counts, in percent (`error_rate_pct`: 8.4 means 8.4 %). */
export interface Rates {
  readonly error_rate_pct: number | null;
  readonly latency_increase_pct: number | null;
  readonly quality_drop_pct: number | null;
}

/** What the metrics source said of candidate and stable over one window, at one time. */
export interface Observation {
  readonly source: string;
  /** Time of the newest data, ISO 8601. */
  readonly at: string;
  readonly window_seconds: number;
  readonly candidate: Arm;
  readonly stable: Arm;
  /** Set instead of counts when the source gives only rates. */
  readonly rates: Rates | null;
  /**
   * Increments on the grid since `since`, where the source has counts: of a source without history one look,
   * the counts of its window. All bear the weight of the request; who knows the stages may put in theirs.
   */
  readonly looks: readonly Look[] | null;
  readonly problems: readonly Problem[];
  readonly queries: readonly QueryRecord[];
}

export interface ObserveRequest {
  readonly prompt: string;
  readonly candidate: string;
  readonly stable: string;
  /** Weight of the candidate now, in percent. */
  readonly weight: number;
  /** Begin of the history that is wanted: an hour before the start of the rollout. */
  readonly since: Date;
  /** The moment of the look. */
  readonly at: Date;
  /** Seconds between the points of the grid; 30 unless given. A verification looks more often. */
  readonly step?: number;
}

/** A metrics source. What it answers is data, never an exception: faults come back as problems. */
export interface MetricsSource {
  readonly kind: string;
  /** True when looks of the past can be asked for; else the ledger keeps them. */
  readonly history: boolean;
  observe(request: ObserveRequest): Promise<Observation>;
}

/** What tests put in place of the outside world, and who is told of what goes over the wire. */
export interface SourceOptions {
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told of each request that is sent. */
  readonly onRequest?: () => void;
  /** Takes a line about each request that was answered, without credentials. */
  readonly trace?: ((line: string) => void) | undefined;
  /** Told after each look by how many seconds the source's clock is ahead of this one; 0 within the tolerance. */
  readonly onClock?: (ahead: number) => void;
}
