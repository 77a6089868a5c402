import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOf } from '../../src/commands/commit.ts';
import { runEffects } from '../../src/commands/effects.ts';
import { finishEffects } from '../../src/commands/finish-effects.ts';
import type { Session } from '../../src/commands/session.ts';
import type { View } from '../../src/commands/view.ts';
import type { Forge } from '../../src/forge/port.ts';
import { transact } from '../../src/live/transact.ts';
import type { Channel } from '../../src/notify/port.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { quietNews, withEntries } from '../../src/rollout/outbox.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { steady } from '../rollout/aftermath.ts';
import { at, planOf, source, wish } from '../rollout/states.ts';
import { stateIn, type Verifying, verifying } from './verifying.ts';

/** A run: after how many turns its process dies, if ever, and whether it has news of the incident before its end. */
const runs = fc.array(fc.record({ turns: fc.option(fc.nat(40)), news: fc.boolean() }), {
  minLength: 2,
  maxLength: 4,
});

const dead = (): Promise<never> => new Promise(() => {});
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A world that several runs share. Its time passes only while nobody is at work. */
class Stage {
  readonly world: Verifying;
  readonly scheduler: fc.Scheduler;
  /** What was done outside, with its time in milliseconds since the begin. */
  readonly deeds: { readonly what: string; readonly at: number }[] = [];
  /** What two runs that are alive were at, at the same time. */
  readonly overlaps: string[] = [];
  readonly #atWork = new Map<string, string>();
  readonly #dead = new Set<string>();
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  #now = 0;

  constructor(world: Verifying, scheduler: fc.Scheduler) {
    this.world = world;
    this.scheduler = scheduler;
  }

  /** How many runs have died. */
  get deaths(): number {
    return this.#dead.size;
  }

  /** A run's own way to the world: whatever it does outside waits for its turn, before and after. */
  run(name: string, turns: number): Run {
    let left = turns;
    const turn = async (): Promise<void> => {
      await this.scheduler.schedule(Promise.resolve());
      left -= 1;
      if (left >= 0) return;
      this.#dead.add(name);
      await dead();
    };
    const does = async <T>(what: string, work: () => T): Promise<T> => {
      const other = this.#atWork.get(what);
      if (other !== undefined && !this.#dead.has(other)) this.overlaps.push(`${what}: ${other}, ${name}`);
      this.#atWork.set(what, name);
      await turn();
      this.deeds.push({ what, at: this.#now });
      await turn();
      this.#atWork.delete(what);
      return work();
    };
    const { world } = this;
    const clock = {
      now: () => {
        // No two decisions have the same time.
        this.#now += 1;
        return new Date(Date.parse(at(0)) + this.#now);
      },
      sleep: (seconds: number) =>
        new Promise<void>((wake) => this.#sleepers.push({ until: this.#now + seconds * 1000, wake })),
    };
    const slack: Channel = {
      name: 'slack',
      accepts: () => true,
      send: ({ event }) => does(event, () => ({ thread: '1.1' })),
    };
    const link = { url: 'https://forge.example/1', created: true, warnings: [] };
    const session: Session = {
      ...world.session,
      clock,
      channels: () => [slack],
      actor: (config) => ({
        ...world.session.actor(config),
        now: clock.now().toISOString(),
        run: name,
      }),
      forge: async (): Promise<Forge> => ({
        ...(await world.session.forge()),
        ensurePullRequest: () => does('pull request', () => ({ number: 1, ...link })),
        ensureIssue: () => does('issue', () => ({ number: 2, ...link })),
      }),
    };
    const { repo } = world;
    const live: View['live'] = {
      ...repo,
      read: async () => {
        await turn();
        return repo.read();
      },
      push: async (commit) => {
        await turn();
        const result = await repo.push(commit);
        await turn();
        return result;
      },
    };
    return { session, view: { ...world.view, live } };
  }

  /** Lets all runs go on, in an order of the scheduler's choice, until each has ended or is dead. */
  async play(): Promise<void> {
    for (;;) {
      await settled();
      if (this.scheduler.count() > 0) {
        await this.scheduler.waitOne();
        continue;
      }
      this.#sleepers.sort((one, other) => one.until - other.until);
      const [first] = this.#sleepers;
      if (first === undefined) return;
      this.#now = Math.max(this.#now, first.until);
      // Those who wake within a second do so together.
      const woken = this.#sleepers.filter(({ until }) => until < first.until + 1000);
      for (const { wake } of this.#sleepers.splice(0, woken.length)) wake();
    }
  }
}

interface Run {
  readonly session: Session;
  readonly view: View;
}

/** Rolls back, unless another run has done so. */
const rollBack = ({ session, view }: Run) =>
  transact(view.live, session.clock, async ({ states }) => {
    const state = stateIn(states);
    if (state.rollout === null) return null;
    return draftOf(rollback(state, state.stable, wish(), session.actor(view.config)));
  });

/** Has the pull request and the issue brought up to date. */
const tellNews = ({ session, view }: Run) =>
  transact(view.live, session.clock, async ({ states }) => {
    const state = stateIn(states);
    const actor = session.actor(view.config);
    const news = state.incidents.flatMap((incident) => quietNews(incident, actor));
    return draftOf({
      outcome: 'nothing-to-do',
      state: { ...state, outbox: withEntries(state.outbox, ...news) },
      events: [],
      routing: false,
      archive: null,
      message: { verb: 'news', from: null, to: null, detail: null, incident: null },
    });
  });

async function wholeRun(run: Run, news: boolean): Promise<void> {
  const { session, view } = run;
  const committed = await rollBack(run);
  let { snapshot } = await runEffects(session, view, committed.snapshot);
  if (news) ({ snapshot } = await runEffects(session, view, (await tellNews(run)).snapshot));
  await finishEffects(session, view, snapshot);
}

async function begun(): Promise<Verifying> {
  const world = verifying(null, steady());
  await world.commit((_, actor) => adopt('support', source('v1'), actor));
  await world.commit(({ states }, actor) => start(stateIn(states), source('v2'), planOf(), actor));
  return world;
}

describe('any number of runs that roll back at once, some of which die', () => {
  it('tell people once, and no two of them are at the same effect', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), runs, async (scheduler, all) => {
        const stage = new Stage(await begun(), scheduler);
        const errors: unknown[] = [];
        const go = (name: string, turns: number, news: boolean): void => {
          wholeRun(stage.run(name, turns), news).catch((error: unknown) => errors.push(error));
        };
        for (const [index, { turns, news }] of all.entries())
          go(`run-${index}`, turns ?? Number.POSITIVE_INFINITY, news);
        await stage.play();
        // The next run finishes what dead ones left.
        go('next', Number.POSITIVE_INFINITY, false);
        await stage.play();

        expect(errors).toEqual([]);
        expect(stage.overlaps).toEqual([]);
        const told = stage.deeds.filter(({ what }) => what === 'rolled-back');
        // Each run that dies with it makes a page late by little more than a minute.
        expect(told[0]?.at).toBeLessThan(1_000 + 65_000 * stage.deaths);
        // Who dies between the message and the commit that says so leaves a second one to another run.
        expect(told.length).toBeLessThanOrEqual(1 + stage.deaths);
        const { outbox, incidents } = stateIn((await stage.world.snapshot()).states);
        expect(outbox).toEqual([]);
        expect(incidents).toMatchObject([{ pull_request: { number: 1 }, issue: { number: 2 } }]);
      }),
      { numRuns: 60 },
    );
  });
});
