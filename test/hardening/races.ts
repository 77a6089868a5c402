import type { LogEntry } from '../github/index.ts';
import { PROMPT, text } from '../scenarios/prompts.ts';
import type { World } from '../scenarios/world.ts';
import { brokenRules } from './rules.ts';
import type { Scene } from './scene.ts';

/** What was tried, for the table at the end: how many orders of events, of how many runs together. */
export interface Tried {
  readonly race: string;
  readonly schedules: number;
  readonly runs: number;
}

/** Which of the requests of a run something comes before. */
export type Moment = (entry: LogEntry, number: number) => boolean;

/** `meanwhile` happens as a whole while a run is held before one of its requests. Throws when that never comes. */
export async function during<One, Other>(
  { github }: World,
  moment: Moment,
  run: () => Promise<One>,
  meanwhile: () => Promise<Other>,
): Promise<[One, Other]> {
  let other: Promise<Other> | undefined;
  let arrived = 0;
  const stop = github.faults.watch((phase, entry) => {
    if (phase === 'after' || other !== undefined) return undefined;
    arrived += 1;
    if (!moment(entry, arrived)) return undefined;
    other = meanwhile();
    return other;
  });
  try {
    const one = await run();
    if (other === undefined) throw new Error(`The moment did not come in ${arrived} requests.`);
    return [one, await other];
  } finally {
    stop();
  }
}

/** Before the next push of the live branch. */
export const beforePush: Moment = ({ moves }) => moves.includes('refs/heads/prompt-rollout/live');

/** What is not as it must be when v2.0.0 was taken back once, and everything is done that follows from it. */
export async function notRolledBack({ world, outside }: Scene, prompt = PROMPT): Promise<string[]> {
  const flag = (await world.flags()).flags[prompt];
  const { rollout, quarantine, outbox, incidents } = await world.state(prompt);
  const expected = {
    serves: 'v1.0.0 to everyone',
    rollout: null,
    quarantine: ['v2.0.0'],
    incidents: ['rolled-back'],
    outbox: [],
  };
  const found = {
    serves: `${flag?.defaultVariant} ${flag?.targeting === undefined ? 'to everyone' : 'to some'}`,
    rollout: rollout?.candidate.label ?? null,
    quarantine: quarantine.map(({ label }) => label),
    incidents: incidents.map(({ status }) => status),
    outbox: outbox.map(({ key }) => key),
  };
  const [is, was] = [found, expected].map((value) => JSON.stringify(value));
  return [...(is === was ? [] : [`${is} instead of ${was}`]), ...(await brokenRules(world, outside.pages))];
}

/** Files of prompts `p1` … and their part of the configuration. */
export function manyPrompts(count: number) {
  const ids = Array.from({ length: count }, (_, index) => `p${index + 1}`);
  const path = (id: string) => `prompts/${id}.md`;
  return {
    ids,
    prompts: Object.fromEntries(ids.map((id) => [id, { path: path(id) }])),
    files: (version: string) =>
      Object.fromEntries(ids.map((id) => [path(id), text(version, `You are ${id}, as in ${version}.`)])),
  };
}
