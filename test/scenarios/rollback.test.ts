import { expect } from 'vitest';
import { look, measure, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { LIVE, REPO, scenario, type World } from './world.ts';

/** Notes pushes by the refs they move, and new pull requests and issues, in the order of arrival. */
function watch({ github }: World): string[] {
  const seen: string[] = [];
  github.rejectPushes(({ updates }) => {
    seen.push(`push ${updates.map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, '')).join(' ')}`);
    return undefined;
  });
  for (const thread of ['pulls', 'issues']) {
    const route = `/repos/{owner}/{repo}/${thread}`;
    github.faults.add({ method: 'POST', route, times: 100, before: () => seen.push(`new in ${thread}`) });
  }
  return seen;
}

scenario('a critical rule rolls back at once: routing, then pull request, then issue', async ({ world }) => {
  const { github } = world;
  await startRollout(world);
  const order = watch(world);
  const run = await look(world, { errors: 8.4 });
  expect(run.end).toBe('rolled-back 1');
  const { incidents, quarantine, stable, rollout, outbox } = await world.state();
  const [incident] = incidents;
  const branch = `prompt-rollout/revert/${PROMPT}/${incident?.id}`;
  expect(order.slice(0, 5)).toEqual([
    `push ${LIVE}`,
    `push ${branch}`,
    'new in pulls',
    'new in issues',
    `push ${LIVE}`,
  ]);
  expect(await world.history()).toEqual([
    'effects(support): revert-pr, postmortem',
    'rollback(support): v2.0.0 -> v1.0.0 (error rate 8.4 %, rule error-critical)',
    'start(support): v1.0.0 -> v2.0.0 (1 %)',
    'adopt(support): v1.0.0',
  ]);
  const commit = await world.git('log', '-1', '--format=%H', '--grep=^rollback(', LIVE);
  const message = await world.git('log', '-1', '--format=%B', commit);
  for (const trailer of ['Rollout-Id: ', `Incident-Id: ${incident?.id}`, 'Rule: error-critical'])
    expect(message).toContain(trailer);
  const { flags } = await world.flags(commit);
  expect(flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
  expect(flags[PROMPT]?.targeting).toBeUndefined();

  expect({ stable, rollout, outbox }).toMatchObject({
    stable: { label: 'v1.0.0' },
    rollout: null,
    outbox: [],
  });
  expect(quarantine).toMatchObject([
    { label: 'v2.0.0', digest: await world.git('rev-parse', `main:${PATH}`), incident: incident?.id },
  ]);
  expect(incident).toMatchObject({ status: 'rolled-back', rule: 'error-critical', severity: 'critical' });
  const done = (await world.ledger()).filter(({ event }) => event === 'effect-done');
  expect(done.slice(0, 2).map(({ reason }) => reason)).toEqual(['revert-pr', 'postmortem']);

  const [pull, ...others] = await github.pulls(REPO);
  expect(others).toEqual([]);
  expect(pull).toMatchObject({ state: 'open', pull: { head: branch, base: 'main' } });
  expect(pull?.body).toContain('error-critical');
  expect(await world.git('diff', '--name-only', 'main', branch)).toBe(PATH);
  expect(await world.git('rev-parse', `${branch}~1`)).toBe(await world.git('rev-parse', 'main'));
  expect(await world.file(PATH, branch)).toBe(text('v1.0.0'));
  expect(run.outputs['pull-request-url']).toBe(`${github.url}/${REPO}/pull/${pull?.number}`);

  const [issue, ...more] = github.issues(REPO);
  expect(more).toEqual([]);
  expect(run.outputs['issue-url']).toBe(`${github.url}/${REPO}/issues/${issue?.number}`);
  const headings = [...(issue?.body ?? '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(expect.arrayContaining(['Summary', 'Timeline']));
  expect(issue?.body).toContain(`/pull/${pull?.number})`);
});

scenario('after a rollback further runs do nothing twice, until the revert is merged', async ({ world }) => {
  const { github } = world;
  await startRollout(world);
  expect((await look(world, { errors: 8.4 })).end).toBe('rolled-back 1');
  const before = await world.refs();
  const again = await look(world, { errors: 8.4 });
  expect(again.end).toBe('nothing-to-do 0');
  expect(again.result.prompts).toMatchObject([{ quarantined: 1 }]);
  expect(await world.refs()).toEqual(before);
  const status = await world.run({ command: 'status' });
  expect(status.result.prompts).toMatchObject([{ drift: { kind: 'rolled-back' } }]);

  const [pull] = await github.pulls(REPO);
  await github.mergePullRequest(REPO, pull?.number ?? 0);
  expect((await world.run()).end).toBe('nothing-to-do 0');
  expect(await github.pulls(REPO)).toHaveLength(1);
  expect(github.issues(REPO)).toHaveLength(1);
  expect((await world.refs())[`refs/heads/${LIVE}`]).toBe(before[`refs/heads/${LIVE}`]);
});

scenario('a promote that finds drift after a rollback says so', async ({ world }) => {
  await startRollout(world);
  expect((await look(world, { errors: 8.4 })).end).toBe('rolled-back 1');
  const again = await look(world);
  expect(again.result.prompts).toMatchObject([{ drift: { kind: 'rolled-back' } }]);
});

scenario('at 100 % the absolute rules watch on', async ({ world }) => {
  await startRollout(world, { stages: [100] });
  expect((await look(world)).end).toBe('baking 0');
  expect((await look(world, { errors: 8.4 })).end).toBe('rolled-back 1');
  const { flags } = await world.flags();
  expect(flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
  expect(await world.github.pulls(REPO)).toHaveLength(1);
});

scenario(
  'rolled back while the default branch went on: the pull request restores the good text there',
  async ({ world }) => {
    await startRollout(world);
    const moved = await world.merge({ 'README.md': 'About our prompts.\n' });
    world.pass(1);
    await measure(world, { errors: 8.4 });
    expect((await world.run()).end).toBe('rolled-back 1');
    const [pull] = await world.github.pulls(REPO);
    const branch = pull?.pull?.head ?? '';
    expect(await world.git('rev-parse', `${branch}~1`)).toBe(moved);
    expect(await world.git('diff', '--name-only', 'main', branch)).toBe(PATH);
  },
);
