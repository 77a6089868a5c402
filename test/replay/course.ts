import { read, start, step } from '../../src/evidence/evaluate.ts';
import type { Look } from '../../src/evidence/looks.ts';
import type { Rollout } from '../../src/live/state.ts';
import { againstBaseline } from '../../src/policy/baseline.ts';
import { evidenceSettingsOf } from '../../src/policy/evidence-readings.ts';
import { judgeBy } from '../../src/policy/judge.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { type Decision, decide, secondsSince } from '../../src/rollout/decide.ts';
import { nextHold } from '../../src/rollout/hold.ts';
import { rolloutOf } from '../rollout/states.ts';
import { counted } from './stretches.ts';

/** One look of a course: what was judged and decided, and whether this look sent a page. */
export interface Passed {
  readonly look: Look;
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly paged: boolean;
}

export interface CourseOptions {
  readonly rollout?: Partial<Rollout>;
  /** Seconds of silence after which the source pages. */
  readonly outageLimit?: number;
  readonly lastStage?: boolean;
}

/**
 * Looks one after the other through judgement, decision and hold, at one weight: what a rollout that stays in its
 * stage goes through. Advancing only begins the holding anew; a question or a rollback ends the course.
 */
export function course(looks: readonly Look[], options: CourseOptions = {}): Passed[] {
  const { outageLimit = 600, lastStage = false } = options;
  const [first] = looks;
  if (first === undefined) return [];
  const began = new Date(Date.parse(first.at) - 30_000).toISOString();
  let rollout = rolloutOf({
    started_at: began,
    stage_started_at: began,
    weight: first.weight,
    ...options.rollout,
  });
  const { policy } = rollout.plan;
  let evidence = start(evidenceSettingsOf(policy, 30, 300));
  const passed: Passed[] = [];
  for (const look of looks) {
    evidence = step(evidence, againstBaseline(look, rollout.baseline));
    const result = read(evidence);
    const { window } = result;
    const observation = {
      ...counted([]),
      at: look.at,
      candidate: armOf(window.candidate),
      stable: armOf(window.stable),
    };
    const verdict = judgeBy(result, observation, policy, {
      ageSeconds: result.age_seconds,
      crossing: rollout.crossing,
      weight: look.weight,
      baseline: rollout.baseline,
      lastStage,
      secondsLeft: policy.deadline - secondsSince(rollout.stage_started_at, look.at),
    });
    const decision = decide(rollout, verdict, look.at, outageLimit);
    const hold = decision.kind === 'hold' ? nextHold(rollout, decision, verdict, look.at) : null;
    const paged = hold?.paged === true && !(rollout.hold?.paged === true && rollout.hold.why === hold.why);
    passed.push({ look, verdict, decision, paged });
    if (decision.kind === 'ask' || decision.kind === 'rollback') break;
    if (decision.kind === 'observe') {
      const { name, metric, threshold, value } = decision.match;
      rollout = { ...rollout, crossing: { name, metric, limit: threshold, value, since: look.at } };
    }
    if (decision.kind === 'resolve') rollout = { ...rollout, crossing: null };
    if (decision.kind === 'advance') rollout = { ...rollout, hold: null };
    if (hold !== null) rollout = { ...rollout, hold };
  }
  return passed;
}

function armOf({ requests, errors, p99, quality }: Window): ReturnType<typeof counted>['candidate'] {
  return { version: 'v', requests, errors, p99, quality };
}

type Window = {
  readonly requests: number;
  readonly errors: number;
  readonly p99: number | null;
  readonly quality: number | null;
};

/** How often each decision was taken; a hold counts as its reason. */
export function tally(passed: readonly Passed[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { decision, paged } of passed) {
    const name = decision.kind === 'hold' ? decision.why : decision.kind;
    counts[name] = (counts[name] ?? 0) + 1;
    if (paged) counts.page = (counts.page ?? 0) + 1;
  }
  return counts;
}
