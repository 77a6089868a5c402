import { fail } from './errors/fail.ts';
import { type Command, commands, type InputName, type Inputs, inputs } from './inputs.ts';

/** Whether a word is a command. */
export const isCommand = (word: string): word is Command => commands.some((command) => command === word);

/** The commands that an input is for: those that its text begins with, before a colon. Null means all of them. */
export function commandsOf(name: InputName): readonly Command[] | null {
  const [head = ''] = inputs[name].about.split(':');
  const words = head.split(/, | and /);
  return words.every(isCommand) ? words : null;
}

const local: readonly Command[] = ['demo', 'init'];

/** Inputs of most commands, with those that do not read them. A workflow may set them for any command. */
const unread: { readonly [Name in InputName]?: readonly Command[] } = {
  prompt: [...local, 'drill', 'validate'],
  repository: local,
  remote: local,
  config: local,
  'metrics-username': [...local, 'drill', 'replay', 'status', 'validate'],
  forge: [...local, 'gate', 'replay', 'validate'],
  'forge-folder': [...local, 'doctor', 'gate', 'replay', 'validate'],
};

/** Whether a command reads an input. */
export const isFor = (name: InputName, command: Command): boolean =>
  commandsOf(name)?.includes(command) ?? unread[name]?.includes(command) !== true;

/** The refusal of an input that only other commands read. */
export function elsewhere(name: InputName, command: Command): Error {
  const suggestion = `Leave it out here: it is for ${commands.filter((each) => isFor(name, each)).join(', ')}.`;
  return fail('input-unknown', { input: name, command, suggestion });
}

/** Throws `input-unknown` for a `dry-run` of a command that would write all the same. */
export function checkDryRun({ command, 'dry-run': dry }: Inputs): void {
  if (dry && !isFor('dry-run', command)) throw elsewhere('dry-run', command);
}
