import type { ChildProcess } from 'node:child_process';
import { expect } from 'vitest';
import { look, PATH, PROMPT, startRollout, text, writeMetrics } from './prompts.ts';
import { REPO, scenario, type World } from './world.ts';

/** Versions are known as good in the look after they began; a step takes so many seconds, a look is every ten. */
const quick = (step: number) => ({
  stages: [100],
  policy: { watch: '0s' },
  metrics: { source: 'file', file: '{{prompt}}.json', stale_after: '10h' },
  rollback: { gradual: { step: `${step}s`, interval: '10s' } },
});
const gradual = { command: 'rollback', prompt: PROMPT, reason: 'bad tone', strategy: 'gradual' };

/** v2.0.0 serves everyone, and v1.0.0 is the version before it; both are known as good. */
async function settle(world: World, step = 60): Promise<void> {
  await startRollout(world, quick(step));
  expect((await look(world)).end).toBe('completed 0');
}

/** From now on the versions fail so many of 1,000 requests. */
function failing(world: World, bad: number, target: number): Promise<void> {
  const arm = (errors: number) => ({ requests: 1000, errors });
  return writeMetrics(world, { window_seconds: 60, candidate: arm(bad), stable: arm(target) });
}

/** A run that is killed as soon as its log says this. */
async function killedAt(world: World, line: string): Promise<void> {
  let log = '';
  const onSpawn = (child: ChildProcess): void => {
    child.stdout?.on('data', (data: Buffer) => {
      log += data.toString();
      if (log.includes(line)) child.kill('SIGKILL');
    });
  };
  await expect(world.run(gradual, { onSpawn })).rejects.toThrow('No result');
  expect(log).toContain(line);
}

/** What the commits of the live branch say and do, oldest first: subject, and who gets what. */
async function steps(world: World): Promise<string[]> {
  const log = await world.git('log', '--reverse', '--format=%H %s', 'prompt-rollout/live');
  const found: string[] = [];
  for (const line of log.trim().split('\n')) {
    const [commit = '', ...words] = line.split(' ');
    if (!/^(revert|rollback|pause)\(/.test(words.join(' '))) continue;
    const flag = (await world.flags(commit)).flags[PROMPT];
    const split = flag?.targeting?.fractional ?? [[flag?.defaultVariant, 100]];
    found.push(`${words.join(' ')}: ${split.map((part) => part.join(' ')).join(', ')}`);
  }
  return found;
}

const [begin, second, third] = [
  'revert(support): v2.0.0 -> v1.0.0 (100 % -> 75 %: bad tone): v2.0.0 75, v1.0.0 25',
  'revert(support): v2.0.0 -> v1.0.0 (75 % -> 50 %): v2.0.0 50, v1.0.0 50',
  'revert(support): v2.0.0 -> v1.0.0 (50 % -> 25 %): v2.0.0 25, v1.0.0 75',
];
const end = 'rollback(support): v2.0.0 -> v1.0.0 (25 % -> 0 %): v1.0.0 100';

scenario('a run that is killed half way leaves the rest to promote', async ({ world }) => {
  await settle(world);
  await failing(world, 1, 1);
  await killedAt(world, '50 % left on v2.0.0');
  const before = await world.state();
  expect(before).toMatchObject({
    rollout: { phase: 'reverting' },
    stable: { label: 'v1.0.0' },
    quarantine: [{ label: 'v2.0.0' }],
    incidents: [{ status: 'reverting' }],
  });
  expect(world.github.issues(REPO)).toMatchObject([{ body: expect.stringContaining('is going back to') }]);

  const status = await world.run({ command: 'status' });
  expect(status.stdout).toMatch(/\d\d % left on v2\.0\.0 \(gradual rollback\)/);
  // What waits on the default branch does not cut it short, whatever it is.
  await world.merge({ [PATH]: text('v3.0.0') });
  world.pass(1);
  const run = await world.run();
  expect(run.end).toBe('reverting 0');
  expect(run.summary).toContain('25 % left on v2.0.0');
  world.pass(1);
  expect((await world.run()).end).toBe('rolled-back 1');
  expect(await steps(world)).toEqual([begin, second, third, end]);
  const { incidents, rollout } = await world.state();
  expect(incidents).toMatchObject([{ status: 'rolled-back', decided_by: 'alice', reason: 'bad tone' }]);
  expect(rollout).toMatchObject({ candidate: { label: 'v3.0.0' }, phase: 'watching' });
  expect(await world.github.pulls(REPO)).toHaveLength(1);
  const issues = world.github.issues(REPO);
  expect(issues).toMatchObject([{ body: expect.stringContaining('was put back on') }]);
  const events = (await world.ledger()).map(({ event, weight }) => `${event} ${weight}`);
  expect(events.filter((event) => event.startsWith('rever'))).toEqual([
    ...['reverting 75', 'reverting 50', 'reverting 25', 'reverted 0'],
  ]);
});

scenario('the run stays until the end, whatever it was told to wait', async ({ world }) => {
  await settle(world, 20);
  await failing(world, 1, 1);
  const began = world.now().getTime();
  const run = await world.run({ ...gradual, wait: '0' });
  expect(run.end).toBe('rolled-back 0');
  expect((world.now().getTime() - began) / 1000).toBeGreaterThanOrEqual(60);
  expect(await steps(world)).toEqual([begin, second, third, end]);
  expect((await world.run(gradual)).end).toBe('already-rolled-back 0');
});

scenario('a bad version over the limit loses everything at the next look', async ({ world }) => {
  await settle(world);
  await failing(world, 30, 1);
  expect((await world.run(gradual)).end).toBe('rolled-back 0');
  const hastened =
    'rollback(support): v2.0.0 -> v1.0.0 (75 % -> 0 %: error rate 3 %, rule error-high): v1.0.0 100';
  expect(await steps(world)).toEqual([begin, hastened]);
});

scenario('an unhealthy target pauses it, until a person decides', async ({ world }) => {
  await settle(world);
  await failing(world, 1, 60);
  await killedAt(world, '75 % left on v2.0.0 (paused)');
  const run = await world.run();
  expect(run.end).toBe('paused 0');
  expect(run.summary).toContain('75 % left on v2.0.0');
  const pause =
    'pause(support): v2.0.0 (75 %: error rate 6 % on v1.0.0, which takes over): v2.0.0 75, v1.0.0 25';
  expect(await steps(world)).toEqual([begin, pause]);
  const now = await world.run({ command: 'rollback', prompt: PROMPT, reason: 'all the same' });
  expect(now.end).toBe('rolled-back 0');
  expect((await steps(world)).at(-1)).toBe(
    'rollback(support): v2.0.0 -> v1.0.0 (75 % -> 0 %: all the same): v1.0.0 100',
  );
});
