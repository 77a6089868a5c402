import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { gitIn, oneConfig, versioned } from '../validate/checkout.ts';
import { PATH } from './prompts.ts';
import { REPO, scenario, type World } from './world.ts';

interface Pull {
  readonly head: string;
  readonly base: string;
}

/** Opens pull request 7 with a change, and leaves its merge where GitHub does. `main` may move on before that. */
async function open(world: World, files: Record<string, string>): Promise<Pull> {
  const base = await world.merge({ 'prompt-rollout.yml': oneConfig, [PATH]: versioned('v1') });
  const work = join(world.folder, 'work');
  await gitIn(world.folder, ['clone', '--quiet', world.github.bareDir(REPO), work]);
  await gitIn(work, ['switch', '--quiet', '--create', 'change']);
  for (const [path, text] of Object.entries(files)) await writeFile(join(work, path), text);
  await gitIn(work, ['commit', '--quiet', '--all', '--message', 'Change']);
  const head = await gitIn(work, ['rev-parse', 'HEAD']);
  await gitIn(work, ['switch', '--quiet', '--detach', base]);
  await gitIn(work, ['merge', '--quiet', '--no-ff', '--no-edit', 'change']);
  await gitIn(work, ['push', '--quiet', 'origin', 'HEAD:refs/pull/7/merge', 'change']);
  return { head, base };
}

/** What `actions/checkout` leaves: one commit, with so much of its history. */
async function checkOut(world: World, ref: string, depth: number): Promise<string> {
  const folder = join(world.folder, `checkout-${depth}`);
  await mkdir(folder);
  await gitIn(folder, ['init', '--quiet']);
  const from = `file://${world.github.bareDir(REPO)}`;
  await gitIn(folder, ['fetch', '--quiet', `--depth=${depth}`, from, ref]);
  await gitIn(folder, ['checkout', '--quiet', '--detach', 'FETCH_HEAD']);
  return folder;
}

function payloadOf({ head, base }: Pull, from = REPO): object {
  const pull = {
    number: 7,
    head: { sha: head, ref: 'change', repo: { full_name: from } },
    base: { ref: 'main', sha: base },
  };
  return { action: 'synchronize', pull_request: pull };
}

scenario(
  'a pull request of a fork that changes a prompt under its old label is refused at the line',
  async ({ world }) => {
    const pull = await open(world, { [PATH]: versioned('v1', 'Be rude.') });
    const workspace = await checkOut(world, 'refs/pull/7/merge', 2);
    const before = await world.refs('refs/');
    const asked = world.github.log.entries.length;
    const event = { name: 'pull_request', payload: payloadOf(pull, 'mallory/prompts') };
    const run = await world.run(
      { command: 'validate', token: '' },
      { event, env: { GITHUB_WORKSPACE: workspace } },
    );
    expect(run.end).toBe('label-reused 2');
    expect(run.stdout).toMatch(
      /^::error file=prompts\/support\.md,line=3,endLine=3,col=1::.*Raise `version`/m,
    );
    expect(run.summary).toContain('label');
    expect(run.result.plan).toMatchObject({ problems: [{ prompt: 'support', file: PATH, line: 3 }] });
    expect(await world.refs('refs/')).toEqual(before);
    expect(world.github.log.entries.length).toBe(asked);

    const allowed = await world.run(
      { command: 'validate', token: '' },
      {
        event: { name: 'pull_request', payload: payloadOf({ ...pull, base: pull.head }) },
        env: { GITHUB_WORKSPACE: await checkOut(world, 'change', 1) },
      },
    );
    expect(allowed.end).toBe('valid 0');
  },
);

scenario('a checkout without the base fetches it alone, or says what to set', async ({ world }) => {
  const pull = await open(world, { [PATH]: versioned('v1', 'Be rude.') });
  const env = { GITHUB_WORKSPACE: await checkOut(world, 'refs/pull/7/merge', 1) };
  const event = { name: 'pull_request', payload: payloadOf(pull) };
  const apart = await world.run({ command: 'validate', remote: '/nonexistent' }, { event, env });
  expect(apart.end).toBe('base-missing 2');
  expect(apart.stdout).toContain('fetch-depth: 2');
  const fetched = await world.run({ command: 'validate' }, { event, env });
  expect(fetched.end).toBe('label-reused 2');
});

scenario('every problem of a configuration is annotated where it stands', async ({ world }) => {
  await writeFile(
    join(world.folder, 'prompt-rollout.yml'),
    'prompts:\n  support:\n    pth: x\nbake: ::error::soon\n',
  );
  const run = await world.run({ command: 'validate', token: '' }, { event: { name: 'push', payload: {} } });
  expect(run.end).toBe('config-invalid 2');
  const annotations = run.stdout.split('\n').filter((line) => line.startsWith('::error'));
  expect(annotations.map((line) => line.split('::')[1])).toEqual([
    'error file=prompt-rollout.yml,line=3,endLine=3,col=5',
    'error file=prompt-rollout.yml,line=4,endLine=4,col=1',
  ]);
});
