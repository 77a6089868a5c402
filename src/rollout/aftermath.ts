import { p99 } from '../evidence/latency.ts';
import type { ArmLook, Latency } from '../evidence/looks.ts';
import { mergeLatency, mergeQuality } from '../evidence/merge.ts';
import { momentsOf } from '../evidence/quality.ts';
import { recovery } from '../evidence/recovery.ts';
import { PROMOTED } from '../evidence/settings.ts';
import type { Verification } from '../live/state.ts';
import { exposureWindow, type Figures, silence, type Trouble, troublesOf } from './troubles.ts';

/** What the metrics source counted since the look before; `at` is the end, ISO 8601. */
export interface AfterLook {
  readonly at: string;
  /** The version that took over. */
  readonly good: ArmLook;
  /** Requests of the bad version, by its own counter; null when the source does not say. */
  readonly bad: number | null;
  /** The metric that triggered, of the version that took over, where the counts do not give it. */
  readonly level: number | null;
}

/** Times in seconds. */
export interface AftermathSettings {
  /** Between two looks. */
  readonly interval: number;
  /** Requests without which nothing is verified. */
  readonly min_requests: number;
}

/** What became of a rollback, with the figures of the look that decided it. */
export interface Aftermath {
  readonly status: Verification['status'];
  readonly figures: Figures;
  /** Empty when it has recovered. */
  readonly troubles: readonly Trouble[];
}

/** Share of all requests that the bad version may have and count as gone. */
const mostExposure = 0.001;

/** A verdict rests on the counts of at most so many seconds. */
const longestSettle = 60;

/** Graded answers below which a mean quality is not known. */
const fewestGraded = 20;

/**
 * Plays the looks since the switch, one after the other, as if a run had been there at each: what comes out is
 * the same whoever looks, and when. Looks before `starts_at` do not count, and the first one after it only marks
 * the begin. `now` (ISO 8601) alone moves the status on when the source is silent; looks end up to one interval
 * before it.
 */
export function aftermath(
  verification: Verification,
  looks: readonly AfterLook[],
  settings: AftermathSettings,
  now: string,
): Aftermath {
  const { starts_at, escalate_at, ends_at } = verification;
  const after = looks.filter(({ at }) => isDue(starts_at, at));
  const overdue = (time: string): boolean => isDue(time, now, settings.interval);
  let latest = nothing(verification);
  let escalated: Judged | null = null;
  for (let count = 2; count <= after.length; count++) {
    latest = judge(verification, after.slice(0, count), settings);
    const at = latest.figures.seen_at ?? now;
    if (latest.troubles.length === 0) return { ...latest, status: 'recovered' };
    if (isDue(ends_at, at)) return final(latest);
    if (latest.rejected || isDue(escalate_at, at)) escalated ??= latest;
  }
  if (overdue(ends_at)) return final(latest);
  if (escalated === null && overdue(escalate_at)) escalated = latest;
  return escalated === null ? { ...latest, status: 'waiting' } : { ...escalated, status: 'escalated' };
}

interface Judged extends Omit<Aftermath, 'status'> {
  /** "The error rate is within its limit" is rejected at p < 0.05. */
  readonly rejected: boolean;
}

/** Known to be bad is failed; not known to be well is unverified, and never recovered. */
function final(judged: Judged): Aftermath {
  return { ...judged, status: judged.troubles.some(({ proven }) => proven) ? 'failed' : 'unverified' };
}

function nothing({ metric }: Verification): Judged {
  const unseen = metric === null ? null : { ...metric, after: null, ok: null };
  const counts = { requests: 0, errors: 0, error_rate: null, bad_requests: 0, ended: null };
  return {
    figures: { seen_at: null, ...counts, metric: unseen },
    troubles: [silence],
    rejected: false,
  };
}

