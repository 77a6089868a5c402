import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { cleanUp } from '../drill/clean-up.ts';
import { localPlace, type Place } from '../drill/local.ts';
import { deadDrills, drillId } from '../drill/names.ts';
import { badVersion, goodVersion } from '../drill/prompt.ts';
import { targetsOf } from '../drill/timing.ts';
import { Failure } from '../errors/fail.ts';
import type { Host } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';
import { drillReport } from '../report/drill-table.ts';
import type { RunResult } from '../result.ts';
import { type DrillSession, exposure, openDrill } from './drill-session.ts';
import { promote } from './promote.ts';
import { runResult } from './run-result.ts';
import { findTarget } from './target.ts';

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
    return await rehearse(host, inputs, place, folder, clock);
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

async function rehearse(
  { log }: Host,
  inputs: Inputs,
  place: Place,
  folder: string,
  clock: Clock,
): Promise<RunResult> {
  const id = drillId(clock.now(), randomBytes(2).toString('hex'));
  const opened = await openDrill(id, place, folder, log, clock);
  const { session, stopwatch, tools } = opened;
  const warnings: string[] = [];
  const sweep = async (drill: string): Promise<void> => {
    const left = await cleanUp(tools, drill);
    for (const text of left) log.warn(`The clean-up is not complete: ${text}`);
    warnings.push(...left);
  };
  try {
    const { config } = await session.view();
    const dead = deadDrills(await tools.refs.list(), clock.now());
    for (const other of dead.filter((each) => !opened.known().includes(each))) {
      log.info(`Cleaning up behind the drill ${other}, which did not end`);
      await sweep(other);
    }
    try {
      warnings.push(...(await rollBack(opened)));
    } finally {
      await sweep(id);
    }
    warnings.push(...openPage(opened, id));
    const targets = targetsOf(config.rollback.verification, stopwatch.channels.size);
    const { repository } = session;
    const report = drillReport({ id, repository, local: place.local }, stopwatch.seconds(), targets);
    return runResult(
      { inputs, clock },
      {
        reason_code: report.met ? 'drill-passed' : 'drill-missed',
        exit_code: report.met ? 0 : 1,
        live: null,
        prompts: [],
        warnings,
        drill: report,
      },
    );
  } finally {
    await session.close();
  }
}

/** What calls the page off is that the rollback helped: without that it stays open. */
function openPage({ session, stopwatch }: DrillSession, id: string): string[] {
  const paged = [...stopwatch.channels].flatMap(([channel, at]) => (at === null ? [] : [channel]));
  if (paged.length === 0 || stopwatch.seconds().verified !== null) return [];
  const text = `the page of the drill ${id} may be open, and has to be resolved by hand: ${paged.join(', ')}`;
  session.log.warn(`The clean-up is not complete: ${text}`);
  return [text];
}

/** Adopts the good version, ships the bad one, and lets the product do what it does. Returns its warnings. */
async function rollBack({ session, prompt }: DrillSession): Promise<string[]> {
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
