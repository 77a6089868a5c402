import { describe, expect, it } from 'vitest';
import { Findings, noteEnd } from '../../src/commands/findings.ts';
import { stayToVerify } from '../../src/commands/stay-to-verify.ts';
import { openVerifications, verifyAll } from '../../src/commands/verify.ts';
import { fail } from '../../src/errors/fail.ts';
import type { PromptState } from '../../src/live/state.ts';
import type { Observation } from '../../src/metrics/port.ts';
import type { Channel } from '../../src/notify/port.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { steady, type Traffic } from '../rollout/aftermath.ts';
import { good, wish } from '../rollout/states.ts';
import { stateIn, type Verifying, verifying } from './verifying.ts';

const asIs = (_: unknown, observation: Observation): Observation => observation;

async function rolledBack(
  traffic: Traffic,
  answer: Parameters<typeof verifying>[0] = asIs,
  history = true,
): Promise<Verifying> {
  const world = verifying(answer, traffic, history);
  await world.rollBack();
  return world;
}

const stay = async ({ session, view, snapshot }: Verifying, until?: number) =>
  stayToVerify(session, view, await snapshot(), until);

const eventsOf = async (world: Verifying): Promise<string[]> =>
  (await world.ledger()).slice(3).map(({ event, reason }) => `${event}: ${reason}`);

describe('a run that stays for a verification', () => {
  it('looks every five seconds until the rollback has helped, and commits that once', async () => {
    const world = await rolledBack(steady(1));
    const before = world.repo.pushed.length;
    const { open, news } = await stay(world);
    expect(open).toBe(false);
    expect(news).toMatchObject([{ prompt: 'support', status: 'recovered' }]);
    expect(new Set(world.clock.pauses)).toEqual(new Set([5]));
    expect(world.clock.passed).toBe(70);
    expect(world.repo.pushed.length - before).toBe(2);
    expect((await eventsOf(world)).slice(0, 1)).toEqual(['verified: error rate 0.2 % over 6000 requests']);
    expect(world.log.filter((line) => line.startsWith('info: support'))).toEqual([
      'info: support: the rollback to v1 helped: error rate 0.2 % over 6000 requests',
    ]);
    expect(world.log).toContain(
      'look: support: the rollback to v1 is being verified, 30 s left, 3000 requests, and 100 are needed',
    );
  });

  it('asks for both versions at the grid of its looks, from before the switch, and not earlier', async () => {
    const world = await rolledBack(steady());
    const { incident } = world;
    await stay(world);
    const starts = Date.parse((await incident()).verification?.starts_at ?? '');
    expect(world.asked[0]).toEqual({
      ...{ prompt: 'support', candidate: 'v2', stable: 'v1', weight: 0, step: 5 },
      ...{ since: new Date(starts - 5000), at: new Date(starts) },
    });
  });

  it('brings the pull request and the issue up to date', async () => {
    const world = await rolledBack(steady());
    await stay(world);
    expect(world.pulls).toHaveLength(1);
    expect(world.issues).toHaveLength(1);
    expect(world.issues[0]?.body).toContain('The rollback of v2 helped');
    expect((await world.incident()).issue).toMatchObject({ number: 2 });
  });

  it('goes on after it was escalated, and says when the rollback has failed', async () => {
    const world = await rolledBack(steady(50));
    const { news } = await stay(world);
    expect(news.map(({ status }) => status)).toEqual(['escalated', 'failed']);
    expect(world.clock.passed).toBe(310);
    const said = world.log.filter((line) => /^(warn|error)/.test(line));
    expect(said.map((line) => line.split(':').slice(0, 3).join(':'))).toEqual([
      'warn: support: the rollback to v1 has not helped yet, and it is escalated',
      'error: support: the rollback to v1 did not help',
    ]);
    expect(world.issues).toHaveLength(2);
  });

  it('leaves at the time it is given, and a later run ends it', async () => {
    const world = await rolledBack(steady());
    const first = await stay(world, world.clock.now().getTime() + 20_000);
    expect([first.open, world.clock.passed]).toEqual([true, 20]);
    await world.clock.sleep(33);
    const second = await stay(world);
    expect([second.open, second.news.map(({ status }) => status)]).toEqual([false, ['recovered']]);
  });

  it('verifies several prompts beside each other, and only the one that it is about', async () => {
    const world = await rolledBack(steady());
    await world.rollBack('billing');
    const session = { ...world.session, inputs: { ...world.session.inputs, prompt: 'billing' } };
    const alone = await stayToVerify(session, world.view, await world.snapshot());
    expect(alone.news.map(({ prompt }) => prompt)).toEqual(['billing']);
    expect(openVerifications(await world.snapshot(), '')).toHaveLength(1);
    const rest = await stay(world);
    expect(rest.news.map(({ prompt }) => prompt)).toEqual(['support']);
  });
});

