import type { ArmLook } from '../evidence/looks.ts';
import type { Verification } from '../live/state.ts';
import type { Observation, Problem } from '../metrics/port.ts';
import type { AfterLook } from '../rollout/aftermath.ts';

/** What is known of the source that answered. */
export interface Origin {
  /** Whether it can be asked for the looks of the past. */
  readonly history: boolean;
  /** Seconds that a query covers which is no counter. */
  readonly window: number;
}

/**
 * What an observation (candidate: the bad version, stable: the one that took over) tells of the time since the
 * switch; empty when that is nothing. A source without looks of the past has one window, and it counts only when
 * it begins after the switch. Rates without counts tell nothing.
 */
export function looksAfter(
  observation: Observation,
  { starts_at, metric }: Verification,
  { history, window }: Origin,
): AfterLook[] {
  const { at, looks, problems, candidate, stable, window_seconds } = observation;
  if (problems.some((problem) => problem.fatal && !isAside(problem))) return [];
  const known = metric === null || !problems.some((problem) => problem.fatal && isOf(metric.name, problem));
  const begin = Date.parse(at) - (history ? window : window_seconds) * 1000;
  const whole = begin >= Date.parse(starts_at);
  const level = known && whole && metric !== null ? levelOf(observation, metric.name) : null;
  const counts = (arm: ArmLook): ArmLook => (known ? arm : { requests: arm.requests, errors: arm.errors });
  if (history && looks !== null)
    return looks.map((look) => ({
      at: look.at,
      good: counts(look.stable),
      bad: look.candidate.requests,
      level,
    }));
  if (!whole || stable.requests === null || stable.errors === null) return [];
  const good = looks?.at(-1)?.stable ?? { requests: stable.requests, errors: stable.errors };
  return [
    { at: new Date(begin).toISOString(), good: { requests: 0, errors: 0 }, bad: 0, level: null },
    { at, good: counts(good), bad: candidate.requests, level },
  ];
}

/** Faults that leave the requests and errors as they are. */
function isAside({ metric }: Problem): boolean {
  return metric !== null && (metric.startsWith('latency') || metric.startsWith('quality'));
}

function isOf(name: 'latency_p99' | 'quality', { arm, metric }: Problem): boolean {
  const prefix = name === 'latency_p99' ? 'latency' : 'quality';
  return arm !== 'candidate' && metric?.startsWith(prefix) === true;
}

function levelOf({ stable }: Observation, name: 'latency_p99' | 'quality'): number | null {
  return name === 'latency_p99' ? stable.p99 : stable.quality;
}
