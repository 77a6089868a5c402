import { parseConfig } from '../../src/config/load.ts';
import { Failure } from '../../src/errors/fail.ts';

/** The failure that a call ends in. Any other end is the test's failure. */
export function failureOf(call: () => unknown): Failure {
  try {
    call();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** The problems that a configuration is refused for, a line each. */
export function problemsOf(text: string): string[] {
  const failure = failureOf(() => parseConfig(text));
  if (failure.code !== 'config-invalid') throw new Error(`${failure.code}: ${failure.message}`);
  return failure.message.split('\n');
}

/** A configuration with one prompt, and `more` at the top level. */
export function withPrompt(more = ''): string {
  return `prompts:\n  support:\n    path: prompts/support.md\n${more}`;
}
