import type { Incident, NoticeEvent, OutboxEntry } from '../live/state.ts';
import type { Actor } from './change.ts';

type ForIncident = Extract<OutboxEntry['kind'], 'revert-pr' | 'close-pr' | 'postmortem'>;

/** An effect on the incident's pull request or issue: opened, or brought up to date. */
export function effectEntry(kind: ForIncident, incident: string, actor: Actor): OutboxEntry {
  return { kind, key: `${kind}/${incident}`, incident, created_at: actor.now, run: actor.run };
}

/** A notice about an incident, with what it does not say itself. The time tells the second reminder from the first. */
function noticeEntry(event: NoticeEvent, incident: string, actor: Actor, detail = ''): OutboxEntry {
  return {
    kind: 'notify',
    key: `notify/${incident}/${event}/${actor.now}`,
    event,
    incident,
    thread: incident,
    detail,
    sent: [],
    created_at: actor.now,
    run: actor.run,
  };
}

/** A notice about what is no incident; `thread` is what belongs together, `detail` what happened, in words. */
export function plainNotice(event: NoticeEvent, thread: string, detail: string, actor: Actor): OutboxEntry[] {
  if (!actor.tells.includes(event)) return [];
  const key = `notify/${thread}/${event}/${actor.now}`;
  const { now, run } = actor;
  return [{ kind: 'notify', key, event, incident: null, thread, detail, sent: [], created_at: now, run }];
}

/** Whether this effect is the run's, by name. */
export function isOf(entry: OutboxEntry, run: string): boolean {
  return entry.kind !== 'deliver' && entry.run === run;
}

/** Seconds for which an effect is left to its run. That is at work on it, or it has died. */
const leftFor = 60;

/**
 * Whether another run is about to do this effect: who decides it does it at once, and is not joined by a second run
 * until that must have ended. The clocks of two runs differ, so a time to come is as good as one just gone.
 */
export function isLeft(entry: OutboxEntry, run: string, now: string): boolean {
  if (entry.kind === 'deliver' || entry.run === null || isOf(entry, run)) return false;
  return Math.abs(Date.parse(now) - Date.parse(entry.created_at)) < leftFor * 1000;
}

/**
 * The outbox with these entries behind it. An effect that is there already gets the new time: a run that is doing
 * the old one must not take the new one for done. It stays with that run, which then does it once more: a second
 * run would be beside it.
 */
export function withEntries(
  outbox: readonly OutboxEntry[],
  ...entries: readonly OutboxEntry[]
): OutboxEntry[] {
  const before = new Map(outbox.map((entry) => [entry.key, entry]));
  const keys = new Set(entries.map(({ key }) => key));
  return [
    ...outbox.filter(({ key }) => !keys.has(key)),
    ...entries.map((entry) => withRun(entry, before.get(entry.key))),
  ];
}

function withRun(entry: OutboxEntry, before: OutboxEntry | undefined): OutboxEntry {
  if (before === undefined || entry.kind === 'deliver' || before.kind === 'deliver') return entry;
  return isLeft(before, entry.run ?? '', entry.created_at) ? { ...entry, run: before.run } : entry;
}

/**
 * What follows from news of an incident: people are told, and its pull request and issue are brought up to date.
 * One that joins another is told of by that one.
 */
export function newsOf(incident: Incident, event: NoticeEvent, actor: Actor, detail = ''): OutboxEntry[] {
  if (incident.joins !== null) return [];
  const told = actor.tells.includes(event) ? [noticeEntry(event, incident.id, actor, detail)] : [];
  return [...told, ...quietNews(incident, actor)];
}

/**
 * What became of a rollback that joins another: who must look is told all the same, since the incident that speaks for
 * it knows nothing of this prompt's numbers. That it helped is told where it was escalated before.
 */
export function joinedNews(
  incident: Incident,
  event: 'verified' | 'escalated' | 'failed' | 'unverified',
  escalated: boolean,
  actor: Actor,
): OutboxEntry[] {
  const told = actor.tells.includes(event) && (event !== 'verified' || escalated);
  return told ? [noticeEntry(event, incident.id, actor)] : [];
}

/** News that nobody is told of: only the pull request and the issue are brought up to date. */
export function quietNews(incident: Incident, actor: Actor): OutboxEntry[] {
  if (incident.joins !== null) return [];
  const issue = incident.status === 'rolled-back' || incident.status === 'reverting';
  return [
    effectEntry('revert-pr', incident.id, actor),
    ...(issue ? [effectEntry('postmortem', incident.id, actor)] : []),
  ];
}
