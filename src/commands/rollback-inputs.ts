import { fail } from '../errors/fail.ts';
import type { Inputs } from '../inputs.ts';

/** The prompts that a person named, the first of which leads. Only a group has more than one. */
export function namedPrompts({ prompt, group }: Inputs): readonly string[] {
  if (!group) return [prompt];
  return wordsOf(prompt);
}

/** The names in a list of prompts, each once; none in an empty one. */
export function wordsOf(prompt: string): readonly string[] {
  return [...new Set(prompt.split(/[\s,]+/).filter((name) => name !== ''))];
}

/** Throws what is missing for a rollback or a lift. */
export function checkInputs(inputs: Inputs): void {
  const { prompt, lift, force, reason } = inputs;
  const command = lift === '' ? 'rollback' : 'rollback --lift';
  if (namedPrompts(inputs).length === 0 || prompt === '')
    throw fail('input-missing', { command, input: 'prompt' });
  if (lift !== '' && reason === '') throw fail('input-missing', { command, input: 'reason' });
  if (force && reason === '') throw fail('reason-missing', {});
}
