import type { LiveTree } from '../../src/git/port.ts';
import { ledgerLines } from '../../src/live/ledger.ts';
import { emptyManifest, flagOf, type Manifest, renderManifest } from '../../src/live/manifest.ts';
import { sealedState } from '../../src/live/seal.ts';
import { ledgerFile, manifestFile, stateFile } from '../../src/live/snapshot.ts';
import type { PromptState } from '../../src/live/state.ts';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { actor, good } from '../rollout/states.ts';

const line = ledgerLines([ledgerEvent(actor(), 'adopted', { version: good('v1'), weight: 100 })]);

/** The files of a live branch with these prompts, as a transaction writes them. */
export function liveFiles(...states: PromptState[]): Map<string, Buffer> {
  const text = (state: PromptState) => new Map([[state.stable.digest, `Größe für ${state.prompt}.\n`]]);
  const flags = Object.fromEntries(states.map((state) => [state.prompt, flagOf(state, text(state))]));
  const manifest: Manifest = { ...emptyManifest, flags };
  const files = new Map([[manifestFile, Buffer.from(renderManifest(manifest))]]);
  for (const state of states) {
    const sealed = sealedState(state, line, flagOf(state, text(state)));
    files.set(stateFile(state.prompt), Buffer.from(sealed));
    files.set(ledgerFile(state.prompt), Buffer.from(line));
  }
  return files;
}

/** The live branch with these bytes, as the git adapter gives it. */
export function treeOf(files: ReadonlyMap<string, Buffer>, head = 'now'): LiveTree {
  const texts = new Map<string, string>();
  const unreadable = new Map<string, string>();
  for (const [path, bytes] of files) {
    const text = bytes.toString('utf8');
    if (Buffer.from(text).equals(bytes)) texts.set(path, text);
    else unreadable.set(path, 'it is not UTF-8 text');
  }
  return unreadable.size === 0 ? { head, files: texts } : { head, files: texts, unreadable };
}

/** The files with one of them changed; null takes it away. */
export function damaged(
  files: ReadonlyMap<string, Buffer>,
  path: string,
  bytes: Buffer | null,
): Map<string, Buffer> {
  const all = new Map(files);
  if (bytes === null) all.delete(path);
  else all.set(path, bytes);
  return all;
}
