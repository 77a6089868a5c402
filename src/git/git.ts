import './quiet.ts';
import { type SimpleGitOptions, simpleGit } from 'simple-git';
import { fail } from '../errors/fail.ts';
import { isDiskFull } from './disk.ts';
import { type Environment, gitEnvironment, type Setting } from './environment.ts';
import { shownMessage } from './message.ts';

/** How a git process ended. `message` is what it said on standard error, without secrets, for people. */
export interface Outcome {
  /** Zero is success; -1 when it was killed, did not start, or took too long. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly message: string;
}

/** Git in one folder, with one environment. */
export interface Git {
  /** Runs git with `input` as its standard input; any exit code is an answer. */
  attempt(args: readonly string[], input?: Buffer): Promise<Outcome>;
  /** The standard output of a git that must succeed. Throws `git-failed` or `disk-full`. */
  run(args: readonly string[], input?: Buffer): Promise<Buffer>;
  /** The same git with more configuration. */
  with(settings: readonly Setting[]): Git;
}

export interface GitOptions {
  /** Where it runs. */
  readonly folder: string;
  readonly environment: Environment;
  /** The bare repository; without it git looks for one in `folder`. */
  readonly repository?: string;
  readonly settings?: readonly Setting[];
  /** What must not appear in a message. */
  readonly secrets?: readonly string[];
  /** Time limit of one command in seconds (default 120). */
  readonly seconds?: number;
}

/** Who the commits are by. The address belongs to no account. */
export const identity = {
  name: 'Prompt Rollout',
  email: 'prompt-rollout[bot]@users.noreply.github.com',
} as const;

const oldestVersion = [2, 30] as const;

/** After its time limit a git has this long to end by itself. */
const graceSeconds = 2;

/**
 * The guards of simple-git are against arguments and settings from outside. Here all arguments are fixed words,
 * object ids and names that were checked, and the settings are the user's own. The guards for arguments stay.
 */
const permitted: NonNullable<SimpleGitOptions['unsafe']> = {
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
};

/** Makes the git that all commands go through. The folder must exist. */
export function createGit(options: GitOptions): Git {
  const { secrets = [], settings = [], seconds = 120 } = options;
  const attempt = async (args: readonly string[], input: Buffer = Buffer.alloc(0)): Promise<Outcome> => {
    const ended = await spawnGit(options, args, input);
    if (ended !== null) return { ...ended, message: shownMessage(ended.stderr, secrets) };
    return { code: -1, stdout: Buffer.alloc(0), message: `no end after ${seconds} seconds` };
  };
  return {
    attempt,
    async run(args, input) {
      const { code, stdout, message } = await attempt(args, input);
      if (code !== 0 && isDiskFull(message)) throw fail('disk-full', { message });
      if (code !== 0)
        throw fail('git-failed', { command: args[0] ?? '', message: message || `exit code ${code}` });
      return stdout;
    },
    with: (more) => createGit({ ...options, settings: [...settings, ...more] }),
  };
}

/** Throws `git-missing` when there is no git, or one before 2.30. */
export async function requireGit(git: Git): Promise<void> {
  const { code, stdout, message } = await git.attempt(['version']);
  const found = stdout.toString().trim();
  const [, major, minor] = /^git version (\d+)\.(\d+)/.exec(found) ?? [];
  if (code !== 0 || major === undefined) throw fail('git-missing', { found: found || message || 'none' });
  const newer = Number(major) - oldestVersion[0] || Number(minor) - oldestVersion[1];
  if (newer < 0) throw fail('git-missing', { found });
}

interface Ended {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs one process; null when it was ended by the time limit. */
async function spawnGit(options: GitOptions, args: readonly string[], input: Buffer): Promise<Ended | null> {
  const { folder, repository, environment, settings = [], seconds = 120 } = options;
  const env = gitEnvironment(environment, [...settings, ...patience(seconds)]);
  if (repository !== undefined) env.GIT_DIR = repository;
  const limit = AbortSignal.timeout(Math.ceil(seconds * 1000));
  const endings: Ended[] = [];
  const git = simpleGit({
    baseDir: folder,
    config: [`user.name=${identity.name}`, `user.email=${identity.email}`, 'commit.gpgsign=false'],
    allowEnvironment: Object.keys(env),
    unsafe: permitted,
    abort: limit,
    // The exit comes before the last output does.
    completion: { onClose: true, onExit: false },
    // Always a buffer, be it empty: else standard input stays open, and a git that reads it never ends.
    input: () => input,
    // simple-git takes a failure without a message for a success: the exit code is looked at here instead.
    errors(_error, { exitCode, stdOut, stdErr }) {
      const code = typeof exitCode === 'number' ? exitCode : -1;
      endings.push({ code, stdout: Buffer.concat(stdOut), stderr: Buffer.concat(stdErr).toString() });
      return undefined;
    },
  });
  await Promise.race([git.env(env).raw([...args]), overdue(limit)]);
  const [ended = null] = endings;
  return limit.aborted && ended?.code !== 0 ? null : ended;
}

/** A helper process that waits for a dead server outlives its git, and would keep this process from ending. */
function patience(seconds: number): Setting[] {
  return [
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', String(Math.ceil(seconds))],
  ];
}

/** Resolves some time after the limit, for a git whose children keep its output open. */
function overdue(limit: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wait = () => void setTimeout(resolve, graceSeconds * 1000).unref();
    limit.addEventListener('abort', wait, { once: true });
  });
}
