import { within } from '../clock.ts';
import { Failure, messageOf } from '../errors/fail.ts';
import type { Ensured, Link } from '../forge/port.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident, OutboxEntry, PromptState } from '../live/state.ts';
import { transact } from '../live/transact.ts';
import { effectsMessage } from '../report/commit-message.ts';
import { type Done, effectsDone } from '../rollout/done.ts';
import { isLeft, isOf } from '../rollout/outbox.ts';
import { handOn } from './hand-on.ts';
import { closeRevert, ensurePostmortem, ensureRevert } from './incident-effects.ts';
import { type NoticeEntry, sendNotice } from './notices.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** What became of the outbox. */
export interface EffectsReport {
  readonly snapshot: Snapshot;
  readonly done: number;
  /** What failed and stays in the outbox, or was refused as decoration; by prompt. */
  readonly warnings: ReadonlyMap<string, readonly string[]>;
}

/** What was warned of before and since, by prompt, each once. */
export function withWarnings(
  before: EffectsReport['warnings'],
  since: EffectsReport['warnings'],
): EffectsReport['warnings'] {
  const all = new Map(before);
  for (const [prompt, texts] of since) all.set(prompt, [...new Set([...(all.get(prompt) ?? []), ...texts])]);
  return all;
}

type Open<Entry extends OutboxEntry = OutboxEntry> = readonly [PromptState, Entry];
type Warn = (prompt: string, text: string) => void;

/**
 * Does everything that is decided and not yet done, but for what another run is about to do; with `own` only what is
 * this run's. Each effect is idempotent; what fails stays in the outbox for the next run.
 */
export async function runEffects(
  session: Session,
  view: View,
  snapshot: Snapshot,
  own = false,
): Promise<EffectsReport> {
  const warnings = new Map<string, string[]>();
  const warn: Warn = (prompt, text) => {
    session.log.warn(`${prompt}: ${text}`);
    warnings.set(prompt, [...(warnings.get(prompt) ?? []), text]);
  };
  const tried = new Set<string>();
  let report: EffectsReport = { snapshot, done: 0, warnings };
  // Again for what was decided meanwhile and is this run's to do.
  for (;;) {
    const { run, now } = session.actor(view.config);
    const open = allOpen(report.snapshot).filter(
      (each) => (own ? isOf(each[1], run) : !isLeft(each[1], run, now)) && !tried.has(nameOf(each)),
    );
    if (open.length === 0) return report;
    for (const each of open) tried.add(nameOf(each));
    const done = await doAll(session, view, report.snapshot, open, warn);
    if (done.length === 0) return report;
    report = { snapshot: await book(session, view, done), done: report.done + done.length, warnings };
  }
}

/** Every effect that is not yet done, whoever does it. */
export function allOpen({ states }: Snapshot): Open[] {
  return [...states.values()].flatMap((state) => state.outbox.map((entry): Open => [state, entry]));
}

/** Names one decision to do an effect: an effect that is decided anew keeps its key and gets another time. */
export function nameOf([{ prompt }, { key, created_at }]: Open): string {
  return JSON.stringify([prompt, key, created_at]);
}

/** What is told waits so many seconds for the hand-on, and for the pull request that it links to, and no longer. */
const patience = 4;

/**
 * The hand-on of the manifest first, once for all prompts; then the pull requests, which are what people are told of;
 * then people are told, beside the issues. A receiver or a forge that is slow or away keeps nobody from hearing.
 */
async function doAll(
  session: Session,
  view: View,
  snapshot: Snapshot,
  open: readonly Open[],
  warn: Warn,
): Promise<Done[]> {
  const handing = handOnAll(session, view, snapshot, open.filter(isKind('deliver')), warn);
  await within(patience, handing);
  const pulls = makeAll(session, view, snapshot, ['revert-pr', 'close-pr'], open, [], warn);
  const [handed, told, asked, filed] = await Promise.all([
    handing,
    within(patience, pulls).then((known) => tellAll(session, view, snapshot, open, known ?? [], warn)),
    pulls,
    pulls.then((known) => makeAll(session, view, snapshot, ['postmortem'], open, known, warn)),
  ]);
  return [...handed, ...told, ...asked, ...filed];
}

/** One manifest holds all prompts: it is handed on once for all of them. */
async function handOnAll(
  session: Session,
  view: View,
  snapshot: Snapshot,
  entries: readonly Open[],
  warn: Warn,
): Promise<Done[]> {
  if (entries.length === 0) return [];
  const handed = handOn(session, view, snapshot);
  return inTurn(entries, warn, async () => {
    await handed;
    return { link: null };
  });
}

