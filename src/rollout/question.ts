import type { Answer, Incident, NoticeEvent, PromptState, Question, Rollout } from '../live/state.ts';
import type { Match } from '../policy/verdict.ts';
import { type Actor, type Change, ledgerEvent } from './change.ts';
import { timeAfter } from './decide.ts';
import { effectEntry, newsOf, withEntries } from './outbox.ts';

/** An investigated question pages again after so many seconds. */
const hourly = 3600;

/** The clock of a question that opens now: reminder at half the limit of the rule, expiry at the limit. */
export function newQuestion({ limit }: Match, actor: Actor): Question {
  return {
    status: 'open',
    opened_at: actor.now,
    remind_at: timeAfter(actor.now, limit / 2),
    expires_at: timeAfter(actor.now, limit),
    reminded: false,
    page_at: null,
    answer: null,
  };
}

/** What the clock of an open question asks for now. */
export type Due = 'remind' | 'expire' | 'page-again' | null;

/** Nothing for a question that is answered or has expired: it stays frozen until a person decides. */
export function dueOf({ question }: Incident, now: string): Due {
  const over = (time: string | null): boolean => time !== null && Date.parse(now) >= Date.parse(time);
  if (question?.status === 'open' && over(question.expires_at)) return 'expire';
  if (question?.status === 'open' && !question.reminded && over(question.remind_at)) return 'remind';
  return question?.status === 'investigating' && over(question.page_at) ? 'page-again' : null;
}

/** The incident whose question freezes the rollout; null when none does. */
export function askedOf({ rollout, incidents }: PromptState): Incident | null {
  if (rollout === null || rollout.asking === null) return null;
  return incidents.find(({ id }) => id === rollout.asking) ?? null;
}

/** Half of the limit is over and nobody has answered: they are reminded. */
export function remind(before: PromptState, incident: Incident, actor: Actor): Change {
  return asked(
    before,
    incident,
    { reminded: true },
    'reminded',
    'reminder',
    'half of the time is over',
    actor,
  );
}

/** The limit is over: escalated. The weight stays frozen. */
export function expire(before: PromptState, incident: Incident, actor: Actor): Change {
  const change = { status: 'expired' as const };
  return asked(before, incident, change, 'expired', 'expired', 'nobody has answered in time', actor);
}

/** Somebody has looked into it for an hour: those on call hear of it again. */
export function pageAgain(before: PromptState, incident: Incident, actor: Actor): Change {
  const change = { page_at: timeAfter(actor.now, hourly) };
  return asked(
    before,
    incident,
    change,
    'reminded',
    'still-investigating',
    'still being investigated',
    actor,
  );
}

/** A person looks into it: the expiry stops, the weight stays frozen, and it pages hourly. */
export function investigate(
  before: PromptState,
  incident: Incident,
  reason: string | null,
  actor: Actor,
): Change {
  const answer = { kind: 'investigate' as const, by: actor.by, reason: reason ?? '', at: actor.now };
  const change = { status: 'investigating' as const, page_at: timeAfter(actor.now, hourly), answer };
  const why = reason ?? 'no reason given';
  return asked(before, incident, change, 'investigating', 'investigating', why, actor);
}

/**
 * A person lets the rollout go on. Its metric is muted at the severity that was asked about: the rollout is
 * asked about again only when it gets worse than that.
 */
export function resume(
  before: PromptState,
  rollout: Rollout,
  incident: Incident,
  reason: string,
  actor: Actor,
): Change {
  const { now: at, by } = actor;
  const answered = withAnswer(incident, { kind: 'resume', by, reason, at });
  const match = matchOf(incident);
  const mute = match === null ? [] : [{ ...match, by, reason, at }];
  const closed: Incident = { ...answered, status: 'closed' };
  const next = { ...rollout, asking: null, crossing: null, hold: null, mutes: [...rollout.mutes, ...mute] };
  return {
    outcome: 'resumed',
    state: {
      ...before,
      rollout: next,
      incidents: replaced(before, closed),
      outbox: withEntries(
        before.outbox,
        ...newsOf(closed, 'resumed', actor),
        effectEntry('close-pr', closed.id, actor),
      ),
    },
    events: [event(before, closed, 'resumed', reason, actor)],
    routing: false,
    archive: null,
    message: {
      verb: 'resume',
      from: null,
      to: rollout.candidate.label,
      detail: reason,
      incident: incident.id,
    },
  };
}

/** The incident with the answer to its question. */
export function withAnswer(incident: Incident, answer: Answer): Incident {
  if (incident.question === null) return incident;
  return { ...incident, question: { ...incident.question, status: 'answered', page_at: null, answer } };
}

/** The incidents of the state with this one in the place of its former self. */
export function replaced({ incidents }: PromptState, incident: Incident): Incident[] {
  return incidents.map((entry) => (entry.id === incident.id ? incident : entry));
}

function matchOf({
  metric,
  severity,
}: Incident): Pick<Rollout['mutes'][number], 'metric' | 'severity'> | null {
  return metric === null || severity === null ? null : { metric, severity };
}

function asked(
  before: PromptState,
  incident: Incident,
  change: Partial<Question>,
  name: 'reminded' | 'expired' | 'investigating',
  notice: NoticeEvent,
  reason: string,
  actor: Actor,
): Change {
  if (incident.question === null) throw new Error(`incident ${incident.id} has no question`);
  const next: Incident = { ...incident, question: { ...incident.question, ...change } };
  return {
    outcome: name === 'investigating' ? 'investigating' : 'asking',
    state: {
      ...before,
      incidents: replaced(before, next),
      outbox: withEntries(before.outbox, ...newsOf(next, notice, actor)),
    },
    events: [event(before, next, name, reason, actor)],
    routing: false,
    archive: null,
    message: { verb: name, from: null, to: incident.bad.label, detail: reason, incident: incident.id },
  };
}

function event(
  { rollout }: PromptState,
  { id, bad }: Incident,
  name: 'reminded' | 'expired' | 'investigating' | 'resumed',
  reason: string,
  actor: Actor,
): Change['events'][number] {
  const fields = {
    rollout: rollout?.id ?? null,
    incident: id,
    version: bad,
    weight: rollout?.weight ?? null,
  };
  return ledgerEvent(actor, name, { ...fields, reason });
}
