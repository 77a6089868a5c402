import type { Verdict } from '../policy/verdict.ts';
import type { ReasonCode } from '../reasons.ts';
import type { PromptResult, RunResult } from '../result.ts';
import { secondsBetween } from './format.ts';
import { visible } from './plain.ts';
import type { NotedHistory, RunNotes } from './run-notes.ts';
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

/** What of an incident a sentence and a summary tell. */
export type IncidentReport = Pick<
  NonNullable<PromptResult['incident']>,
  | 'rule'
  | 'reason'
  | 'decided_by'
  | 'began_at'
  | 'detected_at'
  | 'decided_at'
  | 'good'
  | 'question'
  | 'verification'
>;

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
  /** The incident that the run opened or worked on; null where the outcome is about none. */
  readonly incident: IncidentReport | null;
  /** Each weight since the start of the rollout, oldest first, with its moment in ISO 8601; empty without one. */
  readonly weights: readonly { readonly at: string; readonly weight: number }[];
  /** What both versions did over the time of the rollout; null without a look at counts. */
  readonly history: NotedHistory | null;
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
  /** Address of the run; null on a command line. */
  readonly runUrl: string | null;
  readonly prompts: readonly PromptReport[];
  readonly warnings: readonly string[];
  /** An error of the run as a whole. */
  readonly error: PromptReport['error'];
}

/** The report of a run's result. */
export function reportOf(result: RunResult, notes: RunNotes): RunReport {
  const { command, reason_code: reason, at, prompts, warnings, error } = result;
  return {
    command: command ?? 'unknown',
    reason,
    at,
    runUrl: notes.runUrl,
    prompts: prompts.map((prompt) => promptReport(prompt, result, notes)),
    warnings,
    error,
  };
}

function promptReport(result: PromptResult, { at, live }: RunResult, notes: RunNotes): PromptReport {
  const { prompt, reason_code, stable, rollout, verdict, incident, warnings, error } = result;
  const files =
    notes.home === null || live === null
      ? null
      : `${notes.home}/blob/${live.branch}/prompts/${encodeURIComponent(visible(prompt))}`;
  const links = [
    {
      label: incident?.status === 'asking' ? 'Answer in the pull request' : 'Merge the revert pull request',
      url: incident?.pull_request?.url,
    },
    { label: 'Complete the post-mortem', url: incident?.issue?.url },
    {
      label: 'Read the deployment history',
      url: notes.home === null || live === null ? undefined : `${notes.home}/commits/${live.branch}`,
    },
    {
      label: 'Read the ledger: every look and decision',
      url: files === null ? undefined : `${files}/ledger.ndjson`,
    },
    {
      label: 'Roll back by hand: run the rollback workflow',
      url: rollout === null || notes.home === null ? undefined : `${notes.home}/actions`,
    },
  ];
  const report = {
    id: prompt,
    outcome: reason_code,
    stable: stable?.label ?? null,
    candidate: rollout?.candidate.label ?? incident?.bad.label ?? null,
    weight: rollout?.weight ?? null,
    stage: rollout === null ? null : stageReport(rollout, at),
    verdict,
    incident,
    weights: rollout?.weights ?? [],
    history: notes.histories.get(prompt) ?? null,
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
