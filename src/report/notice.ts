import type { NoticeEvent } from '../live/state.ts';
import type { Notice, NoticeAction } from '../notify/port.ts';
import { contactsText } from './contacts.ts';
import { secondsBetween } from './format.ts';
import { isAddress } from './markdown.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { actionLines, title } from './notice-words.ts';
import { clip, oneLine } from './plain.ts';
import { mostLineCharacters } from './runbook-lines.ts';

export type NoticeSeverity = Notice['severity'];

/**
 * Every event that people are told, with what it does to its page. A resolution and an acknowledgement have the
 * severity that the thread has reached, so that they take the ways that its page took.
 */
export const noticeEvents = {
  observing: ['trigger', 'medium'],
  observed: ['resolve', 'medium'],
  asked: ['trigger', 'high'],
  reminder: ['trigger', 'high'],
  expired: ['trigger', 'critical'],
  investigating: ['acknowledge', 'high'],
  'still-investigating': ['trigger', 'high'],
  resumed: ['resolve', 'high'],
  'rolled-back': ['trigger', 'critical'],
  verified: ['resolve', 'critical'],
  escalated: ['trigger', 'critical'],
  failed: ['trigger', 'critical'],
  unverified: ['trigger', 'critical'],
  paused: ['trigger', 'critical'],
  outage: ['trigger', 'high'],
  silence: ['trigger', 'high'],
  'hold-over': ['resolve', 'high'],
  started: ['change', 'info'],
  advanced: ['change', 'info'],
  completed: ['change', 'info'],
} as const satisfies Record<NoticeEvent, readonly [NoticeAction, NoticeSeverity]>;

/** What is told of an event. Pure: the same event and facts give the same notice, so that it may be sent again. */
export function noticeOf(event: NoticeEvent, facts: NoticeFacts): Notice {
  const thread = threadOf(event, facts);
  const { action, severity } = effectOf(event, facts);
  const runbook = action === 'trigger' ? facts.runbook : [];
  const lines = [...actionLines(event, facts), ...runbook].filter((line) => line.trim() !== '');
  return {
    thread,
    key: `${thread}/${event}${repeated(event, facts)}`,
    event,
    action,
    severity,
    prompt: facts.prompt,
    title: clip(oneLine(`${facts.drill ? '[drill] ' : ''}${title(event, facts)}`), 200),
    lines: [...new Set(lines.map((line) => clip(oneLine(line), mostLineCharacters)))],
    links: facts.links.filter(({ url }) => isAddress(url)),
    details: detailsOf(facts),
    at: facts.at,
    drill: facts.drill,
  };
}

/** An incident is a thread from its question to its recovery; so is a hold, an observation, and a rollout. */
function threadOf(event: NoticeEvent, { prompt, rollout, incident, since, at }: NoticeFacts): string {
  const place = rollout === null ? prompt : `${prompt}/${rollout}`;
  if (event === 'outage' || event === 'silence' || event === 'hold-over')
    return `${place}/hold/${since ?? at}`;
  if (event === 'observing' || event === 'observed') return `${place}/observe/${since ?? at}`;
  if (noticeEvents[event][0] === 'change') return place;
  return incident === null ? place : `${prompt}/${incident}`;
}

/** Events that come more than once in a thread are told apart by their hour or weight. */
function repeated(event: NoticeEvent, { question, weight, at }: NoticeFacts): string {
  if (event === 'still-investigating') {
    const seconds = secondsBetween(question?.answer?.at ?? null, at);
    return `/${seconds === null ? at : Math.floor(seconds / 3600)}`;
  }
  return event === 'advanced' || event === 'started' || event === 'paused' ? `/${weight ?? 0}` : '';
}

function effectOf(
  event: NoticeEvent,
  { byPerson, question, reached }: NoticeFacts,
): { readonly action: NoticeAction; readonly severity: NoticeSeverity } {
  const [action, standard] = noticeEvents[event];
  if (event === 'rolled-back' && byPerson)
    return question === null
      ? { action, severity: 'info' }
      : { action: 'acknowledge', severity: reached ?? 'high' };
  const calm = event === 'verified' && byPerson ? 'info' : standard;
  const follows = action === 'resolve' || action === 'acknowledge';
  return { action, severity: follows ? (reached ?? calm) : standard };
}

function detailsOf(facts: NoticeFacts): Record<string, string | number | null> {
  const { question, verification } = facts;
  const short = (text: string | null): string | null => (text === null ? null : clip(oneLine(text), 300));
  return {
    prompt: facts.prompt,
    rollout: facts.rollout,
    incident: facts.incident,
    bad: short(facts.bad),
    good: short(facts.good),
    weight: facts.weight,
    rule: short(facts.rule),
    cause: short(facts.cause),
    decided_by: short(facts.by),
    reason: short(facts.reason),
    due: question?.expires_at ?? null,
    verification: verification?.state ?? null,
    requests: verification?.requests ?? null,
    errors: verification?.errors ?? null,
    error_rate: verification?.error_rate ?? null,
    error_rate_limit: verification?.limit ?? null,
    contacts: facts.contacts.length === 0 ? null : contactsText(facts.contacts),
  };
}
