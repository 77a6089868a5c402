import type { MetricName } from '../../config/policy-schema.ts';
import type { PromptState, Rollout } from '../../live/state.ts';
import { timeAfter } from '../format.ts';
import { metricNames } from '../words.ts';
import type { Clock, Tone } from './attention.ts';
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

/** The rollout of a prompt at a time (ISO 8601), not drawn yet; null when there is none. */
export function rolloutCard({ id, state }: PromptFacts, at: string): RolloutCard | null {
  if (state === null || state.rollout === null) return null;
  const { rollout, stable, incidents } = state;
  const { candidate, phase, mutes } = rollout;
  return {
    prompt: id,
    phase,
    candidate: candidate.label,
    stable: stable.label,
    weight: rollout.weight,
    steps: stepsOf(rollout),
    ...standing(state, rollout),
    started: rollout.started_at,
    firstTraffic: rollout.first_traffic_at,
    stageStarted: rollout.stage_started_at,
    clock: clockOf(rollout, at),
    mutes: mutes.map(({ metric, by, reason }) => `${metricNames[metric]}, by ${by}: ${reason}`),
    incident: rollout.asking ?? incidents.find(({ status }) => status === 'reverting')?.id ?? null,
    charts: null,
  };
}

/** The card with its charts, which is most of the work. */
export function drawn(card: RolloutCard, { state, looksOf }: PromptFacts): RolloutCard {
  if (state === null || state.rollout === null) return card;
  const { id, plan, weights, baseline } = state.rollout;
  const charts = chartsOf(looksOf(id), { policy: plan.policy, weights, baseline, metrics: allMetrics });
  return { ...card, charts };
}

function stepsOf({ plan, stage, phase, weight }: Rollout): Step[] {
  return plan.stages.map((each, index) => {
    const place = index < stage ? 'done' : index === stage ? 'now' : 'next';
    const held = place === 'now' && phase === 'watching' ? weight : each.weight;
    return { weight: held, place };
  });
}

/** Where it stands, the worst first, in a few words. */
function standing(
  { stable, incidents }: PromptState,
  rollout: Rollout,
): Pick<RolloutCard, 'tone' | 'status'> {
  const { phase, hold, crossing, asking, paused_at } = rollout;
  if (asking !== null) {
    const question = incidents.find(({ id }) => id === asking)?.question ?? null;
    if (question?.status === 'investigating') return { tone: 'warn', status: 'frozen, being looked into' };
    const late = question?.status === 'expired';
    return { tone: 'bad', status: late ? 'frozen, nobody decided in time' : 'frozen, a decision is due' };
  }
  if (paused_at !== null) return { tone: 'bad', status: `paused: ${stable.label} is unhealthy` };
  if (hold !== null && holds[hold.why] !== undefined)
    return { tone: hold.paged || hold.why === 'outage' ? 'bad' : 'warn', status: `held: ${holds[hold.why]}` };
  if (crossing !== null) return { tone: 'warn', status: `held: ${metricNames[crossing.metric]} is observed` };
  if (phase === 'reverting') return { tone: 'warn', status: 'going back step by step' };
  return { tone: 'good', status: phase === 'watching' ? 'watched at full traffic' : 'on course' };
}

const holds: Readonly<Record<string, string>> = {
  outage: 'both versions are bad alike',
  unproven: 'a crossing is not proven',
  inconclusive: 'the metrics allow no judgement',
};

/** What it waits for; what is over already is the begin of a wait for evidence. */
function clockOf(rollout: Rollout, at: string): Clock | null {
  const { phase, plan, stage, stage_started_at, asking, paused_at, hold, crossing } = rollout;
  const held = hold !== null && holds[hold.why] !== undefined;
  if (asking !== null || paused_at !== null || crossing !== null || held) return null;
  const bake = plan.stages[stage]?.bake ?? 0;
  const [label, over, seconds] = {
    watching: ['known as good at the earliest', 'watch over since', plan.policy.watch] as const,
    reverting: ['next step down', 'next step due since', bake] as const,
    canary: ['next stage at the earliest', 'waits for evidence since', bake] as const,
  }[phase];
  const ends = timeAfter(stage_started_at, seconds);
  if (ends === null) return null;
  return { label: Date.parse(ends) < Date.parse(at) ? over : label, ends };
}
