import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PromptState } from '../../src/live/state.ts';
import {
  type FakePrometheus,
  type ScriptedSeries,
  startFakePrometheus,
} from '../metrics/prometheus-server.ts';
import { PROMPT } from './prompts.ts';
import { LIVE, REPO, type World } from './world.ts';

/** Seconds between two scrapes, and requests of both versions in that time. */
const scrape = 15;
const requests = 40_000;
/** Upper bounds of request duration in seconds, and the share of requests below each. */
const buckets = { '0.5': 0.9, '1': 0.995, '2': 0.999, '+Inf': 1 };

/**
 * Percent of a version's requests: always, or (of two, the second) from the rollback on, or at a time (Unix
 * seconds).
 */
export type Percent = number | readonly [before: number, after: number] | ((time: number) => number);

/** Errors in percent, by version label. */
export type Errors = Readonly<Record<string, Percent>>;

/** What else is unusual about the traffic. */
export interface TrafficOptions {
  readonly prompt?: string;
  /** Answers that pass their check, in percent of all requests, by version; without it none are graded. */
  readonly passing?: Errors;
  /** Versions whose answers take another time: shares below bucket bounds that differ from the usual. */
  readonly slower?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Where the configuration finds the numbers: the queries of the README, and those of graded answers. */
export function metricsConfig({ url }: FakePrometheus, graded = false): object {
  const selector = (name: string) => `${name}{prompt="{{prompt}}",version="{{version}}"}`;
  const queries = {
    requests: selector('llm_requests_total'),
    errors: selector('llm_errors_total'),
    latency: selector('llm_duration_seconds_bucket'),
  };
  const quality = {
    quality_passed: selector('llm_passed_total'),
    quality_failed: selector('llm_failed_total'),
  };
  return { source: 'prometheus', url, queries: graded ? { ...queries, ...quality } : queries };
}

/** A counter: its name, the bound of a bucket, and what of a version's requests it counts. */
interface Counter {
  readonly name: string;
  readonly le?: string;
  readonly of: (version: string) => Percent;
}

function countersOf(errors: Errors, { passing, slower }: TrafficOptions): Counter[] {
  const passed = (version: string): Percent => passing?.[version] ?? 0;
  return [
    { name: 'llm_requests_total', of: () => 100 },
    { name: 'llm_errors_total', of: (version) => errors[version] ?? 0 },
    ...Object.entries(buckets).map(([le, share]) => ({
      name: 'llm_duration_seconds_bucket',
      ...{ le, of: (version: string) => 100 * (slower?.[version]?.[le] ?? share) },
    })),
    ...(passing === undefined
      ? []
      : [
          { name: 'llm_passed_total', of: passed },
          { name: 'llm_failed_total', of: (version: string) => rest(passed(version)) },
        ]),
  ];
}

function rest(percent: Percent): Percent {
  if (typeof percent === 'function') return (time) => 100 - percent(time);
  return typeof percent === 'number' ? 100 - percent : [100 - percent[0], 100 - percent[1]];
}

/** Percent at a time, where a rollback was decided at `until`. */
function percentAt(percent: Percent, time: number, until: number): number {
  if (typeof percent === 'function') return percent(time);
  if (typeof percent === 'number') return percent;
  return time < until ? percent[0] : percent[1];
}

/**
 * Users who follow the live branch, as a Prometheus would have counted them: at each scrape every version has got
 * the share that the branch gave it then, by the clock of the world. It was there ten minutes before the world.
 */
export async function startTraffic(
  world: World,
  errors: Errors,
  options: TrafficOptions = {},
): Promise<FakePrometheus> {
  const { prompt = PROMPT } = options;
  const begin = Math.floor(world.now().getTime() / 1000 / scrape) * scrape - 600;
  const series = Object.keys(errors).flatMap((version) =>
    countersOf(errors, options).map(({ name, le, of }): ScriptedSeries => {
      const percent = of(version);
      let counted = { state: stateNow(world, prompt), end: -1, samples: [] as [number, number][] };
      return {
        labels: { __name__: name, ...(le === undefined ? {} : { le }), prompt, version },
        // Counted when it is asked for, since time goes on meanwhile, and once for each scrape and state.
        get samples() {
          const state = stateNow(world, prompt);
          const end = Math.floor(world.now().getTime() / 1000 / scrape) * scrape;
          if (counted.state !== state || counted.end !== end) {
            const until = rolledBackAt(state);
            const part = (time: number): number => percentAt(percent, time, until) / 100;
            const samples = count(state === null ? [] : readShares(state, version), begin, end, part);
            counted = { state, end, samples };
          }
          return counted.samples;
        },
      };
    }),
  );
  const fake = await startFakePrometheus(series);
  fake.now = world.now;
  return fake;
}

/** Samples from `begin` to `end`; `part` is what of the requests at a time counts. All times in Unix seconds. */
function count(
  shares: ReturnType<typeof readShares>,
  begin: number,
  end: number,
  part: (time: number) => number,
): [number, number][] {
  const samples: [number, number][] = [];
  let total = 0;
  for (let time = begin; time <= end; time += scrape) {
    const share = shares.findLast(({ since }) => since <= time)?.share ?? 0;
    total += (requests * part(time) * share) / 100;
    if (total > 0 || samples.length > 0) samples.push([time, Math.floor(total)]);
  }
  return samples;
}

const known = new Map<string, PromptState>();

/** The state on the live branch; null before there is one. */
export function stateNow({ github }: World, prompt: string): PromptState | null {
  const dir = github.bareDir(REPO);
  const ref = join(dir, 'refs/heads', LIVE);
  if (!existsSync(ref)) return null;
  const head = readFileSync(ref, 'utf8').trim();
  const key = `${dir} ${head} ${prompt}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const state: PromptState = JSON.parse(
    execFileSync('git', ['--git-dir', dir, 'show', `${head}:prompts/${prompt}/state.json`], {
      encoding: 'utf8',
    }),
  );
  known.set(key, state);
  return state;
}

/** When the newest rollback was decided, in Unix seconds. */
function rolledBackAt(state: PromptState | null): number {
  const incident = state?.incidents.find(({ status }) => status === 'rolled-back');
  return incident === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.decided_at) / 1000;
}

/** Percent of the traffic that a version has had since when (Unix seconds), oldest first. */
function readShares(
  { stable, rollout, previous }: PromptState,
  version: string,
): { since: number; share: number }[] {
  const at = (time: string | null): number => (time === null ? 0 : Date.parse(time) / 1000);
  const weights = rollout?.weights.map(({ at: time, weight }) => ({ since: at(time), share: weight })) ?? [];
  if (rollout?.candidate.label === version) return weights;
  if (stable.label === version)
    return [{ since: 0, share: 100 }, ...weights.map(({ since, share }) => ({ since, share: 100 - share }))];
  return previous.some(({ label }) => label === version) ? [{ since: 0, share: 100 }] : [];
}
