import { describe, expect, it } from 'vitest';
import { act } from '../../src/commands/look.ts';
import type { Session } from '../../src/commands/session.ts';
import { fail } from '../../src/errors/fail.ts';
import { noticeEvents } from '../../src/live/state.ts';
import type { Channel, Notice } from '../../src/notify/port.ts';
import { actor, type Place, place, type Rates } from './reverting-place.ts';

/** A channel that takes notices of these severities, and keeps those that it does not refuse. */
function channel(severities: readonly Notice['severity'][], refusals = 0): Channel & { told: Notice[] } {
  const told: Notice[] = [];
  let left = refusals;
  return {
    name: 'pager',
    told,
    accepts: ({ severity }) => severities.includes(severity),
    send: async (notice) => {
      left -= 1;
      if (left >= 0) throw fail('notify-refused', { channel: 'pager', notice: notice.event, message: 'no' });
      told.push(notice);
      return { thread: notice.thread };
    },
  };
}

/** So many looks, half a minute apart, at a candidate whose decisions cannot be written. */
async function watch(rates: Rates, most: number, pager: Channel): Promise<Place> {
  const here = await place(rates, false);
  const session: Session = here.session(
    {},
    {
      channels: () => [pager],
      actor: () => ({ ...actor(here.clock.passed), tells: noticeEvents }),
    },
  );
  here.repo.refuse();
  for (let index = 0; index < most; index++) {
    await here.clock.sleep(30);
    const seen = await here.seen();
    if (seen !== null) await act(session, here.view, seen).catch(() => null);
  }
  return here;
}

const bad: Rates = () => [30, 0.1];
const outage: Rates = () => [30, 30];

describe('a decision that cannot be written', () => {
  it('pages once in a run, however often it is decided', async () => {
    const pager = channel(['critical']);
    await watch(bad, 12, pager);
    expect(pager.told).toMatchObject([{ event: 'unwritten', decision: 'rolled-back', severity: 'critical' }]);
  });

  it('pages once for a hold, though that begins anew at each look', async () => {
    const pager = channel(['critical', 'high']);
    await watch(outage, 12, pager);
    expect(pager.told).toMatchObject([{ event: 'unwritten', decision: 'outage', severity: 'high' }]);
    expect(pager.told[0]?.thread).toMatch(/^test\/support\/r1-[0-9a-f]+\/outage$/);
  });

  it('pages nobody who would not have been told of the decision', async () => {
    const pager = channel(['critical']);
    await watch(outage, 12, pager);
    expect(pager.told).toEqual([]);
  });

  it('is told again until a channel takes it, and says so', async () => {
    const pager = channel(['critical'], 3);
    const { log } = await watch(bad, 12, pager);
    expect(pager.told).toHaveLength(1);
    expect(log.filter((line) => line.includes('Every look tells it again.'))).toHaveLength(3);
  });
});
