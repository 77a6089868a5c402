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

/** Errors in percent, by version label; of two, the second is what they are from the rollback on. */
export type Errors = Readonly<Record<string, number | readonly [before: number, after: number]>>;

/** Where the configuration finds the numbers: the queries of the README. */
export function metricsConfig({ url }: FakePrometheus): object {
  const selector = (name: string) => `${name}{prompt="{{prompt}}",version="{{version}}"}`;
  const queries = {
    requests: selector('llm_requests_total'),
    errors: selector('llm_errors_total'),
    latency: selector('llm_duration_seconds_bucket'),
  };
  return { source: 'prometheus', url, queries };
}

/**
 * Users who follow the live branch, as a Prometheus would have counted them: at each scrape every version has got
 * the share that the branch gave it then, by the clock of the world. It was there ten minutes before the world.
 */
export async function startTraffic(world: World, errors: Errors): Promise<FakePrometheus> {
  const begin = Math.floor(world.now().getTime() / 1000 / scrape) * scrape - 600;
  const names = ['llm_requests_total', 'llm_errors_total', ...Object.keys(buckets)];
  const series = Object.keys(errors).flatMap((version) =>
    names.map((name): ScriptedSeries => {
      const bound = Object.entries(buckets).find(([le]) => le === name);
      const labels = { prompt: PROMPT, version };
      const failing = name === 'llm_errors_total' ? (errors[version] ?? 0) : 100;
      const [percent, later] = typeof failing === 'number' ? [failing, failing] : failing;
      const part = bound?.[1] ?? 1;
      return {
        labels: bound
          ? { __name__: 'llm_duration_seconds_bucket', le: name, ...labels }
          : { __name__: name, ...labels },
        // Counted when it is asked for, since time goes on meanwhile.
        get samples() {
          const until = rolledBackAt(world);
          return count(world, version, begin, (time) => (part * (time < until ? percent : later)) / 100);
        },
      };
    }),
  );
  return startFakePrometheus(series);
}

/** `part` is what of the requests at a time (Unix seconds) counts. */
function count(
  world: World,
  version: string,
  begin: number,
  part: (time: number) => number,
): [number, number][] {
  const shares = sharesOf(world, version);
  const samples: [number, number][] = [];
  let total = 0;
  for (let time = begin; time <= world.now().getTime() / 1000; time += scrape) {
    const share = shares.findLast(({ since }) => since <= time)?.share ?? 0;
    total += (requests * part(time) * share) / 100;
    if (total > 0 || samples.length > 0) samples.push([time, Math.floor(total)]);
  }
  return samples;
}

const known = new Map<string, PromptState>();

/** The state on the live branch; null before there is one. */
function stateNow({ github }: World): PromptState | null {
  const dir = github.bareDir(REPO);
  const ref = join(dir, 'refs/heads', LIVE);
  if (!existsSync(ref)) return null;
  const head = readFileSync(ref, 'utf8').trim();
  const key = `${dir} ${head}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const state: PromptState = JSON.parse(
    execFileSync('git', ['--git-dir', dir, 'show', `${head}:prompts/${PROMPT}/state.json`], {
      encoding: 'utf8',
    }),
  );
  known.set(key, state);
  return state;
}

/** When the newest rollback was decided, in Unix seconds. */
function rolledBackAt(world: World): number {
  const incident = stateNow(world)?.incidents.find(({ status }) => status === 'rolled-back');
  return incident === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.decided_at) / 1000;
}

/** Percent of the traffic that a version has had since when (Unix seconds), oldest first. */
function sharesOf(world: World, version: string): { since: number; share: number }[] {
  const state = stateNow(world);
  return state === null ? [] : readShares(state, version);
}

function readShares({ stable, rollout, previous }: PromptState, version: string) {
  const at = (time: string | null): number => (time === null ? 0 : Date.parse(time) / 1000);
  const weights = rollout?.weights.map(({ at: time, weight }) => ({ since: at(time), share: weight })) ?? [];
  if (rollout?.candidate.label === version) return weights;
  if (stable.label === version)
    return [{ since: 0, share: 100 }, ...weights.map(({ since, share }) => ({ since, share: 100 - share }))];
  return previous.some(({ label }) => label === version) ? [{ since: 0, share: 100 }] : [];
}
