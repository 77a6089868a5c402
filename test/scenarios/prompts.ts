import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from './world.ts';

export const PROMPT = 'support';
export const PATH = 'prompts/support.md';

/** The text of a prompt's version. */
export function text(version: string, body = `You help, as in ${version}.`): string {
  return `---\nversion: ${version}\n---\n${body}\n`;
}

/** `prompt-rollout.yml` (JSON is YAML) with one prompt and a metrics file; `changes` replace whole keys. */
export function config(world: World, changes: object = {}): string {
  return JSON.stringify({
    prompts: { [PROMPT]: { path: PATH } },
    bake: '0s',
    metrics: { source: 'file', file: join(world.folder, '{{prompt}}.json') },
    ...changes,
  });
}

/** What one version does: errors in percent, p99 in milliseconds, share of answers that pass. */
export interface Truth {
  readonly errors?: number;
  readonly p99?: number;
  readonly quality?: number;
}

/** Requests of both versions in the window. */
const TRAFFIC = 400_000;

function arm(requests: number, { errors = 0.1, p99, quality }: Truth): object {
  const passed = quality === undefined ? 0 : Math.round(requests * quality);
  return {
    requests,
    errors: Math.round((requests * errors) / 100),
    ...(p99 === undefined ? {} : { p99_ms: p99 }),
    ...(quality === undefined ? {} : { quality: { passed, failed: requests - passed } }),
  };
}

/** Writes the metrics file of a prompt as of now, with traffic split as its weight says. */
export async function measure(world: World, candidate: Truth = {}, stable: Truth = {}, prompt = PROMPT): Promise<void> {
  const { rollout } = await world.state(prompt);
  const requests = (TRAFFIC * (rollout?.weight ?? 100)) / 100;
  await writeMetrics(world, { candidate: arm(requests, candidate), stable: arm(TRAFFIC - requests, stable) }, prompt);
}

/** Writes the metrics file of a prompt, dated now unless it says otherwise. */
export function writeMetrics(world: World, content: object, prompt = PROMPT): Promise<void> {
  const file = join(world.folder, `${prompt}.json`);
  return writeFile(file, JSON.stringify({ at: world.now().toISOString(), ...content }));
}

/** First sighting of v1, then v2 merged and started at the first stage. */
export async function startRollout(world: World, changes: object = {}): Promise<void> {
  await world.merge({ 'prompt-rollout.yml': config(world, changes), [PATH]: text('v1.0.0') });
  await world.run();
  await world.merge({ [PATH]: text('v2.0.0') });
  const run = await world.run();
  if (run.end !== 'started 0') throw new Error(`The rollout did not start: ${run.end}\n${run.stdout}`);
  world.pass(1);
}
