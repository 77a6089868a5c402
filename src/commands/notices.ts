import { Failure, messageOf } from '../errors/fail.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident, OutboxEntry, PromptState } from '../live/state.ts';
import { goesTo } from '../notify/index.ts';
import type { Channel, Notice } from '../notify/port.ts';
import { noticeOf } from '../report/notice.ts';
import { incidentNoticeFacts, type NoticeFacts, noticeFacts } from '../report/notice-facts.ts';
import { factsOf } from './incident-facts.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

export type NoticeEntry = Extract<OutboxEntry, { kind: 'notify' }>;

/** Who has a notice now, what the channels call its conversation, and what failed. */
export interface Sent {
  readonly channels: readonly string[];
  readonly threads: Readonly<Record<string, string>>;
  readonly failures: readonly string[];
}

/**
 * Sends a notice to every channel that takes it and does not have it yet, all at once: one that fails holds up no
 * other, and is tried again by the next run.
 */
export async function sendNotice(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  entry: NoticeEntry,
): Promise<Sent> {
  const incident = state.incidents.find(({ id }) => id === entry.incident) ?? null;
  const facts = await factsFor(session, view, snapshot, state, incident, entry);
  const place = `${session.repository}/${state.prompt}/${entry.thread}`;
  const notice = { ...noticeOf(entry.event, facts), thread: place, key: `${place}/${entry.key}` };
  const threads = incident?.threads ?? {};
  const results = await Promise.all(
    session
      .channels(view.config)
      .filter(({ name }) => !entry.sent.includes(name))
      .map((channel) => sendTo(channel, notice, threads[channel.name] ?? null)),
  );
  const channels = results.filter(({ sent }) => sent).map(({ channel }) => channel);
  for (const channel of channels) session.log.info(`${state.prompt}: ${entry.event} told by ${channel}`);
  return {
    channels,
    threads: Object.fromEntries(
      results.flatMap(({ channel, thread }) => (thread === null ? [] : [[channel, thread]])),
    ),
    failures: results.flatMap(({ failure }) =>
      failure === null ? [] : [`${failure.message}${failure.cure === '' ? '' : ` ${failure.cure}`}`],
    ),
  };
}

export interface Result {
  readonly channel: string;
  /** False when it failed, and when the channel does not take such a notice. */
  readonly sent: boolean;
  readonly thread: string | null;
  readonly failure: { readonly message: string; readonly cure: string } | null;
}

/** Sends a notice to a channel that takes it. What fails is said, never thrown. */
export async function sendTo(channel: Channel, notice: Notice, thread: string | null): Promise<Result> {
  const { name } = channel;
  if (!goesTo(channel, notice, thread)) return { channel: name, sent: false, thread: null, failure: null };
  try {
    return { channel: name, sent: true, thread: (await channel.send(notice, thread)).thread, failure: null };
  } catch (error) {
    const cure = error instanceof Failure ? error.cure : '';
    const failure = { message: `${name}: ${messageOf(error)}`, cure };
    return { channel: name, sent: false, thread: null, failure };
  }
}

/** A page does not wait for what a report needs: without it, it says what the state says. */
async function factsFor(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
  incident: Incident | null,
  entry: NoticeEntry,
): Promise<NoticeFacts> {
  const occasion = { at: entry.created_at, drill: session.drill, reached: null };
  const plain = plainFacts(session, state, incident, entry);
  if (incident === null) return plain;
  try {
    return incidentNoticeFacts(await factsOf(session, view, snapshot, state, incident), occasion);
  } catch (error) {
    // Whatever is wrong with a report, a page goes out.
    session.log.warn(`${state.prompt}: the notice says only what the state says: ${messageOf(error)}`);
    return plain;
  }
}

function plainFacts(
  { drill }: Session,
  { prompt, stable, rollout }: PromptState,
  incident: Incident | null,
  entry: NoticeEntry,
): NoticeFacts {
  return noticeFacts({
    prompt,
    rollout: incident?.rollout ?? rollout?.id ?? null,
    incident: incident?.id ?? null,
    since: sinceOf(entry),
    good: incident?.good.label ?? stable.label,
    bad: incident?.bad.label ?? rollout?.candidate.label ?? null,
    weight: incident?.weight ?? rollout?.weight ?? null,
    cause: incident?.reason ?? (entry.detail || null),
    rule: incident?.rule ?? null,
    by: incident?.decided_by ?? 'system',
    byPerson: incident !== null && incident.decided_by !== 'system',
    gradual: incident?.status === 'reverting',
    at: entry.created_at,
    drill,
  });
}

/** When the hold or the observation began that the conversation is named after. */
function sinceOf({ thread }: NoticeEntry): string | null {
  return /\/(?:hold|observing)\/(.+)$/.exec(thread)?.[1] ?? null;
}
