import type { Contact } from './contacts.ts';
import type { RunbookFacts } from './facts.ts';
import type { NoticeSeverity } from './notice.ts';
import type { QuestionFacts } from './question.ts';
import { runbookLines } from './runbook-lines.ts';
import { cause, leading } from './story.ts';
import type { VerificationFacts } from './verification.ts';
import { shortCause } from './words.ts';

/** What a notice is made from; plain data, all text untrusted. What an event does not speak of is null. */
export interface NoticeFacts {
  readonly prompt: string;
  readonly rollout: string | null;
  readonly incident: string | null;
  /** ISO 8601: when the hold or the observation began; null for every other event. */
  readonly since: string | null;
  /** ISO 8601: when an observation ends. */
  readonly until: string | null;
  /** Label of the version that serves by default (the target of a rollback), and of the candidate. */
  readonly good: string;
  readonly bad: string | null;
  /** Share of the traffic of `bad`, in percent. */
  readonly weight: number | null;
  /** What was found, short: `error rate 8.4 %, limit 5 %`. */
  readonly cause: string | null;
  readonly rule: string | null;
  /** Who decided, by name or `system`, and the reason that was given. */
  readonly by: string;
  readonly byPerson: boolean;
  /** Whether the bad version still has users, which leave it step by step. */
  readonly gradual: boolean;
  readonly reason: string | null;
  readonly cascade: readonly string[];
  readonly question: QuestionFacts | null;
  readonly verification: VerificationFacts | null;
  readonly contacts: readonly Contact[];
  /** The runbook's lines, for events that trigger a page. */
  readonly runbook: readonly string[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** The highest severity that this thread was told with; null takes that of its usual first notice. */
  readonly reached: NoticeSeverity | null;
  /** ISO 8601. */
  readonly at: string;
  readonly drill: boolean;
}

type Needed = Pick<NoticeFacts, 'prompt' | 'good' | 'at' | 'drill'>;

/** The facts of an event that has no incident: what is not given is null or empty. */
export function noticeFacts(given: Needed & Partial<NoticeFacts>): NoticeFacts {
  return {
    rollout: null,
    incident: null,
    since: null,
    until: null,
    bad: null,
    weight: null,
    cause: null,
    rule: null,
    by: 'system',
    byPerson: false,
    gradual: false,
    reason: null,
    cascade: [],
    question: null,
    verification: null,
    contacts: [],
    runbook: [],
    links: [],
    reached: null,
    ...given,
  };
}

/** When a notice is made, and what its thread was told before. */
export interface Occasion {
  readonly at: string;
  readonly drill: boolean;
  readonly reached: NoticeSeverity | null;
}

/** The facts of an event of an incident's life. */
export function incidentNoticeFacts(facts: RunbookFacts, occasion: Occasion): NoticeFacts {
  const { incident, question, verification } = facts;
  const match = leading(facts);
  return noticeFacts({
    prompt: facts.prompt,
    rollout: incident.rollout,
    incident: incident.id,
    good: incident.good.label,
    bad: incident.bad.label,
    weight: incident.weight,
    cause: match === null ? cause(facts) : shortCause(match),
    rule: incident.rule,
    by: incident.decided_by,
    byPerson: incident.decided_by !== 'system',
    gradual: incident.status === 'reverting',
    reason: incident.rule === null ? incident.reason : null,
    cascade: facts.cascade,
    question,
    verification,
    contacts: facts.contacts,
    runbook: runbookLines(facts),
    links: linksOf(facts),
    ...occasion,
  });
}

function linksOf({ incident, rollback, historyUrl }: RunbookFacts): NoticeFacts['links'] {
  const { pull_request, issue, run_url } = incident;
  return [
    { text: 'Revert pull request', url: pull_request?.url ?? null },
    { text: 'Post-mortem', url: issue?.url ?? null },
    { text: 'Rollback commit', url: rollback?.url ?? null },
    { text: 'Workflow run', url: run_url },
    { text: 'Deployment history', url: historyUrl },
  ].flatMap(({ text, url }) => (url === null ? [] : [{ text, url }]));
}
