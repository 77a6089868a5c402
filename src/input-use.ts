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

/** Whether a command knows an input. */
export const isFor = (name: InputName, command: Command): boolean =>
  commandsOf(name)?.includes(command) ?? true;

/** The refusal of an input that only other commands know. */
export function elsewhere(name: InputName, command: Command): Error {
  const suggestion = `Leave it out here: it is for ${(commandsOf(name) ?? commands).join(', ')}.`;
  return fail('input-unknown', { input: name, command, suggestion });
}

/** Throws `input-unknown` for a `dry-run` of a command that would write all the same. */
export function checkDryRun({ command, 'dry-run': dry }: Inputs): void {
  if (dry && !isFor('dry-run', command)) throw elsewhere('dry-run', command);
}
