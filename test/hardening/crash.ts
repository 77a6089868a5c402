import { isDeepStrictEqual } from 'node:util';
import { type KillPoint, nameOf, type Phase } from './effects.ts';
import { endOf, statesOf } from './ended.ts';
import { brokenRules } from './rules.ts';
import { checkpoint, type Scene } from './scene.ts';
import type { Step, Story } from './stories.ts';

/** What came of a story. */
export interface Crashes {
  readonly story: string;
  readonly effects: number;
  readonly points: number;
  /** Different worlds that the killed runs left behind; what comes after is the same for those that are alike. */
  readonly left: number;
  /** Kill points after which the world was as if nothing had happened. */
  readonly alike: number;
  /** What was wrong, by kill point. */
  readonly wrong: readonly string[];
}

const phases: readonly Phase[] = ['before', 'after'];
/** Runs after the one that was killed, at most. */
const mostAgain = 3;

type End = Awaited<ReturnType<typeof endOf>>;

/** Tells a story undisturbed, and kills each of its runs before and after each of its effects. */
export async function crashStory(scene: Scene, story: Story): Promise<Crashes> {
  await story.start(scene);
  let [effects, points, left, alike] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const step of story.steps) {
    await step.prepare?.(scene);
    const putBack = await checkpoint(scene);
    const noted = await undisturbed(scene, step);
    const whole = await endOf(scene);
    const settled = await checkpoint(scene);
    const known = new Map<string, string[]>();
    effects += noted.length;
    for (const point of noted.flatMap((effect) => phases.map((phase) => ({ ...effect, phase })))) {
      points += 1;
      await putBack();
      const faults = await crash(scene, step, point, whole, known);
      if (faults.length === 0) alike += 1;
      wrong.push(...faults.map((fault) => `${step.name}, ${point.phase} ${nameOf(point)}: ${fault}`));
    }
    left += known.size;
    await settled();
  }
  return { story: story.name, effects, points, left, alike, wrong };
}

async function undisturbed(scene: Scene, step: Step) {
  scene.watch.killAt(null);
  const run = await step.run(scene);
  if (run?.end !== step.end) throw new Error(`${step.name} ended with ${run?.end}:\n${run?.stdout}`);
  const noted = scene.watch.take();
  if (noted.length === 0) throw new Error(`${step.name} did nothing.`);
  return noted;
}

/** Kills a run at a point, runs again until nothing is open, and says what is not as it would have been. */
async function crash(
  scene: Scene,
  step: Step,
  point: KillPoint,
  whole: End,
  known: Map<string, string[]>,
): Promise<string[]> {
  const { watch, world } = scene;
  watch.killAt(point);
  if ((await step.run(scene)) !== null) return ['the run did not come to this point'];
  const left = JSON.stringify(await endOf(scene));
  const before = known.get(left);
  if (before !== undefined) return before;
  for (let again = 0; again < mostAgain; again++) {
    // Another run leaves to the dead one for a minute what that was about to do.
    world.pass(1.1);
    await step.run(scene);
    if (await isSettled(scene)) break;
  }
  const faults = [
    ...differences(await endOf(scene), whole),
    ...(await brokenRules(world, scene.outside.pages)),
  ];
  known.set(left, faults);
  return faults;
}

/** Whether nothing is left to be done by a further run. */
async function isSettled({ world }: Scene): Promise<boolean> {
  const states = await statesOf(world);
  return states.every(
    ({ outbox, rollout, incidents }) =>
      outbox.length === 0 &&
      rollout?.phase !== 'reverting' &&
      incidents.every(({ verification }) => !['waiting', 'escalated'].includes(verification?.status ?? '')),
  );
}

/** Where two ends differ, in a few words each. */
function differences(is: End, was: End): string[] {
  return (Object.keys(was) as (keyof End)[]).flatMap((part) => {
    if (isDeepStrictEqual(is[part], was[part])) return [];
    return `${part} differs: ${firstDifference(is[part], was[part])}`;
  });
}

function firstDifference(is: unknown, was: unknown): string {
  const [one = '', other = ''] = [is, was].map((value) => JSON.stringify(value, null, 1));
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 160);
  return `${around(one)} INSTEAD OF ${around(other)}`;
}
