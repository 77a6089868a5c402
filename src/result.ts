import type { DoctorReport } from './doctor/finding.ts';
import { Failure, messageOf } from './errors/fail.ts';
import type { Command } from './inputs.ts';
import type { PromptState, Version } from './live/state.ts';
import type { OutputName } from './outputs.ts';
import type { Verdict } from './policy/verdict.ts';
import { type Outcome, outcomes, type ReasonCode } from './reasons.ts';
import type { DrillReport } from './report/drill-table.ts';

/** A failure as data, for the result and the log. */
export interface ResultError {
  readonly code: ReasonCode;
  readonly message: string;
  readonly causes: readonly string[];
  readonly cure: string;
}

/** How the default branch and the live branch differ. */
export interface Drift {
  readonly kind: 'pending' | 'rolled-back' | 'not-on-branch' | 'unknown';
  readonly detail: string;
}

/** What the run found and did for one prompt. */
export interface PromptResult {
  readonly prompt: string;
  readonly reason_code: ReasonCode;
  readonly stable: Version | null;
  readonly rollout: PromptState['rollout'];
  readonly verdict: Verdict | null;
  /** The incident that this run opened or worked on. */
  readonly incident: PromptState['incidents'][number] | null;
  readonly drift: Drift | null;
  readonly quarantined: number;
  /** Effects that are decided and not yet done. */
  readonly open_effects: readonly string[];
  readonly error: ResultError | null;
  readonly warnings: readonly string[];
}

/** What a run has asked of others. Git's own traffic is not counted: it has no budget. */
export interface Requests {
  /** Requests to the forge's API, repetitions included. */
  readonly forge: number;
  /** Requests to the metrics source. */
  readonly metrics: number;
  /** What the forge said last of its hourly limit; null when nothing was asked, or it sets none. */
  readonly budget: { readonly limit: number; readonly remaining: number; readonly resets_at: string } | null;
}

/** The result of a run, as printed by `--json` and in the output `result`. */
export interface RunResult {
  readonly schema_version: 1;
  readonly command: Command | null;
  readonly reason_code: ReasonCode;
  readonly exit_code: 0 | 1 | 2;
  readonly at: string;
  readonly live: { readonly branch: string; readonly commit: string | null } | null;
  readonly prompts: readonly PromptResult[];
  readonly warnings: readonly string[];
  readonly error: ResultError | null;
  /** Null for a command that keeps no count: demo, drill, and the replay of a recording. */
  readonly requests: Requests | null;
  /** Figures of the demo; null for every other command. */
  readonly demo: unknown;
  /** The final decision of a replay, or its comparisons; null for every other command. */
  readonly replay: unknown;
  /** What a `dry-run` would do, what `prune` removed, what `init` wrote, what `validate` found; null for every other run. */
  readonly plan: unknown;
  /** What a drill measured; null for every other command. */
  readonly drill: DrillReport | null;
  /** What the doctor found, problems first; null for every other command. */
  readonly doctor: DoctorReport | null;
}

/** From the most serious to the least: the first that occurs names the run. */
const seriousness: readonly Outcome[] = [
  'rollback-failed',
  'rolled-back',
  'reverting',
  'paused',
  'drill-missed',
  'doctor-problems',
  'already-rolled-back',
  'asked',
  'asking',
  'investigating',
  'unhealthy',
  'outage',
  'observing',
  'unproven',
  'inconclusive',
  'withdrawn',
  'resolved',
  'resumed',
  'superseded',
  'started',
  'advanced',
  'watching',
  'completed',
  'adopted',
  'soaking',
  'proving',
  'baking',
  'healthy',
  'lifted',
  'planned',
  'pruned',
  'drill-passed',
  'doctor-unsure',
  'doctor-healthy',
  'ignored',
  'nothing-to-do',
  'reported',
  'replayed',
  'demo-completed',
  'initialized',
  'valid',
];

const afterRollback = seriousness.indexOf('rolled-back') + 0.5;

/** How serious an outcome is: 0 is the most; an error stands right behind a rollback. */
export function rank(code: ReasonCode): number {
  return Object.hasOwn(outcomes, code) ? seriousness.indexOf(code as Outcome) : afterRollback;
}

/** Whether a version was put back, with or without success. */
export function wasRolledBack(code: ReasonCode): boolean {
  return code === 'rolled-back' || code === 'rollback-failed';
}

/** The prompt with the most serious outcome; null without prompts. */
export function leadingPrompt(prompts: readonly PromptResult[]): PromptResult | null {
  return [...prompts].sort((a, b) => rank(a.reason_code) - rank(b.reason_code))[0] ?? null;
}

/** An error as data; what is neither a Failure nor a full disk is a defect of ours and says so. */
export function resultError(error: unknown): ResultError {
  const failure =
    error instanceof Failure
      ? error
      : new Failure(isDiskFull(error) ? 'disk-full' : 'internal-error', { message: messageOf(error) });
  const { code, message, causes, cure } = failure;
  return { code, message, causes, cure };
}

/** Codes of the system for a file that cannot be written, whatever is in it. */
const full = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS'];

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && full.includes(String(error.code));
}

/** The outputs of the action: those of one prompt speak of the leading one. */
export function outputsOf(result: RunResult): Record<OutputName, string> {
  const prompt = leadingPrompt(result.prompts);
  return {
    'reason-code': result.reason_code,
    verdict: prompt?.verdict?.verdict ?? '',
    prompt: prompt?.prompt ?? '',
    stable: prompt?.stable?.label ?? '',
    candidate: prompt?.rollout?.candidate.label ?? '',
    weight: prompt?.rollout ? String(prompt.rollout.weight) : '',
    'rolled-back': String(result.prompts.some(({ reason_code }) => wasRolledBack(reason_code))),
    'pull-request-url': prompt?.incident?.pull_request?.url ?? '',
    'issue-url': prompt?.incident?.issue?.url ?? '',
    result: JSON.stringify(result),
  };
}
