import type { ArmLook, Look } from '../evidence/looks.ts';
import type { Arm, MetricsSource, Observation, ObserveRequest } from '../metrics/port.ts';
import { badVersion, goodVersion } from './prompt.ts';

/** Share of requests that fail, by version. */
const failing: ReadonlyMap<string, number> = new Map([
  [goodVersion, 0.002],
  [badVersion, 0.2],
]);

/** Users of one look are at most so many: each evaluates the flag. */
const mostUsers = 5000;

/** Seconds that the figures of a look cover, and between two looks of the time before the drill. */
const windowSeconds = 300;
const grid = 30;

export interface TrafficOptions {
  /** Id of the prompt, and key of its flag. */
  readonly prompt: string;
  /** When the drill begins; before, the good version has served everyone for an hour. */
  readonly begin: Date;
  /** Requests of all users in a second. */
  readonly perSecond: number;
  /** `flags.json` as applications read it now; null before there is one. */
  readonly manifest: () => Promise<string | null>;
  /** Called at each look that sees the bad version fail. */
  readonly onFailing: (at: Date) => void;
}

interface Span {
  readonly at: number;
  readonly requests: ReadonlyMap<string, number>;
}

/**
 * Made up traffic, the metrics of a drill: its users get the version that the manifest on the remote gives them, and
 * the bad version fails one request in five. So what the drill sees follows from what was really committed.
 */
export function createTraffic(options: TrafficOptions): MetricsSource {
  const { begin, onFailing } = options;
  const spans: Span[] = before(begin, options.perSecond);
  let users = 0;
  const passUntil = async (at: Date): Promise<void> => {
    const last = spans.at(-1)?.at ?? begin.getTime();
    const seconds = (at.getTime() - last) / 1000;
    if (seconds <= 0) return;
    const count = Math.min(mostUsers, Math.max(1, Math.round(seconds * options.perSecond)));
    spans.push({ at: at.getTime(), requests: await serve(options, users, count) });
    users += count;
  };
  return {
    kind: 'drill',
    history: true,
    observe: async (request) => {
      await passUntil(request.at);
      const served = spans.at(-1)?.requests.get(badVersion) ?? 0;
      if (served > 0 && request.candidate === badVersion) onFailing(request.at);
      return observe(request, spans);
    },
  };
}

function before(begin: Date, perSecond: number): Span[] {
  const requests = new Map([[goodVersion, grid * perSecond]]);
  const looks = 3600 / grid;
  return Array.from({ length: looks }, (_, index) => ({
    at: begin.getTime() - (looks - 1 - index) * grid * 1000,
    requests,
  }));
}

/** Requests by version: each user is a new one, and evaluates the flag as an application would. */
async function serve(
  { manifest, prompt }: TrafficOptions,
  first: number,
  count: number,
): Promise<ReadonlyMap<string, number>> {
  const served = new Map<string, number>();
  const flags = await manifest();
  if (flags === null) return served;
  const { FlagdCore } = await import('@openfeature/flagd-core');
  const core = new FlagdCore();
  core.setConfigurations(flags);
  for (let user = first; user < first + count; user++) {
    const targetingKey = `user-${user}`;
    const { variant } = core.resolveObjectEvaluation(prompt, {}, { targetingKey });
    if (variant !== undefined) served.set(variant, (served.get(variant) ?? 0) + 1);
  }
  return served;
}

function observe(
  { since, at, candidate, stable, weight }: ObserveRequest,
  spans: readonly Span[],
): Observation {
  const history = spans.filter((span) => span.at > since.getTime());
  const recent = spans.filter((span) => span.at > at.getTime() - windowSeconds * 1000);
  const looks = history.map(
    (span): Look => ({
      at: new Date(span.at).toISOString(),
      weight,
      candidate: countsOf(candidate, [span]),
      stable: countsOf(stable, [span]),
    }),
  );
  const arm = (version: string): Arm => ({ version, ...countsOf(version, recent), p99: null, quality: null });
  return {
    source: 'drill',
    at: at.toISOString(),
    window_seconds: windowSeconds,
    candidate: arm(candidate),
    stable: arm(stable),
    rates: null,
    looks,
    problems: [],
    queries: [],
  };
}

function countsOf(version: string, spans: readonly Span[]): Pick<ArmLook, 'requests' | 'errors'> {
  const requests = spans.reduce((sum, span) => sum + (span.requests.get(version) ?? 0), 0);
  return { requests, errors: Math.round(requests * (failing.get(version) ?? 0)) };
}
