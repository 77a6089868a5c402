import { expect } from 'vitest';
import { look, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { REPO, scenario, type World } from './world.ts';

/** Versions are known as good in the look after they began. */
const quick = { stages: [100], policy: { watch: '0s' } };

function back(world: World, inputs: Readonly<Record<string, string>> = {}) {
  return world.run({ command: 'rollback', prompt: PROMPT, ...inputs });
}

async function complete(world: World, version?: string): Promise<void> {
  if (version !== undefined) {
    await world.merge({ [PATH]: text(version) });
    expect((await world.run()).end).toBe('started 0');
  }
  expect((await look(world)).end).toBe('completed 0');
}

scenario(
  'during the canary: stable serves everyone, and promote does not bring the candidate back',
  async ({ world }) => {
    await startRollout(world);
    expect((await back(world, { 'target-version': 'v2.0.0' })).end).toBe('version-live 2');
    const run = await back(world, { reason: 'bad tone' });
    expect(run.end).toBe('rolled-back 0');
    expect(run.outputs).toMatchObject({ stable: 'v1.0.0', candidate: '', 'rolled-back': 'true' });
    expect((await world.history())[1]).toBe('rollback(support): v2.0.0 -> v1.0.0 (bad tone)');
    expect((await world.state()).incidents).toMatchObject([{ decided_by: 'alice', reason: 'bad tone' }]);
    expect(await world.github.pulls(REPO)).toHaveLength(1);
    expect(world.github.issues(REPO)).toHaveLength(1);

    const before = await world.refs();
    expect((await look(world)).end).toBe('nothing-to-do 0');
    // The second person on call asks for the same thing; twenty minutes later it means another one.
    expect((await back(world)).end).toBe('already-rolled-back 0');
    world.pass(20);
    expect((await back(world)).end).toBe('no-previous-version 2');
    expect(await world.refs()).toEqual(before);
  },
);

scenario('during the watch: the version before serves everyone again', async ({ world }) => {
  await startRollout(world, quick);
  expect((await world.flags()).flags[PROMPT]?.defaultVariant).toBe('v2.0.0');
  expect((await back(world)).end).toBe('rolled-back 0');
  expect((await world.flags()).flags[PROMPT]?.defaultVariant).toBe('v1.0.0');
  const [pull] = await world.github.pulls(REPO);
  expect(await world.file(PATH, pull?.pull?.head)).toBe(text('v1.0.0'));
});

scenario('after completion: to the version before, then to an older one by its name', async ({ world }) => {
  await startRollout(world, quick);
  await complete(world);
  await complete(world, 'v3.0.0');
  await complete(world, 'v4.0.0');
  expect((await back(world)).end).toBe('rolled-back 0');
  expect((await world.flags()).flags[PROMPT]?.defaultVariant).toBe('v3.0.0');

  // By now the manifest has lost the text of v1.0.0; its tag has not.
  expect((await world.flags()).flags[PROMPT]?.variants['v1.0.0']?.content).toBeUndefined();
  expect((await back(world, { 'target-version': 'v1.0.0' })).end).toBe('rolled-back 0');
  const flag = (await world.flags()).flags[PROMPT];
  expect(flag?.defaultVariant).toBe('v1.0.0');
  expect(flag?.variants['v1.0.0']?.content).toBe(text('v1.0.0'));

  const before = await world.refs();
  expect((await look(world)).end).toBe('nothing-to-do 0');
  const unknown = await back(world, { 'target-version': 'v9.0.0' });
  expect(unknown.end).toBe('version-unknown 2');
  expect(unknown.stdout).toContain('Use one of: v2.0.0.');
  expect((await back(world, { 'target-version': 'v4.0.0' })).end).toBe('version-quarantined 2');
  expect(await world.refs()).toEqual(before);
});

scenario('a version that is not known as good needs force and a reason', async ({ world }) => {
  await startRollout(world);
  await world.merge({ [PATH]: text('v3.0.0') });
  expect((await world.run()).end).toBe('superseded 0');
  const before = await world.refs();
  const forced = { 'target-version': 'v2.0.0', force: 'true' };
  expect((await back(world, { 'target-version': 'v2.0.0' })).end).toBe('version-unknown 2');
  const refused = await back(world, forced);
  expect(refused.end).toBe('reason-missing 2');
  expect(await world.refs()).toEqual(before);
  expect((await back(world, { ...forced, reason: 'v1 names a product we no longer sell' })).end).toBe(
    'rolled-back 0',
  );
  expect((await world.flags()).flags[PROMPT]?.defaultVariant).toBe('v2.0.0');
});

scenario('a rollback needs a prompt, and one that was adopted', async ({ world }) => {
  await startRollout(world);
  expect((await world.run({ command: 'rollback' })).end).toBe('input-missing 2');
  const unknown = await world.run({ command: 'rollback', prompt: 'sales' });
  expect(unknown.end).toBe('prompt-unknown 2');
  expect(unknown.stdout).toContain(PROMPT);
});
