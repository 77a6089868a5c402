import type { Policy } from '../config/policy-schema.ts';
import { evaluate } from '../evidence/evaluate.ts';
import type { ArmLook } from '../evidence/looks.ts';
import type { EvidenceResult } from '../evidence/result.ts';
import type { Arm, Observation } from '../metrics/port.ts';
import { againstBaseline } from './baseline.ts';
import { evidenceReadings, evidenceSettingsOf } from './evidence-readings.ts';
import { baselineGaps, errorGaps, evidenceGaps, fatalGaps, missingRequests } from './gaps.ts';
import { interval } from './grid.ts';
import { errorRateNow, isPresent, presentMatches } from './present.ts';
import { promotionOf } from './promotion.ts';
import { windowReadings } from './readings.ts';
import { gateMatches, inOrder, isOver, ruleMatches } from './rules.ts';
import { sane } from './sane.ts';
import type { Gap, Match, Reading, Verdict, VerdictName } from './verdict.ts';

/** What the judgement needs to know of the rollout besides the numbers. */
export interface JudgeContext {
  /** Seconds since the candidate's first traffic; 0 when it has had none. */
  readonly ageSeconds: number;
  /** The crossing under observation, whose limit is frozen. */
  readonly crossing: { readonly name: string; readonly limit: number } | null;
  /** Weight of the candidate in percent: at 100 the stable version has no traffic to compare with. */
  readonly weight: number;
  /** What the stable version did in the last stage: compared with at 100 %. */
  readonly baseline: ArmLook | null;
  /** True while this is the stage before 100 %, which p99 and quality must pass too. */
  readonly lastStage: boolean;
  /** Seconds until the stage is inconclusive for its deadline; 0 or less when it is past. */
  readonly secondsLeft: number;
}

type Part = Pick<Verdict, 'verdict' | 'cause' | 'matches' | 'gaps'>;

/**
 * What the policy makes of an observation. The order: missing error data, outage, proven rules, proven gate
 * limits, rules that are crossed and not proven, gaps in other metrics, then a stable version that is itself
 * above a limit.
 *
 * A crossed rule is never excused by a gap in another metric: a quality judge that is down must not
 * hide an error rate of 50 %. And nothing is healthy while any gap is open.
 */
export function judge(observation: Observation, policy: Policy, context: JudgeContext): Verdict {
  return judgeBy(evidenceFor(observation, policy, context), observation, policy, context);
}

/** The same, with evidence that is known already; null judges by the values of the window. */
export function judgeBy(
  evidence: EvidenceResult | null,
  given: Observation,
  policy: Policy,
  context: JudgeContext,
): Verdict {
  const alone = context.weight === 100;
  const observation = sane(given, alone);
  const readings = readingsFor(observation, evidence);
  const age = context.ageSeconds < policy.gates.mature_after ? 'young' : 'mature';
  const limits = policy.gates[age];
  const missing = evidence === null ? missingRequests(observation, policy) : 0;
  const comparable = !alone && (observation.stable.requests ?? 0) >= policy.min_requests;
  const rules = ruleMatches(readings, policy);
  const gates = gateMatches(readings, limits, policy, rules, context.crossing);
  const crossed = inOrder([...rules, ...gates]);
  const proven = crossed.filter((match) => isProven(match, readings));
  const outage = proven.filter((match) => comparable && isOutage(match, readings, observation.stable));
  const told =
    comparable && (observation.stable.requests ?? 0) >= least * (observation.candidate.requests ?? 0);
  const own = proven.filter((match) => !outage.includes(match) && isItsDoing(match, readings, told));
  const now = presentMatches(observation, readings, policy).filter(
    ({ name }) => !own.some((match) => match.name === name),
  );
  const unproven = crossed
    .filter((match) => !outage.includes(match) && !own.includes(match))
    .filter(({ name }) => !now.some((match) => match.name === name))
    .filter((match) => evidence === null || isPresent(match, observation));
  const blind = errorGaps(observation, readings, missing, evidence);
  const gaps = [
    ...fatalGaps(observation.problems, alone),
    ...outage.filter(isGate).map((): Gap => 'limit-below-baseline'),
    ...(evidence === null ? baselineGaps(readings, limits.error_rate, alone) : evidenceGaps(evidence, alone)),
  ];
  const promotion = promotionOf(evidence, policy, context);
  const part = decidePart(blind, outage, inOrder([...own, ...now]), unproven, gaps);
  return {
    ...part,
    gaps: [...new Set(part.gaps)],
    behind: part.verdict === 'inconclusive' ? [] : [...new Set(gaps)],
    severity: part.matches[0]?.severity ?? null,
    unproven,
    readings,
    problems: observation.problems,
    age,
    age_seconds: context.ageSeconds,
    seen_until: observation.looks?.at(-1)?.at ?? null,
    missing_requests: missing,
    promotion,
  };
}

