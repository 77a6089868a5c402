import { type Done, effectsDone } from '../../src/rollout/done.ts';
import { doneBefore } from '../../src/rollout/target.ts';
import type { Invariant } from './invariants.ts';
import { actor, at } from './states.ts';
import { actions, flagOfWorld } from './world.ts';

const when = (wrong: boolean, text: string): string[] => (wrong ? [text] : []);
/** Seconds of silence after which the metrics source pages, as the explored looks have it. */
const outageLimit = 600;

/** What a second run does with what a first one has done, in every state: nothing more. */
export const ofRepeats: Readonly<Record<string, Invariant>> = {
  'a person can take back what runs, in every state': ({ step: { world } }) => {
    const { rollout } = world.state;
    if (rollout === null) return [];
    const back = actions.find(({ name }) => name === 'rollback')?.apply(world);
    const served = back === null || back === undefined ? [] : flagOfWorld(back.world);
    return [
      ...when(back?.change?.outcome !== 'rolled-back', back?.change?.outcome ?? 'it cannot happen'),
      ...when(served.includes(rollout.candidate.digest), 'the candidate still serves'),
    ];
  },
  'effects that are booked twice are booked once': ({ step: { world } }) => {
    const { state, now } = world;
    const done = state.outbox.map((entry): Done => {
      const standard = { complete: true, link: null, channels: [], threads: {} };
      return { prompt: state.prompt, entry, ...standard };
    });
    const by = actor({ now: at(now), by: 'system' });
    const first = effectsDone(state, done, by);
    if (first === null) return when(done.length > 0, 'nothing was booked');
    return [
      ...when(first.routing, 'it moves traffic'),
      ...when(first.state.outbox.length > 0, 'effects are left'),
      ...when(first.events.length !== done.length, `${first.events.length} lines of ${done.length} effects`),
      ...when(effectsDone(first.state, done, by) !== null, 'they are booked again'),
    ];
  },
};

/** The same of changes. */
export const ofRepeatedChanges: Readonly<Record<string, Invariant>> = {
  'an answer that is given twice is carried out once': ({ action, step }) => {
    if (!action.name.startsWith('answer') || step.change === null) return [];
    const again = action.apply(step.world)?.change ?? null;
    return when(again !== null, again?.outcome ?? '');
  },
  'a rollback that is asked for twice finds that it was done': ({ action, step }) => {
    const [verb, label = ''] = action.name.split(' ');
    if (verb !== 'rollback') return [];
    const by = { now: at(step.world.now), runUrl: null };
    return when(doneBefore(step.world.state, label, by) === null, 'it would go further back');
  },
  'an outage pages at once, and a silence when it has lasted': ({ action, step: { world } }) => {
    const { rollout } = world.state;
    const hold = rollout?.hold ?? null;
    if (!action.name.startsWith('look') || hold === null || hold.paged) return [];
    // Of an open question and of a gradual rollback somebody knows already; they go by their own clocks.
    if (rollout?.asking !== null || rollout.phase === 'reverting') return [];
    const lasted = world.now - (Date.parse(hold.since) - Date.parse(at(0))) / 1000;
    return [
      ...when(hold.why === 'outage', 'an outage of which nobody is told'),
      ...when(
        action.name === 'look blind' && hold.metrics && lasted >= outageLimit,
        `silent for ${lasted} s`,
      ),
    ];
  },
};
