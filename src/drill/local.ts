import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository } from '../demo/repository.ts';
import type { Facts } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';

/** Where a drill takes place. */
export interface Place {
  readonly inputs: Inputs;
  readonly facts: Facts;
  readonly local: boolean;
  close(): Promise<void>;
}

/** It needs a prompt to be valid, which the drill does not touch. What is verified at once takes less time. */
const configText = `prompts:
  example:
    path: example.md
rollback:
  verification: { propagation: 0s, interval: 5s, escalate_after: 15s, give_up_after: 1m }
`;

/** A prompts repository and a forge in a temporary folder, which is gone after the drill. */
export async function localPlace(inputs: Inputs, facts: Facts, now: Date): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-rollout-drill-'));
  const remote = join(folder, 'prompts.git');
  const repository = await createRepository(remote);
  const files = { 'prompt-rollout.yml': configText, 'example.md': 'An example.\n' };
  await repository.commit('Add a prompt', files, now);
  return {
    inputs: {
      ...inputs,
      remote,
      repository: '',
      config: 'prompt-rollout.yml',
      forge: 'local',
      'forge-folder': join(folder, 'forge'),
    },
    facts: { ...facts, repository: null, fork: null, event: null, tempFolder: folder },
    local: true,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
