import { describe, expect, it } from 'vitest';
import { act } from '../../src/commands/look.ts';
import { rollback } from '../../src/commands/rollback.ts';
import { policySchema } from '../../src/config/policy-schema.ts';
import { fail } from '../../src/errors/fail.ts';
import { readInputs } from '../../src/inputs.ts';
import { parseLedger } from '../../src/live/ledger.ts';
import { readSnapshot } from '../../src/live/snapshot.ts';
import type { PromptState, Rollout } from '../../src/live/state.ts';
import { transact } from '../../src/live/transact.ts';
import type { MetricsSource, Observation } from '../../src/metrics/port.ts';
import type { Change } from '../../src/rollout/change.ts';
import { adopt, advance, complete, start } from '../../src/rollout/transition.ts';
import { type ScriptedClock, scriptedClock } from '../live/clock.ts';
import { type MemoryRepo, memoryRepo } from '../live/memory-repo.ts';
import { observed, problem } from '../policy/observations.ts';
import { at, planOf, source } from '../rollout/states.ts';
import { facts } from './story.ts';

const prompt = 'support';
const config = parseConfig(
  JSON.stringify({
    prompts: { [prompt]: { path: 'prompts/support.md' } },
    metrics: { source: 'file', file: 'metrics.json' },
    variants: 'pointer',
  }),
);
const actor = (seconds: number, by = 'system') => ({
  ...{ now: at(seconds), by, runUrl: null, delivers: false },
  // What becomes of a rollback afterwards is not the matter here.
  verification: null,
  tells: [],
});
const unused = (): never => {
  throw new Error('no part of this');
};

/** Error rates of the bad version and its target in percent, at a time; null when nothing is known. */
type Rates = (seconds: number) => readonly [number, number] | null;
const well: Rates = () => [0.1, 0.1];

interface Place {
  readonly repo: MemoryRepo;
  readonly clock: ScriptedClock;
  readonly log: readonly string[];
  /** A run of a person or of the schedule, with these inputs. */
  session(inputs?: Readonly<Record<string, string>>, fields?: Partial<Session>): Session;
  readonly view: View;
  readonly source: MetricsSource;
  state(): Promise<PromptState>;
  /** Name, weight and second of each event since the beginning, as `reverting 75 @0`. */
  events(): Promise<string[]>;
  /** What a promotion does: a look, by what it saw. */
  look(): Promise<string | null>;
  /** What it sees, to act on it later. */
  seen(): ReturnType<typeof see>;
  commit(change: (state: PromptState & { rollout: Rollout }) => Change): Promise<unknown>;
}

/** v1 is the version before; v2 serves everyone, or is a candidate at 1 %. */
async function place(rates: Rates = well, settled = true): Promise<Place> {
  const repo = memoryRepo();
  const clock = scriptedClock();
  const log: string[] = [];
  const say = (line: string): void => void log.push(line);
  const unlooked: View['source'] = {
    ...{ branch: 'main', head: '', entry: unused, files: unused, size: unused },
    ...{ tagged: unused, author: unused, pushRevert: unused },
  };
  const view: View = { source: unlooked, config, live: repo };
  const metrics: MetricsSource = {
    ...{ kind: 'test', history: true },
    observe: async ({ at: now }) => observation(rates((now.getTime() - Date.parse(at(0))) / 1000), now),
  };
  const session: Place['session'] = (inputs = {}, fields = {}) => ({
    inputs: readInputs((name) => inputs[name] ?? ''),
    facts: { ...facts, actor: 'mona' },
    log: { info: say, progress: say, warn: say, error: say, debug: () => {} },
    ...{ clock, repository: 'test', rollbacks: new Map(), authors: new Map(), drill: false },
    view: async () => view,
    metrics: async () => metrics,
    ...{ forge: unused, deliveries: () => [], channels: () => [], baseline: unused, close: unused },
    actor: (_, person) => actor(clock.passed, person),
    ...fields,
  });
  const read = async () => readSnapshot(await repo.read(), repo.branch);
  const state = async () => {
    const found = (await read()).states.get(prompt);
    if (found === undefined) throw new Error('no state');
    return found;
  };
  const commit: Place['commit'] = async (change) => {
    const before = await state();
    if (before.rollout === null) throw new Error('no rollout');
    const made = change({ ...before, rollout: before.rollout });
    return transact(repo, clock, async () => draftOf(made));
  };
  await transact(repo, clock, async () => draftOf(adopt(prompt, source('v1'), actor(0))));
  const before = await state();
  await transact(repo, clock, async () => draftOf(start(before, source('v2'), planOf(), actor(0))));
  if (settled) {
    await commit((old) => advance(old, old.rollout, 3, actor(0), null, null));
    await commit((old) => complete(old, old.rollout, actor(0), null));
  }
  const skipped = parseLedger(repo.file(`prompts/${prompt}/ledger.ndjson`) ?? '', 'ledger', 'live').length;
  const seen = async () => see(session(), view, metrics, await read(), await state());
  return {
    ...{ repo, clock, log, session, view, source: metrics, state, seen, commit },
    events: async () =>
      parseLedger(repo.file(`prompts/${prompt}/ledger.ndjson`) ?? '', 'ledger', 'live')
        .slice(skipped)
        .filter(({ event }) => event !== 'effect-done')
        .map(({ event, weight, at: time }) => `${event} ${weight} @${seconds(time)}`),
    look: async () => {
      const found = await seen();
      return found === null ? null : (await act(session(), view, found)).outcome;
    },
  };
}

