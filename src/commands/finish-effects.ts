import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import { transact } from '../live/transact.ts';
import { effectsMessage } from '../report/commit-message.ts';
import { isLeft } from '../rollout/outbox.ts';
import { takeOver } from '../rollout/take-over.ts';
import { allOpen, type EffectsReport, nameOf, runEffects } from './effects.ts';
import { isPassing } from './passing.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Seconds between two looks at whether the other run is ready. */
const pause = 2;

/**
 * The end of a run: while another run is about to do what it has just decided, this one stays, for about a minute at
 * most, and then does it itself, if no third run was faster to take it over. So a run that dies costs a page a minute,
 * and two runs at once do not both tell people. Returns the live branch after that, and what failed of the effects that were taken over.
 */
export async function finishEffects(
  session: Session,
  view: View,
  snapshot: Snapshot,
): Promise<Pick<EffectsReport, 'snapshot' | 'warnings'>> {
  const awaited = new Set(leftIn(session, view, snapshot));
  if (awaited.size === 0) return { snapshot, warnings: new Map() };
  session.log.info(`Another run is doing ${awaited.size} effects; this one stays until they are done.`);
  let latest = snapshot;
  while (leftIn(session, view, latest).some((name) => awaited.has(name))) {
    await session.clock.sleep(pause);
    latest = await readAgain(session, view, latest);
  }
  const { changes: taken, snapshot: now } = await transact(view.live, session.clock, async ({ states }) => {
    const actor = session.actor(view.config);
    const changes = [...states.values()]
      .map((state) => takeOver(state, (entry) => awaited.has(nameOf([state, entry])), actor))
      .filter((change) => change !== null);
    if (changes.length === 0) return null;
    const proposals = changes.map((change) => ({ change, contents: new Map(), archive: null }));
    return { proposals, message: effectsMessage(changes) };
  });
  return taken.length === 0 ? { snapshot: now, warnings: new Map() } : runEffects(session, view, now, true);
}

/** Names of the effects that are another run's for now. */
function leftIn({ actor }: Session, { config }: View, snapshot: Snapshot): string[] {
  const { run, now } = actor(config);
  return allOpen(snapshot)
    .filter(([, entry]) => isLeft(entry, run, now))
    .map(nameOf);
}

/** The live branch as it is now, or as it was when the remote fails in passing: there is time for another look. */
async function readAgain({ log }: Session, { live }: View, before: Snapshot): Promise<Snapshot> {
  try {
    return readSnapshot(await live.read(), live.branch);
  } catch (error) {
    if (!isPassing(error)) throw error;
    log.warn(`This look failed, the next one tries again: ${error.message}`);
    return before;
  }
}
