import { parseArgs } from 'node:util';
import { nearest } from '../config/nearest.ts';
import { fail } from '../errors/fail.ts';
import { elsewhere, isCommand, isFor } from '../input-use.ts';
import {
  type InputName,
  inputNames,
  inputs,
  isSecret,
  operands,
  readInputs,
  secretNames,
} from '../inputs.ts';
import type { RunResult } from '../result.ts';
import { readFacts } from './facts.ts';
import type { Host } from './port.ts';
import { lineWriter } from './progress.ts';
import { safeLine } from './safe-line.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Flags of the command line that are not inputs. */
const ownFlags = ['json', 'help', 'version'];

/** Parses `<command> --flag value …`. Throws `input-unknown` or `input-invalid`. */
export function parseArguments(argv: readonly string[]): ReadonlyMap<InputName, string> {
  const options: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const name of ownFlags) options[name] = { type: 'boolean' };
  for (const name of inputNames)
    if (!isSecret(name) && name !== 'command') options[name] = { type: isFlag(name) ? 'boolean' : 'string' };
  const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  const [command, ...words] = parsed.positionals;
  const values = new Map<InputName, string>();
  if (command !== undefined) values.set('command', command);
  const operand = operands.find(([each]) => each === command)?.[1];
  const [first] = words;
  if (operand !== undefined && first !== undefined) values.set(operand, first);
  const rest = operand === undefined ? words : words.slice(1);
  for (const token of parsed.tokens ?? []) {
    if (token.kind !== 'option' || ownFlags.includes(token.name)) continue;
    const name = inputNames.find((input) => input === token.name);
    const option = options[token.name];
    if (name === undefined || option === undefined) throw unknownFlag(token.name, command ?? null);
    // A value that looks like a flag is a flag whose value was forgotten.
    if (option.type === 'string' && (!token.value || (!token.inlineValue && token.value.startsWith('-'))))
      throw fail('input-invalid', { input: name, value: '', expected: inputs[name].expected });
    if (command !== undefined && isCommand(command) && !isFor(name, command)) throw elsewhere(name, command);
    values.set(name, token.value ?? 'true');
  }
  // What stands here may be a secret behind a misspelt flag: it is not repeated.
  if (rest.length > 0)
    throw fail('input-invalid', {
      input: 'command',
      value: `${command} …`,
      expected: 'one word, and flags behind it',
    });
  return values;
}

/** The host of a command line: lines to standard error, the result to standard output. */
export function terminalHost(argv: readonly string[], env: Environment): Host {
  const verbose = argv.includes('--verbose') || argv.includes('--verbose=true');
  const json = argv.includes('--json') || argv.includes('--json=true');
  const writer = lineWriter(process.stderr);
  const say = (line: string): void => writer.line(safeLine(line));
  return {
    facts: readFacts(env),
    json,
    log: {
      info: say,
      progress: (line) => writer.progress(safeLine(line)),
      detail: say,
      tick: (line) => writer.tick(safeLine(line)),
      waiting: (text, seconds) => writer.waiting(safeLine(text), seconds),
      warn: (line) => say(`warning: ${line}`),
      error: (line, at) =>
        say(at === undefined ? `error: ${line}` : `${at.file}:${at.line}:${at.column}: error: ${line}`),
      debug: (line) => verbose && say(line),
    },
    readInputs: () => {
      const values = parseArguments(argv);
      if (!values.has('command'))
        throw fail('input-missing', { command: 'prompt-rollout', input: 'command' });
      return readInputs((name) => values.get(name) ?? secret(name, env));
    },
    print: (line) => void process.stdout.write(`${safeLine(line)}\n`),
    finish: async (result: RunResult) => {
      // Behind the lines of a replay the result is a line as well.
      const indent = result.command === 'replay' ? 0 : 2;
      if (json) process.stdout.write(`${JSON.stringify(result, null, indent)}\n`);
    },
  };
}

/** The refusal of a flag that does not exist; without a command (null) all flags are near. */
function unknownFlag(name: string, command: string | null): Error {
  const known = command !== null && isCommand(command) ? command : null;
  const secretFlag = inputNames.find((input) => input === name && isSecret(input));
  const near = nearest(name, [
    ...inputNames.filter(
      (input) => input !== 'command' && !isSecret(input) && (known === null || isFor(input, known)),
    ),
    ...ownFlags,
  ]);
  const help = `\`prompt-rollout ${known === null ? '' : `${known} `}--help\` lists all.`;
  const suggestion =
    secretFlag === undefined
      ? `${near === null ? '' : `Did you mean --${near}? `}${help}`
      : `Secrets are never taken from arguments: set ${secretNames(secretFlag).join(' or ')}.`;
  return fail('input-unknown', { input: name, command: command ?? 'prompt-rollout', suggestion });
}

const flags: readonly InputName[] = ['dry-run', 'force', 'group', 'ledger', 'local', 'prune', 'verbose'];
const isFlag = (name: InputName): boolean => flags.includes(name);

function secret(name: InputName, env: Environment): string {
  const found = secretNames(name).find((variable) => env[variable]);
  return found === undefined ? '' : (env[found] ?? '');
}