async function book(session: Session, view: View, done: readonly Done[]): Promise<Snapshot> {
  const committed = await transact(view.live, session.clock, async (fresh) => {
    const actor = session.actor(view.config);
    const changes = [...fresh.states.values()]
      .map((state) => effectsDone(state, done, actor))
      .filter((change) => change !== null);
    if (changes.length === 0) return null;
    const proposals = changes.map((change) => ({ change, contents: new Map(), archive: null }));
    return { proposals, message: effectsMessage(changes) };
  });
  return committed.snapshot;
}

const isKind =
  (...kinds: readonly OutboxEntry['kind'][]) =>
  ([, { kind }]: Open): boolean =>
    kinds.includes(kind);

/** One after the other; what fails is warned of, and stays. */
async function inTurn(
  entries: readonly Open[],
  warn: Warn,
  work: (state: PromptState, entry: OutboxEntry) => Promise<Partial<Done> | null>,
): Promise<Done[]> {
  const done: Done[] = [];
  for (const [state, entry] of entries) {
    try {
      const result = await work(state, entry);
      const standard = { prompt: state.prompt, entry, complete: true, link: null, channels: [], threads: {} };
      if (result !== null) done.push({ ...standard, ...result });
    } catch (error) {
      const cure = error instanceof Failure ? ` ${error.cure}` : '';
      warn(state.prompt, `${entry.kind} is not done and stays in the outbox: ${messageOf(error)}${cure}`);
    }
  }
  return done;
}

/** Notices of one conversation in their order, since each answers the one before. */
async function tellAll(
  session: Session,
  view: View,
  snapshot: Snapshot,
  open: readonly Open[],
  made: readonly Done[],
  warn: Warn,
): Promise<Done[]> {
  const threads = new Map<string, Record<string, string>>();
  return inTurn(open.filter(isKind('notify')), warn, async (before, entry) => {
    if (entry.kind !== 'notify') return null;
    const place = `${before.prompt}/${entry.thread}`;
    const state = withKnown(before, entry, threads.get(place) ?? {}, made);
    const { channels, threads: named, failures } = await sendNotice(session, view, snapshot, state, entry);
    threads.set(place, { ...threads.get(place), ...named });
    for (const failure of failures)
      warn(state.prompt, `${entry.event} is not told everywhere, and is tried again: ${failure}`);
    if (channels.length === 0 && failures.length > 0) return null;
    return { complete: failures.length === 0, channels, threads: named };
  });
}

/** The state with what this run knows of the incident already: its conversations, and its pull request. */
function withKnown(
  state: PromptState,
  { incident: told }: NoticeEntry,
  threads: Record<string, string>,
  made: readonly Done[],
): PromptState {
  const incidents = state.incidents.map((incident) =>
    incident.id === told
      ? {
          ...incident,
          threads: { ...incident.threads, ...threads },
          pull_request: pullRequestOf(state, incident, made),
        }
      : incident,
  );
  return { ...state, incidents };
}

function pullRequestOf(
  { prompt }: PromptState,
  { id, pull_request }: Incident,
  made: readonly Done[],
): Incident['pull_request'] {
  const done = made.find(
    ({ prompt: other, entry }) => other === prompt && entry.kind === 'revert-pr' && entry.incident === id,
  );
  return done?.link ?? pull_request;
}

/** Makes pull requests or issues, in the order of the kinds; issues link to the pull requests that are `known`. */
async function makeAll(
  session: Session,
  view: View,
  snapshot: Snapshot,
  kinds: readonly OutboxEntry['kind'][],
  open: readonly Open[],
  known: readonly Done[],
  warn: Warn,
): Promise<Done[]> {
  const entries = kinds.flatMap((kind) => open.filter(isKind(kind)));
  return inTurn(entries, warn, async (state, entry) => {
    if (entry.kind === 'deliver' || entry.kind === 'notify') return null;
    const incident = state.incidents.find(({ id }) => id === entry.incident);
    if (incident === undefined) return { link: null };
    const linked: Incident = { ...incident, pull_request: pullRequestOf(state, incident, known) };
    const made = await make(session, view, snapshot, state, linked, entry.kind);
    for (const warning of made?.warnings ?? []) warn(state.prompt, warning);
    if (made !== null) session.log.info(`${entry.kind}: ${made.url}`);
    const link: Link | null = made;
    return { link };
  });
}

async function make(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  incident: Incident,
  kind: 'revert-pr' | 'close-pr' | 'postmortem',
): Promise<Ensured | null> {
  switch (kind) {
    case 'revert-pr':
      return ensureRevert(session, view, snapshot, state, incident);
    case 'postmortem':
      return ensurePostmortem(session, view, snapshot, state, incident);
    case 'close-pr':
      await closeRevert(session, state, incident);
      return null;
  }
}
