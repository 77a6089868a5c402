import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from '../github/plumbing.ts';
import type { Run, World } from './world.ts';
import { REPO } from './world.ts';

/** The prompt of most scenarios, and where its metrics come from. */
export const PROMPT = 'support';
export const PATH = 'prompts/support.md';

/** The text of a prompt's version. */
export function text(version: string, body = `You help, as in ${version}.`): string {
  return `---\nversion: ${version}\n---\n${body}\n`;
}

/** The metrics file says nothing of the time after a rollback: it is known to be unverified after a few looks. */
export const BRIEF = { propagation: '0s', interval: '5s', escalate_after: '5s', give_up_after: '5s' };

/** `prompt-rollout.yml` (JSON is YAML) with one prompt and a metrics file; `changes` replace whole keys. */
export function config(changes: object = {}): string {
  const prompts = { [PROMPT]: { path: PATH } };
  return JSON.stringify({
    prompts,
    bake: '0s',
    metrics: { source: 'file', file: '{{prompt}}.json' },
    rollback: { verification: BRIEF },
    ...changes,
  });
}

/** What one version does: errors in percent, p99 in milliseconds, the share of answers that pass. */
export interface Truth {
  readonly errors?: number;
  readonly p99?: number;
  readonly quality?: number;
}

/** Requests of both versions in the window of a look, and its length in seconds. */
const TRAFFIC = 400_000;
const WINDOW = 60;

function arm(requests: number, { errors = 0.1, p99, quality }: Truth): object {
  const passed = Math.round(requests * (quality ?? 0));
  return {
    requests,
    errors: Math.round((requests * errors) / 100),
    ...(p99 === undefined ? {} : { p99_ms: p99 }),
    ...(quality === undefined ? {} : { quality: { passed, failed: requests - passed } }),
  };
}

/** Writes the metrics file of a prompt as of now, its traffic split as its weight says. */
export async function measure(
  world: World,
  candidate: Truth = {},
  stable: Truth = {},
  prompt = PROMPT,
): Promise<void> {
  const { rollout } = await world.state(prompt);
  const requests = (TRAFFIC * (rollout?.weight ?? 0)) / 100;
  await writeMetrics(
    world,
    {
      window_seconds: WINDOW,
      candidate: arm(requests, candidate),
      stable: arm(TRAFFIC - requests, stable),
    },
    prompt,
  );
}

/** Writes the metrics file of a prompt, dated now unless it says otherwise. */
export function writeMetrics(world: World, content: object, prompt = PROMPT): Promise<void> {
  const file = join(world.folder, `${prompt}.json`);
  return writeFile(file, JSON.stringify({ at: world.now().toISOString(), ...content }));
}

/** A minute passes, the metrics say this, and a run looks. */
export async function look(world: World, candidate: Truth = {}, stable: Truth = {}): Promise<Run> {
  world.pass(1);
  await measure(world, candidate, stable);
  return world.run();
}

/** A repository, and the time at which it was like this. */
interface Started {
  readonly bundle: Buffer;
  readonly at: Date;
}

const made = new Map<string, Promise<Started>>();

/**
 * v1.0.0 is adopted, and the rollout of v2.0.0 began at the first stage: by two runs, which are made once for each
 * configuration. A world that gets a copy has the clock of the world that it was made in.
 */
export function startRollout(world: World, changes: object = {}): Promise<void> {
  return madeOnce(world, config(changes), () => makeRollout(world, changes));
}

/** What `make` does with an empty world, done once for each `key`; other worlds get a copy of its repository. */
export async function madeOnce(world: World, key: string, make: () => Promise<void>): Promise<void> {
  const before = made.get(key);
  if (before === undefined) {
    const making = make().then(() => startedIn(world));
    made.set(key, making);
    await making;
  } else {
    const { bundle, at } = await before;
    const file = join(world.folder, 'started.bundle');
    await writeFile(file, bundle);
    await world.git('fetch', '--quiet', '--update-head-ok', file, '+refs/*:refs/*');
    world.set(at);
  }
}

async function makeRollout(world: World, changes: object): Promise<void> {
  await world.merge({ 'prompt-rollout.yml': config(changes), [PATH]: text('v1.0.0') });
  const ends = [(await world.run()).end];
  await world.merge({ [PATH]: text('v2.0.0') });
  ends.push((await world.run()).end);
  if (ends.join() !== 'adopted 0,started 0') throw new Error(`The rollout did not start: ${ends}`);
}

async function startedIn(world: World): Promise<Started> {
  const at = world.now();
  return {
    bundle: (await runGit(world.github.bareDir(REPO), ['bundle', 'create', '-', '--all'])).stdout,
    at,
  };
}
