import { expect } from 'vitest';
import { measure, startRollout, text, writeMetrics } from './prompts.ts';
import { REPO, type Run, scenario, type World } from './world.ts';

/** Two related prompts and one that is not, each with v2.0.0 at the first stage. */
async function startAll(world: World): Promise<void> {
  const prompts = {
    support: { path: 'prompts/support.md', related: ['sales'] },
    sales: { path: 'prompts/sales.md' },
    other: { path: 'prompts/other.md' },
  };
  await startRollout(world, { prompts });
}

async function lookAtAll(world: World, errors: Readonly<Record<string, number>>, inputs = {}): Promise<Run> {
  world.pass(1);
  for (const prompt of ['support', 'sales', 'other'])
    await measure(world, { errors: errors[prompt] ?? 0.1 }, {}, prompt);
  return world.run(inputs);
}

const others = (version: string) => ({
  'prompts/sales.md': text(version, `You sell, as in ${version}.`),
  'prompts/other.md': text(version, `You do something else, as in ${version}.`),
});

async function started(world: World): Promise<void> {
  await world.merge(others('v1.0.0'));
  await startAll(world);
  await world.run();
  await world.merge(others('v2.0.0'));
  await world.run();
  for (const prompt of ['support', 'sales', 'other'])
    expect((await world.state(prompt)).rollout, prompt).toMatchObject({ candidate: { label: 'v2.0.0' } });
}

scenario(
  'related prompts that fail together are one commit, one pull request and one issue',
  async ({ world }) => {
    await started(world);
    const run = await lookAtAll(world, { support: 3, sales: 3 });
    expect(run.end).toBe('rolled-back 1');
    const [support, sales, other] = await Promise.all(
      ['support', 'sales', 'other'].map((prompt) => world.state(prompt)),
    );
    expect(sales?.incidents).toMatchObject([{ status: 'rolled-back', joins: null, severity: 'critical' }]);
    expect(support?.incidents).toMatchObject([
      { status: 'rolled-back', joins: { prompt: 'sales', incident: sales?.incidents[0]?.id } },
    ]);
    expect(other?.rollout).toMatchObject({ candidate: { label: 'v2.0.0' } });
    const rollbacks = (await world.history()).filter((subject) => subject.startsWith('rollback('));
    expect(rollbacks).toEqual([expect.stringMatching(/^rollback\(sales and 1 more\): v2.0.0 -> v1.0.0 /)]);
    const pulls = await world.github.pulls(REPO);
    expect(pulls).toHaveLength(1);
    expect(pulls[0]?.body).toContain('support');
    const changed = await world.git('diff', '--name-only', 'main', pulls[0]?.pull.head ?? '');
    expect(changed.trim().split('\n')).toEqual(['prompts/sales.md', 'prompts/support.md']);
    expect(world.github.issues(REPO)).toHaveLength(1);
  },
);

scenario(
  'a run for one prompt looks at those that are related, and takes back what fails with it',
  async ({ world }) => {
    await started(world);
    const run = await lookAtAll(world, { support: 3, sales: 3, other: 40 }, { prompt: 'support' });
    expect(run.end).toBe('rolled-back 1');
    expect((await world.state('sales')).rollout).toBeNull();
    expect((await world.state('other')).rollout).not.toBeNull();
  },
);

scenario('a related prompt that is well stays as it is', async ({ world }) => {
  await started(world);
  expect((await lookAtAll(world, { support: 40 })).end).toBe('rolled-back 1');
  expect((await world.state('sales')).rollout).toMatchObject({ candidate: { label: 'v2.0.0' } });
  expect((await world.state('support')).incidents).toMatchObject([{ joins: null }]);
});

scenario('a run for one prompt looks at related ones that rest, too, and at no others', async ({ world }) => {
  await world.merge(others('v1.0.0'));
  await startAll(world);
  await world.run();
  world.pass(1);
  const bad = { requests: 400_000, errors: 40_000 };
  await measure(world);
  for (const prompt of ['sales', 'other'])
    await writeMetrics(world, { window_seconds: 60, candidate: bad, stable: bad }, prompt);
  const run = await world.run({ prompt: 'support' });
  expect(run.stdout).toContain('sales: the stable version v1.0.0 is over a limit');
  expect(run.stdout).not.toContain('other: the stable version');
  expect((await world.state('sales')).incidents).toEqual([]);
});
