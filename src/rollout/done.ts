import type { Incident, OutboxEntry, PromptState } from '../live/state.ts';
import { type Actor, type Change, ledgerEvent } from './change.ts';

/**
 * What became of an effect: what it made, and for a notice the channels that have it and what they call its
 * conversation. `complete` is false while some channel still lacks it.
 */
export interface Done {
  readonly prompt: string;
  readonly entry: OutboxEntry;
  readonly complete: boolean;
  readonly link: { readonly number: number; readonly url: string } | null;
  readonly channels: readonly string[];
  readonly threads: Readonly<Record<string, string>>;
}

/**
 * The bookkeeping of done effects: entries leave the outbox, links and threads enter the incident, lines the
 * ledger. Null when the outbox has none of them any more.
 */
export function effectsDone(state: PromptState, done: readonly Done[], actor: Actor): Change | null {
  const open = done.filter(
    ({ prompt, entry }) =>
      prompt === state.prompt &&
      state.outbox.some(({ key, created_at }) => key === entry.key && created_at === entry.created_at),
  );
  if (open.length === 0) return null;
  const next: PromptState = {
    ...state,
    outbox: state.outbox.flatMap((entry) => remaining(entry, open)),
    incidents: state.incidents.map((incident) => withResults(incident, open)),
  };
  const detail = open.map(({ entry }) => nameOf(entry)).join(', ');
  return {
    outcome: 'nothing-to-do',
    state: next,
    events: open.map(({ entry, link, channels }) =>
      ledgerEvent(actor, 'effect-done', {
        incident: entry.kind === 'deliver' ? null : entry.incident,
        reason: nameOf(entry),
        details: { key: entry.key, url: link?.url ?? null, ...(entry.kind === 'notify' ? { channels } : {}) },
      }),
    ),
    routing: false,
    archive: null,
    message: { verb: 'effects', from: null, to: null, detail, incident: null },
  };
}

function nameOf(entry: OutboxEntry): string {
  return entry.kind === 'notify' ? `notify ${entry.event}` : entry.kind;
}

/** An entry that is done leaves; one that some channel lacks stays, and remembers who has it. */
function remaining(entry: OutboxEntry, done: readonly Done[]): OutboxEntry[] {
  const result = done.find((each) => each.entry.key === entry.key);
  if (result === undefined) return [entry];
  if (result.complete || entry.kind !== 'notify') return [];
  return [{ ...entry, sent: [...new Set([...entry.sent, ...result.channels])] }];
}

function withResults(incident: Incident, done: readonly Done[]): Incident {
  const own = done.filter(({ entry }) => entry.kind !== 'deliver' && entry.incident === incident.id);
  const linkOf = (kind: OutboxEntry['kind']): Incident['issue'] => {
    const link = own.find(({ entry }) => entry.kind === kind)?.link ?? null;
    return link === null ? null : { number: link.number, url: link.url };
  };
  return {
    ...incident,
    pull_request: linkOf('revert-pr') ?? incident.pull_request,
    issue: linkOf('postmortem') ?? incident.issue,
    threads: Object.assign({}, incident.threads, ...own.map(({ threads }) => threads)),
  };
}
