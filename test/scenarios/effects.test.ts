import { expect } from 'vitest';
import { answers } from '../github/index.ts';
import { look, measure, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { REPO, scenario, scenarioWith } from './world.ts';

const newPull = { method: 'POST', route: '/repos/{owner}/{repo}/pulls' };
const newIssue = { method: 'POST', route: '/repos/{owner}/{repo}/issues' };

scenario('a pull request and an issue that fail are made by the next run, once', async ({ world }) => {
  const { github } = world;
  await startRollout(world);
  const message = 'GitHub Actions is not permitted to create or approve pull requests.';
  // The run tries again when it is known whether the rollback helped.
  github.faults.add({ ...newPull, times: 2, answer: { status: 403, body: { message } } });
  github.faults.add({ ...newIssue, times: 2, answer: answers.badGateway });
  const run = await look(world, { errors: 8.4 });
  expect(run.end).toBe('rolled-back 1');
  expect((await world.flags()).flags[PROMPT]?.defaultVariant).toBe('v1.0.0');
  expect(run.stdout).toContain('Allow GitHub Actions to create and approve pull requests');
  expect(run.result.prompts[0]?.open_effects).toHaveLength(2);
  expect(github.faults.pending()).toEqual([]);

  world.pass(1);
  const next = await world.run();
  expect(next.exitCode).toBe(0);
  expect(next.result.prompts[0]?.open_effects).toEqual([]);
  expect(await github.pulls(REPO)).toMatchObject([{ state: 'open' }]);
  expect(github.issues(REPO)).toMatchObject([{ state: 'open' }]);
  const [incident] = (await world.state()).incidents;
  expect(incident).toMatchObject({ pull_request: { number: 1 }, issue: { number: 2 } });
});

scenario('an answer that is lost does not make a second pull request or issue', async ({ world }) => {
  const { github } = world;
  await startRollout(world);
  github.faults.add({ ...newPull, drop: 'answer' });
  github.faults.add({ ...newIssue, drop: 'answer' });
  expect((await look(world, { errors: 8.4 })).end).toBe('rolled-back 1');
  await world.run();
  expect(github.faults.pending()).toEqual([]);
  expect(await github.pulls(REPO)).toHaveLength(1);
  expect(github.issues(REPO)).toHaveLength(1);
  expect((await world.state()).outbox).toEqual([]);
});

const mute = 'ghs_tokenWithoutIssues';
const scopes = { contents: 'write', 'pull-requests': 'write' } as const;

scenarioWith({ tokens: { [mute]: { login: 'github-actions[bot]', scopes } } })(
  'without `issues: write` the rollback and its pull request are there, and the log names the line',
  async ({ world }) => {
    const { github } = world;
    await startRollout(world);
    world.pass(1);
    await measure(world, { errors: 8.4 });
    const run = await world.run({}, { token: mute });
    expect(run.end).toBe('rolled-back 1');
    expect(run.stdout).toContain('permissions: issues: write');
    expect(await github.pulls(REPO)).toHaveLength(1);
    expect(github.issues(REPO)).toEqual([]);
    expect((await world.state()).outbox).toMatchObject([{ kind: 'postmortem' }]);
    world.pass(1);
    expect((await world.run()).exitCode).toBe(0);
    expect(github.issues(REPO)).toHaveLength(1);
  },
);

scenario(
  'where the revert branch cannot be pushed, the rollback stands and the next run goes on',
  async ({ world }) => {
    const { github } = world;
    await startRollout(world);
    const isRevert = (ref: string) => ref.startsWith('refs/heads/prompt-rollout/revert/');
    github.rejectPushes(({ updates }) =>
      updates.some(({ ref }) => isRevert(ref)) ? 'error: not now' : undefined,
    );
    const run = await look(world, { errors: 8.4 });
    expect(run.end).toBe('rolled-back 1');
    expect(await github.pulls(REPO)).toEqual([]);
    expect(github.issues(REPO)).toHaveLength(1);
    expect((await world.state()).outbox).toMatchObject([{ kind: 'revert-pr' }]);

    github.rejectPushes(() => undefined);
    world.pass(1);
    await world.run();
    const [pull] = await github.pulls(REPO);
    expect(await world.file(PATH, pull?.pull?.head)).toBe(text('v1.0.0'));
    expect(github.issues(REPO)).toHaveLength(1);
  },
);
