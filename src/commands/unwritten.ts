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

/**
 * Decisions could not be committed, so that no outbox will tell of them: whom they page is told at once, and each
 * channel once in a run. The page is the one that the decision would have had: when a later run writes it, it joins that page. `before`
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
  await Promise.all(
    changes.map(async (change) => {
      const state = before.get(change.state.prompt);
      const page = state === undefined ? null : pageOf(state, change);
      if (state === undefined || page === null) return;
      const notice = noticeFor(session, state, change, page, error);
      await tellEach(session, config, notice, incidentOf(change, page)?.threads ?? {});
    }),
  );
}

/** What a channel does not take now is tried again at the next look. */
async function tellEach(
  session: Session,
  config: Config,
  notice: Notice,
  threads: Readonly<Record<string, string>>,
): Promise<void> {
  const { told } = session;
  const keyOf = (name: string): string => JSON.stringify([name, notice.key]);
  const results = await Promise.all(
    session
      .channels(config)
      .filter(({ name }) => !told.has(keyOf(name)))
      .map((channel) => sendTo(channel, notice, threads[channel.name] ?? null)),
  );
  for (const { channel, sent, failure } of results) {
    if (sent) told.add(keyOf(channel));
    if (failure !== null) session.log.error(`${failure.message} Every look tells it again.`);
  }
}

/** What a change would have told, and of which incident. */
interface Page {
  readonly event: NoticeEvent;
  readonly incident: string | null;
}

/** The page that the change would have sent; null when it pages nobody. */
function pageOf({ outbox }: PromptState, { state, outcome, routing }: Change): Page | null {
  const known = new Set(outbox.map(({ key }) => key));
  for (const entry of state.outbox)
    if (entry.kind === 'notify' && !known.has(entry.key) && actionOf(noticeEvents[entry.event]) === 'trigger')
      return entry;
  const [incident] = state.incidents;
  // A step of a gradual rollback tells nobody when it is written.
  if (outcome !== 'reverting' || !routing || incident === undefined) return null;
  return { event: 'rolled-back', incident: incident.id };
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
    // What begins a conversation of its own begins it anew at each look, as long as nothing can be written.
    thread: [session.repository, prompt, page.incident ?? `${rollout?.id}/${page.event}`].join('/'),
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
