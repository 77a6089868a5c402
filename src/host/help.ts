import manifest from '../../package.json' with { type: 'json' };
import { commandsOf, isCommand, isFor } from '../input-use.ts';
import {
  type Command,
  commands,
  type InputName,
  inputNames,
  inputs,
  isSecret,
  operands,
  secretNames,
} from '../inputs.ts';

/** What each command does, in a line. */
const purposes: Readonly<Record<Command, string>> = {
  promote: 'Look at rollouts: advance, hold or roll back; start what is new.',
  gate: 'Judge what is live, and write nothing; exit code 0 only when healthy.',
  rollback: 'Put an earlier version back, or lift one out of quarantine.',
  review: 'Turn a closed pull request or a comment into an answer (in a workflow).',
  status: 'Show what is live and what is rolling out.',
  replay: 'Run the policy over a recording or a ledger, and touch nothing.',
  drill: 'Rehearse a rollback, and measure it.',
  doctor: 'Check the whole set-up; each finding comes with its cure.',
  demo: 'Ship a good version and roll a bad one back, in a temporary folder.',
  init: 'Write the first files of a prompts repository.',
  validate: 'Check the configuration and the prompts of this working tree, offline.',
};

/** The words behind which a person asks for help. */
const asking = ['--help', '-h'];

/** What a command line that asks for help, or is empty, is answered with; null when it asks for something else. */
export function helpFor(argv: readonly string[]): string | null {
  const [first, second] = argv;
  const asked = argv.length === 0 || first === 'help' || argv.some((word) => asking.includes(word));
  if (!asked) return null;
  const command = first === 'help' ? second : first;
  return command !== undefined && isCommand(command) ? commandHelp(command) : generalHelp();
}

function generalHelp(): string {
  const own: readonly (readonly [string, string])[] = [
    ['--json', 'Print the result object on standard output.'],
    ['--version', 'Print the version of this program.'],
  ];
  return text([
    'Usage: prompt-rollout <command> [flags]',
    '',
    'Begin with `init` in the repository of your prompts, or with `demo` to see what it does.',
    '',
    'Commands:',
    ...columns(commands.map((command) => [command, purposes[command]])),
    '',
    'Flags of most commands:',
    ...columns([...flags.filter((name) => commandsOf(name) === null).map(flagRow), ...own]),
    '',
    '`prompt-rollout <command> --help` shows the flags of one command.',
    '',
    'Secrets come from the environment:',
    ...inputNames
      .filter(isSecret)
      .map((name) => `  ${secretNames(name).join(' or ')}: ${inputs[name].about}`),
  ]);
}

function commandHelp(command: Command): string {
  const operand = operands.find(([each]) => each === command)?.[1];
  const word = operand === undefined ? '' : ` [${operand}]`;
  const own = flags.filter((name) => commandsOf(name) !== null && isFor(name, command));
  const common = flags
    .filter((name) => commandsOf(name) === null && isFor(name, command))
    .map((name) => `--${name}`);
  return text([
    `Usage: prompt-rollout ${command}${word} [flags]`,
    '',
    purposes[command],
    '',
    ...(own.length === 0 ? [] : [...columns(own.map(flagRow).map(withoutCommands)), '']),
    `Flags of most commands: ${[...common, '--json'].join(', ')}.`,
    '`prompt-rollout --help` says what they mean, and which variables hold secrets.',
  ]);
}

const flags = inputNames.filter((name) => name !== 'command' && !isSecret(name));

function flagRow(name: InputName): readonly [string, string] {
  const { about, default: standard } = inputs[name];
  const shown = standard === '' || standard === 'false' ? '' : ` (default ${standard})`;
  return [`--${name}`, `${about}${shown}`];
}

/** The text without the commands that it is for: below one of them they say nothing. */
function withoutCommands([name, about]: readonly [string, string]): readonly [string, string] {
  const rest = about.slice(about.indexOf(': ') + 2);
  return [name, `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 3;
  return rows.map(([name, about]) => `  ${name.padEnd(width)}${about}`);
}

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** The text of `--version`. */
export function versionText(): string {
  return `prompt-rollout ${manifest.version}\n`;
}
