import { describe, expect, it } from 'vitest';
import { runEffects } from '../../src/commands/effects.ts';
import { handOn } from '../../src/commands/hand-on.ts';
import type { Session } from '../../src/commands/session.ts';
import type { Delivery } from '../../src/delivery/port.ts';
import { fail } from '../../src/errors/fail.ts';
import type { Channel } from '../../src/notify/port.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { steady } from '../rollout/aftermath.ts';
import { planOf, source, wish } from '../rollout/states.ts';
import { stateIn, type Verifying, verifying } from './verifying.ts';

/** v2 has its first traffic beside v1. */
async function begun(): Promise<Verifying> {
  const world = verifying((_, observation) => observation, steady());
  await world.commit((_, actor) => adopt('support', source('v1'), actor));
  await world.commit(({ states }, actor) => start(stateIn(states), source('v2'), planOf(), actor));
  return world;
}

const back = (world: Verifying) =>
  world.commit(({ states }, actor) => {
    const state = stateIn(states);
    return rollback(state, state.stable, wish(), { ...actor, delivers: true });
  });

/** A receiver that keeps what came last; `during` happens while it takes the first one. */
function receiver(during: () => Promise<unknown> = async () => null) {
  const kept: string[] = [];
  const delivery: Delivery = {
    name: 'webhook',
    deliver: async (manifest) => {
      const [first] = kept;
      const { targeting } = JSON.parse(manifest).flags.support;
      kept.push(targeting === undefined ? 'v1 alone' : 'some v2');
      if (first === undefined) await during();
    },
  };
  return { kept, delivery };
}

const handing = (world: Verifying, ...deliveries: Delivery[]): Session => ({
  ...world.session,
  deliveries: () => deliveries,
});

describe('the hand-on of the manifest', () => {
  it('ends with what is live, though another run rolls back while a receiver is slow', async () => {
    const world = await begun();
    const { kept, delivery } = receiver(() => back(world));
    await handOn(handing(world, delivery), world.view, await world.snapshot());
    expect(kept).toEqual(['some v2', 'v1 alone']);
  });

  it('is one when nothing moves', async () => {
    const world = await begun();
    const { kept, delivery } = receiver();
    await handOn(handing(world, delivery), world.view, await world.snapshot());
    expect(kept).toEqual(['some v2']);
  });

  it('reaches the other receivers when one fails, and fails all the same', async () => {
    const world = await begun();
    const { kept, delivery } = receiver();
    const away: Delivery = {
      name: 'copy',
      deliver: async () => {
        throw fail('delivery-write-failed', { path: '/gone', message: 'no such folder' });
      },
    };
    const handed = handOn(handing(world, away, delivery), world.view, await world.snapshot());
    await expect(handed).rejects.toMatchObject({ code: 'delivery-write-failed' });
    expect(kept).toEqual(['some v2']);
  });

  it('is one for all prompts', async () => {
    const world = await begun();
    await back(world);
    await world.commit((_, actor) => adopt('billing', source('v1'), { ...actor, delivers: true }));
    const { kept, delivery } = receiver();
    const { snapshot } = await runEffects(handing(world, delivery), world.view, await world.snapshot());
    expect(kept).toEqual(['v1 alone']);
    for (const state of snapshot.states.values()) expect(state.outbox).toEqual([]);
  });

  it('keeps no page from going out, however long a receiver hangs', async () => {
    const world = await begun();
    await back(world);
    let paged = () => {};
    const page = new Promise<void>((done) => {
      paged = done;
    });
    const pager: Channel = {
      name: 'pager',
      accepts: () => true,
      send: async ({ thread }) => {
        paged();
        return { thread };
      },
    };
    // It answers when the page has come, and not before.
    const { kept, delivery } = receiver(() => page);
    const session = { ...handing(world, delivery), channels: () => [pager] };
    await runEffects(session, world.view, await world.snapshot());
    expect(kept).toEqual(['v1 alone']);
  });
});
