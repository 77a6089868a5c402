import { fail } from '../errors/fail.ts';
import type { LedgerEvent } from '../live/ledger.ts';
import type { PromptState, Quarantine, Version } from '../live/state.ts';
import { type Actor, type Change, ledgerEvent } from './change.ts';

/** Characters of a digest from which it names a version. */
const shortest = 7;

/**
 * The entry that `name` means: a digest, its beginning, or a label. Null when there is none; throws
 * `quarantine-ambiguous` for several, since the wrong one would be let out.
 */
export function quarantined({ prompt, quarantine }: PromptState, name: string): Quarantine | null {
  const found = quarantine.filter((entry) => names(entry, name));
  if (found.length > 1) throw fail('quarantine-ambiguous', { prompt, name, known: listed(found) });
  return found[0] ?? null;
}

/** The refusal to lift what is not in quarantine. */
export function notQuarantined({ prompt, quarantine }: PromptState, name: string): Error {
  if (quarantine.length === 0) return fail('quarantine-empty', { prompt });
  return fail('quarantine-unknown', { prompt, name, known: listed(quarantine) });
}

/** Lets a version out of quarantine, at a person's word: it may be promoted, and put back, again. */
export function lift(
  before: PromptState,
  entry: Quarantine,
  version: Version | null,
  reason: string,
  actor: Actor,
): Change {
  const { rollout } = before.incidents.find(({ id }) => id === entry.incident) ?? { rollout: null };
  return {
    outcome: 'lifted',
    state: { ...before, quarantine: before.quarantine.filter(({ digest }) => digest !== entry.digest) },
    events: [
      ledgerEvent(actor, 'lifted', { rollout, incident: entry.incident, version, reason, details: entry }),
    ],
    routing: false,
    archive: null,
    message: { verb: 'lift', from: null, to: entry.label, detail: reason, incident: entry.incident },
  };
}

/** Whether `name` was lifted and is free since: the same request again has nothing to do. */
export function wasLifted(events: readonly LedgerEvent[], name: string): boolean {
  return events.some(({ event, version }) => event === 'lifted' && version !== null && names(version, name));
}

function names({ digest, label }: Pick<Version, 'digest' | 'label'>, name: string): boolean {
  return label === name || (name.length >= shortest && digest.startsWith(name.toLowerCase()));
}

function listed(entries: readonly Quarantine[]): string {
  return entries.map(({ label, digest }) => `${digest.slice(0, 12)} (${label})`).join(', ');
}
