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

/** Seconds between two recorded looks while all is well, and seconds without a look that break the soak. */
const heartbeat = 300;
const longestGap = 900;

/**
 * The soak after one look at staging, or null when nothing is to be recorded. Another version begins anew;
 * anything but healthy, the unknown too, takes the time away, and the next healthy look begins it again. So does
 * a time in which nobody looked: unknown is never healthy.
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
  const silent = same ? secondsSince(soak.seen_at, actor.now) : 0;
  const steady = same && healthy === (soak.healthy_since !== null);
  if (steady && (!healthy || silent < heartbeat)) return null;
  const goesOn = steady && silent <= longestGap;
  const candidate = asVersion(version, { stable_since: null, known_good_since: null });
  const next: Soak = {
    version: same ? soak.version : candidate,
    started_at: same ? soak.started_at : actor.now,
    healthy_since: goesOn ? soak.healthy_since : healthy ? actor.now : null,
    seen_at: actor.now,
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
