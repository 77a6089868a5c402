import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { baselineRunner } from '../baseline/index.ts';
import type { RunBaseline } from '../baseline/port.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { createDeliveries } from '../delivery/index.ts';
import type { Delivery } from '../delivery/port.ts';
import { fail } from '../errors/fail.ts';
import { githubForge, localForge } from '../forge/index.ts';
import type { Forge } from '../forge/port.ts';
import { describeRemote } from '../git/index.ts';
import type { Facts, Log } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';
import { createMetricsSource } from '../metrics/index.ts';
import type { MetricsSource } from '../metrics/port.ts';
import { channelProblems, openChannels, toldOf } from '../notify/index.ts';
import type { Channel } from '../notify/port.ts';
import type { Author } from '../report/contacts.ts';
import { emptyNotes, type RunNotes } from '../report/run-notes.ts';
import type { Actor } from '../rollout/change.ts';
import { pageWriter } from './page-beside.ts';
import { Tally } from './requests.ts';
import type { RolledBack } from './rolled-back.ts';
import { findTarget, type Target } from './target.ts';
import { type View, viewReader } from './view.ts';

/** A run's way to the outside world: everything that a command reads or writes goes through it. */
export interface Session {
  readonly inputs: Inputs;
  readonly facts: Facts;
  readonly log: Log;
  readonly clock: Clock;
  /** `owner/name` on the forge, or the remote's address. */
  readonly repository: string;
  /** True for a rehearsal: what people see of it is marked. */
  readonly drill: boolean;
  /** Live commits of the rollbacks that this run made, by incident. */
  readonly rollbacks: Map<string, string>;
  /** What this run has told, by text or key: every look would say it again. */
  readonly told: Set<string>;
  /** What this run has put back so far, by prompt. */
  readonly rolledBack: Map<string, RolledBack>;
  /** What this run has asked of others. */
  readonly tally: Tally;
  /** Authors of versions that this run has asked for, by commit; null where nobody knows. */
  readonly authors: Map<string, Author | null>;
  /** What the summary of this run tells besides the result. */
  readonly notes: RunNotes;
  /** Reads the default branch and its configuration anew. */
  view(): Promise<View>;
  /** The metrics source; null when none is configured. */
  metrics(config: Config): Promise<MetricsSource | null>;
  forge(): Promise<Forge>;
  deliveries(config: Config): readonly Delivery[];
  /** The notification channels; one whose secret is missing fails when it sends. */
  channels(config: Config): readonly Channel[];
  /** Tests an older version before it is put back. */
  readonly baseline: RunBaseline;
  /** Who acts now. `person` names who decided, where a person did. */
  actor(config: Config, person?: string): Actor;
  close(): Promise<void>;
}

/** What a session needs; tests and the demo give their own clock and metrics. */
export interface SessionOptions {
  readonly inputs: Inputs;
  readonly facts: Facts;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics?: (config: Config) => Promise<MetricsSource | null>;
  readonly baseline?: RunBaseline;
  readonly tally?: Tally;
  /** Filled in for the summary; the session's own when not given. */
  readonly notes?: RunNotes;
  /** A rehearsal: what people see of it is marked. */
  readonly drill?: boolean;
  /** What a rehearsal puts in place of the configuration that was read. */
  readonly configure?: (config: Config) => Config;
}

/** Opens a session: finds the remote and makes a folder for this run's repositories. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { inputs, facts, clock } = options;
  const target = await findTarget(inputs, facts);
  if (target.repository !== null && target.remote.token === null)
    throw fail('token-missing', { host: new URL(facts.serverUrl).host });
  const folder = await mkdtemp(join(facts.tempFolder, 'prompt-rollout-'));
  const configure = options.configure ?? ((config) => config);
  const run = randomUUID();
  const { tally = new Tally() } = options;
  const read = viewReader(target, folder, { file: inputs.config, facts, tally, configure });
  const notes = options.notes ?? emptyNotes();
  notes.home = target.repository === null ? null : `${facts.serverUrl}/${target.repository}`;
  notes.runUrl = facts.runUrl;
  let forge: Promise<Forge> | null = null;
  let told = false;
  const repository = target.repository ?? describeRemote(target.remote);
  const openedForge = (): Promise<Forge> => {
    forge ??= openForge(target, inputs, facts, tally);
    return forge;
  };
  const withPage = pageWriter(repository, openedForge, options.log);
  return {
    ...options,
    repository,
    drill: options.drill ?? false,
    tally,
    rollbacks: new Map(),
    told: new Set(),
    rolledBack: new Map(),
    authors: new Map(),
    notes,
    view: async () => {
      const view = await read();
      // Once in a run, and not first when a page fails.
      for (const { message, cure } of told ? [] : channelProblems(view.config.notify, inputs, clock))
        options.log.warn(`${message} ${cure}`);
      told = true;
      return view.config.status_page.publish ? withPage(view) : view;
    },
    metrics: options.metrics ?? (async (config) => openMetrics(config, options, tally)),
    forge: openedForge,
    deliveries: ({ delivery }) => createDeliveries(delivery, inputs['delivery-secret'], facts.workspace),
    channels: ({ notify }) => openChannels(notify, inputs, clock),
    baseline: options.baseline ?? baselineRunner({ tempFolder: folder, environment: process.env }),
    actor: ({ delivery, metrics, rollback, notify }, person) => ({
      now: clock.now().toISOString(),
      by: person ?? 'system',
      runUrl: facts.runUrl,
      run,
      delivers: delivery.webhook !== undefined || delivery.copy !== undefined,
      verification: metrics === undefined && options.metrics === undefined ? null : rollback.verification,
      tells: toldOf(notify),
    }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function openMetrics(
  config: Config,
  { inputs, facts, log }: SessionOptions,
  tally: Tally,
): Promise<MetricsSource | null> {
  if (config.metrics === undefined) return null;
  const credentials = {
    token: inputs['metrics-token'],
    username: inputs['metrics-username'],
    password: inputs['metrics-password'],
  };
  return createMetricsSource(config.metrics, credentials, facts.workspace, {
    onRequest: tally.metricsRequest,
    trace: (line) => log.debug(`  ${line}`),
    onClock: tally.metricsAhead,
  });
}

async function openForge({ repository }: Target, inputs: Inputs, facts: Facts, tally: Tally): Promise<Forge> {
  const kind = inputs.forge === 'auto' ? (repository === null ? 'local' : 'github') : inputs.forge;
  if (kind === 'local') return localForge({ folder: resolve(facts.workspace, inputs['forge-folder']) });
  if (repository === null) throw fail('repository-unknown', {});
  const { repository: running, workflowRef, refName } = facts;
  const github = {
    apiUrl: facts.apiUrl,
    serverUrl: facts.serverUrl,
    repository,
    token: inputs.token,
    running: running && workflowRef && refName ? { repository: running, workflowRef, refName } : null,
    tokenIsDefault: inputs.token === inputs['workflow-token'],
  };
  return githubForge(github, { onRequest: tally.forgeRequest, onAnswer: tally.forgeAnswer });
}
