import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { look, startRollout } from './prompts.ts';
import { LIVE, scenario } from './world.ts';

const paths = async (world: { git(...args: string[]): Promise<string> }, commit: string): Promise<string[]> =>
  (await world.git('diff-tree', '-r', '--name-only', '--no-commit-id', commit)).split('\n');

scenario(
  'the status page is published with the live branch, and never with a rollback',
  async ({ world }) => {
    await startRollout(world, { status_page: { publish: true } });
    expect(await paths(world, LIVE)).toContain('index.html');
    expect(await world.file('.nojekyll')).toBe('');
    expect(await world.file('index.html')).toContain('v2.0.0');
    expect(await world.file('index.html')).toContain('All well');

    expect((await look(world, { errors: 8.4 })).end).toMatch(/^rolled-back|^rollback-failed/);
    const back = await world.git('log', '--format=%H', '--grep=^rollback(support)', '-1', LIVE);
    expect(await paths(world, back)).toContain('flags.json');
    expect(await paths(world, back)).not.toContain('index.html');
    const page = await world.file('index.html');
    expect(page).toContain('v2.0.0</b>');
    expect(page).toContain('rule error-critical');
    expect(page).toContain('id="incidents"');
  },
);

scenario('the status page is written into a folder, and only there', async ({ world }) => {
  await startRollout(world);
  const before = await world.refs();
  const run = await world.run({ command: 'status', html: 'site' });
  expect(run.end).toBe('reported 0');
  const page = await readFile(join(world.folder, 'site/index.html'), 'utf8');
  expect(page).toContain('<h1 id="verdict">');
  expect(page).toContain('/tree/prompt-rollout/live"');
  expect(await world.refs()).toEqual(before);
});
