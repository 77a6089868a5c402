import type { Failure } from '../errors/fail.ts';
import type { LiveRepo, LiveTree } from '../git/port.ts';
import { contentsOf, emptyManifest, type Flag, flagOf, type Manifest, renderManifest } from './manifest.ts';
import { sealedState } from './seal.ts';
import { isOurs, ledgerFile, manifestFile, type Snapshot, stateFile, survey } from './snapshot.ts';

/** Files of a damaged live branch that were taken from an older commit of it. */
export interface Repair {
  readonly commit: string;
  readonly files: readonly string[];
  /** What was wrong, in words. */
  readonly why: string;
}

/** A live branch that shows these prompts as they were before the damage. */
export interface RepairingRepo extends LiveRepo {
  /** What was repaired, or what the branch, as it was read last, needs; null when it is whole. */
  repair(): Repair | null;
  /** What stays wrong with the branch as a whole; null when nothing does. */
  trouble(): Failure | null;
}

interface Mended {
  readonly tree: LiveTree;
  readonly texts: ReadonlyMap<string, string>;
  readonly repair: Repair | null;
  readonly trouble: Failure | null;
}

/**
 * For a person's rollback only: where files of `prompts` are damaged, or flags.json is, it reads those of the newest
 * commit that is whole, and the next commit writes them, with trailers that say so. Files that are not ours are
 * neither seen nor touched. Other prompts' damage stays, and stays known. Reading throws what is wrong with the branch
 * when no older commit helps.
 */
export function repairing(live: LiveRepo, prompts: readonly string[]): RepairingRepo {
  let last: Mended | null = null;
  let done: Repair | null = null;
  return {
    ...live,
    async read() {
      const tree = await live.read();
      if (last === null || last.tree.head !== tree.head) last = await mend(live, tree, prompts);
      return last.tree;
    },
    async push(commit) {
      if (last === null || last.repair === null || last.tree.head !== commit.parent) return live.push(commit);
      const { texts, repair } = last;
      const files = new Map<string, string | null>([...texts, ...commit.files]);
      const message = `${commit.message.trimEnd()}\n${trailers(repair)}`;
      const result = await live.push({ ...commit, files, message });
      if (result.state === 'done') done = repair;
      return result;
    },
    repair: () => done ?? last?.repair ?? null,
    trouble: () => last?.trouble ?? null,
  };
}

function trailers({ commit, files }: Repair): string {
  return [...files.map((file) => `Repaired-File: ${file}`), `Repaired-From: ${commit}`, ''].join('\n');
}

async function mend(live: LiveRepo, tree: LiveTree, prompts: readonly string[]): Promise<Mended> {
  const { snapshot, trouble, hasManifest } = survey(tree, live.branch);
  const ours: LiveTree = { ...tree, files: new Map([...tree.files].filter(([path]) => isOurs(path))) };
  const hurt = hasManifest ? prompts.filter((prompt) => snapshot.damaged.has(prompt)) : prompts;
  const stays = hasManifest ? trouble : null;
  if (tree.head === null || hurt.length === 0)
    return { tree: ours, texts: new Map(), repair: null, trouble: stays };
  const { past, manifest } = await lastWhole(live, tree.head, hurt);
  const fault = hurt.flatMap((prompt) => snapshot.damaged.get(prompt) ?? [])[0] ?? trouble;
  if (past === null) {
    if (fault === null) throw new Error('a prompt is damaged, and nothing is wrong');
    throw fault;
  }
  const texts = changed(tree, rewritten(past, snapshot, hurt, hasManifest ? null : manifest));
  const unreadable = [...(tree.unreadable ?? [])].filter(([path]) => !texts.has(path));
  return {
    tree: { head: tree.head, files: new Map([...ours.files, ...texts]), unreadable: new Map(unreadable) },
    texts,
    repair: { commit: past.head ?? '', files: [...texts.keys()], why: fault?.message ?? '' },
    trouble: stays,
  };
}

/**
 * The newest older commit in which all these prompts are whole, null when there is none; and the newest flags.json that
 * can be read, which may be younger: the other prompts have moved on since these were damaged.
 */
async function lastWhole(
  live: LiveRepo,
  head: string,
  prompts: readonly string[],
): Promise<{ readonly past: Snapshot | null; readonly manifest: Manifest }> {
  let manifest: Manifest | null = null;
  const paths = [manifestFile, ...prompts.flatMap((prompt) => [stateFile(prompt), ledgerFile(prompt)])];
  for await (const tree of live.past(head, paths)) {
    const { snapshot, trouble } = survey(tree, live.branch);
    if (trouble !== null) continue;
    manifest ??= snapshot.manifest;
    if (prompts.every((prompt) => snapshot.states.has(prompt))) return { past: snapshot, manifest };
  }
  return { past: null, manifest: emptyManifest };
}

/**
 * The damaged prompts' files as they were, and flags.json: as it is but for their flags, or made anew from the newest
 * one that can be read (`older`; null: it is not damaged itself).
 */
function rewritten(
  past: Snapshot,
  now: Snapshot,
  prompts: readonly string[],
  older: Manifest | null,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  // A flag follows from its state; only the texts in it do not.
  const derived = [...now.states.values()].map((state): [string, Flag] => [
    state.prompt,
    flagOf(state, contentsOf(older?.flags[state.prompt])),
  ]);
  const base = older === null ? now.manifest.flags : { ...older.flags, ...Object.fromEntries(derived) };
  const flags: Record<string, Flag> = { ...base };
  const damaged = { ...(older ?? now.manifest).damaged };
  for (const prompt of prompts) {
    const [state, flag] = [past.states.get(prompt), past.manifest.flags[prompt]];
    if (state === undefined || flag === undefined) continue;
    const ledger = past.ledgers.get(prompt) ?? '';
    flags[prompt] = flag;
    delete damaged[prompt];
    files.set(stateFile(prompt), sealedState(state, ledger, flag));
    files.set(ledgerFile(prompt), ledger);
  }
  const manifest: Manifest = { ...past.manifest, flags, damaged };
  return files.set(manifestFile, renderManifest(manifest));
}

function changed(tree: LiveTree, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([path, text]) => tree.files.get(path) !== text));
}
