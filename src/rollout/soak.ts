import type { PromptState, Soak } from '../live/state.ts';
import type { Verdict } from '../policy/verdict.ts';
import { type Actor, type Change, ledgerEvent } from './change.ts';
import { secondsSince } from './decide.ts';
import type { SourceVersion } from './release.ts';
import { asVersion } from './transition.ts';

/** Whether a version has been healthy in staging for `seconds` without a break. */
export function hasSoaked(
  { soak }: PromptState,
  version: SourceVersion,
  seconds: number,
  now: string,
): boolean {
  if (soak === null || soak.version.digest !== version.digest || soak.healthy_since === null) return false;
  return secondsSince(soak.healthy_since, now) >= seconds;
}

/**
 * The soak after one look at staging, or null when nothing changed. Another version begins anew; anything but
 * healthy, the unknown too, takes the time away, and the next healthy look begins it again.
 */
export function soakStep(
  before: PromptState,
  version: SourceVersion,
  verdict: Verdict,
  actor: Actor,
): Change | null {
  const { soak } = before;
  const same = soak !== null && soak.version.digest === version.digest;
  const healthy = verdict.verdict === 'healthy';
  if (same && healthy === (soak.healthy_since !== null)) return null;
  const candidate = asVersion(version, { stable_since: null, known_good_since: null });
  const next: Soak = {
    version: same ? soak.version : candidate,
    started_at: same ? soak.started_at : actor.now,
    healthy_since: healthy ? actor.now : null,
  };
  const reason = healthy ? 'healthy' : verdict.verdict;
  return {
    outcome: 'soaking',
    state: { ...before, soak: next },
    events: [ledgerEvent(actor, 'soaking', { version: next.version, reason, details: { verdict } })],
    routing: false,
    archive: null,
    message: { verb: 'soak', from: null, to: next.version.label, detail: reason, incident: null },
  };
}
