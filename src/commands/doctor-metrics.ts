import type { Config, MetricsConfig } from '../config/schema.ts';
import type { Skew } from '../doctor/clock.ts';
import { type Finding, type Tried, tried } from '../doctor/finding.ts';
import { metricsFindings, type PromptReading, stagingFinding } from '../doctor/metrics.ts';
import { fail } from '../errors/fail.ts';
import { proxiedFetch } from '../http/proxied-fetch.ts';
import type { PromptState } from '../live/state.ts';
import { createMetricsSource } from '../metrics/index.ts';
import type { MetricsSource, ObserveRequest } from '../metrics/port.ts';
import type { Session } from './session.ts';

/** A prompt, and what serves or would serve of it: a state, or the label of a version that is not adopted yet. */
export interface Asked {
  readonly prompt: string;
  readonly state: PromptState | null;
  readonly coming: string | null;
}

type Surroundings = Pick<Session, 'inputs' | 'facts' | 'clock'>;

/** Prompts that are asked for: each costs the source some queries. */
const mostPrompts = 20;

/** Seconds of history that are asked for. */
const history = 3600;

/** Asks the metrics sources as a look does, and compares the clocks on the way. */
export async function metricsChecks(
  session: Surroundings,
  config: Pick<Config, 'metrics' | 'staging'>,
  prompts: readonly Asked[],
): Promise<{ findings: Finding[]; skews: Skew[] }> {
  const clocks = clockReader(session);
  const at = session.clock.now();
  const known = prompts.filter(({ state, coming }) => state !== null || coming !== null);
  const readings = await tried(async () => {
    if (config.metrics === undefined) throw fail('metrics-missing', {});
    const source = await open(session, config.metrics, clocks.fetch);
    const asked = known.slice(0, mostPrompts);
    return {
      readings: await Promise.all(asked.map((each) => readingOf(source, each, at))),
      skipped: known.length - asked.length,
    };
  });
  const staging = await stagingReading(session, config, known[0], at);
  const isServer = config.metrics?.source === 'prometheus' && readings.known && known.length > 0;
  return {
    findings: [...metricsFindings(readings), ...(staging === null ? [] : [stagingFinding(staging)])],
    skews: isServer ? [{ of: 'the metrics source', seconds: clocks.skew() }] : [],
  };
}

async function readingOf(
  source: MetricsSource,
  { prompt, state, coming }: Asked,
  at: Date,
): Promise<PromptReading> {
  const stable = state?.stable.label ?? coming ?? '';
  const rollout = state?.rollout ?? null;
  const observation = await source.observe({
    ...{ prompt, stable, at },
    candidate: rollout?.candidate.label ?? stable,
    weight: rollout?.weight ?? 100,
    since: new Date(at.getTime() - history * 1000),
  });
  return { prompt, of: rollout !== null ? 'rollout' : state === null ? 'coming' : 'stable', observation };
}

async function stagingReading(
  session: Surroundings,
  { staging }: Pick<Config, 'staging'>,
  first: Asked | undefined,
  at: Date,
): Promise<Tried<Awaited<ReturnType<MetricsSource['observe']>>> | null> {
  if (staging === undefined || first === undefined) return null;
  const label = first.state?.stable.label ?? first.coming ?? '';
  const since = new Date(at.getTime() - history * 1000);
  const request: ObserveRequest = {
    ...{ prompt: first.prompt, stable: label, candidate: label, at, since },
    weight: 100,
  };
  return tried(async () => (await open(session, staging.metrics, proxiedFetch)).observe(request));
}

function open(
  { inputs, facts }: Surroundings,
  config: MetricsConfig,
  send: typeof fetch,
): Promise<MetricsSource> {
  const credentials = {
    token: inputs['metrics-token'],
    username: inputs['metrics-username'],
    password: inputs['metrics-password'],
  };
  return createMetricsSource(config, credentials, facts.workspace, { fetch: send });
}

/** A `fetch` that notes by how many seconds this machine's clock is ahead of who answers; the last answer counts. */
function clockReader({ clock }: Surroundings): { fetch: typeof fetch; skew: () => number | null } {
  let skew: number | null = null;
  return {
    fetch: async (...request) => {
      const before = clock.now().getTime();
      const response = await proxiedFetch(...request);
      // The header has whole seconds, cut off: on average it is half a second behind.
      const theirs = Date.parse(response.headers.get('date') ?? '') + 500;
      if (!Number.isNaN(theirs)) skew = ((before + clock.now().getTime()) / 2 - theirs) / 1000;
      return response;
    },
    skew: () => skew,
  };
}
