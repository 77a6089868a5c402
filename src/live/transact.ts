import type { Clock } from '../clock.ts';
import { Failure, fail } from '../errors/fail.ts';
import type { ArchiveTag, ContentFile, LiveRepo, PushResult } from '../git/port.ts';
import type { Change } from '../rollout/change.ts';
import { ledgerLines } from './ledger.ts';
import { type Content, contentsOf, flagOf, type Manifest, renderManifest } from './manifest.ts';
import { sealedState } from './seal.ts';
import { simulate } from './simulate.ts';
import {
  ledgerFile,
  manifestFile,
  nojekyllFile,
  pageFile,
  readSnapshot,
  type Snapshot,
  stateFile,
} from './snapshot.ts';
import type { OutboxEntry } from './state.ts';

/** Files that go into a commit beside its own, made from the branch as it will be at a time. It never throws. */
export type Beside = (after: Snapshot, at: string) => Promise<ReadonlyMap<string, string>>;

/** The live branch, and what shall lie beside its files; without it, what lay there is removed. */
export interface Live extends LiveRepo {
  readonly beside?: Beside;
}

/** A change with the texts that it needs: contents of new variants, by digest, and the files to archive. */
export interface Proposal {
  readonly change: Change;
  readonly contents: ReadonlyMap<string, Content>;
  readonly archive: readonly ContentFile[] | null;
}

/** What one commit shall say; several prompts may change together. */
export interface Draft {
  readonly proposals: readonly Proposal[];
  readonly message: string;
}

/**
 * The live branch after a transaction: `commit` is null when there was nothing to change, and when the answer to the
 * commit was lost and only its content tells that it was made.
 */
export interface Committed {
  readonly snapshot: Snapshot;
  readonly commit: string | null;
  readonly changes: readonly Change[];
  readonly warnings: readonly string[];
}

/** Tag that keeps a version's content. */
export const archiveTag = (prompt: string, label: string): string => `prompt-rollout/${prompt}/${label}`;

/**
 * Reads the live branch, lets `decide` look at it, and commits what it wants, if the branch has not moved;
 * else reads and decides anew, with growing, jittered pauses, until `seconds` are over (`push-contended`). A connection
 * that breaks is no decision: it tries again, a few times.
 * `decide` may be called many times; what it returns for a snapshot that holds its effect already is null.
 */
export async function transact(
  repo: Live,
  clock: Clock,
  decide: (snapshot: Snapshot) => Promise<Draft | null>,
  seconds = 120,
): Promise<Committed> {
  const deadline = clock.now().getTime() + seconds * 1000;
  let [lost, unread] = [0, 0];
  let tried: { readonly changes: readonly Change[]; readonly warnings: readonly string[] } | null = null;
  for (let attempt = 1; ; attempt++) {
    const read = await repo.read().catch((error: unknown) => {
      unread += 1;
      if (!isLost(error) || unread === mostLost) throw error;
      return null;
    });
    if (read === null) {
      await clock.sleep(pauseAfter(attempt));
      continue;
    }
    const snapshot = readSnapshot(read, repo.branch);
    if (tried !== null && hasLanded(snapshot, tried.changes, lost > 0))
      return { snapshot, commit: null, ...tried };
    const draft = await decide(snapshot);
    if (draft === null) return { snapshot, commit: null, changes: [], warnings: [] };
    const built = await build(snapshot, draft, repo.beside);
    const result = await repo.push(built.commit).catch((error: unknown): PushResult => {
      lost += 1;
      if (!isLost(error) || lost === mostLost) throw error;
      return { state: 'conflict' };
    });
    tried = { changes: draft.proposals.map(({ change }) => change), warnings: built.warnings };
    if (result.state === 'done')
      return { snapshot: { ...built.after, head: result.commit }, commit: result.commit, ...tried };
    if (clock.now().getTime() >= deadline) throw fail('push-contended', { attempts: attempt });
    await clock.sleep(pauseAfter(attempt));
  }
}

/** Seconds, growing and jittered. */
const pauseAfter = (attempt: number): number => Math.random() * Math.min(2, 0.05 * 2 ** attempt);

const nameOf = ({ key, created_at, run }: Exclude<OutboxEntry, { kind: 'deliver' }>): string =>
  JSON.stringify([key, created_at, run]);

