import { tmpdir } from 'node:os';
import * as z from 'zod';
import { Failure } from '../errors/fail.ts';
import { type EventSource, readPayload } from './event-file.ts';
import type { Facts } from './port.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const repository = z.object({ full_name: z.string() });
const event = z.object({
  repository: repository.optional(),
  pull_request: z.object({ head: z.object({ repo: repository.nullish() }) }).optional(),
  workflow_run: z.object({ head_repository: repository.nullish() }).optional(),
});

/** Events that a person starts on purpose, so that the actor is the one who decides. */
const personal = new Set(['workflow_dispatch', 'issue_comment', 'pull_request', 'pull_request_review']);

/** Reads the runner's environment. An event file that is not readable counts as a fork's: writing is refused. */
export function readFacts(env: Environment): Facts {
  const repositoryName = env.GITHUB_REPOSITORY || null;
  const serverUrl = env.GITHUB_SERVER_URL || 'https://github.com';
  const runId = env.GITHUB_RUN_ID;
  const source = { name: env.GITHUB_EVENT_NAME ?? '', path: env.GITHUB_EVENT_PATH ?? '' };
  return {
    repository: repositoryName,
    serverUrl,
    apiUrl: env.GITHUB_API_URL || 'https://api.github.com',
    actor: personal.has(env.GITHUB_EVENT_NAME ?? '') ? env.GITHUB_ACTOR || null : null,
    runUrl: repositoryName !== null && runId ? `${serverUrl}/${repositoryName}/actions/runs/${runId}` : null,
    workflowRef: env.GITHUB_WORKFLOW_REF || null,
    refName: env.GITHUB_REF_NAME || null,
    fork: source.path === '' ? null : forkOf(source),
    event: source.name === '' ? null : source,
    tempFolder: env.RUNNER_TEMP || tmpdir(),
    workspace: env.GITHUB_WORKSPACE || process.cwd(),
  };
}

function forkOf(source: EventSource): string | null {
  const parsed = event.safeParse(payloadOf(source));
  if (!parsed.success) return 'unreadable event';
  const { repository: base, pull_request: pull, workflow_run: run } = parsed.data;
  if (pull === undefined && run === undefined) return null;
  const head = pull === undefined ? run?.head_repository : pull.head.repo;
  if (head == null) return 'deleted fork';
  return head.full_name === base?.full_name ? null : head.full_name;
}

function payloadOf(source: EventSource): unknown {
  try {
    return readPayload(source);
  } catch (error) {
    // A missing or broken file is not "no fork": undefined fails the schema above.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