/** What the looks up to the last one say; the first one covers time before the switch. */
function judge(verification: Verification, looks: readonly AfterLook[], settings: AftermathSettings): Judged {
  const settle = settleOf(verification, settings.interval);
  const { limit } = verification;
  const found = recovery(
    looks.map(({ at, good }) => ({ at, requests: good.requests, errors: good.errors })),
    { limit, settle, min_requests: settings.min_requests },
  );
  const counted = looks.slice(1);
  const { requests, errors } = found.recent;
  const figures: Figures = {
    seen_at: new Date(looks.at(-1)?.at ?? '').toISOString(),
    requests,
    errors,
    error_rate: requests > 0 ? errors / requests : null,
    ...exposureOf(lastSeconds(counted, exposureWindow)),
    metric: metricOf(verification.metric, lastSeconds(counted, settle), settings.min_requests),
  };
  return {
    figures,
    troubles: troublesOf(found.status, figures, limit, settings.min_requests),
    rejected: found.status === 'failing' && found.log_e >= PROMOTED,
  };
}

/** Seconds before the first verdict: a whole number of looks, so that there can be one when it is due. */
function settleOf({ starts_at, escalate_at }: Verification, interval: number): number {
  const patience = Math.min(longestSettle, (Date.parse(escalate_at) - Date.parse(starts_at)) / 1000);
  return Math.max(1, Math.floor(patience / interval)) * interval;
}

function exposureOf(looks: readonly AfterLook[]): Pick<Figures, 'bad_requests' | 'ended'> {
  const known = looks.every(({ bad }) => bad !== null);
  const bad = looks.reduce((sum, look) => sum + (look.bad ?? 0), 0);
  const all = looks.reduce((sum, { good }) => sum + good.requests, bad);
  return { bad_requests: bad, ended: known && all > 0 ? bad <= mostExposure * all : null };
}

function metricOf(
  metric: Verification['metric'],
  looks: readonly AfterLook[],
  minRequests: number,
): Verification['metric'] {
  if (metric === null) return null;
  const { value, atLeast } =
    metric.name === 'latency_p99'
      ? latencyOf(looks, minRequests)
      : { value: qualityOf(looks), atLeast: false };
  return { ...metric, after: value, ok: isBack(metric, value, atLeast) };
}

function isBack(
  { name, before, limit }: NonNullable<Verification['metric']>,
  after: number | null,
  atLeast: boolean,
): boolean | null {
  if (before === null || after === null) return null;
  if (name === 'quality') return after >= before * (1 - limit / 100);
  const within = after <= before * (1 + limit / 100);
  return within && atLeast ? null : within;
}

/** The p99 of the looks in seconds; `atLeast` when it lies beyond the last bucket bound. */
function latencyOf(
  looks: readonly AfterLook[],
  minRequests: number,
): { value: number | null; atLeast: boolean } {
  const sum = looks
    .flatMap(({ good }) => good.latency ?? [])
    .reduce<Latency | undefined>((a, b) => (a === undefined ? b : mergeLatency(a, b)), undefined);
  if (sum === undefined) return { value: looks.at(-1)?.level ?? null, atLeast: false };
  const all = sum.counts.at(-1) ?? 0;
  return {
    value: all < minRequests ? null : p99(sum),
    atLeast: (sum.counts.at(-2) ?? 0) < 0.99 * all,
  };
}

/** The mean quality of the looks, 0 to 1. */
function qualityOf(looks: readonly AfterLook[]): number | null {
  const [first, ...rest] = looks.flatMap(({ good }) => good.quality ?? []);
  if (first === undefined) return looks.at(-1)?.level ?? null;
  const all = rest.reduce<typeof first | undefined>((a, b) => a && mergeQuality(a, b), first);
  const { n, sum } = all === undefined ? { n: 0, sum: 0 } : momentsOf(all);
  return n < fewestGraded ? null : sum / n;
}

function lastSeconds(looks: readonly AfterLook[], seconds: number): readonly AfterLook[] {
  const end = Date.parse(looks.at(-1)?.at ?? '');
  return looks.filter(({ at }) => end - Date.parse(at) < seconds * 1000);
}

/** Whether a time has come by `now`, and `late` seconds have passed since. */
function isDue(time: string, now: string, late = 0): boolean {
  return Date.parse(now) >= Date.parse(time) + late * 1000;
}
