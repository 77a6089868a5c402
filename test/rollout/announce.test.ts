import { describe, expect, it } from 'vitest';
import type { Hold, NoticeEvent, OutboxEntry, PromptState } from '../../src/live/state.ts';
import { announced } from '../../src/rollout/announce.ts';
import type { Change } from '../../src/rollout/change.ts';
import { advance, complete, held, observe, resolve } from '../../src/rollout/transition.ts';
import { actor, at, matchOf, running, watching } from './states.ts';

const now = actor({ now: at(900) });
type Notice = Extract<OutboxEntry, { kind: 'notify' }>;
const notices = (before: PromptState, change: Change, who = now): Notice[] =>
  announced(before, change, who).state.outbox.filter((entry) => entry.kind === 'notify');
const events = (before: PromptState, change: Change): NoticeEvent[] =>
  notices(before, change).map(({ event }) => event);
const holdOf = (why: string, paged: boolean): Hold => ({
  why,
  rule: null,
  metrics: why === 'inconclusive',
  since: at(600),
  paged,
});

describe('news of a promotion', () => {
  it('are told: the next stage, and the end', () => {
    const before = running();
    expect(events(before, advance(before, before.rollout, 2, now, null, null))).toEqual(['advanced']);
    const watched = watching();
    expect(events(watched, complete(watched, watched.rollout, now, null))).toEqual(['completed']);
  });

  it('are not written where no channel wants them', () => {
    const before = running();
    const quiet = actor({ tells: [] });
    const change = advance(before, before.rollout, 2, quiet, null, null);
    expect(announced(before, change, quiet)).toBe(change);
  });
});

describe('a hold', () => {
  it('is told when it pages, by what it is, once', () => {
    const before = running();
    const page = (why: string): Change => held(before, before.rollout, holdOf(why, true), why, now, null);
    expect(events(before, page('outage'))).toEqual(['outage']);
    expect(events(before, page('inconclusive'))).toEqual(['silence']);
    const calm = held(before, before.rollout, holdOf('unproven', false), 'x', now, null);
    expect(events(before, calm)).toEqual([]);
    const paged = running({ hold: holdOf('outage', true) });
    expect(events(paged, held(paged, paged.rollout, holdOf('outage', true), 'x', now, null))).toEqual([]);
  });

  it('is called off whichever way it ends, under the same thread', () => {
    const before = running();
    const [page] = notices(before, held(before, before.rollout, holdOf('outage', true), 'x', now, null));
    const paged = running({ hold: holdOf('outage', true) });
    for (const change of [
      held(paged, paged.rollout, holdOf('baking', false), 'on course again', now, null),
      advance(paged, paged.rollout, 2, now, null, null),
      observe(paged, paged.rollout, matchOf('latency-medium', 30), now, null),
    ])
      expect(notices(paged, change)).toContainEqual(
        expect.objectContaining({ event: 'hold-over', thread: page?.thread }),
      );
  });
});

describe('an observation', () => {
  it('is told when it begins and when it is over, under one thread', () => {
    const before = running();
    const begun = observe(before, before.rollout, matchOf('latency-medium', 30), now, null);
    const [start] = notices(before, begun);
    expect(start).toMatchObject({ event: 'observing', detail: 'latency-medium' });
    const rollout = begun.state.rollout;
    if (rollout === null) throw new Error('the rollout ended');
    const end = resolve(begun.state, rollout, actor({ now: at(1200) }), null);
    expect(notices(begun.state, end)).toMatchObject([{ event: 'observed', thread: start?.thread }]);
  });
});
