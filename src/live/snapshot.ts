import { Failure, fail } from '../errors/fail.ts';
import type { LiveTree } from '../git/port.ts';
import { emptyManifest, type Manifest, type ReadManifest, readManifest } from './manifest.ts';
import { readPrompt } from './prompt-files.ts';
import type { PromptState } from './state.ts';

export { renderState } from './seal.ts';

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
  /**
   * Prompts whose files are not as they were written, with what is wrong: `live-corrupt` or `live-newer`. They have
   * no state here, and nothing is written for them. The others go on.
   */
  readonly damaged: ReadonlyMap<string, Failure>;
}

/** What can be read, and what is wrong with the branch as a whole: nothing may be written then. */
export interface Survey {
  readonly snapshot: Snapshot;
  readonly trouble: Failure | null;
  /** Whether flags.json can be read. */
  readonly hasManifest: boolean;
}

export const manifestFile = 'flags.json';
export const pageFile = 'index.html';
/** Tells GitHub Pages to serve the branch as it is. */
export const nojekyllFile = '.nojekyll';
export const stateFile = (prompt: string): string => `prompts/${prompt}/state.json`;
export const ledgerFile = (prompt: string): string => `prompts/${prompt}/ledger.ndjson`;

const promptFile = /^prompts\/([a-z0-9][a-z0-9_-]*)\/(?:state\.json|ledger\.ndjson)$/;

/** Whether a file of this name is one of ours. */
export function isOurs(file: string): boolean {
  return [manifestFile, pageFile, nojekyllFile].includes(file) || promptFile.test(file);
}

/**
 * Reads the live branch. What is wrong with one prompt is that prompt's alone; throws `live-foreign`, `live-newer` or
 * `live-corrupt` for what is wrong with all. Never repairs.
 */
export function readSnapshot(tree: LiveTree, branch: string): Snapshot {
  const { snapshot, trouble } = survey(tree, branch);
  if (trouble !== null) throw trouble;
  return snapshot;
}

/** A look reads the same tree several times, and a branch of a thousand prompts takes its time. */
const surveyed = new WeakMap<LiveTree, Survey>();

/** Reads what can be read, whatever is wrong with the rest. */
export function survey(tree: LiveTree, branch: string): Survey {
  const found = surveyed.get(tree) ?? surveyAnew(tree, branch);
  surveyed.set(tree, found);
  return found;
}

function surveyAnew(tree: LiveTree, branch: string): Survey {
  const paths = [...tree.files.keys(), ...(tree.unreadable?.keys() ?? [])];
  const flags = readFlags(tree, branch);
  const read = flags instanceof Failure ? null : flags;
  const manifest = read?.manifest ?? emptyManifest;
  const names = [
    ...paths.flatMap((path) => promptFile.exec(path)?.[1] ?? []),
    ...Object.keys({ ...manifest.flags, ...manifest.damaged }),
  ];
  const states = new Map<string, PromptState>();
  const ledgers = new Map<string, string>();
  const damaged = new Map<string, Failure>();
  for (const prompt of new Set(names)) {
    const files = { state: stateFile(prompt), ledger: ledgerFile(prompt) };
    const found = readPrompt(prompt, files, tree, read, branch);
    if (found instanceof Failure) damaged.set(prompt, found);
    else {
      states.set(prompt, found.state);
      ledgers.set(prompt, found.ledger);
    }
  }
  const trouble = strangerIn(paths, branch) ?? (flags instanceof Failure ? flags : null);
  // A newer version may have files of a new kind, and is to be told as that.
  const newer = [...damaged.values()].find(({ code }) => code === 'live-newer');
  return {
    snapshot: { head: tree.head, manifest, states, ledgers, page: paths.includes(pageFile), damaged },
    trouble: trouble === null ? null : (newer ?? trouble),
    hasManifest: read !== null,
  };
}

function strangerIn(paths: readonly string[], branch: string): Failure | null {
  const foreign = paths.find((path) => !isOurs(path));
  return foreign === undefined
    ? null
    : fail('live-foreign', { branch, detail: `the file ${JSON.stringify(foreign)}` });
}

function readFlags({ head, files, unreadable }: LiveTree, branch: string): ReadManifest | Failure {
  const text = files.get(manifestFile);
  if (text !== undefined) return readManifest(text, branch);
  if (head === null) return { manifest: emptyManifest, faults: new Map() };
  const bytes = unreadable?.get(manifestFile);
  if (bytes === undefined && ![...files.keys()].some(isOurs))
    return fail('live-foreign', { branch, detail: `no ${manifestFile}` });
  return fail('live-corrupt', { branch, file: manifestFile, detail: bytes ?? 'the file is missing' });
}
