import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Flag, flagSchema } from './manifest.ts';
import { type PromptState, stateSchema } from './state.ts';

const sum = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What `state.json` says under `sha256` of itself (without that key), of the ledger, and of the prompt's flag. Schemas
 * do not tell a flipped digit of a weight or a time; the sums do, and they tell which file it is in. They are against
 * accidents and edits by hand: who can push to the branch can also reckon anew.
 */
export const sealSchema = z.strictObject({ state: sum, ledger: sum, flag: sum });

export type Seal = z.output<typeof sealSchema>;

/** The state as text: indented, so that `git diff` shows what changed. Throws when it is not valid. */
export function renderState(state: PromptState): string {
  return pretty(stateSchema.parse(state));
}

/** The text of `state.json`: the state, and the sums of the prompt's data. Throws when it is not valid. */
export function sealedState(state: PromptState, ledger: string, flag: Flag | undefined): string {
  const valid = stateSchema.parse(state);
  return sealedText(valid, sumsOf(valid, ledger, flag === undefined ? null : flagSchema.parse(flag)));
}

/**
 * The sums of a state without its sums, a ledger, and a flag (null: none): of what was written or read as it is. What
 * a schema makes of it is another thing, since a later version may know a field more, with a default.
 */
export function sumsOf(state: object, ledger: string, flag: object | null): Seal {
  const text = flag === null ? '' : JSON.stringify(flag);
  return { state: sha256(pretty(state)), ledger: sha256(ledger), flag: sha256(text) };
}

/** The text of `state.json` with these sums. */
export function sealedText(state: object, seal: Seal): string {
  return pretty({ ...state, sha256: seal });
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