const seconds = (time: string): number => (Date.parse(time) - Date.parse(at(0))) / 1000;

function observation(rates: ReturnType<Rates>, now: Date): Observation {
  if (rates === null)
    return {
      ...observed({ problems: [problem({ code: 'source-down', arm: null })] }),
      at: now.toISOString(),
    };
  const [bad, target] = rates.map((rate) => ({ requests: 10_000, errors: rate * 100 }));
  return { ...observed({ candidate: bad ?? {}, stable: target ?? {} }), at: now.toISOString() };
}

const back = { command: 'rollback', prompt, reason: 'tone', strategy: 'gradual' };

describe('rollback --strategy gradual', () => {
  it('stays until it has ended, with a look a minute, whatever `wait` says', async () => {
    const here = await place();
    const result = await rollback(here.session({ ...back, wait: '0' }));
    expect([result.reason_code, result.exit_code]).toEqual(['rolled-back', 0]);
    expect(await here.events()).toEqual([
      'reverting 75 @0',
      'reverting 50 @600',
      'reverting 25 @1200',
      'reverted 0 @1800',
    ]);
    expect(new Set(here.clock.pauses)).toEqual(new Set([60]));
    expect(await here.state()).toMatchObject({ rollout: null, stable: { label: 'v1' } });
    expect(result.prompts).toMatchObject([{ incident: { status: 'rolled-back', decided_by: 'mona' } }]);
    expect(here.log.filter((line) => line.includes('75 % left on v2'))).toHaveLength(10);
  });

  it('is what the configuration says where the input says nothing', async () => {
    const gradual = { ...config, rollback: { ...config.rollback, strategy: 'gradual' as const } };
    const here = await place();
    const view = async () => ({ ...here.view, config: gradual });
    await rollback(here.session({ ...back, strategy: '' }, { view }));
    expect(await here.events()).toHaveLength(4);
    const there = await place();
    await rollback(
      there.session(
        { ...back, strategy: 'instant' },
        { view: async () => ({ ...there.view, config: gradual }) },
      ),
    );
    expect(await there.events()).toEqual(['rolled-back 0 @0']);
  });

  it('of a candidate with no step below it is over at once', async () => {
    const here = await place(well, false);
    expect((await rollback(here.session(back))).reason_code).toBe('rolled-back');
    expect([await here.events(), here.clock.pauses]).toEqual([['rolled-back 0 @0'], []]);
  });

  it('ends at once when the bad version is over the limit', async () => {
    const here = await place((now) => (now < 700 ? [1.9, 0.1] : [2.1, 0.1]));
    await rollback(here.session(back));
    expect(await here.events()).toEqual(['reverting 75 @0', 'reverting 50 @600', 'reverted 0 @720']);
  });

  it('goes on by the clock when nothing is known, and says so', async () => {
    const here = await place(() => null);
    await rollback(here.session(back));
    const events = await here.events();
    expect(events.filter((event) => event.startsWith('rever'))).toEqual([
      ...['reverting 75 @0', 'reverting 50 @600', 'reverting 25 @1200', 'reverted 0 @1800'],
    ]);
    expect(here.log).toContainEqual(expect.stringContaining('the time of the step runs on'));
    expect(here.log.filter((line) => line.includes('(paged)'))).toHaveLength(1);
  });

  it('pauses for an unhealthy target, and goes on when that has been healthy for a step', async () => {
    const here = await place((now) => [0.1, now >= 300 && now < 1000 ? 6 : 0.1]);
    await rollback(here.session(back));
    expect(await here.events()).toEqual([
      ...['reverting 75 @0', 'paused 75 @300', 'held 75 @1020'],
      ...['reverting 50 @1620', 'reverting 25 @2220', 'reverted 0 @2820'],
    ]);
    expect(here.log).toContainEqual(expect.stringContaining('75 % left on v2 (paused)'));
  });

  it('outlasts a remote that does not answer in passing', async () => {
    const here = await place();
    let views = 0;
    const view = async () => {
      views += 1;
      if (views > 1 && views < 5) throw fail('remote-unreachable', { remote: 'it', message: 'timeout' });
      return here.view;
    };
    await rollback(here.session(back, { view }));
    expect(await here.events()).toHaveLength(4);
    expect(here.log.filter((line) => line.includes('the next one tries again'))).toHaveLength(3);
  });
});

