import { recoveryLimit } from '../evidence/recovery.ts';
import type { Verification } from '../live/state.ts';
import type { Actor } from './change.ts';
import type { Ground } from './ground.ts';

/** The verification of a rollback that is decided now; null without a metrics source. */
export function newVerification(_ground: Ground, { now, verification }: Actor): Verification | null {
  if (verification === null) return null;
  const { propagation, escalate_after, give_up_after } = verification;
  return {
    status: 'waiting',
    starts_at: later(now, propagation),
    escalate_at: later(now, propagation + escalate_after),
    ends_at: later(now, propagation + give_up_after),
    limit: recoveryLimit(null),
    seen_at: null,
    requests: 0,
    errors: 0,
    error_rate: null,
    bad_requests: 0,
    ended: null,
    metric: null,
  };
}

function later(from: string, seconds: number): string {
  return new Date(Date.parse(from) + seconds * 1000).toISOString();
}
