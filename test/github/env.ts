import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod';
import type { GitHub } from './index.ts';
import { resolveObject, ZERO } from './plumbing.ts';

/** What a runner gives to a step, for a program that runs outside of one. */

export interface ActionOptions {
  readonly github: GitHub;
  /** What `github.token` is. */
  readonly token: string;
  /** `owner/name` of the repository whose workflow runs. */
  readonly repository: string;
  /** What stands under `with:`. Names that the action does not have are refused. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Default: `workflow_dispatch`. */
  readonly event?: { readonly name: string; readonly payload?: object };
  /** The full ref that the workflow runs on; default: `refs/heads/main`. */
  readonly ref?: string;
  readonly actor?: string;
  readonly runId?: number;
  readonly runAttempt?: number;
  /** The folder of `action.yml`; default: this repository. */
  readonly root?: string;
  /** Under `env:`, above everything else. */
  readonly env?: Readonly<Record<string, string>>;
}

const ActionFile = z.object({
  inputs: z.record(z.string(), z.object({ default: z.unknown().optional() })).default({}),
  runs: z.object({ main: z.string() }),
});

export type ActionFile = z.infer<typeof ActionFile>;

/** The folder that holds `action.yml` and `dist/`. */
export const REPOSITORY_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** This repository's file: it does not change while tests run, and hundreds of runs ask for it. */
let ours: Promise<ActionFile> | undefined;

export function readActionFile(root = REPOSITORY_ROOT): Promise<ActionFile> {
  if (root !== REPOSITORY_ROOT) return parseActionFile(root);
  ours ??= parseActionFile(root);
  return ours;
}

async function parseActionFile(root: string): Promise<ActionFile> {
  return ActionFile.parse(parse(await readFile(join(root, 'action.yml'), 'utf8')));
}

/** Evaluates `${{ github.x }}`; throws on every other expression. */
function evaluate(text: string, context: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
    const value = context[expression.replace(/^github\./, '')];
    if (!expression.startsWith('github.') || value === undefined) {
      throw new Error(`Nothing is known of the expression ${expression} in action.yml.`);
    }
    return value;
  });
}

function inputVariables(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  context: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`The action has no input ${unknown.join(', ')}.`);
  const variables = Object.entries(action.inputs).map(([name, input]) => {
    const value = given[name] ?? evaluate(String(input.default ?? ''), context);
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value];
  });
  return Object.fromEntries(variables);
}

/** The files that a step writes to, empty, and the folders it may use. */
async function createFiles(payload: object): Promise<Record<string, string>> {
  const dir = await mkdtemp(join(tmpdir(), 'runner-'));
  const inside = (name: string) => join(dir, name);
  await writeFile(inside('event.json'), JSON.stringify(payload));
  for (const name of ['output', 'state', 'summary', 'env', 'path']) await writeFile(inside(name), '');
  for (const name of ['workspace', 'temp', 'home', 'tools']) await mkdir(inside(name));
  return {
    GITHUB_EVENT_PATH: inside('event.json'),
    GITHUB_OUTPUT: inside('output'),
    GITHUB_STATE: inside('state'),
    GITHUB_STEP_SUMMARY: inside('summary'),
    GITHUB_ENV: inside('env'),
    GITHUB_PATH: inside('path'),
    GITHUB_WORKSPACE: inside('workspace'),
    RUNNER_TEMP: inside('temp'),
    RUNNER_TOOL_CACHE: inside('tools'),
    HOME: inside('home'),
  };
}

function toPayload({ repository, event, actor = 'alice' }: ActionOptions): object {
  const [owner = '', name = ''] = repository.split('/');
  return {
    repository: {
      name,
      full_name: repository,
      owner: { login: owner },
      default_branch: 'main',
      private: true,
    },
    sender: { login: actor, type: 'User' },
    ...event?.payload,
  };
}

/** The whole environment of the action's process: nothing of this process but `PATH` goes in. */
export async function actionEnvironment(options: ActionOptions): Promise<Record<string, string>> {
  const { github, token, repository, ref = 'refs/heads/main', actor = 'alice' } = options;
  const action = await readActionFile(options.root);
  const [owner = ''] = repository.split('/');
  const sha = (await resolveObject(github.bareDir(repository), ref)) ?? ZERO;
  const context: Record<string, string> = {
    repository,
    repository_owner: owner,
    actor,
    triggering_actor: actor,
    ref,
    ref_name: ref.replace(/^refs\/[^/]+\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    sha,
    event_name: options.event?.name ?? 'workflow_dispatch',
    workflow: 'Prompt rollout',
    workflow_ref: `${repository}/.github/workflows/rollout.yml@${ref}`,
    workflow_sha: sha,
    job: 'rollout',
    run_id: String(options.runId ?? 4711),
    run_number: '1',
    run_attempt: String(options.runAttempt ?? 1),
    retention_days: '90',
    server_url: github.url,
    api_url: github.apiUrl,
    graphql_url: github.graphqlUrl,
    action: '__self',
  };
  const inputs = inputVariables(action, options.inputs ?? {}, { ...context, token });
  const variables = Object.entries(context).map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, value]);
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'runner',
    RUNNER_ENVIRONMENT: 'github-hosted',
    ...Object.fromEntries(variables),
    ...(await createFiles(toPayload(options))),
    ...inputs,
    ...options.env,
  };
}
