import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { cleanUp, type Tools } from '../drill/clean-up.ts';
import { drillConfig } from '../drill/config.ts';
import { markedForge } from '../drill/forge.ts';
import { localPlace, type Place } from '../drill/local.ts';
import { deadDrills, drillBranch, drillId } from '../drill/names.ts';
import { badVersion, createPrompt, type DrillPrompt, goodVersion } from '../drill/prompt.ts';
import {
  createStopwatch,
  type Stopwatch,
  targetsOf,
  timedChannel,
  timedForge,
  timedLive,
} from '../drill/timing.ts';
import { createTraffic } from '../drill/traffic.ts';
import { Failure } from '../errors/fail.ts';
import { openLive, openRefs } from '../git/index.ts';
import type { Host } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';
import { manifestFile } from '../live/snapshot.ts';
import { drillReport } from '../report/drill-table.ts';
import type { RunResult } from '../result.ts';
import { revertBranch } from './incident-effects.ts';
import { promote } from './promote.ts';
import { runResult } from './run-result.ts';
import { findTarget, openSession, type Session } from './session.ts';

/** Seconds for which the bad version serves users until somebody looks. */
const exposure = 5;

/** Seconds after which a rollback that did not come is missed, and between two looks until then. */
const looks = { wait: 300, interval: 30 };

/**
 * Rehearses a rollback with a throwaway prompt, on the real remote, forge and channels, or in a temporary folder, and
 * cleans up behind itself and behind drills that died. Exit code 1 when a target is missed; what could not be cleaned
 * up is a warning.
 */
export async function drill(host: Host, inputs: Inputs, clock: Clock): Promise<RunResult> {
  const place = await placeOf(host, inputs, clock);
  const folder = await mkdtemp(join(place.facts.tempFolder, 'prompt-rollout-drill-'));
  try {
    return await rehearse(host, place, folder, clock);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await place.close();
  }
}

async function placeOf({ facts, log }: Host, inputs: Inputs, clock: Clock): Promise<Place> {
  if (!inputs.local)
    try {
      await findTarget(inputs, facts);
      return { inputs, facts, local: false, close: async () => {} };
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'repository-unknown') throw error;
      log.warn('There is no repository here: the drill takes place in a temporary folder.');
    }
  return localPlace(inputs, facts, clock.now());
}

async function rehearse(host: Host, place: Place, folder: string, clock: Clock): Promise<RunResult> {
  const { log } = host;
  const { inputs, facts, local } = place;
  const id = drillId(clock.now(), randomBytes(2).toString('hex'));
  const stopwatch = createStopwatch(clock);
  const prompt = createPrompt(id);
  const { remote } = await findTarget(inputs, facts);
  const open = (branch: string) => openLive({ remote, workdir: join(folder, branch), branch });
  const applications = await open(drillBranch(id));
  let known: readonly string[] = [];
  const opened = await openSession({
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
  let traffic: ReturnType<typeof createTraffic> | undefined;
  const refs = await openRefs({ remote, workdir: join(folder, 'refs') });
  const tools: Tools = { refs, live: open, forge: opened.forge, revertBranch };
  const warnings: string[] = [];
  const sweep = async (drill: string): Promise<void> => {
    const left = await cleanUp(tools, drill);
    for (const text of left) log.warn(`The clean-up is not complete: ${text}`);
    warnings.push(...left);
  };
  try {
    const { config } = await opened.view();
    for (const dead of deadDrills(await refs.list(), clock.now()).filter((each) => !known.includes(each))) {
      log.info(`Cleaning up behind the drill ${dead}, which did not end`);
      await sweep(dead);
    }
    try {
      warnings.push(...(await rollBack(rehearsing(opened, prompt, stopwatch), prompt)));
    } finally {
      await sweep(id);
    }
    const targets = targetsOf(config.rollback.verification, stopwatch.channels.size);
    const report = drillReport({ id, repository: opened.repository, local }, stopwatch.seconds(), targets);
    return runResult(
      { inputs, clock },
      {
        reason_code: report.met ? 'drill-passed' : 'drill-missed',
        exit_code: report.met ? 0 : 1,
        live: { branch: drillBranch(id), commit: null },
        prompts: [],
        warnings,
        drill: report,
      },
    );
  } finally {
    await opened.close();
  }
}

/** A session in which everything is marked, and timed. */
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

/** Adopts the good version, ships the bad one, and lets the product do what it does. Returns its warnings. */
async function rollBack(session: Session, prompt: DrillPrompt): Promise<string[]> {
  const patient = { ...session, inputs: { ...session.inputs, ...looks } };
  prompt.release(goodVersion);
  const adopted = await promote(session);
  prompt.release(badVersion);
  const started = await promote(session);
  await session.clock.sleep(exposure);
  const ended = await promote(patient);
  return [adopted, started, ended].flatMap(({ prompts }) =>
    prompts.flatMap(({ error, warnings }) => [
      ...warnings,
      ...(error === null ? [] : [`${error.message} ${error.cure}`]),
    ]),
  );
}
