import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Tools } from '../drill/clean-up.ts';
import { drillConfig } from '../drill/config.ts';
import { markedForge } from '../drill/forge.ts';
import type { Place } from '../drill/local.ts';
import { drillBranch } from '../drill/names.ts';
import { createPrompt, type DrillPrompt } from '../drill/prompt.ts';
import { createStopwatch, type Stopwatch, timedChannel, timedForge, timedLive } from '../drill/timing.ts';
import { createTraffic } from '../drill/traffic.ts';
import { openLive, openRefs } from '../git/index.ts';
import type { Log } from '../host/port.ts';
import { manifestFile } from '../live/snapshot.ts';
import type { MetricsSource } from '../metrics/port.ts';
import { revertBranch } from './incident-effects.ts';
import { openSession, type Session } from './session.ts';
import { findTarget } from './target.ts';

/** Seconds for which the bad version serves users until somebody looks. */
export const exposure = 5;

/** A session that rehearses with a throwaway prompt, and what measures and cleans up behind it. */
export interface DrillSession {
  /** Everything that it writes is marked, and timed. */
  readonly session: Session;
  readonly prompt: DrillPrompt;
  readonly stopwatch: Stopwatch;
  readonly tools: Tools;
  /** Prompts of the real configuration, once it has been read. */
  known(): readonly string[];
}

/** Opens the session of the drill `id`; `folder` is for its repositories. Throws what `openSession` throws. */
export async function openDrill(
  id: string,
  { inputs, facts }: Place,
  folder: string,
  log: Log,
  clock: Clock,
): Promise<DrillSession> {
  const { remote } = await findTarget(inputs, facts);
  const live = (branch: string) => openLive({ remote, workdir: join(folder, branch), branch });
  const [refs, applications] = [
    await openRefs({ remote, workdir: join(folder, 'refs') }),
    await live(drillBranch(id)),
  ];
  const stopwatch = createStopwatch(clock);
  let known: readonly string[] = [];
  let traffic: MetricsSource | null = null;
  const session = await openSession({
    inputs: { ...inputs, command: 'promote', prompt: id, continue: 'never', wait: 0 },
    facts,
    log,
    clock,
    drill: true,
    configure: (config) => {
      known = Object.keys(config.prompts);
      return drillConfig(config, id);
    },
    metrics: async ({ rollback }) => {
      traffic ??= createTraffic({
        prompt: id,
        begin: clock.now(),
        perSecond: Math.max(200, rollback.verification.min_requests / exposure),
        manifest: async () => (await applications.read()).files.get(manifestFile) ?? null,
        onFailing: stopwatch.detect,
      });
      return traffic;
    },
  });
  const prompt = createPrompt(id);
  return {
    session: rehearsing(session, prompt, stopwatch),
    prompt,
    stopwatch,
    tools: { refs, live, forge: session.forge, revertBranch },
    known: () => known,
  };
}

function rehearsing(session: Session, prompt: DrillPrompt, stopwatch: Stopwatch): Session {
  return {
    ...session,
    view: async () => {
      const { config, source, live } = await session.view();
      return { config, source: prompt.on(source), live: timedLive(live, stopwatch) };
    },
    forge: async () => timedForge(markedForge(await session.forge()), stopwatch),
    channels: (config) => session.channels(config).map((channel) => timedChannel(channel, stopwatch)),
  };
}
