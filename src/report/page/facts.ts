import type { Look } from '../../evidence/looks.ts';
import type { LedgerEvent } from '../../live/ledger.ts';
import type { PromptState } from '../../live/state.ts';
import type { Drift } from '../../result.ts';

/** One prompt as the live branch has it. All texts are untrusted. */
export interface PromptFacts {
  readonly id: string;
  /** Null before the first run adopts it, and where its files are damaged. */
  readonly state: PromptState | null;
  /** Its ledger, oldest first. */
  readonly events: readonly LedgerEvent[];
  /** The looks that the ledger has of a rollout, oldest first. */
  readonly looksOf: (rollout: string) => readonly Look[];
  /** Null when there is none, and where nobody looked. */
  readonly drift: Drift | null;
  /** What is wrong with its files on the live branch, in words; left out where they are whole. */
  readonly damage?: string;
}

/** Everything that the page is made of. */
export interface PageFacts {
  readonly repository: string;
  readonly liveBranch: string;
  /** Commit of the live branch; null in the page that is part of a commit, and before there is one. */
  readonly head: string | null;
  /** When the page is written, ISO 8601: clocks are told from here. */
  readonly at: string;
  /** Address of the live branch's history; null where there is none. */
  readonly historyUrl: string | null;
  /** Whether the default branch was compared: the page that is written with a commit knows of no drift. */
  readonly comparesBranch: boolean;
  readonly prompts: readonly PromptFacts[];
}
