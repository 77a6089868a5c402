import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ActionOptions, actionEnvironment, REPOSITORY_ROOT, readActionFile } from './env.ts';

export interface RunOptions extends ActionOptions {
  /** The program; default: `runs.main` of `action.yml`. */
  readonly main?: string;
  /** Milliseconds after which the program is killed and the run fails; default: 60,000. */
  readonly timeout?: number;
  /** Gives the process a group of its own, so that it can be killed with its children. */
  readonly detached?: boolean;
  /** Gets the process as soon as it runs, to kill it in the middle. */
  readonly onSpawn?: (child: ChildProcess) => void;
}

export interface ActionRun {
  /** `null`: ended by a signal. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Record<string, string>;
  readonly state: Record<string, string>;
  /** Markdown. */
  readonly summary: string;
}

/** Reads what a step wrote to `GITHUB_OUTPUT` or `GITHUB_STATE`: `name=value`, or `name<<END` up to a line `END`. */
export function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, name, operator, rest = ''] = /^(.+?)(<<|=)(.*)$/.exec(line) ?? [];
    if (name === undefined) {
      if (line !== '') throw new Error(`Not a line of a command file: ${line}`);
      continue;
    }
    if (operator === '=') {
      values[name] = rest;
      continue;
    }
    const end = lines.indexOf(rest, at + 1);
    if (end < 0) throw new Error(`The value of ${name} does not end with ${rest}.`);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}

type Ended = Pick<ActionRun, 'exitCode' | 'signal' | 'stdout' | 'stderr'>;

function run(main: string, env: Record<string, string>, options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const cwd = env.GITHUB_WORKSPACE;
    const { detached = false } = options;
    const child = spawn(process.execPath, [main], { env, detached, ...(cwd === undefined ? {} : { cwd }) });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The action did not end in time.\n${Buffer.concat([...out, ...err])}`));
    }, options.timeout ?? 60_000);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdin.end();
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      clearTimeout(timer);
      resolve({
        exitCode,
        signal,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
    options.onSpawn?.(child);
  });
}

/** Runs the action as a runner would, as a process of its own, and reads what it left behind. */
export async function runAction(options: RunOptions): Promise<ActionRun> {
  const { root = REPOSITORY_ROOT } = options;
  const main = options.main ?? join(root, (await readActionFile(root)).runs.main);
  const env = await actionEnvironment(options);
  const read = (name: string) => readFile(env[name] ?? '', 'utf8');
  try {
    const ended = await run(main, env, options);
    const [outputs, state, summary] = await Promise.all(
      ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'].map(read),
    );
    return {
      ...ended,
      outputs: parseCommandFile(outputs ?? ''),
      state: parseCommandFile(state ?? ''),
      summary: summary ?? '',
    };
  } finally {
    await rm(dirname(env.GITHUB_EVENT_PATH ?? ''), { recursive: true, force: true });
  }
}
