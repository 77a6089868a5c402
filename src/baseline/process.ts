import { type ChildProcess, spawn } from 'node:child_process';
import type { BaselineOutcome } from './port.ts';

/** Bytes of output that are kept, from its end; lines of it that are shown, and characters of each. */
const keptBytes = 64 * 1024;
const shownLines = 20;
const longestLine = 300;

/** Milliseconds that the output of an ended program may stay open: something it left behind holds it. */
const grace = 1000;

export interface ProcessRequest {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly timeout: number;
}

/**
 * Runs a program without a shell, in a process group of its own, which is killed at the time limit and at the
 * end: nothing that it started stays. It has no standard input.
 */
export function runProcess(request: ProcessRequest): Promise<BaselineOutcome> {
  return new Promise((resolve) => {
    const output = tail();
    const child = spawn(request.program, [...request.arguments], {
      cwd: request.folder,
      env: { ...request.environment },
      detached: true,
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const limit = AbortSignal.timeout(Math.ceil(request.timeout * 1000));
    const stop = (): void => killGroup(child);
    limit.addEventListener('abort', stop, { once: true });
    const settle = (passed: boolean, outcome: string): void => {
      limit.removeEventListener('abort', stop);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ passed, outcome, lines: output.lines() });
    };
    child.stdout.on('data', output.add);
    child.stderr.on('data', output.add);
    child.once('error', (error) => settle(false, `could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      killGroup(child);
      const ended = (): void => {
        clearTimeout(patience);
        const late = limit.aborted && code !== 0;
        settle(code === 0, late ? overdue(request.timeout) : endOf(code, signal));
      };
      const patience = setTimeout(ended, grace);
      child.once('close', ended);
    });
  });
}

function overdue(seconds: number): string {
  return `was not over after ${seconds} s and was stopped`;
}

function endOf(code: number | null, signal: string | null): string {
  if (code === 0) return 'passed';
  return code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with exit code ${code}`;
}

/** A group whose last process has ended is gone, which is what is wanted. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The end of an output of any length. */
function tail() {
  let kept: Buffer = Buffer.alloc(0);
  return {
    add: (chunk: Buffer): void => {
      kept = Buffer.concat([kept, chunk]).subarray(-keptBytes);
    },
    lines: (): string[] =>
      kept
        .toString('utf8')
        .split(/\r\n|\r|\n/)
        .filter((line) => line.trim() !== '')
        .slice(-shownLines)
        .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line)),
  };
}
