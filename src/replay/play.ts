import type { ResolvedPrompt } from '../config/load.ts';
import { type EvidenceState, read, start, step } from '../evidence/evaluate.ts';
import type { Look } from '../evidence/looks.ts';
import type { EvidenceResult } from '../evidence/result.ts';
import type { Rollout } from '../live/state.ts';
import type { Observation } from '../metrics/port.ts';
import { againstBaseline, baselineSince } from '../policy/baseline.ts';
import { evidenceSettingsOf } from '../policy/evidence-readings.ts';
import { interval } from '../policy/grid.ts';
import { judgeBy } from '../policy/judge.ts';
import type { Verdict } from '../policy/verdict.ts';
import { type Decision, decide, secondsSince } from '../rollout/decide.ts';
import { nextHold } from '../rollout/hold.ts';
import { newRollout } from '../rollout/new-rollout.ts';

const windowSeconds = 300;

/** A recording has no silence of the source: this limit is never reached by a gap between its lines. */
const outageLimit = Number.POSITIVE_INFINITY;

/** One look as it was judged and decided. */
export interface Played {
  readonly at: string;
  readonly verdict: Verdict;
  readonly decision: Decision;
}

/**
 * Runs the policy over recorded looks, as a rollout would have. Pure: the weights are those of the recording,
 * and a rollback or a question does not change what comes after it in the file, so the first one is final.
 */
export function play(looks: readonly Look[], prompt: ResolvedPrompt): Played[] {
  const settings = evidenceSettingsOf(prompt.policy, interval, windowSeconds);
  const useEvidence = prompt.policy.evidence === 'on';
  let evidence: EvidenceState = start(settings);
  let rollout = beginning(looks, prompt);
  const played: Played[] = [];
  for (const look of looks) {
    rollout = atLook(rollout, look, looks);
    evidence = step(evidence, againstBaseline(look, rollout.baseline));
    const result = read(evidence);
    const verdict = judgeBy(useEvidence ? result : null, observationOf(look, result), prompt.policy, {
      ageSeconds: result.age_seconds,
      crossing: rollout.crossing,
      weight: look.weight,
      baseline: rollout.baseline,
      lastStage: prompt.stages[rollout.stage + 1]?.weight === 100,
      secondsLeft: prompt.policy.deadline - secondsSince(rollout.stage_started_at, look.at),
    });
    const decision = decide(rollout, verdict, look.at, outageLimit);
    played.push({ at: look.at, verdict, decision });
    rollout = afterDecision(rollout, decision, verdict, look.at);
    if (decision.kind === 'rollback' || decision.kind === 'complete') break;
  }
  return played;
}

/** The decision that the recording comes to: the first rollback or question, else the last one. */
export function finalOf(played: readonly Played[]): Played | null {
  const decisive = played.find(({ decision }) => decision.kind === 'rollback');
  const asked = played.find(({ decision }) => decision.kind === 'ask');
  return decisive ?? asked ?? played.at(-1) ?? null;
}

function beginning(looks: readonly Look[], { stages, policy }: ResolvedPrompt): Rollout {
  const weight = looks[0]?.weight ?? 0;
  const plan = { stages: [...stages], policy };
  // The first look covers an interval, at whose begin the stage began.
  const at = new Date(Date.parse(looks[0]?.at ?? '') - interval * 1000).toISOString();
  const version = {
    label: 'candidate',
    commit: '',
    path: '',
    digest: '',
    stable_since: null,
    known_good_since: null,
  };
  return newRollout({ id: 'replay', candidate: version, ...placeOf(weight, plan), weight, plan }, at);
}

/**
 * Where a recorded weight belongs: to the stage of that weight, else the last one below it. All but the holdback
 * is the watch, as 100 % is.
 */
function placeOf(weight: number, { stages, policy }: Rollout['plan']): Pick<Rollout, 'stage' | 'phase'> {
  const known = stages.some((entry) => entry.weight === weight);
  const watching = weight === 100 || (policy.holdback > 0 && weight === 100 - policy.holdback && !known);
  const last = stages.length - 1;
  const stage = watching ? last : stages.findLastIndex((entry) => entry.weight <= weight);
  return { stage: Math.max(0, stage), phase: watching ? 'watching' : 'canary' };
}

/** The rollout at the weight of a look: another weight is another stage. */
function atLook(rollout: Rollout, { at, weight }: Look, looks: readonly Look[]): Rollout {
  if (weight === rollout.weight) return rollout;
  const before = looks.filter((look) => Date.parse(look.at) < Date.parse(at));
  const began = before.at(-1)?.at ?? at;
  const place = placeOf(weight, rollout.plan);
  const baseline = weight === 100 ? baselineSince(before, rollout.stage_started_at) : null;
  return { ...rollout, ...place, weight, hold: null, baseline, stage_started_at: began };
}

function afterDecision(rollout: Rollout, decision: Decision, verdict: Verdict, at: string): Rollout {
  if (decision.kind === 'hold') {
    const hold = nextHold(rollout, decision, verdict, at);
    return hold === null ? rollout : { ...rollout, hold };
  }
  if (decision.kind === 'resolve') return { ...rollout, crossing: null, hold: null };
  if (decision.kind === 'ask') return { ...rollout, asking: 'replay' };
  if (decision.kind !== 'observe') return rollout;
  const { name, metric, threshold, value } = decision.match;
  return { ...rollout, hold: null, crossing: { name, metric, limit: threshold, value, since: at } };
}

function observationOf(look: Look, { window }: EvidenceResult): Observation {
  const arm = (name: 'candidate' | 'stable'): Observation['candidate'] => {
    const { requests, errors, p99, quality } = window[name];
    return { version: name, requests, errors, p99, quality };
  };
  return {
    source: 'replay',
    at: look.at,
    window_seconds: window.seconds,
    candidate: arm('candidate'),
    stable: arm('stable'),
    rates: null,
    looks: null,
    problems: [],
    queries: [],
  };
}
