import type { PromptState } from '../live/state.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Outcome, ReasonCode } from '../reasons.ts';
import { type Drift, type ResultError, rank, resultError, wasRolledBack } from '../result.ts';
import type { Verified } from './verify.ts';

/** What a run has found of one prompt so far. */
export interface Finding {
  reason: ReasonCode;
  verdict: Verdict | null;
  incident: string | null;
  drift: Drift | null;
  error: ResultError | null;
  warnings: string[];
}

/** What a run has found, by prompt. */
export class Findings {
  readonly #found = new Map<string, Finding>();
  /** What is about no prompt. */
  readonly warnings: string[] = [];

  /** Everything that was found. */
  entries(): IterableIterator<[string, Finding]> {
    return this.#found.entries();
  }

  has(prompt: string): boolean {
    return this.#found.has(prompt);
  }

  /** The finding of a prompt, made when there is none. */
  of(prompt: string): Finding {
    const found = this.#found.get(prompt) ?? {
      reason: 'nothing-to-do',
      verdict: null,
      incident: null,
      drift: null,
      error: null,
      warnings: [],
    };
    this.#found.set(prompt, found);
    return found;
  }

  /** The latest outcome counts, but for a rollback: what comes later hides it only if it is that it failed. */
  note(prompt: string, outcome: Outcome): void {
    const found = this.of(prompt);
    if (!wasRolledBack(found.reason) || outcome === 'rollback-failed') found.reason = outcome;
  }

  /** A new look begins: what failed in the one before is tried again, and counts only if it fails again. */
  begin(): void {
    for (const found of this.#found.values()) {
      if (found.error !== null && found.reason === found.error.code) found.reason = 'nothing-to-do';
      found.error = null;
    }
  }

  /** Does the work of one prompt. Its failure is its own: the others, and its running rollout, go on. */
  guard(prompt: string, work: () => Promise<void>): Promise<void> {
    return this.guardAll([prompt], work);
  }

  /** The same for work that several prompts share: its failure is that of each. */
  async guardAll(prompts: readonly string[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      for (const prompt of prompts) {
        const found = this.of(prompt);
        found.error = resultError(error);
        if (rank(found.error.code) < rank(found.reason)) found.reason = found.error.code;
      }
    }
  }
}

/**
 * Notes what became of rollbacks. One that failed is the outcome of its prompt. One of which nothing is known is a
 * warning: unknown is no failure, and those who must look have been told.
 */
export function noteVerified(
  findings: Findings,
  news: Verified['news'],
  warnings: Verified['warnings'],
): void {
  for (const { prompt, incident, status, reason } of news) {
    const found = findings.of(prompt);
    found.incident ??= incident;
    if (status === 'failed') findings.note(prompt, 'rollback-failed');
    if (status === 'unverified') found.warnings.push(unverifiedWarning(reason));
  }
  noteWarnings(findings, warnings);
}

/**
 * Notes how a rollback of this run ended that another run has settled meanwhile. `state` is that of the prompt at the
 * end; undefined when it is not known.
 */
export function noteEnd(findings: Findings, prompt: string, state: PromptState | undefined): void {
  const found = findings.of(prompt);
  const incident = state?.incidents.find(({ id }) => id === found.incident);
  if (!wasRolledBack(found.reason)) return;
  const { status } = incident?.verification ?? {};
  if (status === 'failed') findings.note(prompt, 'rollback-failed');
  if (status === 'unverified' && !found.warnings.some(isUnverified))
    found.warnings.push(unverifiedWarning('another run has found out no more'));
}

/** Notes what failed in the effects, by prompt. */
export function noteWarnings(findings: Findings, warnings: Verified['warnings']): void {
  for (const [prompt, texts] of warnings) findings.of(prompt).warnings.push(...texts);
}

const unverified = 'The rollback is not verified: ';
const isUnverified = (text: string): boolean => text.startsWith(unverified);

/** What a run says of a rollback that could not be verified. */
export function unverifiedWarning(reason: string): string {
  return `${unverified}${reason}`;
}
