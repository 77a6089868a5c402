import { type Clock, systemClock } from '../clock.ts';
import { fail } from '../errors/fail.ts';
import type { Host } from '../host/port.ts';
import { checkDryRun } from '../input-use.ts';
import type { Command, Inputs } from '../inputs.ts';
import { clockWarning } from '../report/clock.ts';
import { budgetWarning } from '../report/requests.ts';
import { emptyNotes, type RunNotes } from '../report/run-notes.ts';
import { type ResultError, type RunResult, resultError } from '../result.ts';
import { Tally } from './requests.ts';
import { openSession, type Session } from './session.ts';

const writing: readonly Command[] = ['promote', 'rollback', 'drill'];

/** Runs the command of a host, reports the result, and returns the exit code: 0, 1 or 2. */
export async function run(host: Host, clock: Clock = systemClock): Promise<number> {
  const notes = emptyNotes();
  const result = await resultOf(host, clock, notes);
  const { summarize } = await import('./summarize.ts');
  const { lines, summary } = summarize(result, notes);
  for (const { line, level } of lines) host.log[level](line);
  for (const { error } of result.prompts) if (error !== null) reportFailure(host, error, null);
  try {
    await host.finish(result, summary);
    return result.exit_code;
  } catch (error) {
    // What was decided stands on the live branch; the steps after this one must not take silence for success.
    reportFailure(host, resultError(error), error);
    return result.exit_code === 0 ? 2 : result.exit_code;
  }
}

/** A result even when the command fails: every exit has a reason code. */
async function resultOf(host: Host, clock: Clock, notes: RunNotes): Promise<RunResult> {
  let command: Command | null = null;
  const tally = new Tally();
  try {
    const inputs = host.readInputs();
    command = inputs.command;
    return withRequests(host, await perform(host, inputs, clock, tally, notes), tally);
  } catch (error) {
    const failure = resultError(error);
    reportFailure(host, failure, error);
    return withRequests(host, failedResult(command, clock, failure), tally);
  }
}

/** The result with what the run asked of others, and warnings of what they said. */
function withRequests({ log }: Host, result: RunResult, tally: Tally): RunResult {
  if (result.command === 'demo' || result.command === 'drill' || result.replay !== null) return result;
  const requests = tally.report();
  const warnings = [budgetWarning(requests), clockWarning(tally)].filter((text) => text !== null);
  for (const text of warnings) log.warn(text);
  return { ...result, requests, warnings: [...result.warnings, ...warnings] };
}

/** The result of a run that ended with an error before it had anything else to say. */
function failedResult(command: Command | null, clock: Clock, error: ResultError): RunResult {
  return {
    schema_version: 1,
    command,
    reason_code: error.code,
    exit_code: 2,
    at: clock.now().toISOString(),
    live: null,
    prompts: [],
    warnings: [],
    error,
    requests: null,
    demo: null,
    replay: null,
    plan: null,
    drill: null,
    doctor: null,
  };
}

async function perform(
  host: Host,
  inputs: Inputs,
  clock: Clock,
  tally: Tally,
  notes: RunNotes,
): Promise<RunResult> {
  const { facts, log } = host;
  const { command } = inputs;
  checkDryRun(inputs);
  if ((writing.includes(command) || inputs.prune) && facts.fork !== null)
    throw fail('fork-event', { command, repository: facts.fork });
  if (command === 'replay' && !inputs.ledger)
    return (await import('./replay.ts')).replayLooks(host, inputs, clock);
  if (command === 'init') return (await import('./init.ts')).init(host, inputs, clock);
  if (command === 'validate') return (await import('./validate.ts')).validate(host, inputs, clock);
  if (command === 'demo') return (await import('./demo.ts')).demo(host, inputs);
  if (command === 'drill') return (await import('./drill.ts')).drill(host, inputs, clock);
  if (command === 'doctor') return (await import('./doctor.ts')).doctor(host, inputs, clock);
  const session = await openSession({ inputs, facts, log, clock, tally, notes });
  try {
    if (command === 'replay') return await (await import('./replay.ts')).replayLedger(host, session);
    return await (await handler(command))(session);
  } catch (error) {
    return (await import('./rolled-back.ts')).resultDespite(session, error);
  } finally {
    await session.close();
  }
}

async function handler(
  command: Exclude<Command, 'demo' | 'doctor' | 'drill' | 'replay' | 'init' | 'validate'>,
): Promise<(session: Session) => Promise<RunResult>> {
  switch (command) {
    case 'promote':
      return (await import('./promote.ts')).promote;
    case 'gate':
      return (await import('./gate.ts')).gate;
    case 'rollback':
      return (await import('./rollback.ts')).rollback;
    case 'review':
      return (await import('./review.ts')).review;
    case 'status':
      return (await import('./status.ts')).status;
  }
}

/** Tells a failure: what happened, causes, the cure. Of several problems each has a line of its own. */
export function reportFailure({ log }: Pick<Host, 'log'>, failure: ResultError, error: unknown): void {
  const [first = '', ...more] = failure.message.split('\n');
  log.error(`${failure.code}: ${first}`);
  for (const line of more) log.info(`  ${line}`);
  for (const cause of failure.causes) log.info(`  cause: ${cause}`);
  log.info(`  cure: ${failure.cure}`);
  if (error instanceof Error) log.debug(error.stack ?? '');
}
