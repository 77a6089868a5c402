import type { LedgerEvent } from '../live/ledger.ts';
import type { Incident, PromptState } from '../live/state.ts';
import type { Evidence } from './facts.ts';
import { count, percent, time } from './format.ts';

/** A version that is known as good, and could be put back instead. */
export interface Alternative {
  readonly label: string;
  /** ISO 8601: since when it is known as good. */
  readonly since: string | null;
  /** What it was known as good by, in words; null when the ledger does not say. */
  readonly evidence: string | null;
}

/** The versions that are known as good besides the bad one, newest first, each with what the ledger knows of it. */
export function alternativesOf(
  { stable, previous }: Pick<PromptState, 'stable' | 'previous'>,
  { bad }: Pick<Incident, 'bad'>,
  events: readonly LedgerEvent[],
): Alternative[] {
  return [stable, ...previous]
    .filter(({ known_good_since, digest }) => known_good_since !== null && digest !== bad.digest)
    .map(({ label, known_good_since, digest }) => {
      const event = events.findLast(
        ({ event: name, version }) =>
          (name === 'completed' || name === 'adopted') && version?.digest === digest,
      );
      return { label, since: known_good_since, evidence: event === undefined ? null : evidenceOf(event) };
    });
}

function evidenceOf({ event, details }: LedgerEvent): string | null {
  if (event === 'adopted') return 'adopted as it served, without a rollout';
  const seen = (details as Partial<Evidence> | null)?.observation?.candidate;
  if (seen?.requests == null || seen.errors == null || seen.requests <= 0) return null;
  const rate = percent((100 * seen.errors) / seen.requests);
  return `error rate ${rate} over ${count(seen.requests)} requests at the end of its watch`;
}

/** Since when a version is known as good, and by what: plain text, empty when neither is known. */
export function standing({ since, evidence }: Alternative): string {
  const parts = [since === null ? '' : `known as good since ${time(since)}`, evidence ?? ''];
  return parts.filter((part) => part !== '').join('; ');
}
