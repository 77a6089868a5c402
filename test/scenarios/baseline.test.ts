import { expect } from 'vitest';
import { back, complete, quick } from './manual.ts';
import { BRIEF, PROMPT, startRollout, text } from './prompts.ts';
import { scenario } from './world.ts';

const spoken = `
const fs = require('node:fs');
console.log('argv', process.argv.slice(1).join(' '));
console.log('env', Object.keys(process.env).sort().join(' '));
console.log('home', process.env.HOME === process.cwd() ? 'shared' : 'own');
console.log('text', JSON.stringify(fs.readFileSync(process.env.PROMPT_ROLLOUT_PATH, 'utf8')));
console.log('::set-output name=x::1');
process.exit(process.argv[1] === 'v1.0.0' ? 0 : 3);
`;
const baseline_test = {
  command: ['node', '-e', spoken, '{{version}}', '{{prompt}}:{{path}}; $(id)'],
  timeout: '20s',
};

scenario('an older version must pass the baseline test', async ({ world }) => {
  await startRollout(world, { ...quick, rollback: { verification: BRIEF, baseline_test } });
  await complete(world);
  await complete(world, 'v3.0.0');
  await complete(world, 'v4.0.0');
  const before = await world.refs();
  const refused = await back(world, { 'target-version': 'v2.0.0' });
  expect(refused.end).toBe('baseline-test-failed 2');
  expect(refused.stdout).toContain('ended with exit code 3');
  expect(await world.refs()).toEqual(before);

  const run = await back(world, { 'target-version': 'v1.0.0', reason: 'the last one that worked' });
  expect(run.end).toBe('rolled-back 0');
  expect((await world.flags()).flags[PROMPT]?.defaultVariant).toBe('v1.0.0');
  expect(run.stdout).toContain('argv v1.0.0 support:prompts/support.md; $(id)');
  expect(run.stdout).toContain(
    'env HOME LANG PATH PROMPT_ROLLOUT_PATH PROMPT_ROLLOUT_PROMPT PROMPT_ROLLOUT_VERSION',
  );
  expect(run.stdout).toContain('home own');
  expect(run.stdout).toContain(JSON.stringify(text('v1.0.0')));
  expect(run.stdout).not.toMatch(/^\s*::set-output/m);
});

scenario('the previous version needs no test, and force goes past one', async ({ world }) => {
  const never = { command: ['node', '-e', 'setInterval(() => {}, 1000)'], timeout: '1s' };
  await startRollout(world, { ...quick, rollback: { verification: BRIEF, baseline_test: never } });
  await complete(world);
  await complete(world, 'v3.0.0');
  const late = await back(world, { 'target-version': 'v1.0.0' });
  expect(late.end).toBe('baseline-test-failed 2');
  expect(late.stdout).toContain('was not over after 1 s');
  const forced = await back(world, { 'target-version': 'v1.0.0', force: 'true', reason: 'all else fails' });
  expect(forced.end).toBe('rolled-back 0');
  const reason = 'all else fails (baseline test skipped by force)';
  expect((await world.state()).incidents[0]).toMatchObject({ reason });
  expect((await world.ledger()).find(({ event }) => event === 'rolled-back')).toMatchObject({ reason });
  world.pass(20);
  const plain = await back(world, { 'target-version': 'v2.0.0' });
  expect(plain.end).toBe('rolled-back 0');
  expect(plain.stdout).not.toContain('baseline test');
});
