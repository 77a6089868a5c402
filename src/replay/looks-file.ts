import { fail } from '../errors/fail.ts';
import type { Look } from '../evidence/looks.ts';
import { validateLooks } from '../evidence/validate.ts';
import { lookSchema } from '../live/state.ts';

/**
 * Reads recorded looks, one JSON object a line. Throws `looks-invalid` with the number of the first line that
 * is not a look, or is impossible: negative or decreasing counts, errors above requests, buckets that differ
 * between the arms, scores outside [0, 1], time going backwards.
 */
export function parseLooks(text: string, file: string): Look[] {
  const lines = text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  if (lines.length === 0) throw fail('looks-invalid', { file, line: 1, detail: 'the file is empty' });
  const looks: Look[] = [];
  for (const { line, number } of lines) {
    try {
      looks.push(parseLook(line, number, file));
    } catch (error) {
      // What is wrong on an earlier line is told first.
      checkLooks(looks, lines, file);
      throw error;
    }
  }
  checkLooks(looks, lines, file);
  return looks;
}

function checkLooks(
  looks: readonly Look[],
  lines: readonly { readonly number: number }[],
  file: string,
): void {
  const problem = validateLooks(looks)[0];
  if (problem === undefined) return;
  const line = lines[problem.index]?.number ?? 1;
  throw fail('looks-invalid', { file, line, detail: problem.message });
}

function parseLook(line: string, number: number, file: string): Look {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw fail('looks-invalid', { file, line: number, detail: 'it is not JSON' }, error);
  }
  const parsed = lookSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const detail = `${issue?.path.join('.') || 'the look'}: ${issue?.message ?? 'not a look'}`;
  throw fail('looks-invalid', { file, line: number, detail });
}
