import type { NoticeEvent, OutboxEntry, PromptState, Rollout } from '../live/state.ts';
import type { Actor, Change } from './change.ts';
import { plainNotice, withEntries } from './outbox.ts';

/** Outcomes that are news of a promotion. */
const promotions: Readonly<Partial<Record<Change['outcome'], NoticeEvent>>> = {
  started: 'started',
  superseded: 'started',
  advanced: 'advanced',
  watching: 'advanced',
  completed: 'completed',
};

/**
 * The change with the notices of what is no incident: promotions, the begin and end of an observation, and of a
 * hold that pages. Told from the states before and after, so that no way out of a hold forgets to call it off.
 */
export function announced(before: PromptState, change: Change, actor: Actor): Change {
  const { state, events } = change;
  const [was, is] = [before.rollout, state.rollout];
  const rollout = is ?? was;
  if (rollout === null) return change;
  const event = promotions[change.outcome];
  const reason = events.findLast((entry) => entry.reason !== null)?.reason ?? '';
  const entries = [
    ...(event === undefined ? [] : plainNotice(event, rollout.id, change.message.detail ?? '', actor)),
    ...observation(was, is, reason, actor),
    ...paging(was, is, reason, actor),
  ];
  return entries.length === 0
    ? change
    : { ...change, state: { ...state, outbox: withEntries(state.outbox, ...entries) } };
}

function observation(
  was: Rollout | null,
  is: Rollout | null,
  reason: string,
  actor: Actor,
): readonly OutboxEntry[] {
  const [old, now] = [was?.crossing ?? null, is?.crossing ?? null];
  const thread = ({ id }: Rollout, since: string): string => `${id}/observing/${since}`;
  if (old === null && now !== null && is !== null)
    return plainNotice('observing', thread(is, now.since), reason, actor);
  // A crossing that ends in a question or a rollback is told of by the incident.
  const resolved = is !== null && is.asking === was?.asking;
  if (old !== null && now === null && was !== null)
    return plainNotice(
      'observed',
      thread(was, old.since),
      resolved ? 'it is over' : 'it has become an incident',
      actor,
    );
  return [];
}

function paging(
  was: Rollout | null,
  is: Rollout | null,
  reason: string,
  actor: Actor,
): readonly OutboxEntry[] {
  const old = was?.hold?.paged === true ? was.hold : null;
  const now = is?.hold?.paged === true ? is.hold : null;
  const thread = (rollout: Rollout | null, since: string): string => `${rollout?.id}/hold/${since}`;
  if (old !== null && old.why === now?.why) return [];
  return [
    ...(old === null ? [] : plainNotice('hold-over', thread(was, old.since), reason, actor)),
    ...(now === null
      ? []
      : plainNotice(now.why === 'outage' ? 'outage' : 'silence', thread(is, now.since), reason, actor)),
  ];
}
