import { mkdir } from 'node:fs/promises';
import { resolve as absolute } from 'node:path';
import { type Failure, fail } from '../errors/fail.ts';
import { isDiskFull } from './disk.ts';
import { credentialSettings, type Environment } from './environment.ts';
import { createGit, type Git, type Outcome, requireGit } from './git.ts';
import { assertObjectId } from './names.ts';
import { describeRemote, endpointOf, type Remote } from './remote.ts';

/** Where a repository is opened. */
export interface RepositoryOptions {
  readonly remote: Remote;
  /** The folder of the bare repository; it is made when it is not there. */
  readonly workdir: string;
  /** Default: the environment of this process. */
  readonly environment?: Environment;
  /** Time limit of one git command in seconds (default 120). */
  readonly seconds?: number;
}

/** A bare repository of our own, and the remote that it reads and writes. */
export interface Repository {
  readonly git: Git;
  /** The remote's address for git, without secrets. */
  readonly address: string;
  /** What the remote answered to a failed command, as an error of the catalogue. */
  failure(outcome: Outcome): Failure;
  /** All refs of the remote below the given ones (`--heads`, `--tags`), by full name. Throws when it does not answer. */
  refs(...kinds: readonly ('--heads' | '--tags')[]): Promise<Survey>;
  /** What one ref of the remote names; null when there is no such ref. Throws when the remote does not answer. */
  ref(name: string): Promise<string | null>;
}

/** The remote's refs at one moment. */
export interface Survey {
  /** Full name of the default branch; null when HEAD is detached, or was not asked for. */
  readonly head: string | null;
  /** Object id by full ref name; `name^{}` is what an annotated tag names. */
  readonly refs: ReadonlyMap<string, string>;
}

/** Where a git was found that is new enough: it is asked once for each environment. */
const checked = new WeakSet<Environment>();

/**
 * Makes the bare repository. Nothing of the remote is read yet.
 * Throws `remote-invalid`, `git-missing` or `git-failed`.
 */
export async function openRepository(options: RepositoryOptions): Promise<Repository> {
  const { remote, workdir, environment = process.env, seconds } = options;
  const endpoint = endpointOf(remote);
  const folder = absolute(workdir);
  await mkdir(folder, { recursive: true });
  const git = createGit({
    folder,
    repository: folder,
    environment,
    settings: credentialSettings(endpoint),
    secrets: endpoint.secrets,
    ...(seconds === undefined ? {} : { seconds }),
  });
  if (!checked.has(environment)) await requireGit(git);
  checked.add(environment);
  await git.run(['init', '--bare', '--template=', '--object-format=sha1']);
  const { address } = endpoint;
  const survey = async (kinds: readonly string[], names: readonly string[]) => {
    const outcome = await git.attempt(['ls-remote', '--symref', ...kinds, '--', address, ...names]);
    if (outcome.code !== 0) throw remoteFailure(remote, outcome);
    return parseSurvey(outcome.stdout.toString(), remote);
  };
  return {
    git,
    address,
    failure: (outcome) => remoteFailure(remote, outcome),
    refs: (...kinds) => survey(kinds, []),
    ref: async (name) => (await survey([], [name])).refs.get(name) ?? null,
  };
}

/** The object id of a revision that must be here. */
export async function resolve(git: Git, revision: string): Promise<string> {
  const id = (await git.run(['rev-parse', '--verify', '--end-of-options', revision])).toString().trim();
  assertObjectId(id);
  return id;
}

/** The ref that keeps one of `wanted` from being made: git cannot hold `a` beside `a/b`. Null when none does. */
export function findBlocker(
  refs: ReadonlyMap<string, string>,
  wanted: readonly string[],
): { ref: string; blocked: string } | null {
  for (const blocked of wanted)
    for (const ref of refs.keys())
      if (blocked.startsWith(`${ref}/`) || ref.startsWith(`${blocked}/`))
        return { ref: shortName(ref), blocked: shortName(blocked) };
  return null;
}

/** `refs/heads/a/b` as people say it: `a/b`. */
export function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

function parseSurvey(output: string, remote: Remote): Survey {
  const refs = new Map<string, string>();
  let head: string | null = null;
  for (const line of output.split('\n')) {
    const [, target, id, name] = /^(?:ref: (\S+)\tHEAD|([0-9a-f]+)\t(\S+))$/.exec(line) ?? [];
    if (target !== undefined) head = target;
    if (id === undefined || name === undefined) continue;
    if (id.length !== 40) throw fail('object-format-unsupported', { remote: describeRemote(remote) });
    refs.set(name, id);
  }
  return { head, refs };
}

/** The texts by which git and its servers say that the credentials are at fault. They choose the words, no more. */
const refusals =
  /Authentication failed|could not read (?:Username|Password)|returned error: 40[0134]|not found|Permission denied|denied to|access rights/i;

function remoteFailure(remote: Remote, { message, code }: Outcome): Failure {
  const text = message || `git ended with ${code}`;
  if (isDiskFull(text)) return fail('disk-full', { message: text });
  const shown = { remote: describeRemote(remote), message: text };
  return refusals.test(text) && /^(?:https?:|ssh:|[^/]+@)/.test(remote.url)
    ? fail('remote-refused', shown)
    : fail('remote-unreachable', shown);
}
