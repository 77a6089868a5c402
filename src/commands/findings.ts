import type { Verdict } from '../policy/verdict.ts';
import type { Outcome, ReasonCode } from '../reasons.ts';
import { type Drift, type ResultError, rank, resultError } from '../result.ts';

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

  /** The latest outcome counts, but for a rollback: nothing that comes later in the run hides it. */
  note(prompt: string, outcome: Outcome): void {
    const found = this.of(prompt);
    if (found.reason !== 'rolled-back') found.reason = outcome;
  }

  /** A new look begins: what failed in the one before is tried again, and counts only if it fails again. */
  begin(): void {
    for (const found of this.#found.values()) {
      if (found.error !== null && found.reason === found.error.code) found.reason = 'nothing-to-do';
      found.error = null;
    }
  }

  /** Does the work of one prompt. Its failure is its own: the others, and its running rollout, go on. */
  async guard(prompt: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const found = this.of(prompt);
      found.error = resultError(error);
      if (rank(found.error.code) < rank(found.reason)) found.reason = found.error.code;
    }
  }
}
