import type { PromptState, Rollout } from '../live/state.ts';
import { healthOf } from '../policy/health.ts';
import type { Outcome } from '../reasons.ts';
import type { Actor, Change } from '../rollout/change.ts';
import { decideReverting } from '../rollout/decide-reverting.ts';
import { revertChange } from '../rollout/gradual.ts';
import { evidenceOf, type Sight } from './observe.ts';
import { recorded, unrecorded } from './recorded.ts';

/**
 * One pure step of a gradual rollback, by what a look saw. `limit` is the seconds of silence after which the
 * metrics source pages; `hold` the outcome when nothing changes.
 */
export function stepOfReverting(
  state: PromptState,
  rollout: Rollout,
  sight: Sight,
  actor: Actor,
  limit: number,
): { readonly change: Change | null; readonly hold: Outcome } {
  const health = healthOf(sight.observation, rollout.plan.policy);
  const decision = decideReverting(rollout, health, sight.verdict, actor.now, limit);
  const hold: Outcome = rollout.paused_at === null ? 'reverting' : 'paused';
  const evidence = evidenceOf(sight, rollout.started_at);
  const seen = { health, verdict: sight.verdict, at: sight.at.toISOString(), evidence };
  const change = revertChange(state, rollout, decision, seen, actor);
  if (change !== null) return { change: recorded(change, rollout, sight), hold };
  const kept = unrecorded(state, rollout, sight, actor);
  return { change: kept === null ? null : recorded({ ...kept, outcome: hold }, rollout, sight), hold };
}
