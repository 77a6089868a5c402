import type { Rollout } from '../live/state.ts';

/** What differs from rollout to rollout when it begins. */
type Beginning = Pick<Rollout, 'id' | 'candidate' | 'phase' | 'stage' | 'weight' | 'plan'>;

/** A rollout that begins at `at` (ISO 8601), of which nothing is known yet. */
export function newRollout(beginning: Beginning, at: string): Rollout {
  return {
    ...beginning,
    started_at: at,
    stage_started_at: at,
    weights: [{ at, weight: beginning.weight }],
    first_traffic_at: null,
    crossing: null,
    hold: null,
    baseline: null,
    recorded_until: null,
    asking: null,
    mutes: [],
    paused_at: null,
  };
}
