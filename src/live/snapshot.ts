import { fail } from '../errors/fail.ts';
import type { LiveTree } from '../git/port.ts';
import { emptyManifest, type Manifest, parseManifest } from './manifest.ts';
import { type PromptState, stateSchema, stateSchemaNumber } from './state.ts';

/** The live branch, read and checked. */
export interface Snapshot {
  /** Commit at the tip; null when the branch does not exist yet. */
  readonly head: string | null;
  readonly manifest: Manifest;
  readonly states: ReadonlyMap<string, PromptState>;
  /** The ledgers as text, by prompt: they are only ever appended to. */
  readonly ledgers: ReadonlyMap<string, string>;
  /** Whether a status page lies beside them: it is written, and never read. */
  readonly page: boolean;
}

export const manifestFile = 'flags.json';
export const pageFile = 'index.html';
/** Tells GitHub Pages to serve the branch as it is. */
export const nojekyllFile = '.nojekyll';
export const stateFile = (prompt: string): string => `prompts/${prompt}/state.json`;
export const ledgerFile = (prompt: string): string => `prompts/${prompt}/ledger.ndjson`;

const known = /^prompts\/([a-z0-9][a-z0-9_-]*)\/(state\.json|ledger\.ndjson)$/;

/** Reads the live branch. Throws `live-foreign`, `live-newer` or `live-corrupt`; never repairs. */
export function readSnapshot(tree: LiveTree, branch: string): Snapshot {
  const states = new Map<string, PromptState>();
  const ledgers = new Map<string, string>();
  const foreign: string[] = [];
  for (const [file, text] of tree.files) {
    if (file === manifestFile || file === pageFile || file === nojekyllFile) continue;
    const match = known.exec(file);
    const prompt = match?.[1];
    if (prompt === undefined) foreign.push(file);
    else if (match?.[2] === 'state.json') states.set(prompt, parseState(text, file, prompt, branch));
    else ledgers.set(prompt, wholeLines(text, file, branch));
  }
  // After the states: a newer version may have files of a new kind, and is to be told as that.
  if (foreign.length > 0)
    throw fail('live-foreign', { branch, detail: `the file ${JSON.stringify(foreign[0])}` });
  const flags = tree.files.get(manifestFile);
  if (tree.head !== null && flags === undefined)
    throw fail('live-foreign', { branch, detail: `no ${manifestFile}` });
  const manifest = flags === undefined ? emptyManifest : parseManifest(flags, branch);
  for (const prompt of states.keys())
    if (!Object.hasOwn(manifest.flags, prompt) || !ledgers.has(prompt))
      throw fail('live-corrupt', {
        branch,
        file: stateFile(prompt),
        detail: 'its flag or its ledger is missing',
      });
  for (const prompt of [...Object.keys(manifest.flags), ...ledgers.keys()])
    if (!states.has(prompt))
      throw fail('live-corrupt', { branch, file: stateFile(prompt), detail: 'the file is missing' });
  return { head: tree.head, manifest, states, ledgers, page: tree.files.has(pageFile) };
}

/** The state as it is written: indented, so that `git diff` shows what changed. */
export function renderState(state: PromptState): string {
  return `${JSON.stringify(stateSchema.parse(state), null, 2)}\n`;
}

function wholeLines(text: string, file: string, branch: string): string {
  if (text.endsWith('\n')) return text;
  throw fail('live-corrupt', { branch, file, detail: 'its last line is cut off' });
}

function parseState(text: string, file: string, prompt: string, branch: string): PromptState {
  const value = parseJson(text, file, branch);
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : null;
  if (typeof schema === 'number' && schema > stateSchemaNumber)
    throw fail('live-newer', { branch, file, schema, known: stateSchemaNumber });
  const parsed = stateSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw fail('live-corrupt', { branch, file, detail: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  if (parsed.data.prompt !== prompt)
    throw fail('live-corrupt', { branch, file, detail: `it is the state of ${parsed.data.prompt}` });
  return parsed.data;
}

function parseJson(text: string, file: string, branch: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fail('live-corrupt', { branch, file, detail: error.message }, error);
  }
}