function decidePart(
  blind: readonly Gap[],
  outage: readonly Match[],
  matches: readonly Match[],
  unproven: readonly Match[],
  gaps: readonly Gap[],
): Part {
  if (blind.length > 0) return inconclusive(blind);
  const leading = matches[0];
  const urgent = leading?.severity === 'critical' || leading?.severity === 'high';
  const rules = outage.filter((match) => !isGate(match));
  if (rules.length > 0 && !urgent)
    return { verdict: 'inconclusive', cause: 'outage', matches: rules, gaps: [] };
  if (leading !== undefined) {
    // What hits both versions is reported behind what is the candidate's own doing, and leads nothing.
    return { verdict: verdictOf(leading), cause: 'candidate', matches: [...matches, ...rules], gaps: [] };
  }
  if (unproven.length > 0) return { verdict: 'watch', cause: null, matches: [], gaps: [] };
  if (gaps.length > 0) return inconclusive(gaps);
  return { verdict: 'healthy', cause: null, matches: [], gaps: [] };
}

/** Share of the candidate's traffic that stable must have for the relative test to be told from silence. */
const least = 0.04;

/** Gaps that are not the source's doing have no cause: there is nothing wrong with the metrics. */
const ownGaps: readonly Gap[] = [
  'too-few',
  'limit-below-baseline',
  'routing-not-in-effect',
  'stable-silent',
  'candidate-silent',
];

/** A gate limit that no rule of the table covers. */
function isGate({ name }: Match): boolean {
  return name.startsWith('gate-');
}

function inconclusive(gaps: readonly Gap[]): Part {
  const cause = gaps.every((gap) => ownGaps.includes(gap)) ? null : 'metrics';
  return { verdict: 'inconclusive', cause, matches: [], gaps };
}

function evidenceFor(observation: Observation, policy: Policy, context: JudgeContext): EvidenceResult | null {
  if (policy.evidence === 'off' || observation.looks === null) return null;
  const looks = observation.looks.map((look) => againstBaseline(look, context.baseline));
  return evaluate(looks, evidenceSettingsOf(policy, interval, observation.window_seconds));
}

/** By evidence where the source has counts, metric by metric; else the values of the window. */
function readingsFor(observation: Observation, evidence: EvidenceResult | null): Reading[] {
  const plain = windowReadings(observation);
  if (evidence === null) return plain;
  const byEvidence = evidenceReadings(evidence);
  return plain.map((reading) => {
    const proven = byEvidence.find(({ metric }) => metric === reading.metric);
    return proven === undefined || proven.proof === null ? reading : proven;
  });
}

/** A verdict without any metrics: nothing can be judged, so nothing is promoted. */
export function unjudged(gap: Gap, ageSeconds: number, policy: Policy): Verdict {
  return {
    verdict: 'inconclusive',
    cause: 'metrics',
    severity: null,
    matches: [],
    unproven: [],
    readings: [],
    gaps: [gap],
    behind: [],
    problems: [],
    age: ageSeconds < policy.gates.mature_after ? 'young' : 'mature',
    age_seconds: ageSeconds,
    seen_until: null,
    missing_requests: 0,
    promotion: { ready: false, waits: [], gap: null },
  };
}

/** Whether the reading behind a match is proven; without counts the thresholds act as written. */
function isProven(match: Match, readings: readonly Reading[]): boolean {
  return readings.find(({ metric }) => metric === match.metric)?.proof?.proven ?? true;
}

/**
 * Both arms over the rule's threshold, and the candidate no worse than stable: a rollback would not help. Stable
 * must be over it in the present window, too: what is over is no outage any more.
 */
function isOutage(match: Match, readings: readonly Reading[], stable: Arm): boolean {
  if (match.metric !== 'error_rate') return false;
  const now = errorRateNow(stable);
  if (now === null || !isOver(now, match.threshold)) return false;
  const reading = readings.find(({ metric }) => metric === 'error_rate');
  return reading?.stable != null && reading.stable > match.threshold && reading.worse !== true;
}

/**
 * Whether a proven crossing of the error rate is the candidate's: where stable can be compared with, the
 * relative test must say so. An absolute limit alone would blame it for an outage that stays near the limit.
 */
function isItsDoing(match: Match, readings: readonly Reading[], comparable: boolean): boolean {
  if (match.metric !== 'error_rate' || !comparable) return true;
  const reading = readings.find(({ metric }) => metric === 'error_rate');
  return reading?.proof == null || reading.worse === true;
}

function verdictOf(leading: Match): VerdictName {
  if (leading.severity === 'critical') return 'rollback';
  return leading.severity === 'high' ? 'recommend-rollback' : 'watch';
}
