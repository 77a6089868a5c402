import type { ReasonCode } from '../reasons.ts';
import { leadingPrompt, type RunResult } from '../result.ts';
import type { Session } from './session.ts';

type Fields = Pick<RunResult, 'exit_code' | 'live' | 'prompts'> &
  Partial<Pick<RunResult, 'warnings' | 'demo' | 'replay' | 'plan' | 'drill' | 'doctor'>> & {
    readonly reason_code?: ReasonCode;
  };

/** The result of a command: its reason is that of the leading prompt, where the command names none. */
export function runResult({ inputs, clock }: Pick<Session, 'inputs' | 'clock'>, fields: Fields): RunResult {
  return {
    schema_version: 1,
    command: inputs.command,
    reason_code: fields.reason_code ?? leadingPrompt(fields.prompts)?.reason_code ?? 'nothing-to-do',
    exit_code: fields.exit_code,
    at: clock.now().toISOString(),
    live: fields.live,
    prompts: fields.prompts,
    warnings: fields.warnings ?? [],
    error: null,
    demo: fields.demo ?? null,
    replay: fields.replay ?? null,
    plan: fields.plan ?? null,
    drill: fields.drill ?? null,
    doctor: fields.doctor ?? null,
  };
}
