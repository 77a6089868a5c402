import { expect } from 'vitest';
import { look, PATH, PROMPT, text } from './prompts.ts';
import type { Run, World } from './world.ts';

/** Versions are known as good in the look after they began. */
export const quick = { stages: [100], policy: { watch: '0s' } };

/** A manual rollback of the usual prompt. */
export function back(world: World, inputs: Readonly<Record<string, string>> = {}): Promise<Run> {
  return world.run({ command: 'rollback', prompt: PROMPT, ...inputs });
}

/** The running rollout, or that of a new version, becomes known as good. */
export async function complete(world: World, version?: string, content = text): Promise<void> {
  if (version !== undefined) {
    await world.merge({ [PATH]: content(version) });
    expect((await world.run()).end).toBe('started 0');
  }
  expect((await look(world)).end).toBe('completed 0');
}