describe('what keeps a verification from its end', () => {
  const down = (_: unknown, observation: Observation): Observation => ({
    ...observation,
    problems: [{ code: 'source-down', fatal: true, arm: null, metric: null, detail: 'refused' }],
  });

  it('a source that is down, and then one without any, is unverified and never recovered', async () => {
    for (const answer of [down, null]) {
      const world = await rolledBack(steady(), answer);
      const { news } = await stay(world);
      expect(news.map(({ status }) => status)).toEqual(['escalated', 'unverified']);
      expect(news[0]?.reason).toBe('the metrics source says nothing of the time since');
    }
  });

  it('a source that is down for a while does not matter', async () => {
    const world = await rolledBack(steady(), (request, observation) =>
      request.at.getTime() - Date.parse('2026-03-01T12:00:00.000Z') < 60_000
        ? down(request, observation)
        : observation,
    );
    expect((await stay(world)).news.map(({ status }) => status)).toEqual(['recovered']);
  });

  it('a source that cannot be set up is told once, and leaves the rollback unverified', async () => {
    const world = await rolledBack(steady());
    const broken = async () => {
      throw fail('metrics-url-credentials', { origin: 'http://metrics.example' });
    };
    const session = { ...world.session, metrics: broken };
    const { news } = await stayToVerify(session, world.view, await world.snapshot());
    expect(news.at(-1)?.status).toBe('unverified');
    expect(world.log.filter((line) => line.startsWith('warn: Nothing can be verified'))).toHaveLength(1);
  });

  it.each([3, Number.POSITIVE_INFINITY])(
    'a remote that is away for %s looks ends the run only if it stays away',
    async (looks) => {
      const world = await rolledBack(steady());
      // Each look tries three times.
      const most = 3 * looks;
      let failures = 0;
      const read = async () => {
        failures += 1;
        if (failures <= most) throw fail('remote-unreachable', { remote: 'r', message: 'timeout' });
        return world.repo.read();
      };
      const view = { ...world.view, live: { ...world.repo, read } };
      const ended = stayToVerify(world.session, view, await world.snapshot());
      if (looks === 3) {
        expect((await ended).news.map(({ status }) => status)).toEqual(['recovered']);
        expect(world.log.filter((line) => line.includes('the next one tries again'))).toHaveLength(3);
      } else {
        await expect(ended).rejects.toMatchObject({ code: 'remote-unreachable' });
        expect(world.clock.passed).toBeGreaterThan(310);
      }
    },
  );
});

describe('a break behind the commit that ends a verification', () => {
  it.each([3, 9])('of %s readings ends neither the run nor its news', async (most) => {
    const world = await rolledBack(steady());
    let failures = 0;
    let settled = false;
    const live = {
      ...world.repo,
      read: async () => {
        if (settled && failures < most) {
          failures += 1;
          throw fail('remote-unreachable', { remote: 'r', message: 'timeout' });
        }
        return world.repo.read();
      },
      push: async (commit: Parameters<typeof world.repo.push>[0]) => {
        settled ||= commit.message.startsWith('verified');
        return world.repo.push(commit);
      },
    };
    const { news, open } = await stayToVerify(world.session, { ...world.view, live }, await world.snapshot());
    expect(settled).toBe(true);
    expect([news.map(({ status }) => status), open]).toEqual([['recovered'], false]);
    const { outbox } = stateIn((await world.snapshot()).states);
    // Three readings are one attempt; what a second one does not reach is the next run's.
    expect(outbox.length === 0).toBe(most === 3);
  });
});

describe('two runs at one rollback', () => {
  it('settle it once', async () => {
    const world = await rolledBack(steady());
    const before = await world.snapshot();
    await world.clock.sleep(72);
    const first = await verifyAll(world.session, world.view, before);
    const second = await verifyAll(world.session, world.view, before);
    expect([first.news.length, second.news.length]).toEqual([1, 0]);
    expect(second.open).toBe(false);
    expect((await eventsOf(world)).filter((event) => event.startsWith('verified'))).toHaveLength(1);
  });

  it('and one that goes back further: the older verification is closed, the newer one goes on', async () => {
    const world = await rolledBack(steady());
    await world.clock.sleep(20);
    await world.commit(({ states }, actor) =>
      rollback({ ...stateIn(states), previous: [good('v0')] }, good('v0'), wish('further'), actor),
    );
    const { news, open } = await verifyAll(world.session, world.view, await world.snapshot());
    expect(news).toMatchObject([{ status: 'unverified', reason: 'v0 took the place of v1 meanwhile' }]);
    expect(open).toBe(true);
    expect((await world.incident()).verification?.status).toBe('waiting');
  });
});

describe('news that cannot be written', () => {
  it('of one prompt keeps that of no other from its page', async () => {
    const world = await rolledBack(steady(150));
    await world.rollBack('billing');
    const told: string[] = [];
    const pager: Channel = {
      name: 'pager',
      accepts: () => true,
      send: async ({ prompt, decision, thread }) => {
        told.push(`${prompt} ${decision}`);
        return { thread };
      },
    };
    const session = { ...world.session, channels: () => [pager] };
    const before = await world.snapshot();
    await world.clock.sleep(320);
    world.repo.refuse();
    const look = await verifyAll(session, world.view, before);
    expect(look.failure).toMatchObject({ code: 'push-refused' });
    expect(told.toSorted()).toEqual(['billing failed', 'support failed']);
  });
});

describe('a rollback that did not help', () => {
  const ending = (state: PromptState, found: 'rolled-back' | 'nothing-to-do') => {
    const findings = new Findings();
    findings.note('support', found);
    findings.of('support').incident = state.incidents[0]?.id ?? null;
    noteEnd(findings, 'support', state);
    return findings.of('support').reason;
  };

  it('ends the run that made it as such, whoever found it out', async () => {
    const world = await rolledBack(steady(150));
    const before = stateIn((await world.snapshot()).states);
    await world.clock.sleep(320);
    await verifyAll(world.session, world.view, await world.snapshot());
    const after = stateIn((await world.snapshot()).states);
    expect(ending(before, 'rolled-back')).toBe('rolled-back');
    expect(ending(after, 'rolled-back')).toBe('rollback-failed');
    expect(ending(after, 'nothing-to-do')).toBe('nothing-to-do');
  });
});
