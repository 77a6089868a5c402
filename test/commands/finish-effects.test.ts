import { expect, it } from 'vitest';
import { draftOf } from '../../src/commands/commit.ts';
import { finishEffects } from '../../src/commands/finish-effects.ts';
import type { Session } from '../../src/commands/session.ts';
import type { View } from '../../src/commands/view.ts';
import { fail } from '../../src/errors/fail.ts';
import { transact } from '../../src/live/transact.ts';
import type { Channel } from '../../src/notify/port.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { steady } from '../rollout/aftermath.ts';
import { at, planOf, source, wish } from '../rollout/states.ts';
import { stateIn, verifying } from './verifying.ts';

it('does what it has taken over from a dead run, though the answer to that commit was lost', async () => {
  const world = verifying(null, steady());
  await world.commit((_, actor) => adopt('support', source('v1'), actor));
  await world.commit(({ states }, actor) => start(stateIn(states), source('v2'), planOf(), actor));
  let seconds = 100;
  const told: string[] = [];
  const slack: Channel = {
    name: 'slack',
    accepts: () => true,
    send: async ({ event }) => {
      told.push(event);
      return { thread: '1.1' };
    },
  };
  const session: Session = {
    ...world.session,
    clock: {
      now: () => new Date(at(seconds)),
      sleep: async (pause) => {
        seconds += pause;
      },
    },
    channels: () => [slack],
    actor: (config) => ({ ...world.session.actor(config), now: at(seconds), run: 'living' }),
  };
  const dead = { ...session.actor(world.view.config), run: 'dead' };
  await transact(world.repo, session.clock, async ({ states }) => {
    const state = stateIn(states);
    return draftOf(rollback(state, state.stable, wish(), dead));
  });
  let lost = 1;
  const live: View['live'] = {
    ...world.repo,
    push: async (commit) => {
      const result = await world.repo.push(commit);
      lost -= 1;
      if (lost === 0) throw fail('remote-unreachable', { remote: 'x', message: 'cut' });
      return result;
    },
  };
  await finishEffects(session, { ...world.view, live }, await world.snapshot());
  expect(told).toEqual(['rolled-back']);
  expect(stateIn((await world.snapshot()).states).outbox.filter(({ kind }) => kind === 'notify')).toEqual([]);
});
