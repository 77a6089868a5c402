import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text as read } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { RunResult } from '../../src/result.ts';
import { measure, startRollout } from './prompts.ts';
import { clockEnvironment, DIST, REPO, scenario, TOKEN } from './world.ts';

/** The oldest Node.js on the PATH that the command line promises to run on: it has to do without any packages. */
function oldestNode(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [...folders.map((folder) => join(folder, 'node')), process.execPath].filter(existsSync);
  const versions = found.map((node) => ({ node, major: majorOf(node) })).filter(({ major }) => major >= 20);
  return versions.sort((a, b) => a.major - b.major)[0]?.node ?? process.execPath;
}

function majorOf(node: string): number {
  return Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1]);
}

const NODE = process.env.SYSTEM_NODE ?? oldestNode();

async function cli(args: readonly string[], env: Record<string, string>, cwd?: string) {
  const child = spawn(NODE, [join(DIST, 'cli.js'), ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([read(child.stdout), read(child.stderr), closed]);
  return { stdout, stderr, exitCode };
}

test.concurrent('the demo ships a good version and rolls a bad one back', async ({
  expect,
  onTestFinished,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { stdout, stderr, exitCode } = await cli(['demo', '--json', '--speed', '1000', '--keep', folder], {
    HOME: '/nonexistent',
  });
  expect(exitCode, stderr).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ reason_code: 'demo-completed', error: null });
  expect(result.demo.rollouts).toMatchObject([
    { version: 'v1.1.0', outcome: 'completed' },
    { version: 'v2.0.0', outcome: 'rolled-back' },
  ]);
  expect(stderr).toContain('rollback(customer-support): v2.0.0 -> v1.1.0');
  const page = await readFile(join(folder, 'status', 'index.html'), 'utf8');
  expect(page).toContain('rolled back, verified');
  expect(page).toContain('1 automatic, 0 by people');
});

test.concurrent('without a command, or with a wrong one, it explains itself', async () => {
  const help = await cli([], {});
  expect(help).toMatchObject({ exitCode: 0, stderr: '' });
  expect(help.stdout).toContain('Usage: prompt-rollout');
  const wrong = await cli(['promot'], {});
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toContain('promote');
  const secret = await cli(['promote', '--token', TOKEN], {});
  expect(secret.exitCode).toBe(2);
  expect(secret.stderr).toContain('GITHUB_TOKEN');
  expect(secret.stderr).not.toContain(TOKEN);
});

scenario('the same commands run from a terminal', async ({ world }) => {
  await startRollout(world);
  world.pass(1);
  await measure(world, { errors: 8.4 });
  const { github, folder } = world;
  const env = {
    ...clockEnvironment(world),
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_TOKEN: TOKEN,
    HOME: folder,
  };
  const at = ['--repository', REPO, '--json'];
  const gate = await cli(['gate', ...at], env, folder);
  const judged: RunResult = JSON.parse(gate.stdout);
  expect([gate.exitCode, judged.reason_code]).toEqual([1, 'unhealthy']);

  const back = await cli(['rollback', '--prompt', 'support', '--reason', 'bad tone', ...at], env, folder);
  const done: RunResult = JSON.parse(back.stdout);
  expect([back.exitCode, done.reason_code]).toEqual([0, 'rolled-back']);
  expect(await github.pulls(REPO)).toHaveLength(1);
  expect(github.issues(REPO)).toHaveLength(1);
  expect((await world.state()).incidents).toMatchObject([{ decided_by: 'operator', reason: 'bad tone' }]);
});
