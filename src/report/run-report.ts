import type { Verdict } from '../policy/verdict.ts';
import type { ReasonCode } from '../reasons.ts';
import type { PromptResult, RunResult } from '../result.ts';
import { secondsBetween } from './format.ts';
import { sentence } from './sentence.ts';

/** Where a rollout stands. */
export interface StageReport {
  /** Counted from 0. */
  readonly index: number;
  readonly of: number;
  /** Until the bake time, or the watch at 100 %, is over; 0 when it is, null when nothing runs. */
  readonly bakeLeftSeconds: number | null;
  /** Weight of the next stage in percent; null at the last one. */
  readonly next: number | null;
}

/** What the summary says of one prompt. All texts are untrusted. */
export interface PromptReport {
  readonly id: string;
  readonly outcome: ReasonCode;
  /** The verdict in one sentence, as `sentence()` makes it. */
  readonly sentence: string;
  /** Label of the stable version; null when there is none yet. */
  readonly stable: string | null;
  /** Label of the candidate, or of the version that was rolled back. */
  readonly candidate: string | null;
  readonly weight: number | null;
  readonly stage: StageReport | null;
  readonly verdict: Verdict | null;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly warnings: readonly string[];
  /** What went wrong and what mends it, for an outcome that is an error. */
  readonly error: {
    readonly message: string;
    readonly causes: readonly string[];
    readonly cure: string;
  } | null;
}

/** What the job summary of a run is made of. */
export interface RunReport {
  readonly command: string;
  readonly reason: ReasonCode;
  readonly at: string;
  readonly prompts: readonly PromptReport[];
  readonly warnings: readonly string[];
  /** An error of the run as a whole. */
  readonly error: PromptReport['error'];
}

/** The report of a run's result. */
export function reportOf(result: RunResult): RunReport {
  const { command, reason_code: reason, at, prompts, warnings, error } = result;
  return {
    command: command ?? 'unknown',
    reason,
    at,
    prompts: prompts.map((prompt) => promptReport(prompt, at)),
    warnings,
    error,
  };
}

function promptReport(result: PromptResult, at: string): PromptReport {
  const { prompt, reason_code, stable, rollout, verdict, incident, warnings, error } = result;
  const links = [
    { label: 'revert pull request', url: incident?.pull_request?.url },
    { label: 'post-mortem', url: incident?.issue?.url },
  ];
  const report = {
    id: prompt,
    outcome: reason_code,
    stable: stable?.label ?? null,
    candidate: rollout?.candidate.label ?? incident?.bad.label ?? null,
    weight: rollout?.weight ?? null,
    stage: rollout === null ? null : stageReport(rollout, at),
    verdict,
    links: links.flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }])),
    warnings,
    error,
  };
  return { ...report, sentence: sentence(report) };
}

function stageReport(rollout: NonNullable<PromptResult['rollout']>, at: string): StageReport {
  const { plan, stage, phase, stage_started_at } = rollout;
  const length = phase === 'watching' ? plan.policy.watch : (plan.stages[stage]?.bake ?? 0);
  const passed = secondsBetween(stage_started_at, at) ?? 0;
  return {
    index: stage,
    of: plan.stages.length,
    bakeLeftSeconds:
      rollout.asking === null && rollout.paused_at === null ? Math.max(0, length - passed) : null,
    next: plan.stages[stage + 1]?.weight ?? null,
  };
}