/**
 * Whether a commit that was taken for lost, or for a conflict, was made all the same: the ledgers have its very lines,
 * with their times. Who decides anew would take its own rollback for another's, and say that nothing was to be done. A
 * writer of the same moment writes the same lines: after a conflict only an effect of the run's own tells them apart.
 */
function hasLanded({ ledgers, states }: Snapshot, changes: readonly Change[], wasLost: boolean): boolean {
  const isThere = ({ state, events }: Change): boolean => {
    const lines = ledgerLines(events);
    return lines !== '' && ledgers.get(state.prompt)?.includes(lines) === true;
  };
  const isOurs = ({ state }: Change): boolean => {
    const named = state.outbox.flatMap((entry) => (entry.kind === 'deliver' ? [] : [nameOf(entry)]));
    const found = states.get(state.prompt)?.outbox ?? [];
    return found.some((entry) => entry.kind !== 'deliver' && named.includes(nameOf(entry)));
  };
  return changes.length > 0 && changes.every(isThere) && (wasLost || changes.some(isOurs));
}

/** Connections that break in reading, and in the middle of a push, until it is given up. */
const mostLost = 3;

/** Whether the remote never came to a decision: then the branch is read again, as after a conflict. */
function isLost(error: unknown): boolean {
  return error instanceof Failure && error.code === 'remote-unreachable';
}

/** What a commit would change, without making it: the live branch before and after, as files. */
export interface Rehearsal {
  readonly after: Snapshot;
  readonly manifest: { readonly before: string; readonly after: string };
  readonly warnings: readonly string[];
}

/** Builds the commit of a draft and keeps it. Throws what the commit itself would throw before its push. */
export async function rehearse(snapshot: Snapshot, draft: Draft): Promise<Rehearsal> {
  const { after, warnings } = await build(snapshot, draft);
  const manifest = { before: renderManifest(snapshot.manifest), after: renderManifest(after.manifest) };
  return { after, manifest, warnings };
}

async function build(snapshot: Snapshot, { proposals, message }: Draft, beside?: Beside) {
  const states = new Map(snapshot.states);
  const ledgers = new Map(snapshot.ledgers);
  const flags = { ...snapshot.manifest.flags };
  const files = new Map<string, string | null>();
  const tags: ArchiveTag[] = [];
  let date = '';
  for (const { change, contents, archive } of proposals) {
    const { state, events, routing } = change;
    const { prompt } = state;
    const damage = snapshot.damaged.get(prompt);
    if (damage !== undefined) throw damage;
    states.set(prompt, state);
    ledgers.set(prompt, (ledgers.get(prompt) ?? '') + ledgerLines(events));
    files.set(ledgerFile(prompt), ledgers.get(prompt) ?? '');
    if (routing) flags[prompt] = flagOf(state, new Map([...contentsOf(flags[prompt]), ...contents]));
    files.set(stateFile(prompt), sealedState(state, ledgers.get(prompt) ?? '', flags[prompt]));
    if (change.archive !== null && archive !== null) tags.push(tagOf(prompt, change, archive));
    date = events.at(-1)?.at ?? date;
  }
  const manifest: Manifest = { ...snapshot.manifest, flags };
  const routed = proposals.filter(({ change }) => change.routing).map(({ change }) => change.state.prompt);
  const warnings = routed.length > 0 ? await simulate(manifest, routed) : [];
  if (routed.length > 0) files.set(manifestFile, renderManifest(manifest));
  // Nothing is put beside what takes a bad version's traffic away: the commit that books its effects does it.
  const urgent = proposals.some(({ change }) => ['rolled-back', 'reverting'].includes(change.outcome));
  const page = beside !== undefined && (snapshot.page || !urgent);
  const after: Snapshot = { head: null, manifest, states, ledgers, page, damaged: snapshot.damaged };
  if (beside === undefined && snapshot.page)
    for (const file of [pageFile, nojekyllFile]) files.set(file, null);
  else if (beside !== undefined && !urgent)
    for (const [file, text] of await beside(after, date)) files.set(file, text);
  return { commit: { parent: snapshot.head, message, date, files, tags }, after, warnings };
}

function tagOf(prompt: string, change: Change, files: readonly ContentFile[]): ArchiveTag {
  const version = change.archive;
  return {
    name: archiveTag(prompt, version?.label ?? ''),
    message: `${prompt} ${version?.label} (${version?.commit})`,
    path: version?.path ?? '',
    files,
  };
}
