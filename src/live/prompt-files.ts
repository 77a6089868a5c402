import { Failure, fail } from '../errors/fail.ts';
import type { LiveTree } from '../git/port.ts';
import { parseJson } from './json.ts';
import type { ReadManifest } from './manifest.ts';
import { type Seal, sealedText, sealSchema, sumsOf } from './seal.ts';
import { type PromptState, stateSchema, stateSchemaNumber } from './state.ts';

/** What the live branch has of one prompt besides its flag. */
export interface PromptFiles {
  readonly state: PromptState;
  readonly ledger: string;
}

/**
 * Reads and checks the files of one prompt, and its flag; without `flags` (flags.json is damaged itself) only the
 * files. Returns the failure that says which file is wrong.
 */
export function readPrompt(
  prompt: string,
  files: { readonly state: string; readonly ledger: string },
  tree: LiveTree,
  flags: ReadManifest | null,
  branch: string,
): PromptFiles | Failure {
  const corrupt = (file: string, detail: string): Failure => fail('live-corrupt', { branch, file, detail });
  const textOf = (file: string): string | Failure =>
    tree.files.get(file) ?? corrupt(file, tree.unreadable?.get(file) ?? 'the file is missing');
  const text = textOf(files.state);
  const read = text instanceof Failure ? text : readState(text, prompt, files.state, branch);
  if (read instanceof Failure) return read;
  const ledger = textOf(files.ledger);
  if (ledger instanceof Failure) return ledger;
  if (!ledger.endsWith('\n')) return corrupt(files.ledger, 'its last line is cut off');
  const { state, written, seal } = read;
  const flag =
    flags !== null && Object.hasOwn(flags.manifest.flags, prompt) ? flags.manifest.flags[prompt] : null;
  if (flags !== null && !flag)
    return corrupt('flags.json', flags.faults.get(prompt) ?? `the flag of ${prompt} is missing`);
  if (seal === null) return { state, ledger };
  const changed = 'it is not what Prompt Rollout wrote (its sum differs)';
  const now = sumsOf(written, ledger, flag ?? null);
  if (now.state !== seal.state || sealedText(written, seal) !== text) return corrupt(files.state, changed);
  if (now.ledger !== seal.ledger) return corrupt(files.ledger, changed);
  if (flag && now.flag !== seal.flag) return corrupt('flags.json', `${prompt}: ${changed}`);
  return { state, ledger };
}

interface ReadState {
  readonly state: PromptState;
  /** As it was written, without its sums: an older version may not have known every field that the schema fills in. */
  readonly written: object;
  readonly seal: Seal | null;
}

/** A branch that was written before there were sums has none; the next commit adds them. */
function readState(text: string, prompt: string, file: string, branch: string): ReadState | Failure {
  const corrupt = (detail: string, cause?: unknown): Failure =>
    fail('live-corrupt', { branch, file, detail }, cause);
  const value = parseJson(text);
  if (value instanceof SyntaxError) return corrupt(value.message, value);
  if (typeof value !== 'object' || value === null) return corrupt('it is no state');
  const schema = 'schema' in value ? value.schema : null;
  if (typeof schema === 'number' && schema > stateSchemaNumber)
    return fail('live-newer', { branch, file, schema, known: stateSchemaNumber });
  const { sha256 = null, ...rest }: { sha256?: unknown } = value;
  const parsed = stateSchema.safeParse(rest);
  const seal = sealSchema.nullable().safeParse(sha256);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return corrupt(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  if (!seal.success) return corrupt('its sums are not readable');
  if (parsed.data.prompt !== prompt) return corrupt(`it is the state of ${parsed.data.prompt}`);
  return { state: parsed.data, written: rest, seal: seal.data };
}
