import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Forge } from '../forge/port.ts';
import type { LiveRepo } from '../git/port.ts';
import type { Channel } from '../notify/port.ts';
import type { DrillSeconds, DrillStep } from '../report/drill-table.ts';

/** Seconds in which the routing commit must be on the remote. */
const routing = 60;
/** Seconds in which everyone must be paged: the time limit of a critical rule. */
const page = 120;
/** Seconds in which pull request and issue must be written. */
const written = 300;

/** Notes when what happened first, in milliseconds since 1970. */
export interface Stopwatch {
  /** At the look that saw the bad numbers; only the first call counts. */
  detect(at: Date): void;
  mark(step: Exclude<DrillStep, 'page'>): void;
  /** What a channel made of the page: `sent` is false as long as it has failed. */
  paged(channel: string, sent: boolean): void;
  /** Channels that have, or should have, the page. */
  readonly channels: ReadonlyMap<string, number | null>;
  /** Seconds from the detection on, by step. */
  seconds(): DrillSeconds;
}

/** A stopwatch that is not started yet. */
export function createStopwatch(clock: Clock): Stopwatch {
  const marks = new Map<DrillStep, number>();
  const channels = new Map<string, number | null>();
  let detected: number | null = null;
  const since = (time: number | null | undefined): number | null =>
    detected === null || time == null ? null : Math.max(0, time - detected) / 1000;
  const lastPage = (): number | null => {
    const times = [...channels.values()];
    return times.length === 0 || times.includes(null) ? null : Math.max(...times.map(Number));
  };
  return {
    channels,
    detect: (at) => {
      detected ??= at.getTime();
    },
    mark: (step) => {
      if (!marks.has(step)) marks.set(step, clock.now().getTime());
    },
    paged: (channel, sent) => {
      if (channels.get(channel) == null) channels.set(channel, sent ? clock.now().getTime() : null);
    },
    seconds: () => ({
      routing: since(marks.get('routing')),
      page: since(lastPage()),
      pull_request: since(marks.get('pull_request')),
      issue: since(marks.get('issue')),
      verified: since(marks.get('verified')),
    }),
  };
}

/**
 * Targets in seconds. A verification is due when the configuration says so, which counts from the switch, and two looks
 * late at most. Without a channel nobody is to be paged.
 */
export function targetsOf(
  { propagation, escalate_after, interval }: Config['rollback']['verification'],
  channels: number,
): DrillSeconds {
  const verified = routing + propagation + escalate_after + 2 * interval;
  return { routing, page: channels === 0 ? null : page, pull_request: written, issue: written, verified };
}

/** The live branch, which tells the stopwatch of rollback and verification when the remote has them. */
export function timedLive(live: LiveRepo, stopwatch: Stopwatch): LiveRepo {
  return {
    ...live,
    push: async (commit) => {
      const result = await live.push(commit);
      if (result.state === 'conflict') return result;
      if (commit.message.startsWith('rollback(')) stopwatch.mark('routing');
      if (commit.message.startsWith('verified(')) stopwatch.mark('verified');
      return result;
    },
  };
}

/** The forge, which tells the stopwatch when pull request and issue are written. */
export function timedForge(forge: Forge, stopwatch: Stopwatch): Forge {
  return {
    ...forge,
    ensurePullRequest: async (request) => {
      const ensured = await forge.ensurePullRequest(request);
      stopwatch.mark('pull_request');
      return ensured;
    },
    ensureIssue: async (request) => {
      const ensured = await forge.ensureIssue(request);
      stopwatch.mark('issue');
      return ensured;
    },
  };
}

/** A channel that tells the stopwatch of the rollback's page. */
export function timedChannel(channel: Channel, stopwatch: Stopwatch): Channel {
  const { name } = channel;
  return {
    name,
    accepts: (notice) => channel.accepts(notice),
    send: async (notice, thread) => {
      const isPage = notice.event === 'rolled-back';
      if (isPage) stopwatch.paged(name, false);
      const sent = await channel.send(notice, thread);
      if (isPage) stopwatch.paged(name, true);
      return sent;
    },
  };
}
