import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { RunResult } from '../../src/result.ts';
import { config, startRollout } from './prompts.ts';
import { clockEnvironment, DIST, LIVE, REPO, scenario, scenarioWith, type World } from './world.ts';

const drill = { command: 'drill' };
const gone = '0'.repeat(40);

/** Nothing of a drill is open, and every branch and tag is what it was. */
async function leftNothing({ github, refs }: World, before: Record<string, string>): Promise<void> {
  expect(await refs()).toEqual(before);
  for (const thread of [...(await github.pulls(REPO)), ...github.issues(REPO)])
    expect(thread).toMatchObject({ state: 'closed', title: expect.stringMatching(/^\[drill\] /) });
}

interface Told {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** PagerDuty and a webhook on one port, and what they were told. */
async function withServices(use: (url: string, told: Told[]) => Promise<void>): Promise<void> {
  const told: Told[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    told.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end('{"status": "success", "dedup_key": "x"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(`http://127.0.0.1:${port}`, told);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

scenario('a drill goes the whole way, is marked everywhere, and leaves nothing behind', async ({ world }) => {
  const { github } = world;
  await withServices(async (url, told) => {
    const notify = { pagerduty: { url }, webhook: { url: `${url}/hook` } };
    await startRollout(world, { notify, delivery: { webhook: { url: `${url}/flags` } } });
    told.length = 0;
    const before = await world.refs();
    const moved = new Set<string>();
    github.rejectPushes(({ updates }) => {
      for (const { ref } of updates) moved.add(ref);
      return undefined;
    });
    const secrets = { 'pagerduty-routing-key': `R${'0'.repeat(31)}`, 'delivery-secret': 's' };
    const run = await world.run({ ...drill, ...secrets, 'notify-secret': 'notify-secret' });
    expect(run.end, run.stdout).toBe('drill-passed 0');
    const { drill: report, warnings } = run.result;
    expect(warnings).toEqual([]);
    expect(report).toMatchObject({ repository: REPO, local: false, met: true, missed: [] });
    expect(report?.targets).toMatchObject({ routing: 60, page: 120 });
    for (const seconds of Object.values(report?.seconds ?? {})) expect(seconds).toBeGreaterThan(0);
    expect(run.outputs['rolled-back']).toBe('false');
    expect(run.summary).toContain('the revert pull request is open');

    await leftNothing(world, before);
    expect(moved.size).toBeGreaterThan(3);
    for (const ref of moved) expect(ref).toContain(`/${report?.id}`);
    const [pull, ...pulls] = await github.pulls(REPO);
    expect(pulls).toEqual([]);
    expect(pull?.pull).toMatchObject({ base: 'main', head: expect.stringContaining(report?.id ?? '-') });
    expect(pull?.comments).toMatchObject([{ body: expect.stringContaining('The drill is over.') }]);
    const [issue, ...issues] = github.issues(REPO);
    expect(issues).toEqual([]);
    expect(issue?.body).toContain('This is a drill.');

    const pages = told.filter(({ path }) => path === '/v2/enqueue').map(({ body }) => body);
    expect(pages.map(({ event_action }) => event_action)).toEqual(['trigger', 'resolve']);
    const hooks = told.filter(({ path }) => path === '/hook').map(({ body }) => body);
    expect(hooks).toEqual(expect.arrayContaining([expect.objectContaining({ event: 'rolled-back' })]));
    for (const hook of hooks) expect(hook).toMatchObject({ drill: true, prompt: report?.id });
    expect(told.filter(({ path }) => path === '/flags')).toEqual([]);
  });
});

scenarioWith({ repo: { actionsMayCreatePullRequests: false } })(
  'a forge that takes no pull request is a target missed, and the rest is cleaned up',
  async ({ world }) => {
    // With the timing of the verification that a configuration has that says nothing of it.
    await startRollout(world, { rollback: {} });
    const before = await world.refs();
    const run = await world.run(drill);
    expect(run.end, run.stdout).toBe('drill-missed 1');
    expect(run.result.drill?.targets.verified).toBe(140);
    expect(run.result.drill?.seconds.verified).toBeGreaterThan(60);
    expect(run.result.drill).toMatchObject({ missed: ['pull_request'], met: false });
    expect(run.result.drill?.seconds).toMatchObject({ pull_request: null, issue: expect.any(Number) });
    expect(run.result.warnings.join()).toContain('revert-pr');
    await leftNothing(world, before);
    expect(await world.github.pulls(REPO)).toEqual([]);
    expect(world.github.issues(REPO)).toHaveLength(1);
  },
);

scenario(
  'what cannot be removed is a warning that names it, and the next drill removes it',
  async ({ world }) => {
    const { github } = world;
    await world.merge({ 'prompt-rollout.yml': config(), 'prompts/support.md': 'Help.\n' });
    const before = await world.refs();
    github.rejectPushes(({ updates }) =>
      updates.some((update) => update.ref.startsWith('refs/tags/') && update.new === gone)
        ? 'tags stay'
        : undefined,
    );
    const first = await world.run(drill);
    expect(first.end, first.stdout).toBe('drill-passed 0');
    const id = first.result.drill?.id;
    expect(first.result.warnings.join()).toContain(`prompt-rollout/${id}/v1.0.0`);
    const left = Object.keys(await world.refs()).filter((ref) => !(ref in before));
    expect(left.sort()).toEqual([
      `refs/heads/prompt-rollout/drill/${id}`,
      `refs/tags/prompt-rollout/${id}/v1.0.0`,
      `refs/tags/prompt-rollout/${id}/v2.0.0`,
    ]);
    github.rejectPushes(() => undefined);
    world.pass(61);
    expect((await world.run(drill)).end).toBe('drill-passed 0');
    await leftNothing(world, before);
  },
);

scenario(
  'a drill that dies is cleaned up by the next one, once nobody can be at work on it',
  async ({ world }) => {
    const { github } = world;
    await startRollout(world);
    const before = await world.refs();
    let child: ChildProcess | undefined;
    const after = () => void child?.kill('SIGKILL');
    github.faults.add({ method: 'POST', route: '/repos/{owner}/{repo}/issues', after });
    const onSpawn = (started: ChildProcess): void => {
      child = started;
    };
    await expect(world.run(drill, { onSpawn })).rejects.toThrow('No result');
    expect(await github.pulls(REPO)).toMatchObject([{ state: 'open' }]);
    expect(github.issues(REPO)).toMatchObject([{ state: 'open' }]);
    const dead = await world.refs();
    expect(Object.keys(dead).length).toBeGreaterThan(Object.keys(before).length + 3);

    world.pass(61);
    const run = await world.run(drill);
    expect(run.end, run.stdout).toBe('drill-passed 0');
    expect(run.result.warnings).toEqual([]);
    await leftNothing(world, before);
    expect(await world.git('rev-parse', LIVE)).toBe(before[`refs/heads/${LIVE}`]);
  },
);

test.concurrent('where there is no repository, a drill takes place in a temporary folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drill-'));
  try {
    await writeFile(join(folder, 'clock'), '0');
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [join(DIST, 'cli.js'), 'drill', '--json'],
      {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, ...clockEnvironment({ folder }) },
      },
    );
    const result: RunResult = JSON.parse(stdout);
    expect(result).toMatchObject({ reason_code: 'drill-passed', warnings: [], drill: { local: true } });
    expect(result.drill?.targets.page).toBeNull();
    expect(stderr).toContain('temporary folder');
    expect(await readdir(folder)).toEqual(['clock']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
