import { describe, expect, it } from 'vitest';
import { act } from '../../src/commands/look.ts';
import { rollback } from '../../src/commands/rollback.ts';
import { policySchema } from '../../src/config/policy-schema.ts';
import { fail } from '../../src/errors/fail.ts';
import { advance } from '../../src/rollout/transition.ts';
import { at } from '../rollout/states.ts';
import { actor, config, place, prompt, type Rates, well } from './reverting-place.ts';
import { unused } from './session.ts';

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

  it('hands on the last manifest though the look breaks off behind the last step', async () => {
    const here = await place();
    const given: string[] = [];
    const deliver = async (manifest: string) => {
      const { defaultVariant, targeting } = JSON.parse(manifest).flags[prompt];
      given.push(targeting === undefined ? `all ${defaultVariant}` : 'some');
    };
    let cut = 1;
    const read = async () => {
      const tree = await here.repo.read();
      const over = (tree.files.get(`prompts/${prompt}/ledger.ndjson`) ?? '').includes('"event":"reverted"');
      cut -= over ? 1 : 0;
      if (cut === 0 && over) throw fail('remote-unreachable', { remote: 'it', message: 'timeout' });
      return tree;
    };
    const session = here.session(back, {
      view: async () => ({ ...here.view, live: { ...here.repo, read } }),
      deliveries: () => [{ name: 'flags', deliver }],
      actor: (_, person) => ({ ...actor(here.clock.passed, person), delivers: true }),
    });
    const result = await rollback(session);
    expect(result.reason_code).toBe('rolled-back');
    expect(cut).toBeLessThanOrEqual(0);
    expect(given).toEqual(['some', 'some', 'some', 'all v1']);
    expect((await here.state()).outbox.filter(({ kind }) => kind === 'deliver')).toEqual([]);
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
