import type { Snapshot } from '../live/snapshot.ts';
import { type EffectsReport, runEffects, withWarnings } from './effects.ts';
import { isPassing } from './passing.ts';
import type { Session } from './session.ts';
import { openVerifications, type VerificationNews, type Verified, verifyAll } from './verify.ts';
import type { View } from './view.ts';

/** A remote that is away for so many seconds after the last verification was due ends the run. */
const patience = 60;

/**
 * Looks every `interval` of the verification, until none is open or `until` (ms since 1970) has come. A run stays
 * for the verification of its rollbacks, however short it was meant to be.
 */
export async function stayToVerify(
  session: Session,
  view: View,
  from: Snapshot,
  until = Number.POSITIVE_INFINITY,
): Promise<Verified> {
  const { clock, log } = session;
  const { interval } = view.config.rollback.verification;
  const news: VerificationNews[] = [];
  let warnings: EffectsReport['warnings'] = new Map();
  let snapshot = from;
  let broken = false;
  for (;;) {
    const due = verifyingUntil(session, snapshot);
    const look = await verifyAll(session, view, snapshot);
    const { failure } = look;
    news.push(...look.news);
    warnings = withWarnings(warnings, look.warnings);
    snapshot = look.snapshot;
    if (failure !== null) {
      if (!isPassing(failure) || clock.now().getTime() > due) throw failure;
      log.warn(`This look failed, the next one tries again: ${failure.message}`);
      broken = true;
    }
    if (!look.open || clock.now().getTime() + interval * 1000 > until) {
      if (!broken) return { snapshot, open: look.open, news, warnings };
      if (failure !== null) await clock.sleep(interval);
      const late = await runLate(session, view, snapshot);
      return { ...late, open: look.open, news, warnings: withWarnings(warnings, late.warnings) };
    }
    await clock.sleep(interval);
  }
}

/** What looks that broke off have decided is this run's to do; where it breaks off again, it is the next run's. */
async function runLate(
  session: Session,
  view: View,
  snapshot: Snapshot,
): Promise<Pick<Verified, 'snapshot' | 'warnings'>> {
  try {
    const { snapshot: after, warnings } = await runEffects(session, view, snapshot, true);
    return { snapshot: after, warnings };
  } catch (error) {
    if (!isPassing(error)) throw error;
    session.log.warn(`Not everything is done, the next run goes on: ${error.message}`);
    return { snapshot, warnings: new Map() };
  }
}

/** When the last open verification must be over, ms since 1970; 0 when none is open. */
export function verifyingUntil({ inputs }: Session, snapshot: Snapshot): number {
  const ends = openVerifications(snapshot, inputs.prompt).map(
    ({ verification }) => Date.parse(verification.ends_at) + patience * 1000,
  );
  return Math.max(0, ...ends);
}