describe('a run that dies', () => {
  const dying = { metrics: unused };

  it('leaves a rollback that any look goes on with, late or not', async () => {
    const here = await place();
    await expect(rollback(here.session(back, dying))).rejects.toThrow('no part of this');
    expect(await here.events()).toEqual(['reverting 75 @0']);
    await here.clock.sleep(1300 - here.clock.passed);
    expect(await here.look()).toBe('reverting');
    expect(await here.look()).toBe('reverting');
    await here.clock.sleep(499);
    expect(await here.look()).toBe('reverting');
    await here.clock.sleep(1);
    expect(await here.look()).toBe('rolled-back');
    expect(await here.look()).toBeNull();
    expect(await here.events()).toEqual(['reverting 75 @0', 'reverting 25 @1300', 'reverted 0 @1800']);
  });

  it('is joined by the same command, with no second incident', async () => {
    const here = await place();
    await expect(rollback(here.session(back, dying))).rejects.toThrow();
    const result = await rollback(here.session(back));
    expect(result.reason_code).toBe('rolled-back');
    expect(await here.events()).toEqual([
      ...['reverting 75 @0', 'reverting 50 @600', 'reverting 25 @1200', 'reverted 0 @1800'],
    ]);
    expect((await here.state()).incidents).toHaveLength(1);
    expect((await rollback(here.session(back))).reason_code).toBe('already-rolled-back');
  });
});

describe('two runs', () => {
  it('that saw the same step due take it once', async () => {
    const here = await place();
    await expect(rollback(here.session(back, { metrics: unused }))).rejects.toThrow();
    await here.clock.sleep(600 - here.clock.passed);
    const [one, two] = [await here.seen(), await here.seen()];
    if (one === null || two === null) throw new Error('nothing to see');
    await act(here.session(), here.view, one);
    const second = await act(here.session(), here.view, two);
    expect(second.committed?.commit).toBeNull();
    expect(await here.events()).toEqual(['reverting 75 @0', 'reverting 50 @600']);
  });

  it('one of which is an instant rollback: that ends it', async () => {
    const here = await place();
    await expect(rollback(here.session(back, { metrics: unused }))).rejects.toThrow();
    const late = await here.seen();
    const result = await rollback(here.session({ ...back, strategy: 'instant', reason: 'now' }));
    expect(result.reason_code).toBe('rolled-back');
    expect(await here.events()).toEqual(['reverting 75 @0', 'reverted 0 @60']);
    if (late === null) throw new Error('nothing to see');
    await here.clock.sleep(600);
    expect((await act(here.session(), here.view, late)).committed?.commit).toBeNull();
    expect((await here.state()).incidents).toHaveLength(1);
  });

  it('one of which saw a canary: what it saw counts only against the bad version', async () => {
    const rates: Rates[] = [() => [8.4, 0.1], well, () => [0.1, 6]];
    const ends = await Promise.all(
      rates.map(async (rate) => {
        const here = await place(rate, false);
        await here.commit((old) => ({
          ...advance(old, old.rollout, 2, actor(0), null, null),
          state: { ...old, rollout: { ...old.rollout, first_traffic_at: at(0), stage: 2, weight: 80 } },
        }));
        await here.clock.sleep(700);
        const canary = await here.seen();
        await expect(rollback(here.session(back, { metrics: unused }))).rejects.toThrow();
        if (canary === null) throw new Error('nothing to see');
        return (await act(here.session(), here.view, canary)).committed?.changes[0]?.outcome ?? null;
      }),
    );
    expect(ends).toEqual(['rolled-back', null, null]);
  });
});

it('a gradual rollback keeps the policy of its rollout', async () => {
  const here = await place(well, false);
  const policy = { ...policySchema.parse({}), min_requests: 77 };
  await here.commit((old) => ({
    ...advance(old, old.rollout, 3, actor(0), null, null),
    state: { ...old, rollout: { ...old.rollout, weight: 60, plan: { ...old.rollout.plan, policy } } },
  }));
  await expect(rollback(here.session(back, { metrics: unused }))).rejects.toThrow();
  expect((await here.state()).rollout?.plan.policy.min_requests).toBe(77);
});
