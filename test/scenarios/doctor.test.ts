import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as read } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import type { RunResult } from '../../src/result.ts';
import { config, measure, PATH, startRollout, text } from './prompts.ts';
import { clockEnvironment, DIST, LIVE, REPO, scenario, scenarioWith, TOKEN, type World } from './world.ts';

const bot = 'github-actions[bot]';
const rights = 'permissions: { contents: write, pull-requests: write, issues: write }';

/** A workflow that runs a command of the action. */
function workflow(command: string, more = ''): string {
  const steps = `steps: [{ uses: prompt-rollout/prompt-rollout@v0, with: { command: ${command} } }]`;
  return `on: { schedule: [{ cron: "*/5 * * * *" }], workflow_dispatch: {} }\njobs:\n  it:\n    ${rights}\n    ${steps}\n${more}`;
}

const workflows = Object.fromEntries(
  ['promote', 'rollback', 'review'].map((name) => [`.github/workflows/${name}.yml`, workflow(name)]),
);

/** `push problem`, for each finding that is not well. */
function notes({ doctor }: RunResult): string[] {
  return (doctor?.findings ?? [])
    .filter(({ state }) => state !== 'ok')
    .map(({ id, state }) => `${id} ${state}`);
}

function findingOf({ doctor }: RunResult, id: Finding['id']): Finding | undefined {
  return doctor?.findings.find((each) => each.id === id);
}

/** Everything that a run could have changed. */
async function everything({ github, refs }: World) {
  return { refs: await refs(), pulls: await github.pulls(REPO), issues: github.issues(REPO) };
}

/** Requests that change something: git reads by POST to `git-upload-pack`. */
function writes({ github }: World): string[] {
  return github.log
    .routes()
    .filter((route) => !route.startsWith('GET ') && !route.endsWith('.git/git-upload-pack'));
}

scenario(
  'of a sound set-up only what nobody can see stays open, and nothing is written',
  async ({ world }) => {
    await startRollout(world);
    await world.merge(workflows);
    world.pass(1);
    await measure(world);
    const before = await everything(world);
    world.github.log.clear();

    const run = await world.run({ command: 'doctor' });
    expect(run.end).toBe('doctor-unsure 0');
    expect(notes(run.result)).toEqual([
      'channels warning',
      'pull-requests unknown',
      'issues unknown',
      'pull-request-setting unknown',
      'delivery unknown',
    ]);
    expect(run.result.live?.branch).toBe(LIVE);
    expect(findingOf(run.result, 'metrics')?.detail).toContain('v2.0.0 has 4000 requests');
    expect(run.summary).toContain('0 problems, 1 warning, 4 unknown');
    expect(run.stdout).toContain('Warning  channels: No channel is configured');
    expect(run.outputs['rolled-back']).toBe('false');

    expect(writes(world)).toEqual([]);
    expect(await everything(world)).toEqual(before);
    // The push is asked about as a push is, and goes no further.
    const asked = world.github.log.entries.filter(({ query }) => query === 'service=git-receive-pack');
    expect(asked).toMatchObject([{ method: 'GET', status: 200 }]);
  },
);

const rulesets = [
  {
    name: 'Signed',
    branches: ['prompt-rollout/*'],
    rules: [{ type: 'required_signatures' }, { type: 'non_fast_forward' }],
  },
];
const reader = {
  login: bot,
  scopes: { contents: 'read', administration: 'read' },
} as const;

scenarioWith({
  repo: { rulesets, hasIssues: false, actionsMayCreatePullRequests: false },
  tokens: { ghs_reader: reader },
})('of a broken one every problem is named with its cure, and nothing is written', async ({ world }) => {
  const notify = { pagerduty: {} };
  const metrics = { source: 'file', file: 'nowhere.json' };
  const prompts = { support: { path: PATH }, gone: { path: 'prompts/gone.md' } };
  await world.merge({ 'prompt-rollout.yml': config({ notify, metrics, prompts }), [PATH]: text('v1.0.0') });
  await world.merge({
    ...workflows,
    '.github/workflows/rollback.yml': workflow('rollback', 'concurrency: prompts\n'),
  });
  await world.git('branch', 'prompt-rollout-other', 'main');
  // The runner's clock is ten minutes ahead.
  const clock = join(world.folder, 'ahead');
  writeFileSync(clock, String(10 * 60_000));
  const before = await everything(world);
  world.github.log.clear();

  const run = await world.run({ command: 'doctor' }, { token: 'ghs_reader', env: { FAKE_CLOCK: clock } });
  expect(run.end).toBe('doctor-problems 1');
  expect(notes(run.result)).toEqual([
    'prompts problem',
    'push problem',
    'pull-requests problem',
    'issues problem',
    'live-rules problem',
    'revert-rules problem',
    'pull-request-setting problem',
    'metrics problem',
    'channels problem',
    'clock problem',
    'workflows warning',
    'receipt unknown',
    'delivery unknown',
  ]);
  for (const [id, cure] of [
    ['push', 'contents: write'],
    ['pull-requests', 'pull-requests: write'],
    ['live-rules', '`commits: api`'],
    ['pull-request-setting', 'Allow GitHub Actions to create and approve pull requests'],
    ['channels', 'pagerduty-routing-key'],
    ['clock', 'NTP'],
  ] as const)
    expect(findingOf(run.result, id)?.cure).toContain(cure);
  expect(run.summary).toContain('### Problems (10)');
  expect(findingOf(run.result, 'workflows')?.detail).toContain('concurrency group `prompts`');
  expect(writes(world)).toEqual([]);
  expect(await everything(world)).toEqual(before);
});

