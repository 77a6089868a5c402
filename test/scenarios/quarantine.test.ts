import { expect } from 'vitest';
import { back, complete, quick } from './manual.ts';
import { config, look, measure, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { LIVE, scenario, type World } from './world.ts';

const refused = 'version-quarantined 2';

/** v2.0.0 was rolled back by a rule; returns its digest. */
async function rolledBack(world: World): Promise<string> {
  await startRollout(world);
  expect((await look(world, { errors: 8.4 })).end).toBe('rolled-back 1');
  return world.git('rev-parse', `main:${PATH}`);
}

scenario('what was rolled back is refused after a merge anew, and after a rebase', async ({ world }) => {
  await rolledBack(world);
  // Merged again, after the revert.
  await world.merge({ [PATH]: text('v1.0.0') });
  await world.merge({ [PATH]: text('v2.0.0') });
  const before = await world.refs('refs/tags/');
  const again = await world.run({ prompt: PROMPT });
  expect(again.end).toBe(refused);
  expect(again.stdout).toContain('error rate 8.4 %');
  expect(again.stdout).toContain('by system');
  expect(again.stdout).toMatch(/rolled back on \d{4}-\d\d-\d\dT/);
  expect(again.stdout).toMatch(/rollback --prompt support --lift [0-9a-f]{12} --reason/);
  // Rebased: the same content on a commit of another history, beside other changes.
  const base = await world.git('rev-parse', 'main~3');
  await world.git('update-ref', 'refs/heads/main', base);
  await world.merge({ 'README.md': 'Rebased.\n', [PATH]: text('v2.0.0') });
  expect((await world.run({ prompt: PROMPT })).end).toBe(refused);
  expect((await world.run()).end).toBe('nothing-to-do 0');
  expect((await world.state()).rollout).toBeNull();
  expect(await world.refs('refs/tags/')).toEqual(before);
});

scenario(
  'the same text under a new version label is refused as well; another text is not',
  async ({ world }) => {
    await rolledBack(world);
    const body = 'You help, as in v2.0.0.';
    await world.merge({ [PATH]: text('v2.0.1', body) });
    const again = await world.run({ prompt: PROMPT });
    expect(again.end).toBe(refused);
    expect(again.stdout).toContain('error rate 8.4 %');
    expect((await world.state()).rollout).toBeNull();
    await world.merge({ [PATH]: text('v2.0.2', `${body} Politely.`) });
    expect((await world.run()).end).toBe('started 0');
  },
);

scenario('a person lifts it, with a reason, and it is promoted again', async ({ world }) => {
  const digest = await rolledBack(world);
  expect((await back(world, { lift: digest })).end).toBe('input-missing 2');
  const reason = 'the provider was down, not the prompt';
  for (const lift of [digest.slice(0, 6), 'v9.9.9', '0000000'])
    expect((await back(world, { lift, reason })).end).toBe('quarantine-unknown 2');
  const before = await world.refs();
  expect((await back(world, { lift: digest.slice(0, 7), reason, 'dry-run': 'true' })).end).toBe('planned 0');
  expect(await world.refs()).toEqual(before);

  expect((await back(world, { lift: digest.slice(0, 7), reason })).end).toBe('lifted 0');
  expect((await world.history())[0]).toBe(`lift(support): v2.0.0 (${reason})`);
  expect((await world.state()).quarantine).toEqual([]);
  const line = (await world.ledger()).at(-1);
  expect(line).toMatchObject({ event: 'lifted', by: 'alice', reason, version: { digest, label: 'v2.0.0' } });
  // The same request again: done.
  const after = await world.refs();
  expect((await back(world, { lift: digest, reason })).end).toBe('lifted 0');
  expect(await world.refs()).toEqual(after);
  expect((await world.run()).end).toBe('started 0');
});

scenario('force does not go past a quarantine; lifting by label does', async ({ world }) => {
  await startRollout(world, quick);
  await complete(world);
  await complete(world, 'v3.0.0');
  expect((await back(world, { reason: 'bad tone' })).end).toBe('rolled-back 0');
  world.pass(20);
  const named = { 'target-version': 'v3.0.0' };
  const forced = await back(world, { ...named, force: 'true', reason: 'v2 is worse' });
  expect(forced.end).toBe(refused);
  expect(forced.stdout).toContain('by alice (bad tone)');
  expect(forced.stdout).toContain('--lift');
  expect((await back(world, { lift: 'v3.0.0', reason: 'v2 is worse' })).end).toBe('lifted 0');
  expect((await back(world, { ...named, reason: 'v2 is worse' })).end).toBe('rolled-back 0');
  expect((await world.flags()).flags[PROMPT]?.defaultVariant).toBe('v3.0.0');
});

scenario('a tag that was moved is found before anything is put back from it', async ({ world }) => {
  await startRollout(world, quick);
  await complete(world);
  for (const version of ['v3.0.0', 'v4.0.0']) await complete(world, version);
  await world.git('update-ref', 'refs/tags/prompt-rollout/support/v1.0.0', 'main');
  const before = await world.refs();
  const run = await back(world, { 'target-version': 'v1.0.0' });
  expect(run.end).toBe('version-damaged 2');
  expect(run.stdout).toContain('prompt-rollout/support/v1.0.0');
  expect(await world.refs()).toEqual(before);
});

const FOLDER = 'prompts/agent';
const files = (version: string) => ({
  [`${FOLDER}/system.md`]: text(version),
  [`${FOLDER}/tools/run.sh`]: { mode: '100755', content: `echo ${version}\n` } as const,
});

scenario('an archived folder comes back whole: texts, folders, and what is executable', async ({ world }) => {
  await world.merge({ 'prompt-rollout.yml': config({ ...quick, prompts: { agent: { path: FOLDER } } }) });
  await world.merge({ ...files('v1.0.0'), [`${FOLDER}/only-then.md`]: 'Old.\n' });
  expect((await world.run()).end).toBe('adopted 0');
  const wanted = await world.git('rev-parse', `main:${FOLDER}`);
  await world.merge({ [`${FOLDER}/only-then.md`]: null });
  for (const version of ['v2.0.0', 'v3.0.0', 'v4.0.0']) {
    await world.merge(files(version));
    expect((await world.run()).end).toBe('started 0');
    world.pass(1);
    await measure(world, {}, {}, 'agent');
    expect((await world.run()).end).toBe('completed 0');
  }
  const variant = async (label: string) => (await world.flags()).flags.agent?.variants[label];
  expect((await variant('v1.0.0'))?.content).toBeUndefined();
  const run = await world.run({ command: 'rollback', prompt: 'agent', 'target-version': 'v1.0.0' });
  expect(run.end).toBe('rolled-back 0');
  expect((await variant('v1.0.0'))?.content).toEqual({
    'only-then.md': 'Old.\n',
    'system.md': text('v1.0.0'),
    'tools/run.sh': 'echo v1.0.0\n',
  });
  const [pull] = await world.github.pulls('acme/prompts');
  expect(await world.git('rev-parse', `${pull?.pull?.head}:${FOLDER}`)).toBe(wanted);
});

const days = (count: number): number => count * 24 * 60;

scenario('version tags are kept for half a year, and longer where they are needed', async ({ world }) => {
  await startRollout(world);
  // v2.0.0 is superseded, and so nobody's version: its tag may go some day.
  await world.merge({ [PATH]: text('v3.0.0') });
  expect((await world.run()).end).toBe('superseded 0');
  const tags = () => world.refs('refs/tags/').then((refs) => Object.keys(refs).map((ref) => ref.slice(33)));
  await world.git('tag', 'prompt-rollout/support/by-hand', 'main');
  const prune = { command: 'status', prune: 'true' };
  const young = await world.run(prune);
  expect(young.end).toBe('pruned 0');
  expect(young.result.plan).toEqual({ tags: [], removed: [] });

  world.pass(days(190));
  const shown = await world.run({ ...prune, 'dry-run': 'true' });
  const name = 'prompt-rollout/support/v2.0.0';
  expect(shown.result.plan).toMatchObject({ tags: [{ name }], removed: [] });
  expect(shown.stdout).toContain(name);
  expect(await tags()).toEqual(['by-hand', 'v1.0.0', 'v2.0.0', 'v3.0.0']);
  const live = await world.git('rev-parse', LIVE);
  // Without the live branch nobody knows which versions are needed, and it can be put back.
  await world.git('update-ref', '-d', `refs/heads/${LIVE}`);
  expect((await world.run(prune)).end).toBe('live-lost 2');
  expect(await tags()).toEqual(['by-hand', 'v1.0.0', 'v2.0.0', 'v3.0.0']);
  await world.git('update-ref', `refs/heads/${LIVE}`, live);
  expect((await world.run(prune)).result.plan).toMatchObject({ tags: [{ name }], removed: [name] });
  expect(await tags()).toEqual(['by-hand', 'v1.0.0', 'v3.0.0']);
  expect(await world.git('rev-parse', LIVE)).toBe(live);
});
