import type { Config } from '../config/schema.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { NoticeEvent, PromptState } from '../live/state.ts';
import type { Notice, NoticeAction } from '../notify/port.ts';
import { noticeEvents } from '../report/notice.ts';
import { unwrittenNotice } from '../report/notice-unwritten.ts';
import { resultError } from '../result.ts';
import type { Change } from '../rollout/change.ts';
import { sendTo } from './notices.ts';
import type { Session } from './session.ts';

/** Keys of what a run has told already: one that watches fails again at every look. */
const told = new WeakMap<Session, Set<string>>();

/**
 * Decisions could not be committed, so that no outbox will tell of them: whom they page is told at once, once in a
 * run. The page is the one that the decision would have had: when a later run writes it, it joins that page. `before`
 * are the states that the decisions rest on. Never throws: the error that kept them from being written is the one to
 * tell.
 */
export async function tellUnwritten(
  session: Session,
  config: Config,
  before: Snapshot['states'],
  changes: readonly Change[],
  error: unknown,
): Promise<void> {
  const keys = told.get(session) ?? new Set();
  told.set(session, keys);
  await Promise.all(
    changes.map(async (change) => {
      const state = before.get(change.state.prompt);
      const page = state === undefined ? null : pageOf(state, change);
      if (state === undefined || page === null) return;
      const notice = noticeFor(session, state, change, page, error);
      if (keys.has(notice.key)) return;
      keys.add(notice.key);
      const threads = incidentOf(change, page)?.threads ?? {};
      const results = await Promise.all(
        session.channels(config).map((channel) => sendTo(channel, notice, threads[channel.name] ?? null)),
      );
      for (const { failure } of results) if (failure !== null) session.log.error(failure);
    }),
  );
}

/** What a change would have told, and in which conversation. */
interface Page {
  readonly event: NoticeEvent;
  readonly thread: string;
  readonly incident: string | null;
}

/** The page that the change would have sent; null when it pages nobody. */
function pageOf({ outbox }: PromptState, { state, outcome }: Change): Page | null {
  const known = new Set(outbox.map(({ key }) => key));
  for (const entry of state.outbox)
    if (entry.kind === 'notify' && !known.has(entry.key) && actionOf(noticeEvents[entry.event]) === 'trigger')
      return entry;
  const [incident] = state.incidents;
  if (outcome !== 'reverting' || incident === undefined) return null;
  return { event: 'rolled-back', thread: incident.id, incident: incident.id };
}

const actionOf = ([action]: readonly [NoticeAction, ...unknown[]]): NoticeAction => action;

const incidentOf = ({ state }: Change, { incident }: Page) =>
  state.incidents.find(({ id }) => id === incident) ?? null;

function noticeFor(
  session: Session,
  { prompt, rollout }: PromptState,
  change: Change,
  page: Page,
  error: unknown,
): Notice {
  const incident = incidentOf(change, page);
  const serving = rollout !== null && (incident === null || incident.rollout === rollout.id);
  const { message, cure } = resultError(error);
  return unwrittenNotice({
    thread: `${session.repository}/${prompt}/${page.thread}`,
    decision: page.event,
    prompt,
    bad: incident?.bad.label ?? rollout?.candidate.label ?? null,
    good: change.state.stable.label,
    weight: serving ? rollout.weight : null,
    rollsBack: change.outcome === 'rolled-back' || change.outcome === 'reverting',
    reason: change.events.at(-1)?.reason ?? change.message.detail ?? change.outcome,
    error: { message, cure },
    runUrl: session.facts.runUrl,
    at: session.clock.now().toISOString(),
    drill: session.drill,
  });
}
