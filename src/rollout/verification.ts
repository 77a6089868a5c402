import { recoveryLimit } from '../evidence/recovery.ts';
import type { Incident, OutboxEntry, PromptState, Verification } from '../live/state.ts';
import type { Outcome } from '../reasons.ts';
import type { Evidence } from '../report/facts.ts';
import { type AfterLook, aftermath } from './aftermath.ts';
import { type Actor, type Change, ledgerEvent } from './change.ts';
import { timeAfter } from './decide.ts';
import { joinedNews, newsOf, quietNews, withEntries } from './outbox.ts';
import { replaced } from './question.ts';

/** What a rollback is judged by afterwards: the metric that triggered it, what was seen, and its policy. */
type Cause = Pick<Incident, 'metric' | 'evidence' | 'plan'>;

/** The mature limits of a policy that is not known, in percent. */
const usual = { latency_increase: 20, quality_drop: 10 };

/**
 * The verification of a rollback that is decided now; null without a metrics source. What counts as recovered
 * rests on what the version that takes over did before, by the evidence.
 */
export function newVerification(cause: Cause, { now, verification }: Actor): Verification | null {
  if (verification === null) return null;
  const { propagation, escalate_after, give_up_after } = verification;
  const before = levelBefore(cause, 'error_rate');
  return {
    status: 'waiting',
    starts_at: timeAfter(now, propagation),
    escalate_at: timeAfter(now, propagation + escalate_after),
    // Nobody is left without an end: an earlier one than the escalation is that.
    ends_at: timeAfter(now, propagation + Math.max(escalate_after, give_up_after)),
    limit: recoveryLimit(before === null ? null : before / 100),
    seen_at: null,
    requests: 0,
    errors: 0,
    error_rate: null,
    bad_requests: 0,
    ended: null,
    metric: metricOf(cause),
  };
}

/** `limit` is the rise of the p99 or the drop of the quality that a version may have, in percent of `before`. */
function metricOf(cause: Cause): Verification['metric'] {
  const { metric: name, plan } = cause;
  if (name === null || name === 'error_rate') return null;
  const { latency_increase, quality_drop } = plan?.policy.gates.mature ?? usual;
  const limit = name === 'latency_p99' ? latency_increase : quality_drop;
  return { name, before: levelBefore(cause, name), after: null, limit, ok: null };
}

/** What the stable version did, in the unit of the readings: percent of errors, seconds, quality from 0 to 1. */
function levelBefore({ evidence }: Cause, metric: NonNullable<Cause['metric']>): number | null {
  const seen = evidence as Partial<Evidence> | null;
  return seen?.verdict?.readings.find((reading) => reading.metric === metric)?.stable ?? null;
}

/** Whether it is still open that a rollback helped. */
export function isVerifying({ status, verification }: Incident): boolean {
  return (
    status === 'rolled-back' && (verification?.status === 'waiting' || verification?.status === 'escalated')
  );
}

type Settled = Exclude<Verification['status'], 'waiting'>;

const events = {
  recovered: 'verified',
  escalated: 'escalated',
  failed: 'rollback-failed',
  unverified: 'unverified',
} as const satisfies Record<Settled, string>;
const notices = {
  recovered: 'verified',
  escalated: 'escalated',
  failed: 'failed',
  unverified: 'unverified',
} as const satisfies Record<Settled, string>;

/**
 * The verification of an incident after a look; null while its status stays, so that a look alone commits
 * nothing. It says what became of a rollback and never moves traffic, neither on nor back. An incident whose
 * versions serve otherwise by now can be verified by nothing: it is closed as unverified, and nobody is paged,
 * since what took its place is judged for itself.
 *
 * `looks` are all since one interval before `starts_at`, oldest first; empty when the source does not tell.
 */
export function verifyStep(
  before: PromptState,
  incident: Incident,
  looks: readonly AfterLook[],
  actor: Actor,
): Change | null {
  const { verification } = incident;
  if (verification === null || !isVerifying(incident)) return null;
  const moot = whyMoot(before, incident);
  if (moot !== null) {
    const closed = withVerification(incident, { ...verification, status: 'unverified' });
    return changed(before, closed, 'unverified', moot, quietNews(closed, actor), actor);
  }
  const found = aftermath(verification, looks, actor.verification ?? blind, actor.now);
  const { status } = found;
  if (status === 'waiting' || status === verification.status) return null;
  const next = withVerification(incident, { ...verification, ...found.figures, status });
  const reason = reasonOf(before, next, found.troubles);
  const news =
    next.joins === null
      ? newsOf(next, notices[status], actor, reason)
      : joinedNews(next, notices[status], verification.status === 'escalated', actor);
  return changed(before, next, status, reason, news, actor);
}

/** Without a metrics source only time passes. */
const blind = { interval: 5, min_requests: 100 };

function whyMoot({ stable, rollout }: PromptState, { good, bad }: Incident): string | null {
  if (stable.digest !== good.digest) return `${stable.label} took the place of ${good.label} meanwhile`;
  if (rollout?.candidate.digest === bad.digest) return `${bad.label} was started again meanwhile`;
  return rollout?.weight === 100 ? `${rollout.candidate.label} serves everyone meanwhile` : null;
}

function reasonOf(
  state: PromptState,
  { good, bad, verification }: Incident,
  troubles: readonly { text: string }[],
) {
  const { status, error_rate, requests } = verification ?? {};
  if (status === 'recovered')
    return `error rate ${Number((100 * (error_rate ?? 0)).toPrecision(2))} % over ${Math.round(requests ?? 0)} requests`;
  const why = troubles.map(({ text }) => text).join('; ');
  if (status !== 'failed') return why;
  const older = state.previous.find(
    ({ digest, known_good_since }) =>
      known_good_since !== null && digest !== good.digest && digest !== bad.digest,
  );
  return older === undefined ? why : `${why}; the next older good version is ${older.label}`;
}

function changed(
  before: PromptState,
  incident: Incident,
  status: Settled,
  reason: string,
  news: readonly OutboxEntry[],
  actor: Actor,
): Change {
  const { id, rollout, bad, good, verification } = incident;
  const outcome: Outcome = status === 'failed' ? 'rollback-failed' : 'nothing-to-do';
  const fields = { rollout, incident: id, version: bad, reason, details: { verification } };
  return {
    outcome,
    state: {
      ...before,
      incidents: replaced(before, incident),
      outbox: withEntries(before.outbox, ...news),
    },
    events: [ledgerEvent(actor, events[status], fields)],
    routing: false,
    archive: null,
    message: { verb: events[status], from: bad.label, to: good.label, detail: reason, incident: id },
  };
}

function withVerification(incident: Incident, verification: Verification): Incident {
  return { ...incident, verification };
}
