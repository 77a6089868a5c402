import { isExpected } from './expected.ts';
import { armOf, countFaults, type FileArms, lookOf } from './file-arm.ts';
import type { FileCounts, FileRates } from './file-schema.ts';
import type { Arm, ArmName, Observation, ObserveRequest, Problem } from './port.ts';

/** A file that was read: where, of which time, and what is wrong with that time. */
export interface Dated {
  readonly path: string;
  readonly at: Date;
  readonly problems: readonly Problem[];
}

/** A fatal problem of the whole file, or of one arm. */
export function fault(
  code: Problem['code'],
  detail: string,
  arm: ArmName | null = null,
  metric: string | null = null,
): Problem {
  return { code, fatal: true, arm, metric, detail };
}

/** An observation that knows nothing but why. */
export function emptyObservation(path: string, request: ObserveRequest, problem: Problem): Observation {
  return {
    source: `file ${path}`,
    at: request.at.toISOString(),
    window_seconds: 0,
    candidate: armOf(request.candidate, undefined),
    stable: armOf(request.stable, undefined),
    rates: null,
    looks: null,
    problems: [problem],
    queries: [],
  };
}

/** An observation of rates alone. */
export function ratesObservation(
  rates: FileRates,
  dated: Dated,
  request: ObserveRequest,
  window: number,
): Observation {
  return {
    source: `file ${dated.path}`,
    at: dated.at.toISOString(),
    window_seconds: window,
    candidate: armOf(request.candidate, undefined),
    stable: armOf(request.stable, undefined),
    rates: {
      error_rate_pct: rates.error_rate_pct,
      latency_increase_pct: rates.latency_increase_pct ?? null,
      quality_drop_pct: rates.quality_drop_pct ?? null,
    },
    looks: null,
    problems: dated.problems,
    queries: [],
  };
}

/** An observation of counts. */
export function countsObservation(
  counts: FileCounts,
  dated: Dated,
  request: ObserveRequest,
  window: number,
): Observation {
  const { path, at } = dated;
  const arms = armsFor(counts, request);
  const [wrong, ...more] = [
    ...versionFaults(arms, request),
    ...countFaults(arms, at, request.weight).map((message) => fault('invalid-data', `${path}: ${message}`)),
  ];
  if (wrong !== undefined) {
    const nothing = emptyObservation(path, request, wrong);
    return { ...nothing, at: at.toISOString(), problems: [wrong, ...more, ...dated.problems] };
  }
  const candidate = armOf(request.candidate, arms.candidate);
  const stable = armOf(request.stable, arms.stable);
  return {
    source: `file ${path}`,
    at: at.toISOString(),
    window_seconds: counts.window_seconds ?? window,
    candidate,
    stable,
    rates: null,
    looks: [lookOf(arms, at, request.weight)],
    problems: [
      ...dated.problems,
      ...gaps('candidate', candidate, arms, request),
      ...gaps('stable', stable, arms, request),
    ],
    queries: [],
  };
}

/** Where one version is asked for on both sides, that is the file's stable one, or else its candidate. */
function armsFor({ candidate, stable }: FileCounts, request: ObserveRequest): FileArms {
  if (request.candidate !== request.stable) return { candidate, stable };
  return { candidate: stable ?? candidate, stable: stable ?? candidate };
}

/** A file of another version's rollout says nothing of this one. */
function versionFaults(arms: FileArms, request: ObserveRequest): Problem[] {
  return (['candidate', 'stable'] as const).flatMap((name) => {
    const said = arms[name]?.version;
    if (said === undefined || said === request[name]) return [];
    return [fault('invalid-data', `the file speaks of ${name} ${said}, not ${request[name]}`, name)];
  });
}

/** What the file leaves open of one version: all of it, or a metric that it speaks of. */
function gaps(name: ArmName, figures: Arm, arms: FileArms, request: ObserveRequest): Problem[] {
  const fatal = isExpected(name, request);
  const gap = (metric: string): Problem => ({
    ...fault('no-data', `the file has no ${metric} of ${name}`, name, metric),
    fatal,
  });
  if (figures.requests === null) return [gap('requests')];
  const spoken = [arms.candidate, arms.stable].filter((arm) => arm !== undefined);
  const latency = spoken.some((arm) => arm.p99_ms !== undefined || arm.latency !== undefined);
  const quality = spoken.some((arm) => arm.quality !== undefined);
  return [
    ...(latency && figures.p99 === null ? [gap('latency')] : []),
    ...(quality && figures.quality === null ? [gap('quality')] : []),
  ];
}
