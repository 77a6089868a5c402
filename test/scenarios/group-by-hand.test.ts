import { expect } from 'vitest';
import { back, quick } from './manual.ts';
import { config, measure, PATH, PROMPT, text } from './prompts.ts';
import { LIVE, REPO, scenario, type World } from './world.ts';

const salesPath = 'prompts/sales.md';
const billingPath = 'prompts/billing.md';

/** `sales` and `billing` are related to the usual prompt; of the three only `billing` has no rollout. */
async function threePrompts(world: World): Promise<void> {
  const prompts = {
    [PROMPT]: { path: PATH, related: ['sales'] },
    sales: { path: salesPath },
    billing: { path: billingPath, related: [PROMPT] },
  };
  const paths = [PATH, salesPath, billingPath];
  const all = (version: string) => Object.fromEntries(paths.map((path) => [path, text(version)]));
  await world.merge({ 'prompt-rollout.yml': config({ ...quick, prompts }), ...all('v1.0.0') });
  expect((await world.run()).end).toBe('adopted 0');
  await world.merge({ [billingPath]: text('v2.0.0') });
  expect((await world.run()).end).toBe('started 0');
  world.pass(1);
  await measure(world, {}, {}, 'billing');
  expect((await world.run()).end).toBe('completed 0');
  await world.merge(all('v2.0.0'));
  await world.run();
}

scenario('a group goes back in one commit, with one pull request and one issue', async ({ world }) => {
  const { github } = world;
  await threePrompts(world);
  for (const prompt of [PROMPT, 'sales']) await measure(world, { errors: 4 }, {}, prompt);
  const run = await back(world, { group: 'true', reason: 'both promise refunds' });
  expect(run.end).toBe('rolled-back 0');
  expect(run.result.prompts.map(({ prompt, reason_code }) => [prompt, reason_code])).toEqual([
    [PROMPT, 'rolled-back'],
    ['sales', 'rolled-back'],
  ]);
  expect(run.stdout).toContain('billing is related and has no rollout');
  const { flags } = await world.flags(`${LIVE}~1`);
  expect([PROMPT, 'sales', 'billing'].map((id) => flags[id]?.defaultVariant)).toEqual([
    'v1.0.0',
    'v1.0.0',
    'v2.0.0',
  ]);
  expect((await world.history())[1]).toBe(
    'rollback(support and 1 more): v2.0.0 -> v1.0.0 (both promise refunds)',
  );
  const lead = (await world.state()).incidents[0];
  const [other] = (await world.state('sales')).incidents;
  expect(lead?.joins).toBeNull();
  expect(other).toMatchObject({ status: 'rolled-back', joins: { prompt: PROMPT, incident: lead?.id } });
  expect((await world.state('sales')).outbox).toEqual([]);

  const [pull, ...more] = await github.pulls(REPO);
  expect(more).toEqual([]);
  const branch = pull?.pull?.head ?? '';
  expect((await world.git('diff', '--name-only', 'main', branch)).split('\n')).toEqual([salesPath, PATH]);
  for (const path of [PATH, salesPath]) expect(await world.file(path, branch)).toBe(text('v1.0.0'));
  expect(pull?.title).toContain('support and 1 more');
  const [issue, ...others] = github.issues(REPO);
  expect(others).toEqual([]);
  for (const body of [pull?.body, issue?.body]) {
    expect(body).toContain('`sales` at `prompts/sales.md`');
    expect(body).toContain('4 % (stable:');
    expect(body).toContain('of sales changed');
  }
  // Merging it mends both.
  await github.mergePullRequest(REPO, pull?.number ?? 0);
  expect((await world.run()).end).toBe('nothing-to-do 0');
});

scenario('what settled goes back with a group only by its name', async ({ world }) => {
  await threePrompts(world);
  const named = { prompt: `billing, ${PROMPT}`, 'target-version': 'v1.0.0', group: 'true' };
  expect((await back(world, named)).end).toBe('rolled-back 0');
  const { flags } = await world.flags();
  expect([PROMPT, 'sales', 'billing'].map((id) => flags[id]?.defaultVariant)).toEqual([
    'v1.0.0',
    'v1.0.0',
    'v1.0.0',
  ]);
  const lead = (await world.state('billing')).incidents[0];
  for (const id of [PROMPT, 'sales'])
    expect((await world.state(id)).incidents[0]?.joins).toEqual({ prompt: 'billing', incident: lead?.id });
  // The same again, as after a crash.
  const refs = await world.refs();
  expect((await back(world, named)).end).toBe('already-rolled-back 0');
  expect(await world.refs()).toEqual(refs);
});
