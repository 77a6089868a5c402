import type { Incident, Plan, Version } from '../live/state.ts';
import type { Observation } from '../metrics/port.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Alternative } from './alternatives.ts';
import type { Contact } from './contacts.ts';
import type { History } from './history.ts';
import type { QuestionFacts } from './question.ts';
import type { VerificationFacts } from './verification.ts';

/** What an incident keeps of the look that caused it: enough to recompute and to report. */
export interface Evidence {
  readonly observation: Omit<Observation, 'looks'>;
  readonly verdict: Verdict;
  /** Null where the source has no counts. */
  readonly exposure: Exposure | null;
}

/** One line of the timeline: what happened when (UTC, ISO 8601), with a link to the data behind it. */
export interface TimelineEntry {
  readonly at: string;
  readonly event: string;
  readonly url: string | null;
}

/** What the bad version did from before its first traffic to the decision; null where the source has no counts. */
export interface Exposure {
  /** ISO 8601: the last look before its first traffic, or the begin of the rollout; the newest data that is counted. */
  readonly since: string;
  readonly until: string;
  readonly requests: number | null;
  readonly failed: number | null;
}

/** A prompt that went back with another one, whose incident speaks for both. */
export interface IncidentMember {
  readonly prompt: string;
  readonly path: string;
  readonly bad: Version;
  readonly good: Version;
  /** Share of traffic that the bad version had, in percent. */
  readonly weight: number;
  readonly reason: string;
  readonly evidence: Evidence | null;
  readonly diff: string | null;
}

/** When a rollback has to have helped, as configured. */
export interface RecoveryFacts {
  /** Seconds after propagation: not recovered by then, it is escalated, and later it has failed. */
  readonly escalate_after: number;
  readonly give_up_after: number;
  /** Requests without which nothing is verified. */
  readonly min_requests: number;
}

/** Everything that the revert pull request and the post-mortem say; plain data, all text untrusted. */
export interface IncidentFacts {
  readonly prompt: string;
  readonly path: string;
  readonly owners: readonly string[];
  readonly mention: readonly string[];
  readonly incident: Incident;
  /** Prompts that went back with this one and have no page, pull request or issue of their own. */
  readonly members: readonly IncidentMember[];
  readonly evidence: Evidence | null;
  readonly plan: Plan | null;
  /** Null when nobody counted; the reports then give the numbers of the window, and say so. */
  readonly exposure: Exposure | null;
  /** What both versions did over the time of the rollout; null where the source has no counts. */
  readonly history: History | null;
  /** Stages that the rollout went through, and incident events, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** ISO 8601: when a look first saw traffic of the bad version; null when none is recorded. */
  readonly firstSeen: string | null;
  /** Unified diff of the prompt, good to bad version; null when a content is not at hand. */
  readonly diff: string | null;
  /** Commit of the rollback on the live branch, and its address. */
  readonly rollback: { readonly commit: string; readonly url: string | null } | null;
  readonly liveBranch: string;
  /** Address of the live branch's history; null on a forge without addresses. */
  readonly historyUrl: string | null;
  readonly defaultBranch: string;
  readonly repository: string;
  readonly checksNeedApproval: boolean;
  /** Other versions that are known as good, newest first. */
  readonly alternatives: readonly Alternative[];
  /** Other prompts that fail at the same time: a cascade when there is one. */
  readonly cascade: readonly string[];
  /** Null where nothing was asked, and before a rollback is looked at. */
  readonly question: QuestionFacts | null;
  readonly verification: VerificationFacts | null;
  readonly recovery: RecoveryFacts;
  /** Whether a page goes out by itself when a rollback has not helped. */
  readonly pages: boolean;
  /** Whom to call, in this order. */
  readonly contacts: readonly Contact[];
  /** Base address of the metrics source, and of the forge's API; null where there is none. */
  readonly metricsUrl: string | null;
  readonly apiUrl: string | null;
  /** The workflow that rolls back by hand, as the name of its file. */
  readonly rollbackWorkflow: string;
  /** What to do about it, as safe Markdown: the runbook of its scenario, filled in. */
  readonly runbook: string;
}

/** What a runbook is filled in from. */
export type RunbookFacts = Omit<IncidentFacts, 'runbook'>;
