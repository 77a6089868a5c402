import type { MetricName } from '../config/policy-schema.ts';
import type { Rollout } from '../live/state.ts';
import type { Observation } from '../metrics/port.ts';
import type { Match, Verdict } from '../policy/verdict.ts';
import { inWindow } from './evidence-tables.ts';
import { clock, counted, duration, percent } from './format.ts';
import { crossedBy, limit, side, waitText } from './words.ts';

/**
 * One look in one line: `14:02:30 UTC  customer-support v2.0.0  5 %  healthy  errors 0.3 % (0.2 %)  …`, values
 * of the candidate with those of stable in brackets: of the window, or of the period that crossed a limit, which is
 * then named. Plain text; the log makes it harmless.
 */
export function lookLine(
  at: Date,
  prompt: string,
  rollout: Rollout,
  observation: Observation | null,
  verdict: Verdict,
): string {
  const { candidate, weight, phase, paused_at } = rollout;
  const why = verdict.matches[0]?.name ?? (verdict.gaps.join(', ') || verdict.unproven[0]?.name);
  const judged = why === undefined ? verdict.verdict : `${verdict.verdict} (${why})`;
  const waits = verdict.verdict === 'healthy' ? verdict.promotion.waits.map(waitText) : missing(verdict);
  const parts = [
    `${at.toISOString().slice(11, 19)} UTC`,
    `${prompt} ${candidate.label}`,
    phase === 'reverting'
      ? `${weight} % left on ${candidate.label}${paused_at ? ' (paused)' : ''}`
      : `${weight} %`,
    judged,
    ...(observation === null ? [] : numbers(observation, verdict)),
    ...(phase === 'reverting' ? blind(verdict, paused_at !== null) : waits),
    // A stage that is over for this candidate has no time left.
    ...(verdict.verdict === 'rollback' ? [] : stageLeft(rollout, at)),
  ];
  return parts.join('  ');
}

/** What goes on between two looks, in one line of plain text: time left, requests missing. */
export function waitingLine(
  open: readonly { readonly prompt: string; readonly rollout: Rollout; readonly verdict: Verdict | null }[],
  at: Date,
): string {
  const [only] = open;
  if (only === undefined) return 'Waiting';
  if (open.length > 1) return `${open.length} rollouts are open`;
  const { prompt, rollout, verdict } = only;
  const waits = verdict === null ? [] : [...verdict.promotion.waits.map(waitText), ...missing(verdict)];
  const parts = [...stageLeft(rollout, at), ...waits];
  return `${prompt} ${rollout.candidate.label} at ${rollout.weight} %${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`;
}

/** The time until this stage may end; nothing when that is over, or when no clock runs. */
function stageLeft({ phase, plan, stage, stage_started_at, asking }: Rollout, at: Date): string[] {
  if (phase === 'reverting' || asking !== null) return [];
  const length = phase === 'watching' ? plan.policy.watch : (plan.stages[stage]?.bake ?? 0);
  const left = length - (at.getTime() - Date.parse(stage_started_at)) / 1000;
  return left > 0 ? [`${duration(left)} of ${phase === 'watching' ? 'the watch' : 'this stage'} left`] : [];
}

/** What a gradual rollback does where the metrics do not tell: it needs no healthy verdict to go on. */
function blind({ verdict, cause }: Verdict, paused: boolean): string[] {
  if (verdict !== 'inconclusive' || cause === 'outage') return [];
  return [paused ? 'stays paused until the target is known to be healthy' : 'the time of the step runs on'];
}

/** What is missing until an unproven crossing is proven, if it goes on like this. */
function missing({ unproven, readings }: Verdict): string[] {
  const crossed = unproven[0];
  const requests = readings.find(({ metric }) => metric === crossed?.metric)?.proof?.missing_requests;
  if (crossed === undefined || requests == null) return [];
  return [`${crossed.name}: ${counted(Math.ceil(requests), 'more request')} to prove it`];
}

const names: Readonly<Record<MetricName, string>> = {
  error_rate: 'errors',
  latency_p99: 'p99',
  quality: 'quality',
};

function numbers(observation: Observation, verdict: Verdict): string[] {
  const { candidate, stable, rates } = observation;
  if (rates !== null) return [`errors ${percent(rates.error_rate_pct)}`];
  return (['error_rate', 'latency_p99', 'quality'] as const).flatMap((metric) => {
    const match = [...verdict.matches, ...verdict.unproven].find((each) => each.metric === metric);
    if (match !== undefined) return [crossing(match, observation, verdict)];
    const value = inWindow(candidate, metric);
    if (value === null) return [];
    const beside = inWindow(stable, metric);
    return [`${names[metric]} ${side(metric, value)} (${beside === null ? '-' : side(metric, beside)})`];
  });
}

/** The values of the period that crossed: since the trouble began, or the window itself where that is what is over. */
function crossing(match: Match, observation: Observation, { readings }: Verdict): string {
  const { metric, threshold, since } = match;
  const { candidate, stable, at, window_seconds } = observation;
  const reading = readings.find((each) => each.metric === metric && each.since === since);
  const [worse, beside] =
    reading === undefined
      ? [inWindow(candidate, metric), inWindow(stable, metric)]
      : [reading.candidate, reading.stable];
  const when =
    reading === undefined || since === null
      ? ` in the last ${duration(window_seconds)}`
      : ` since ${clock(since, at)}`;
  const told = metric === 'error_rate' ? crossedBy(match) : side(metric, worse);
  const change = metric === 'error_rate' ? '' : ` ${crossedBy(match)},`;
  return `${names[metric]} ${told} (${beside === null ? '-' : side(metric, beside)})${when}:${change} ${limit(metric, threshold)}`;
}
