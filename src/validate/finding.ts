import { printable } from '../config/printable.ts';
import type { Place } from '../config/yaml.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { Failure } from '../errors/fail.ts';

/** One thing that is wrong, where, and what mends it. Texts are untrusted. */
export interface Finding extends Place {
  readonly file: string;
  /** The prompt that cannot be released; null where it is not about one. */
  readonly prompt: string | null;
  readonly code: ErrorCode;
  readonly message: string;
  readonly causes: readonly string[];
  readonly cure: string;
}

/** A failure of the catalogue as a finding at a place. */
export function findingOf(
  { code, message, causes, cure }: Failure,
  file: string,
  { line, column }: Place,
  prompt: string | null = null,
): Finding {
  return { file: printable(file, 512), line, column, prompt, code, message, causes, cure };
}
