import { expect } from 'vitest';
import { config, look, measure, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { OTHER, REPO, scenario, scenarioWith, type World } from './world.ts';

const APP = 'ghs_tokenOfAnApp';
const MEAN = 'ghs_tokenOfTheAppRepository';
const READER = 'ghs_tokenThatReads';
const bot = 'github-actions[bot]';
const all = { contents: 'write', 'pull-requests': 'write', issues: 'write' } as const;
const tokens = {
  [APP]: { login: 'prompt-app[bot]', scopes: all, repos: [REPO] },
  [MEAN]: { login: bot, scopes: all, repos: [OTHER] },
  [READER]: { login: bot, scopes: { contents: 'read' } as const },
};
const elsewhere = { repository: OTHER };

/** Nothing of the prompts repository has changed since. */
async function untouched(world: World, refs: Record<string, string>): Promise<void> {
  expect(await world.refs()).toEqual(refs);
  expect(await world.github.pulls(REPO)).toEqual([]);
  expect(world.github.issues(REPO)).toEqual([]);
}

scenarioWith({ tokens })(
  'the prompts may lie in another repository, with a token for it',
  async ({ world }) => {
    await startRollout(world);
    world.pass(1);
    await measure(world, { errors: 8.4 });
    const run = await world.run({ repository: REPO }, { ...elsewhere, token: APP });
    expect(run.end).toBe('rolled-back 1');
    expect(await world.github.pulls(REPO)).toMatchObject([{ author: 'prompt-app[bot]' }]);
    expect(world.github.issues(REPO)).toHaveLength(1);
    expect(await world.github.pulls(OTHER)).toEqual([]);
    expect(world.github.issues(OTHER)).toEqual([]);
  },
);

scenarioWith({ tokens })(
  'a token that cannot see the repository is an error that says how to get one',
  async ({ world }) => {
    await startRollout(world);
    const before = await world.refs();
    const run = await world.run({ repository: REPO }, { ...elsewhere, token: MEAN });
    expect(run.exitCode).toBe(2);
    expect(['remote-refused', 'forge-repository-hidden']).toContain(run.outputs['reason-code']);
    expect(run.stdout).toContain(REPO);
    expect(run.stdout).toContain('App token');
    await untouched(world, before);
  },
);

scenarioWith({ tokens })(
  'status and gate need only to read; promote says which permission it lacks',
  async ({ world }) => {
    await startRollout(world);
    world.pass(1);
    await measure(world);
    const before = await world.refs();
    const reading = { token: READER };
    expect((await world.run({ command: 'status' }, reading)).end).toBe('reported 0');
    expect((await world.run({ command: 'gate' }, reading)).end).toBe('healthy 0');
    const run = await world.run({}, reading);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain('contents: write');
    await untouched(world, before);
  },
);

scenario('an event of a fork writes nothing', async ({ world }) => {
  await startRollout(world);
  world.pass(1);
  await measure(world, { errors: 8.4 });
  const before = await world.refs();
  const fork = { full_name: 'mallory/prompts' };
  const event = { name: 'pull_request_target', payload: { pull_request: { head: { repo: fork } } } };
  const events = [
    event,
    { name: 'pull_request', payload: { pull_request: { head: { repo: null } } } },
    { name: 'workflow_run', payload: { workflow_run: { head_repository: fork } } },
  ];
  for (const each of events) expect((await world.run({}, { event: each })).end).toBe('fork-event 2');
  const rollback = { command: 'rollback', prompt: PROMPT };
  expect((await world.run(rollback, { event })).end).toBe('fork-event 2');
  expect((await world.run({ command: 'drill' }, { event })).end).toBe('fork-event 2');
  expect((await world.run({ command: 'gate' }, { event })).end).toBe('unhealthy 1');
  const own = { name: 'pull_request', payload: { pull_request: { head: { repo: { full_name: REPO } } } } };
  await untouched(world, before);
  expect((await world.run({}, { event: own })).end).toBe('rolled-back 1');
});

scenario('without a token it says where tokens come from', async ({ world }) => {
  await startRollout(world);
  const before = await world.refs();
  const run = await world.run({}, { token: '' });
  expect(run.end).toBe('token-missing 2');
  await untouched(world, before);
});

scenarioWith({ repo: { private: false } })(
  'a public repository is no reason to do without a token',
  async ({ world }) => {
    await world.merge({ 'prompt-rollout.yml': config(), [PATH]: text('v1.0.0') });
    const before = await world.refs();
    expect((await world.run({}, { token: '' })).end).toBe('token-missing 2');
    expect(await world.refs()).toEqual(before);
  },
);

scenario('a token that nobody knows is refused, and nothing is written', async ({ world }) => {
  await startRollout(world);
  const before = await world.refs();
  const run = await world.run({}, { token: 'ghs_revoked' });
  expect(run.end).toBe('remote-refused 2');
  expect(run.stdout).toContain('cure: Give a token');
  await untouched(world, before);
});

scenario('a branch rule over the live branch is named as the cause', async ({ world }) => {
  await startRollout(world);
  world.github.protectBranch(REPO, 'prompt-rollout/live');
  const before = await world.refs();
  const run = await look(world);
  expect(run.end).toBe('rule-refused 2');
  expect(run.stdout).toContain('Changes must be made through a pull request');
  await untouched(world, before);
});
