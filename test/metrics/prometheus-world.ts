import { expect } from 'vitest';
import type { PrometheusConfig, Queries } from '../../src/config/schema.ts';
import type { Observation, ObserveRequest, Problem } from '../../src/metrics/port.ts';
import { candidate, prompt, stable, type Truth, type World } from './contract.ts';
import type { ScriptedSeries } from './prometheus-server.ts';

/** 10 seconds past a point of the 30-second grid. */
export const at = new Date('2026-03-02T10:00:10.000Z');

/** Unix seconds of the last point of the grid before `at`. */
export const gridEnd = at.getTime() / 1000 - 10;

/** Numbers that every step of the grid divides into whole ones. */
export const truth: Truth = { requests: 192, errors: 32, duration: 0.4, passed: 96, failed: 32 };

/** A look ten minutes into a rollout. */
export const request: ObserveRequest = {
  prompt,
  candidate,
  stable,
  weight: 5,
  since: new Date((gridEnd - 600) * 1000),
  at,
};

/** The one thing that is wrong with every query, whatever its arm and metric. */
export function single({ problems }: Observation): Pick<Problem, 'code' | 'fatal' | 'detail'> {
  const all = problems.map(({ code, fatal, detail }) => JSON.stringify({ code, fatal, detail }));
  const [first, ...others] = [...new Set(all)];
  expect(others).toEqual([]);
  return JSON.parse(first ?? 'null');
}

const selected = 'prompt="{{prompt}}",version="{{version}}"';

/** Raw counters for everything. */
export const queries: Queries = {
  requests: `llm_requests_total{${selected}}`,
  errors: `llm_errors_total{${selected}}`,
  latency: `llm_duration_seconds_bucket{${selected}}`,
  quality_passed: `llm_graded_total{${selected},grade="pass"}`,
  quality_failed: `llm_graded_total{${selected},grade="fail"}`,
};

export function configFor(url: string, changes: Partial<PrometheusConfig> = {}): PrometheusConfig {
  return {
    source: 'prometheus',
    url,
    auth: 'none',
    timeout: 5,
    queries,
    window: 300,
    stale_after: 120,
    outage_limit: 600,
    ...changes,
  };
}

/** The series of a world: two instances of each version; stable was there before, the candidate is born. */
export function seriesOf(world: World): ScriptedSeries[] {
  const newest = at.getTime() / 1000 - world.age;
  const arms = [
    { version: candidate, truth: world.candidate, before: null },
    { version: stable, truth: world.stable, before: 5000 },
  ];
  return arms.flatMap(({ version, truth, before }) =>
    truth === null
      ? []
      : ['a', 'b'].flatMap((instance) => instanceOf(version, instance, truth, before, newest)),
  );
}

function instanceOf(
  version: string,
  instance: string,
  truth: Truth,
  before: number | null,
  newest: number,
): ScriptedSeries[] {
  const share = (total: number): number => (instance === 'a' ? Math.ceil(total / 2) : Math.floor(total / 2));
  const labels = { prompt, version, instance };
  const counter = (name: string, total: number, more: Record<string, string> = {}): ScriptedSeries[] => [
    { labels: { __name__: name, ...labels, ...more }, samples: climb(share(total), before, newest) },
  ];
  const { requests, errors, duration, passed, failed } = truth;
  return [
    ...counter('llm_requests_total', requests),
    ...(errors === 0 ? [] : counter('llm_errors_total', errors)),
    ...['0.1', '0.5', '1.0', '2', '+Inf'].flatMap((le) =>
      counter('llm_duration_seconds_bucket', le === '+Inf' || duration <= Number(le) ? requests : 0, { le }),
    ),
    ...counter('llm_graded_total', passed, { grade: 'pass' }),
    ...counter('llm_graded_total', failed, { grade: 'fail' }),
  ];
}

/** Scrapes every 15 s up to `newest`: flat for an hour where the series is old, then `total` more in equal parts. */
function climb(total: number, before: number | null, newest: number): [number, number][] {
  const samples: [number, number][] = [];
  const begin = gridEnd - 240;
  if (before !== null) for (let time = begin - 4000; time < begin; time += 15) samples.push([time, before]);
  const steps = Math.floor((newest - begin) / 15);
  for (let step = 1; step <= steps; step += 1)
    samples.push([newest - (steps - step) * 15, (before ?? 0) + Math.floor((total * step) / steps)]);
  return samples;
}
