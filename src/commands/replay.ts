import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import { parseConfig, type ResolvedPrompt } from '../config/load.ts';
import { policySchema } from '../config/policy-schema.ts';
import type { Config } from '../config/schema.ts';
import { fail, messageOf } from '../errors/fail.ts';
import type { Host } from '../host/port.ts';
import { type Inputs, inputs as standardInputs } from '../inputs.ts';
import { parseLedger } from '../live/ledger.ts';
import { ledgerFile, readSnapshot } from '../live/snapshot.ts';
import { compareLedger } from '../replay/compare.ts';
import { comparisonLine, jsonLine, textLine, totalLine } from '../replay/lines.ts';
import { parseLooks } from '../replay/looks-file.ts';
import { finalOf, play } from '../replay/play.ts';
import type { RunResult } from '../result.ts';
import { selectPrompts } from './prompts.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';

/** Runs the policy over recorded looks, touching nothing: a line a look, then the final decision. */
export async function replayLooks(host: Host, inputs: Inputs, clock: Clock): Promise<RunResult> {
  if (inputs.looks === '') throw fail('input-missing', { command: 'replay', input: 'looks' });
  const { workspace } = host.facts;
  const text = await readText(resolve(workspace, inputs.looks));
  if (text === null) throw fail('file-unreadable', { file: inputs.looks, message: 'there is no such file' });
  const config = await localConfig(inputs, workspace);
  const prompt = config === null ? standardPrompt() : onePrompt(config, inputs.prompt);
  const played = play(parseLooks(text, inputs.looks), prompt);
  for (const look of played) host.print(host.json ? JSON.stringify(jsonLine(look)) : textLine(look));
  const final = finalOf(played);
  if (final !== null && !host.json) host.print(`final: ${textLine(final)}`);
  return runResult(
    { inputs, clock },
    {
      reason_code: 'replayed',
      exit_code: 0,
      live: null,
      prompts: [],
      replay: { looks: played.length, final: final === null ? null : jsonLine(final) },
    },
  );
}

/** Runs the rollouts of a prompt's ledger through the policy, and shows where it would have decided otherwise. */
export async function replayLedger(host: Host, session: Session): Promise<RunResult> {
  const { inputs, facts } = session;
  if (inputs.prompt === '') throw fail('input-missing', { command: 'replay --ledger', input: 'prompt' });
  const local = await localConfig(inputs, facts.workspace);
  const { config, live } = await session.view();
  const snapshot = readSnapshot(await live.read(), live.branch);
  const [prompt] = selectPrompts(local ?? config, inputs.prompt);
  const ledger = snapshot.ledgers.get(inputs.prompt);
  const damage = snapshot.damaged.get(inputs.prompt);
  if (damage !== undefined) throw damage;
  if (prompt === undefined || ledger === undefined)
    throw fail('prompt-unknown', { prompt: inputs.prompt, known: [...snapshot.ledgers.keys()].join(', ') });
  const comparisons = compareLedger(parseLedger(ledger, ledgerFile(prompt.id), live.branch), prompt);
  for (const comparison of comparisons)
    host.print(host.json ? JSON.stringify(comparison) : comparisonLine(comparison));
  const differing = comparisons.filter(({ differs }) => differs).length;
  if (!host.json) host.print(totalLine(comparisons.length, differing));
  return runResult(session, {
    reason_code: 'replayed',
    exit_code: 0,
    live: { branch: live.branch, commit: snapshot.head },
    prompts: [],
    replay: { rollouts: comparisons.length, differing, comparisons },
  });
}

/** The named prompt, or the only one. */
function onePrompt(config: Config, name: string): ResolvedPrompt {
  const [prompt, ...others] = selectPrompts(config, name);
  if (prompt === undefined || others.length > 0)
    throw fail('input-missing', { command: 'replay', input: 'prompt' });
  return prompt;
}

/** The configuration in the local file `config`; null when it is not named and there is none. */
async function localConfig(inputs: Inputs, workspace: string): Promise<Config | null> {
  const text = await readText(resolve(workspace, inputs.config));
  if (text !== null) return parseConfig(text, inputs.config);
  if (inputs.config === standardInputs.config.default) return null;
  throw fail('file-unreadable', { file: inputs.config, message: 'there is no such file' });
}

/** The policy as it is without any configuration. */
function standardPrompt(): ResolvedPrompt {
  const stages = [1, 5, 25, 100].map((weight) => ({ weight, bake: 600 }));
  return {
    id: 'replay',
    path: 'replay',
    owners: [],
    related: [],
    stages,
    policy: policySchema.parse({}),
    baselineTest: null,
  };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw fail('file-unreadable', { file: path, message: messageOf(error) }, error);
  }
}
