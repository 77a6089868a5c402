import { catalogue, type ErrorCode } from './catalogue.ts';
import type { CatalogueEntry, ParametersOf } from './entry.ts';

type Parameters<Code extends ErrorCode> = Record<ParametersOf<(typeof catalogue)[Code]>, string | number>;

/** A failure from the catalogue: it names the cause and the cure, and ends the run with exit code 2. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  readonly causes: readonly string[];
  readonly cure: string;

  constructor(code: ErrorCode, parameters: Record<string, string | number>, cause?: unknown) {
    const entry: CatalogueEntry = catalogue[code];
    super(fill(entry.what, parameters), cause === undefined ? undefined : { cause });
    this.code = code;
    this.causes = entry.causes.map((text) => fill(text, parameters));
    this.cure = fill(entry.cure, parameters);
  }
}

/**
 * Makes the failure `code` with its texts filled in: `throw fail('prompt-unknown', { prompt })`.
 * `cause` is the error underneath, kept for `--verbose`.
 */
export function fail<Code extends ErrorCode>(
  code: Code,
  parameters: Parameters<Code>,
  cause?: unknown,
): Failure {
  return new Failure(code, parameters, cause);
}

/** What an error says, for a log line: its own message, never a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fill(text: string, parameters: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
