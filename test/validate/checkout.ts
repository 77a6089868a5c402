import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../../src/clock.ts';
import { validate } from '../../src/commands/validate.ts';
import { readFacts } from '../../src/host/facts.ts';
import type { FilePlace, Host } from '../../src/host/port.ts';
import { type InputName, readInputs } from '../../src/inputs.ts';
import type { RunResult } from '../../src/result.ts';
import { sayingLog } from '../host/say.ts';

const run = promisify(execFile);

export type Files = Readonly<Record<string, string | Buffer>>;

/** A working tree on this machine. */
export interface Tree {
  readonly folder: string;
  write(files: Files): Promise<void>;
  /** Writes and commits; returns the commit. */
  commit(files: Files): Promise<string>;
  git(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

const person = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false'];

/** Git as the tests use it: nothing of the machine's configuration. */
export async function gitIn(folder: string, args: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const { stdout } = await run('git', [...person, ...args], { cwd: folder, env });
  return stdout.trim();
}

/** A folder of its own; with git, on the branch `main`, unless `plain`. */
export async function makeTree(files: Files = {}, plain = false): Promise<Tree> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'prompt-rollout-tree-')));
  const git = (...args: string[]) => gitIn(folder, args);
  const write = async (more: Files): Promise<void> => {
    for (const [path, content] of Object.entries(more)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  };
  if (!plain) await git('init', '--quiet', '--initial-branch=main');
  await write(files);
  return {
    folder,
    write,
    git,
    async commit(more) {
      await write(more);
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', 'Change prompts');
      return git('rev-parse', 'HEAD');
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What a run of `validate` said: each problem at its place, and the lines for people. */
export interface Validated {
  readonly result: RunResult;
  /** `file:line:column: text` */
  readonly errors: readonly string[];
  readonly lines: readonly string[];
}

/** Runs `validate` in a folder, as on a command line; `env` is what a runner would add. */
export async function validateIn(
  folder: string,
  given: Partial<Record<InputName, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Validated> {
  const errors: string[] = [];
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const inputs = readInputs((name) => (name === 'command' ? 'validate' : (given[name] ?? '')));
  const host: Host = {
    facts: readFacts({ GITHUB_WORKSPACE: folder, ...env }),
    json: false,
    log: {
      ...sayingLog(say),
      error: (line: string, at?: FilePlace) =>
        void errors.push(`${at === undefined ? '' : `${at.file}:${at.line}:${at.column}: `}${line}`),
    },
    readInputs: () => inputs,
    print: say,
    finish: async () => undefined,
  };
  return { result: await validate(host, inputs, systemClock), errors, lines };
}

/** A prompt with a version in its front matter. */
export const versioned = (version: string, words = 'Be kind.'): string =>
  `---\nname: support\nversion: ${version}\n---\n${words}\n`;

export const oneConfig = 'prompts:\n  support:\n    path: prompts/support.md\n';
