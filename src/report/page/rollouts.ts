import type { MetricName } from '../../config/policy-schema.ts';
import type { PromptState, Rollout } from '../../live/state.ts';
import { timeAfter } from '../format.ts';
import type { Attention, Clock, Tone } from './attention.ts';
import type { PromptFacts } from './facts.ts';
import { type Charts, chartsOf } from './series.ts';

/** A stage of a rollout; `at` is the weight in percent. */
export interface Step {
  readonly weight: number;
  readonly place: 'done' | 'now' | 'next';
}

/** A rollout in progress, or a gradual rollback. All texts are untrusted. */
export interface RolloutCard {
  readonly prompt: string;
  readonly phase: Rollout['phase'];
  readonly candidate: string;
  readonly stable: string;
  readonly weight: number;
  readonly steps: readonly Step[];
  readonly tone: Tone;
  readonly status: string;
  readonly started: string;
  readonly firstTraffic: string | null;
  readonly stageStarted: string;
  /** What comes next, and when at the earliest; null where it waits for a person or for evidence alone. */
  readonly clock: Clock | null;
  /** What a person let go on, in words. */
  readonly mutes: readonly string[];
  readonly incident: string | null;
  readonly charts: Charts | null;
}

const allMetrics: readonly MetricName[] = ['error_rate', 'latency_p99', 'quality'];

/** The rollout of a prompt; null when there is none. `attention` is what is to be said of the prompt. */
export function rolloutCard(
  { id, state, looksOf }: PromptFacts,
  attention: readonly Attention[],
): RolloutCard | null {
  if (state === null || state.rollout === null) return null;
  const { rollout, stable, incidents } = state;
  const { plan, weights, baseline, candidate, phase, mutes } = rollout;
  return {
    prompt: id,
    phase,
    candidate: candidate.label,
    stable: stable.label,
    weight: rollout.weight,
    steps: stepsOf(rollout),
    ...standing(state, rollout, attention),
    started: rollout.started_at,
    firstTraffic: rollout.first_traffic_at,
    stageStarted: rollout.stage_started_at,
    clock: clockOf(rollout),
    mutes: mutes.map(({ metric, by, reason }) => `${metric}, by ${by}: ${reason}`),
    incident: rollout.asking ?? incidents.find(({ status }) => status === 'reverting')?.id ?? null,
    charts: chartsOf(looksOf(rollout.id), { policy: plan.policy, weights, baseline, metrics: allMetrics }),
  };
}

function stepsOf({ plan, stage, phase, weight }: Rollout): Step[] {
  return plan.stages.map((each, index) => {
    const place = index < stage ? 'done' : index === stage ? 'now' : 'next';
    const held = place === 'now' && phase === 'watching' ? weight : each.weight;
    return { weight: held, place };
  });
}

function standing(
  { stable }: PromptState,
  { phase, hold, weight, candidate }: Rollout,
  attention: readonly Attention[],
): Pick<RolloutCard, 'tone' | 'status'> {
  const [worst] = attention.filter(({ clock, tone }) => tone === 'bad' || clock !== null);
  const held = hold !== null && ['unproven', 'outage', 'inconclusive'].includes(hold.why);
  if (worst?.tone === 'bad')
    return { tone: 'bad', status: phase === 'reverting' ? 'paused' : 'needs a person' };
  if (worst !== undefined || held) return { tone: 'warn', status: held ? 'held' : 'watched closely' };
  if (phase === 'reverting')
    return { tone: 'warn', status: `going back to ${stable.label}, ${weight} % left on ${candidate.label}` };
  return { tone: 'good', status: phase === 'watching' ? 'watched at full traffic' : 'on course' };
}

function clockOf({ phase, plan, stage, stage_started_at, asking, paused_at }: Rollout): Clock | null {
  if (asking !== null || paused_at !== null) return null;
  const bake = plan.stages[stage]?.bake ?? 0;
  const [label, seconds] = {
    watching: ['known as good at the earliest', plan.policy.watch] as const,
    reverting: ['next step down', bake] as const,
    canary: ['next stage at the earliest', bake] as const,
  }[phase];
  const ends = timeAfter(stage_started_at, seconds);
  return ends === null ? null : { label, ends };
}
