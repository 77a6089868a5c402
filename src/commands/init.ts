import type { Clock } from '../clock.ts';
import type { Host } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';
import type { RunResult } from '../result.ts';
import { runResult } from './run-result.ts';

export async function init(_host: Host, inputs: Inputs, clock: Clock): Promise<RunResult> {
  return runResult({ inputs, clock }, { reason_code: 'initialized', exit_code: 0, live: null, prompts: [] });
}
