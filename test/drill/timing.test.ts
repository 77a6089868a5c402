import { expect, it } from 'vitest';
import { createStopwatch, targetsOf, timedChannel, timedForge, timedLive } from '../../src/drill/timing.ts';
import { localForge } from '../../src/forge/index.ts';
import type { Forge } from '../../src/forge/port.ts';
import type { Channel, Notice } from '../../src/notify/port.ts';
import { liveCommit } from '../git/support.ts';
import { memoryRepo } from '../live/memory-repo.ts';

const start = Date.parse('2026-03-04T05:06:00.000Z');

function setUp() {
  let now = start;
  const stopwatch = createStopwatch({ now: () => new Date(now), sleep: async () => {} });
  const at = (seconds: number): void => {
    now = start + seconds * 1000;
  };
  return { stopwatch, at };
}

const notice = (event: string): Notice => ({
  ...{ thread: 't', key: 'k', event, action: 'trigger', severity: 'critical', prompt: 'p', title: 't' },
  ...{ lines: [], links: [], details: {}, at: '', drill: true },
});

function channel(name: string, answer: () => Promise<{ thread: null }>): Channel {
  return { name, accepts: () => true, send: answer };
}

it('counts from the first look that saw the bad numbers, and the first time of each step', async () => {
  const { stopwatch, at } = setUp();
  stopwatch.detect(new Date(start));
  stopwatch.detect(new Date(start + 9000));
  at(2);
  const repo = memoryRepo();
  const live = timedLive(repo, stopwatch);
  await live.push(liveCommit(null, { a: '1' }, { message: 'adopt(p): v1' }));
  expect(stopwatch.seconds().routing).toBeNull();
  at(3);
  await live.push(liveCommit(repo.head, { a: '2' }, { message: 'rollback(p): v2 -> v1' }));
  at(80);
  await live.push(liveCommit(repo.head, { a: '3' }, { message: 'verified(p): v1' }));
  at(99);
  await live.push(liveCommit(repo.head, { a: '4' }, { message: 'rollback(p): v2 -> v1' }));
  expect(stopwatch.seconds()).toEqual({
    ...{ routing: 3, verified: 80 },
    ...{ page: null, pull_request: null, issue: null },
  });
});

it('does not count a rollback that another writer kept from the branch', async () => {
  const { stopwatch } = setUp();
  stopwatch.detect(new Date(start));
  const live = timedLive(memoryRepo({ a: '1' }), stopwatch);
  const commit = liveCommit('commit-9', { a: '2' }, { message: 'rollback(p): v2 -> v1' });
  expect(await live.push(commit)).toEqual({ state: 'conflict' });
  expect(stopwatch.seconds().routing).toBeNull();
});

it('knows nothing without a detection', () => {
  const { stopwatch } = setUp();
  stopwatch.mark('routing');
  expect(stopwatch.seconds().routing).toBeNull();
});

it('counts the page from the slowest channel, and none while one has failed', async () => {
  const { stopwatch, at } = setUp();
  stopwatch.detect(new Date(start));
  const quick = timedChannel(
    channel('quick', async () => ({ thread: null })),
    stopwatch,
  );
  let broken = true;
  const slow = timedChannel(
    channel('slow', async () => {
      if (broken) throw new Error('busy');
      return { thread: null };
    }),
    stopwatch,
  );
  await quick.send(notice('started'), null);
  expect([...stopwatch.channels.keys()]).toEqual([]);
  at(1);
  await quick.send(notice('rolled-back'), null);
  expect(stopwatch.seconds().page).toBe(1);
  await expect(slow.send(notice('rolled-back'), null)).rejects.toThrow('busy');
  expect(stopwatch.seconds().page).toBeNull();
  broken = false;
  at(8);
  await slow.send(notice('rolled-back'), null);
  expect(stopwatch.seconds().page).toBe(8);
  expect(stopwatch.channels.size).toBe(2);
});

it('does not count what the forge refused', async () => {
  const { stopwatch, at } = setUp();
  stopwatch.detect(new Date(start));
  const refusing: Forge = {
    ...localForge({ folder: '/nonexistent' }),
    ensurePullRequest: async () => ({ number: 1, url: 'x', created: true, warnings: [] }),
    ensureIssue: async () => {
      throw new Error('refused');
    },
  };
  const forge = timedForge(refusing, stopwatch);
  at(4);
  const text = { title: 't', body: 'b', labels: [] };
  await forge.ensurePullRequest({ ...text, head: 'h', base: 'b', reviewers: [] });
  await expect(forge.ensureIssue({ ...text, marker: 'm', since: '' })).rejects.toThrow('refused');
  expect(stopwatch.seconds()).toMatchObject({ pull_request: 4, issue: null });
});

it('has targets that follow the configured verification, and none for a page without a channel', () => {
  const verification = {
    ...{ propagation: 10, interval: 5, escalate_after: 60, give_up_after: 300, min_requests: 100 },
  };
  expect(targetsOf(verification, 1)).toEqual({
    ...{ routing: 60, page: 120, pull_request: 300, issue: 300, verified: 140 },
  });
  expect(targetsOf(verification, 0).page).toBeNull();
});
