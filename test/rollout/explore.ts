import type { PromptState, Version } from '../../src/live/state.ts';
import { at } from './states.ts';
import { type Action, actions, type Step, type World } from './world.ts';

/** One way from a reached world to another. */
export interface Edge {
  readonly before: World;
  readonly action: Action;
  readonly step: Step;
  /** True when no way before led to this world. */
  readonly fresh: boolean;
}

export interface Explored {
  /** Different worlds that were reached, the first one among them. */
  readonly worlds: number;
  readonly edges: number;
  /** Outcomes that occurred, with how often. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** A world to begin with, and what led to it. */
export interface Root {
  readonly world: World;
  readonly path: readonly string[];
}

/** Visits every world that `depth` actions lead to from the roots, breadth first; each different one is left once. */
export function explore(
  roots: readonly Root[],
  depth: number,
  visit: (edge: Edge, path: () => string) => void,
): Explored {
  const seen = new Set(roots.map(({ world }) => keyOf(world)));
  const outcomes = new Map<string, number>();
  let edges = 0;
  let layer: readonly Root[] = roots;
  for (let level = 0; level < depth; level++) {
    const next: Root[] = [];
    for (const { world, path } of layer)
      for (const action of actions) {
        const step = action.apply(world);
        if (step === null) continue;
        edges += 1;
        const outcome = step.change?.outcome;
        if (outcome !== undefined) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const key = step.world === world ? null : keyOf(step.world);
        const fresh = key !== null && !seen.has(key);
        visit({ before: world, action, step, fresh }, () => [...path, action.name].join(', '));
        if (key === null || !fresh) continue;
        seen.add(key);
        next.push({ world: step.world, path: [...path, action.name] });
      }
    layer = next;
  }
  return { worlds: seen.size, edges, outcomes };
}

/** Worlds with one key can only differ in the times of what is over, which decide nothing. */
function keyOf({ state, source, now, good, all, archived }: World): string {
  const digests = (versions: readonly Version[]): string[] => versions.map(({ digest }) => digest).sort();
  return JSON.stringify([
    comparable(state, now),
    source.digest,
    digests(good),
    digests(all),
    Object.entries(archived).sort(),
  ]);
}

function comparable(state: PromptState, now: number) {
  const { rollout } = state;
  return {
    stable: served(state.stable),
    previous: state.previous.map(served),
    rollouts: state.rollouts,
    rollout: rollout && {
      ...rollout,
      plan: rollout.plan.stages.map(({ weight }) => weight),
      recorded_until: null,
      paused_at: rollout.paused_at !== null,
      candidate: rollout.candidate.digest,
      started_at: null,
      weights: rollout.weights.map(({ weight }) => weight),
      stage_started_at: age(rollout.stage_started_at, now),
      hold: rollout.hold && { ...rollout.hold, since: age(rollout.hold.since, now) },
      first_traffic_at: rollout.first_traffic_at !== null,
      crossing: rollout.crossing && { ...rollout.crossing, since: age(rollout.crossing.since, now) },
    },
    incidents: state.incidents.map(({ id, status, rule, good, pull_request, issue }) => [
      id,
      status,
      rule,
      good.digest,
      pull_request !== null,
      issue !== null,
    ]),
    quarantine: state.quarantine.map(({ digest, label }) => [digest, label]),
    outbox: state.outbox.map(effect),
  };
}

/** An effect without its time. */
function effect(entry: PromptState['outbox'][number]): string {
  if (entry.kind === 'deliver') return entry.kind;
  return entry.kind === 'notify' ? `${entry.event}/${entry.thread}` : entry.key;
}

const served = ({ digest, label, stable_since, known_good_since }: Version) => [
  digest,
  label,
  stable_since !== null,
  known_good_since !== null,
];

/** Seconds since a time, up to a day: nothing takes longer. */
function age(time: string, now: number): number {
  return Math.min(86_400, (Date.parse(at(now)) - Date.parse(time)) / 1000);
}
