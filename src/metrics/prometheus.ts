import type { PrometheusConfig } from '../config/schema.ts';
import { fail } from '../errors/fail.ts';
import { proxiedFetch } from '../http/proxied-fetch.ts';
import { authorize, type MetricsCredentials } from './credentials.ts';
import type { ArmName, MetricsSource, Observation, ObserveRequest, SourceOptions } from './port.ts';
import type { Span } from './prometheus/amounts.ts';
import { armOf } from './prometheus/arm.ts';
import { prometheusClient } from './prometheus/client.ts';
import { gridOf, stepsOf } from './prometheus/grid.ts';
import { alignLatency, figuresOf, looksOf, type ReadArm } from './prometheus/observation.ts';
import { type Plan, planQueries } from './prometheus/plan.ts';
import { readAll } from './prometheus/read.ts';
import { unseenFailures } from './prometheus/unseen-failures.ts';

/** Seconds between two looks, and between the points of the grid. */
const defaultStep = 30;

/**
 * A metrics source that asks Prometheus, or anything that answers its HTTP API.
 *
 * Raw counters are read on an aligned grid and give both the looks and the sums of the window; queries with
 * `{{window}}` are read as written, and then there are no looks. Throws the catalogue's errors of the set-up:
 * `metrics-url-credentials`, `metrics-query-…`, `metrics-credentials-…`.
 */
export function prometheusSource(
  config: PrometheusConfig,
  credentials: MetricsCredentials,
  options: SourceOptions = {},
): MetricsSource {
  const plan = planQueries(config);
  const { username, password, origin } = new URL(config.url);
  if (username !== '' || password !== '') throw fail('metrics-url-credentials', { origin });
  const { header, secrets } = authorize(config.auth, credentials);
  const client = prometheusClient({
    url: config.url,
    timeout: config.timeout,
    authorization: header,
    secrets,
    fetch: options.fetch ?? proxiedFetch,
    now: options.now ?? Date.now,
    onRequest: options.onRequest ?? (() => undefined),
    ...(options.trace === undefined ? {} : { trace: options.trace }),
  });
  const source = `prometheus ${origin}`;

  return {
    kind: 'prometheus',
    history: true,
    async observe(request) {
      const { prompt, at, since, step = defaultStep } = request;
      const grid = gridOf(since, at, step);
      const windowSteps = Math.max(1, Math.min(stepsOf(grid), Math.ceil(config.window / step)));
      const span: Span = { grid, windowSteps };
      const look = async (name: ArmName): Promise<ReadArm> => {
        const values = { prompt, version: request[name], window: config.window };
        const readings = await readAll(client, plan, { values, grid, at, staleAfter: config.stale_after });
        return { name, version: request[name], readings, data: armOf(readings, span) };
      };
      // Both at one time: the arms are compared, so they must be of the same moment.
      const [candidate, stable] = await Promise.all([
        look('candidate'),
        request.candidate === request.stable ? null : look('stable'),
      ]);
      options.onClock?.(client.clock.ahead);
      return assemble(source, request, span, windowOf(plan, config, span), candidate, stable);
    },
  };
}

/** Seconds that the sums cover: of raw counters no more than the history that was asked for. */
function windowOf(plan: Plan, config: PrometheusConfig, { grid, windowSteps }: Span): number {
  if (plan.get('requests')?.mode === 'instant') return config.window;
  return Math.min(windowSteps, stepsOf(grid)) * grid.step;
}

/** `stable` is null where it is the same version as the candidate: it has the same figures and no queries. */
function assemble(
  source: string,
  request: ObserveRequest,
  { grid }: Span,
  window_seconds: number,
  candidate: ReadArm,
  stable: ReadArm | null,
): Observation {
  const [one, other] = alignLatency(candidate.data, stable?.data ?? candidate.data);
  const first = figuresOf({ ...candidate, data: one }, request);
  const second = stable === null ? null : figuresOf({ ...stable, data: other }, request);
  const unseen = unseenFailures(stable === null ? [candidate] : [candidate, stable], grid);
  return {
    source,
    at: newestOf([candidate, stable], request, grid.end),
    window_seconds,
    candidate: first.arm,
    stable: second?.arm ?? first.arm,
    rates: null,
    looks: looksOf(one, other, grid, request.weight),
    problems: [...first.problems, ...(second?.problems ?? []), ...unseen],
    queries: [...first.queries, ...(second?.queries ?? [])],
  };
}

/** Time of the newest data that is counted: the last sample, or the end of the grid if that is earlier. */
function newestOf(arms: readonly (ReadArm | null)[], { at }: ObserveRequest, end: number): string {
  const requests = arms.map((arm) => arm?.readings.get('requests'));
  const times = requests.map((reading) => reading?.newest ?? null).filter((time) => time !== null);
  const limit = requests.some((reading) => reading?.mode === 'range') ? end : at.getTime() / 1000;
  return new Date(Math.min(limit, ...(times.length === 0 ? [] : [Math.max(...times)])) * 1000).toISOString();
}
