import { FlagdCore } from '@openfeature/flagd-core';
import type { Clock } from '../clock.ts';
import { p99 } from '../evidence/latency.ts';
import type { ArmLook, Look } from '../evidence/looks.ts';
import type { Arm, MetricsSource, Observation, ObserveRequest } from '../metrics/port.ts';
import { bounds, emptyTally, seeded, simulateUsers, type Tally, type Truth } from './users.ts';

/** Requests that all users together make in a second of the demo's time. */
const requestsPerSecond = 150;

const windowSeconds = 300;

interface Span {
  readonly at: number;
  readonly tallies: ReadonlyMap<string, Tally>;
}

/** A small world: a clock that runs faster, users who read flags.json, and metrics of what happened to them. */
export interface World {
  readonly clock: Clock;
  readonly metrics: MetricsSource;
  /** Real milliseconds at which the last observation was there. */
  seenAt(): number;
}

export interface WorldOptions {
  readonly flag: string;
  readonly truths: Readonly<Record<string, Truth>>;
  /** Where the demo's time begins. */
  readonly begin: Date;
  /** The manifest as applications read it now; null before there is one. */
  readonly manifest: () => Promise<string | null>;
  /** Real pause, in milliseconds, for `seconds` of the demo's time. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** Makes the world. While its clock sleeps, its users work. */
export function createWorld({ flag, truths, begin, manifest, pause }: WorldOptions): World {
  const random = seeded(7);
  const spans: Span[] = [];
  let now = begin.getTime();
  let seen = 0;
  const live = async (seconds: number): Promise<void> => {
    const flags = await manifest();
    if (flags === null) return;
    const core = new FlagdCore();
    core.setConfigurations(flags);
    const requests = Math.round(seconds * requestsPerSecond);
    spans.push({ at: now, tallies: simulateUsers(core, flag, truths, requests, random) });
  };
  return {
    clock: {
      now: () => new Date(now),
      sleep: async (seconds) => {
        now += Math.round(seconds * 1000);
        await live(seconds);
        await pause(seconds);
      },
    },
    metrics: {
      kind: 'demo',
      history: true,
      observe: async (request) => {
        const observation = observe(request, spans);
        seen = performance.now();
        return observation;
      },
    },
    seenAt: () => seen,
  };
}

function observe(request: ObserveRequest, spans: readonly Span[]): Observation {
  const history = spans.filter(({ at }) => at > request.since.getTime());
  const from = request.at.getTime() - windowSeconds * 1000;
  const recent = history.filter(({ at }) => at > from);
  const { candidate, stable, weight } = request;
  const looks: Look[] = history.map(({ at, tallies }) => ({
    at: new Date(at).toISOString(),
    weight,
    candidate: armLook(tallies.get(candidate)),
    stable: armLook(tallies.get(stable)),
  }));
  return {
    source: 'demo',
    at: request.at.toISOString(),
    window_seconds: windowSeconds,
    candidate: armOf(candidate, recent),
    stable: armOf(stable, recent),
    rates: null,
    looks,
    problems: [],
    queries: [],
  };
}

function armLook(tally: Tally = emptyTally()): ArmLook {
  const { requests, errors, quality, slower } = tally;
  return {
    requests,
    errors,
    latency: { le: [...bounds, '+Inf'], counts: slower },
    quality: { count: requests, sum: quality.sum, sum_squares: quality.squares },
  };
}

function armOf(version: string, spans: readonly Span[]): Arm {
  const tallies = spans.map(({ tallies: all }) => all.get(version) ?? emptyTally());
  const sum = (value: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + value(tally), 0);
  const requests = sum((tally) => tally.requests);
  const le = [...bounds, '+Inf'] as const;
  const counts = le.map((_bound, index) => sum((tally) => tally.slower[index] ?? 0));
  return {
    version,
    requests,
    errors: sum((tally) => tally.errors),
    p99: p99({ le, counts }),
    quality: requests === 0 ? null : sum((tally) => tally.quality.sum) / requests,
  };
}