/** The command line, with the clock of the world. */
async function cli(world: World, args: readonly string[], token = TOKEN) {
  const { github, folder } = world;
  const env = {
    ...clockEnvironment(world),
    ...{ PATH: process.env.PATH ?? '', HOME: folder, GITHUB_TOKEN: token },
    ...{ GITHUB_SERVER_URL: github.url, GITHUB_API_URL: github.apiUrl },
  };
  const child = spawn(process.execPath, [join(DIST, 'cli.js'), 'doctor', '--repository', REPO, ...args], {
    ...{ env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([read(child.stdout), read(child.stderr), closed]);
  return { stdout, stderr, exitCode };
}

scenarioWith({ tokens: { ghp_classic: { ...reader, login: 'ann', classicScopes: ['gist'] } } })(
  'from a terminal it says what it can when the configuration cannot be read',
  async ({ world }) => {
    await world.merge({ 'prompt-rollout.yml': 'promts: {}', '.github/workflows/x.yml': workflow('promote') });
    await world.git('branch', 'prompt-rollout', 'main');
    const { stdout, stderr, exitCode } = await cli(world, ['--json'], 'ghp_classic');
    expect(exitCode, stderr).toBe(1);
    const result: RunResult = JSON.parse(stdout);
    expect(result).toMatchObject({ reason_code: 'doctor-problems', error: null });
    expect(notes(result)).toEqual([
      'configuration problem',
      'push problem',
      'pull-requests problem',
      'issues problem',
      'live-rules problem',
      'revert-rules problem',
      'workflows warning',
      'workflows warning',
      'prompts unknown',
      'live-branch unknown',
      'metrics unknown',
      'channels unknown',
      'delivery unknown',
    ]);
    expect(findingOf(result, 'live-rules')?.detail).toContain('`prompt-rollout` stands where');
    expect(stderr).toContain('Problem  configuration: prompt-rollout.yml');
    expect(stderr).toContain('         cure: ');
    expect(stdout + stderr).not.toContain('ghp_classic');
    expect(writes(world)).toEqual([]);
  },
);

scenario('without a token, or with one that nobody knows, that is the finding', async ({ world }) => {
  const none = await cli(world, [], '');
  expect(none.exitCode).toBe(1);
  expect(none.stderr).toContain('Problem  prompts repository: There is no token');
  const wrong = await cli(world, ['--json'], 'ghs_revoked');
  const result: RunResult = JSON.parse(wrong.stdout);
  const unknown = notes(result).filter((note) => note.endsWith(' unknown'));
  expect(notes(result)).toEqual(['repository problem', 'token problem', ...unknown]);
  expect(unknown.length).toBeGreaterThan(5);
});

scenarioWith({
  repo: {
    rulesets: [
      {
        ...rulesets[0],
        name: 'No pull',
        branches: ['prompt-rollout/revert/*'],
        rules: [{ type: 'creation' }],
      },
    ],
  },
})(
  'the first run warns of what would fail later, goes on, and later runs ask for nothing of it',
  async ({ world }) => {
    await world.merge({ 'prompt-rollout.yml': config(), [PATH]: text('v1.0.0') });
    const first = await world.run();
    expect(first.end).toBe('adopted 0');
    expect(first.result.warnings).toEqual([
      expect.stringContaining('`creation`'),
      expect.stringContaining('The metrics source does not answer'),
    ]);
    expect(first.stdout).toMatch(/^::warning::The rule `creation`.*prompt-rollout\/revert/m);
    expect(first.summary).toContain('### Warnings');
    expect(first.stdout).toContain(
      'not known: pull requests by Actions: Only administrators may read the setting',
    );
    expect(first.stdout).toContain('`doctor` checks the whole set-up');
    const rest = () =>
      world.github.log.routes().filter((route) => route.includes('{repo}') && !route.includes('.git/'));
    expect(rest().length).toBeLessThanOrEqual(6);

    world.github.log.clear();
    expect((await world.run()).end).toBe('nothing-to-do 0');
    expect(rest()).toEqual([]);
  },
);

scenario('a first run goes on when nothing can be checked', async ({ world }) => {
  await world.merge({ 'prompt-rollout.yml': config(), [PATH]: text('v1.0.0') });
  world.github.faults.add({ method: 'GET', route: '/repos/{owner}/{repo}', drop: 'request', times: 9 });
  const run = await world.run();
  expect(run.end).toBe('adopted 0');
  expect(run.result.warnings).toEqual([expect.stringContaining('The metrics source does not answer')]);
  expect(run.stdout).toMatch(/not known: clock: .* shows no time\./);
  // Nothing is tried twice, and nothing else is asked.
  expect(world.github.log.of('GET', '/repos/{owner}/{repo}')).toHaveLength(1);
  expect(world.github.log.of('GET', '/repos/{owner}/{repo}/rules/branches/{branch}')).toEqual([]);
});

scenario('a remote without GitHub is checked as far as git goes', async ({ world }) => {
  await startRollout(world);
  await measure(world);
  const before = await everything(world);
  const remote = world.github.bareDir(REPO);
  const run = await world.run({ command: 'doctor', remote }, { env: { GITHUB_REPOSITORY: '' } });
  expect(run.end).toBe('doctor-unsure 0');
  expect(findingOf(run.result, 'push')?.state).toBe('ok');
  expect(findingOf(run.result, 'live-rules')).toMatchObject({ state: 'unknown' });
  expect(findingOf(run.result, 'token')).toBeUndefined();
  expect(await everything(world)).toEqual(before);
});
