import type { NoticeAction } from '../notify/port.ts';
import { noticeEvents } from '../report/notice.ts';
import { unwrittenNotice } from '../report/notice-unwritten.ts';
import { resultError } from '../result.ts';
import type { Change } from '../rollout/change.ts';
import type { Seen } from './look.ts';
import { sendTo } from './notices.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Threads that a run has told of already: one that watches fails again at every look. */
const told = new WeakMap<Session, Set<string>>();

/**
 * Decisions could not be committed, so that no outbox will tell of them: whom they page is told at once, once in a
 * run. The page has the key of the incident that it would have been: when a later run writes it, it joins that page.
 * Never throws: the error that kept the decision from being written is the one to tell.
 */
export async function tellUnwritten(
  session: Session,
  view: View,
  seen: readonly Seen[],
  changes: readonly Change[],
  error: unknown,
): Promise<void> {
  const threads = told.get(session) ?? new Set();
  told.set(session, threads);
  await Promise.all(
    changes.map(async (change) => {
      const before = seen.find(({ prompt }) => prompt === change.state.prompt);
      const thread = before === undefined ? null : pagedThread(before, change);
      if (before === undefined || thread === null || threads.has(`${before.prompt}/${thread}`)) return;
      threads.add(`${before.prompt}/${thread}`);
      const { message, cure } = resultError(error);
      const notice = unwrittenNotice({
        thread: `${session.repository}/${before.prompt}/${thread}`,
        prompt: before.prompt,
        bad: before.rollout.candidate.label,
        good: change.state.stable.label,
        weight: before.rollout.weight,
        rollsBack: change.outcome === 'rolled-back' || change.outcome === 'reverting',
        reason: change.state.incidents[0]?.reason ?? change.message.detail ?? change.outcome,
        error: { message, cure },
        runUrl: session.facts.runUrl,
        at: session.clock.now().toISOString(),
        drill: session.drill,
      });
      const results = await Promise.all(
        session.channels(view.config).map((channel) => sendTo(channel, notice, null)),
      );
      for (const { failure } of results) if (failure !== null) session.log.error(failure);
    }),
  );
}

/** The conversation of the page that the change would have sent; null when it pages nobody. */
function pagedThread({ state }: Seen, change: Change): string | null {
  const known = new Set(state.outbox.map(({ key }) => key));
  const page = change.state.outbox.find(
    (entry) =>
      entry.kind === 'notify' && !known.has(entry.key) && actionOf(noticeEvents[entry.event]) === 'trigger',
  );
  if (page?.kind === 'notify') return page.thread;
  return change.outcome === 'reverting' ? (change.state.incidents[0]?.id ?? null) : null;
}

const actionOf = ([action]: readonly [NoticeAction, ...unknown[]]): NoticeAction => action;
