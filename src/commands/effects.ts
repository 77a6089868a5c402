import { Failure, messageOf } from '../errors/fail.ts';
import type { Ensured, Link } from '../forge/port.ts';
import { renderManifest } from '../live/manifest.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident, OutboxEntry, PromptState } from '../live/state.ts';
import { transact } from '../live/transact.ts';
import { effectsMessage } from '../report/commit-message.ts';
import { type Actor, type Change, ledgerEvent } from '../rollout/change.ts';
import { ensurePostmortem, ensureRevert } from './incident-effects.ts';
import type { Session, View } from './session.ts';

/** An effect that is done, with what it made. */
interface Done {
  readonly prompt: string;
  readonly entry: OutboxEntry;
  readonly link: Link | null;
}

/** What became of the outbox. */
export interface EffectsReport {
  readonly snapshot: Snapshot;
  readonly done: number;
  /** What failed and stays in the outbox, or was refused as decoration; by prompt. */
  readonly warnings: ReadonlyMap<string, readonly string[]>;
}

/**
 * Does everything that is decided and not yet done: the hand-on of the manifest first, for all prompts,
 * then pull requests and issues. Each effect is idempotent; what fails stays in the outbox for the next run.
 */
export async function runEffects(session: Session, view: View, snapshot: Snapshot): Promise<EffectsReport> {
  const warnings = new Map<string, string[]>();
  const warn = (prompt: string, text: string): void => {
    session.log.warn(`${prompt}: ${text}`);
    warnings.set(prompt, [...(warnings.get(prompt) ?? []), text]);
  };
  const done: Done[] = [];
  for (const [state, entry] of openEffects(snapshot)) {
    try {
      const link = await runEffect(session, view, snapshot, state, entry, done);
      for (const warning of link?.warnings ?? []) warn(state.prompt, warning);
      done.push({ prompt: state.prompt, entry, link });
    } catch (error) {
      const cure = error instanceof Failure ? ` ${error.cure}` : '';
      warn(state.prompt, `${entry.kind} is not done and stays in the outbox: ${messageOf(error)}${cure}`);
    }
  }
  if (done.length === 0) return { snapshot, done: 0, warnings };
  const committed = await transact(view.live, session.clock, async (fresh) => {
    const changes = changesOf(fresh, done, session.actor(view.config));
    if (changes.length === 0) return null;
    const proposals = changes.map((change) => ({ change, contents: new Map(), archive: null }));
    return { proposals, message: effectsMessage(changes) };
  });
  return { snapshot: committed.snapshot, done: done.length, warnings };
}

function openEffects(snapshot: Snapshot): [PromptState, OutboxEntry][] {
  const order = ['deliver', 'notify', 'revert-pr', 'close-pr', 'postmortem'];
  return [...snapshot.states.values()]
    .flatMap((state) => state.outbox.map((entry): [PromptState, OutboxEntry] => [state, entry]))
    .sort(([, a], [, b]) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

async function runEffect(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  entry: OutboxEntry,
  done: readonly Done[],
): Promise<Ensured | null> {
  if (entry.kind === 'deliver') {
    const manifest = renderManifest(snapshot.manifest);
    for (const delivery of session.deliveries(view.config)) {
      await delivery.deliver(manifest, snapshot.head ?? '');
      session.log.info(`flags.json handed on: ${delivery.name}`);
    }
    return null;
  }
  if (entry.kind === 'notify' || entry.kind === 'close-pr') return null;
  const incident = state.incidents.find(({ id }) => id === entry.incident);
  if (incident === undefined) return null;
  const earlier = done.find((other) => other.prompt === state.prompt && other.entry.kind === 'revert-pr');
  const known: Incident = { ...incident, pull_request: earlier?.link ?? incident.pull_request };
  const ensure = entry.kind === 'revert-pr' ? ensureRevert : ensurePostmortem;
  const link = await ensure(session, view, snapshot, state, known);
  if (link !== null) session.log.info(`${entry.kind}: ${link.url}`);
  return link;
}

/** The bookkeeping of done effects: entries leave the outbox, links enter the incident, lines the ledger. */
function changesOf(snapshot: Snapshot, done: readonly Done[], actor: Actor): Change[] {
  const prompts = [...new Set(done.map(({ prompt }) => prompt))];
  return prompts.flatMap((prompt) => {
    const state = snapshot.states.get(prompt);
    const open = done.filter(
      (item) => item.prompt === prompt && state?.outbox.some(({ key }) => key === item.entry.key),
    );
    if (state === undefined || open.length === 0) return [];
    const keys = new Set(open.map(({ entry }) => entry.key));
    const next: PromptState = {
      ...state,
      outbox: state.outbox.filter(({ key }) => !keys.has(key)),
      incidents: state.incidents.map((incident) => withLinks(incident, open)),
    };
    const events = open.map(({ entry, link }) =>
      ledgerEvent(actor, 'effect-done', {
        incident: entry.kind === 'deliver' ? null : entry.incident,
        reason: entry.kind,
        details: { key: entry.key, url: link?.url ?? null },
      }),
    );
    const detail = open.map(({ entry }) => entry.kind).join(', ');
    const message = { verb: 'effects', from: null, to: null, detail, incident: null };
    return [
      { outcome: 'nothing-to-do' as const, state: next, events, routing: false, archive: null, message },
    ];
  });
}

function withLinks(incident: Incident, done: readonly Done[]): Incident {
  const linkOf = (kind: OutboxEntry['kind']): Link | null => {
    const item = done.find(
      ({ entry }) => entry.kind === kind && 'incident' in entry && entry.incident === incident.id,
    );
    return item?.link ? { number: item.link.number, url: item.link.url } : null;
  };
  return {
    ...incident,
    pull_request: linkOf('revert-pr') ?? incident.pull_request,
    issue: linkOf('postmortem') ?? incident.issue,
  };
}
