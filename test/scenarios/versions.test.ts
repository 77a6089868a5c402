import { expect } from 'vitest';
import { config, look, measure, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { scenario } from './world.ts';

scenario(
  'a newer version takes the place of the candidate and begins at the first stage',
  async ({ world }) => {
    await startRollout(world);
    expect((await look(world)).end).toBe('advanced 0');
    await world.merge({ [PATH]: text('v3.0.0') });
    const run = await look(world, { errors: 0.1 });
    expect(run.end).toBe('superseded 0');
    expect(run.outputs).toMatchObject({ stable: 'v1.0.0', candidate: 'v3.0.0', weight: '1' });
    expect((await world.history())[0]).toBe('supersede(support): v1.0.0 -> v3.0.0 (1 %)');
    const { flags } = await world.flags();
    expect(flags[PROMPT]?.targeting?.fractional).toEqual([
      ['v3.0.0', 1],
      ['v1.0.0', 99],
    ]);
  },
);

scenario('when the default branch goes back to stable, the rollout is withdrawn', async ({ world }) => {
  await startRollout(world);
  await world.merge({ [PATH]: text('v1.0.0') });
  const run = await world.run();
  expect(run.end).toBe('withdrawn 0');
  const { rollout, quarantine } = await world.state();
  expect({ rollout, quarantine }).toEqual({ rollout: null, quarantine: [] });
  expect((await world.flags()).flags[PROMPT]?.targeting).toBeUndefined();
  // It was not found bad: it may come back.
  await world.merge({ [PATH]: text('v2.0.0') });
  expect((await world.run()).end).toBe('started 0');
});

scenario('what was rolled back is refused under another label, too', async ({ world }) => {
  await startRollout(world);
  const tagged = 'A prompt without front matter.\n';
  await world.merge({ [PATH]: tagged });
  await world.git('tag', `${PROMPT}@v3`, 'main');
  expect((await world.run()).end).toBe('superseded 0');
  expect((await look(world, { errors: 8.4 })).end).toBe('rolled-back 1');
  await world.merge({ [PATH]: text('v1.0.0') });
  await world.merge({ [PATH]: tagged });
  await world.git('tag', `${PROMPT}@v4`, 'main');
  const before = await world.refs();

  const named = await world.run({ prompt: PROMPT });
  expect(named.end).toBe('version-quarantined 2');
  expect(named.stdout).toContain('v4');
  expect(named.stdout).toContain('error rate 8.4 %');
  const all = await world.run();
  expect(all.end).toBe('nothing-to-do 0');
  expect(await world.refs()).toEqual(before);
  const status = await world.run({ command: 'status' });
  expect(status.result.prompts).toMatchObject([{ drift: { kind: 'rolled-back' }, quarantined: 1 }]);
});

scenario(
  'a label that is used again is refused, and the other prompts of the run go on',
  async ({ world }) => {
    const other = 'prompts/sales.md';
    const prompts = { [PROMPT]: { path: PATH }, sales: { path: other } };
    const first = await world.merge({
      'prompt-rollout.yml': config({ prompts }),
      [PATH]: text('v1.0.0'),
      [other]: text('v1.0.0'),
    });
    expect((await world.run()).end).toBe('adopted 0');
    await world.merge({ [other]: text('v1.1.0') });
    expect((await world.run()).end).toBe('started 0');
    world.pass(1);
    await measure(world, {}, {}, 'sales');
    const second = await world.merge({ [PATH]: text('v1.0.0', 'Other words.') });
    const run = await world.run();
    expect(run.end).toBe('label-reused 2');
    const outcomes = run.result.prompts.map(({ prompt, reason_code }) => [prompt, reason_code]);
    expect(Object.fromEntries(outcomes)).toEqual({ [PROMPT]: 'label-reused', sales: 'advanced' });
    expect(run.stdout).toContain(first.slice(0, 12));
    expect(run.stdout).toContain(second.slice(0, 12));
    expect((await world.state()).rollout).toBeNull();
    expect((await world.flags()).flags[PROMPT]?.variants['v1.0.0']?.content).toBe(text('v1.0.0'));
    expect(Object.keys(await world.refs('refs/tags/'))).toEqual([
      'refs/tags/prompt-rollout/sales/v1.0.0',
      'refs/tags/prompt-rollout/sales/v1.1.0',
      'refs/tags/prompt-rollout/support/v1.0.0',
    ]);
  },
);

scenario(
  'a prompt that left the configuration keeps serving, and its rollout is still guarded',
  async ({ world }) => {
    await startRollout(world);
    await world.merge({
      'prompt-rollout.yml': config({ prompts: { sales: { path: 'prompts/sales.md' } } }),
      'prompts/sales.md': text('v1.0.0'),
    });
    const run = await look(world, { errors: 8.4 });
    expect(run.end).toBe('rolled-back 1');
    const { flags } = await world.flags();
    expect(flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
    expect(flags.sales).toMatchObject({ defaultVariant: 'v1.0.0' });
  },
);
