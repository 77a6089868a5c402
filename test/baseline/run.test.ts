import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baselineRunner } from '../../src/baseline/index.ts';
import type { BaselineRequest } from '../../src/baseline/port.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baseline-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string) => Buffer.from(text);
const secrets = { GITHUB_TOKEN: 'ghs_secret', INPUT_TOKEN: 'ghs_secret', NODE_OPTIONS: '--no-warnings' };

function run(script: string, more: Partial<BaselineRequest> = {}, rest: readonly string[] = []) {
  const test = baselineRunner({
    tempFolder: folder,
    environment: { ...secrets, PATH: process.env.PATH, LANG: 'C' },
  });
  return test({
    prompt: 'support',
    version: 'v1.0.0',
    path: 'prompts/support',
    files: [
      { path: 'system.md', mode: '100644', bytes: bytes('You help.') },
      { path: 'tools/run.sh', mode: '100755', bytes: bytes('#!/bin/sh\necho ran "$1"\n') },
    ],
    command: [process.execPath, '-e', script, ...rest],
    timeout: 30,
    ...more,
  });
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A process that was killed is gone as soon as it was reaped; a killed zombie counts as gone. */
async function isGone(pid: number): Promise<boolean> {
  if (!alive(pid)) return true;
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '0 (x) Z');
  return /\) Z /.test(`${status} `);
}

describe('a baseline test', () => {
  it('passes with exit code 0, and sees nothing of the surroundings', async () => {
    const { passed, outcome, lines } = await run(
      'console.log(Object.keys(process.env).sort().join()); console.log(process.env.HOME)',
    );
    expect({ passed, outcome }).toEqual({ passed: true, outcome: 'passed' });
    const names = ['HOME', 'LANG', 'PATH', 'PROMPT_ROLLOUT_PATH', 'PROMPT_ROLLOUT_PROMPT'];
    expect(lines[0]).toBe([...names, 'PROMPT_ROLLOUT_VERSION'].join());
    expect(lines[1]?.startsWith(folder)).toBe(true);
  });

  it('finds the version at its path, with what is executable, and leaves nothing behind', async () => {
    const script = `
      const { execFileSync } = require('node:child_process');
      const { readFileSync } = require('node:fs');
      console.log(process.cwd(), readFileSync('prompts/support/system.md', 'utf8'));
      console.log(execFileSync('prompts/support/tools/run.sh', ['it']).toString());`;
    const { lines } = await run(script);
    expect(lines[0]).toMatch(/ You help\.$/);
    expect(lines[0]?.startsWith(folder)).toBe(true);
    expect(lines[1]).toBe('ran it');
    expect(await readdir(folder)).toEqual([]);
  });

  it('gets values as arguments, which no shell reads', async () => {
    const label = 'v1 $(touch x); `id`';
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const rest = ['{{version}}', '--id={{ prompt }}:{{path}}', '{{other}}', '*'];
    const { lines } = await run(script, { version: label }, rest);
    expect(JSON.parse(lines[0] ?? '')).toEqual([label, '--id=support:prompts/support', '{{other}}', '*']);
  });

  it.each([
    ['process.exit(3)', 'ended with exit code 3'],
    ['process.kill(process.pid, "SIGTERM")', 'was ended by SIGTERM'],
  ])('fails when it ends otherwise: %s', async (script, outcome) => {
    expect(await run(script)).toMatchObject({ passed: false, outcome });
  });

  it('fails when the program is not there', async () => {
    const found = await run('', { command: ['no-such-program-at-all'] });
    expect(found).toMatchObject({ passed: false, outcome: expect.stringContaining('could not be started') });
  });

  it('is stopped at its time limit, with everything that it started', async () => {
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)']);
      console.log(child.pid);
      process.on('SIGTERM', () => {});
      setInterval(() => {}, 1e3);`;
    const found = await run(script, { timeout: 1.5 });
    expect(found).toMatchObject({ passed: false, outcome: 'was not over after 1.5 s and was stopped' });
    await expect.poll(() => isGone(Number(found.lines[0]))).toBe(true);
  });

  it('is over when the program is, whatever it left running', async () => {
    const script = `
      const options = { stdio: 'inherit' };
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], options);
      console.log(child.pid);
      process.exit(0);`;
    const found = await run(script);
    expect(found.passed).toBe(true);
    await expect.poll(() => isGone(Number(found.lines[0]))).toBe(true);
  });

  it('keeps the end of a long output', async () => {
    const script = `
      for (let i = 0; i < 50_000; i++) console.log('line', i);
      console.log('x'.repeat(5000));
      process.exitCode = 1;`;
    const { lines } = await run(script);
    expect(lines).toHaveLength(20);
    expect(lines.at(-2)).toBe('line 49999');
    expect(lines.at(-1)).toHaveLength(300);
  });

  it.each(['../out.md', '/tmp/out.md', 'a/../../../out.md', '.'])(
    'is not started for a version at %s',
    async (path) => {
      const files = [{ path: '', mode: '100644', bytes: bytes('x') }];
      await expect(run('', { path, files })).rejects.toThrow('leads out of the folder');
      expect(await readdir(folder)).toEqual([]);
    },
  );
});
