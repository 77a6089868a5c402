import { execFileSync, spawn } from 'node:child_process';
import type { IncomingHttpHeaders } from 'node:http';
import { dirname, join } from 'node:path';
import { has, identify, sees } from './access.ts';
import { type Answer, Refusal } from './http.ts';
import { GIT_ENVIRONMENT } from './plumbing.ts';
import { pushViolation } from './rules.ts';
import type { Identity, RefUpdate, Repo, World } from './world.ts';

/** The git remote: `git http-backend` as CGI, behind GitHub's questions of who may. */

export interface GitRequest {
  readonly method: string;
  readonly repoName: string;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack` */
  readonly service: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Every `Authorization` header that came: Node itself keeps the first only. */
  readonly authorizations: readonly string[];
  readonly body: Buffer;
}

const text = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body: Buffer.from(`${message}\n`),
});

const askForPassword = (message: string) =>
  text(401, message, { 'www-authenticate': 'Basic realm="GitHub"' });

/** Either who may do it, or what is said to who may not. */
function admit(
  world: World,
  request: GitRequest,
  writing: boolean,
): { identity: Identity; repo: Repo } | Answer {
  if (request.authorizations.length > 1) return text(400, 'Duplicate header: "Authorization"');
  const [authorization] = request.authorizations;
  const repo = world.repos.get(request.repoName);
  try {
    const identity = identify(world, authorization);
    if (identity.token === undefined) {
      const open = repo !== undefined && !repo.settings.private && !writing;
      return open ? { identity, repo } : askForPassword('No anonymous access.');
    }
    const reachable = repo !== undefined && sees(identity, repo);
    if (!reachable) return text(404, 'Repository not found.');
    const mayRead = has(identity, 'contents', 'read') || !repo.settings.private;
    if (writing ? has(identity, 'contents', 'write') : mayRead) return { identity, repo };
    if (!writing) return text(403, 'Write access to repository not granted.');
    return text(403, `Permission to ${repo.fullName}.git denied to ${identity.login}.`);
  } catch (error) {
    if (error instanceof Refusal) return askForPassword('Invalid username or token.');
    throw error;
  }
}

/** The refs that a push wants to move: the pkt-lines before the first flush. */
export function readRefUpdates(body: Buffer): RefUpdate[] {
  const updates: RefUpdate[] = [];
  let at = 0;
  while (at + 4 <= body.length) {
    const length = Number.parseInt(body.toString('latin1', at, at + 4), 16);
    if (!(length > 4)) break;
    const [line = ''] = body.toString('utf8', at + 4, at + length).split('\0');
    const match = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+?)\n?$/.exec(line);
    if (match?.[1] && match[2] && match[3]) updates.push({ old: match[1], new: match[2], ref: match[3] });
    at += length;
  }
  return updates;
}

function cgiEnvironment(
  repo: Repo,
  request: GitRequest,
  hook: Record<string, string>,
): Record<string, string> {
  const { headers } = request;
  const root = dirname(dirname(repo.bareDir));
  return {
    ...GIT_ENVIRONMENT,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `${repo.bareDir.slice(root.length)}/${request.service}`,
    REQUEST_METHOD: request.method,
    QUERY_STRING: request.query.toString(),
    CONTENT_TYPE: headers['content-type'] ?? '',
    CONTENT_LENGTH: String(request.body.length),
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    REMOTE_ADDR: '127.0.0.1',
    ...hook,
  };
}

/** What the hook is told: why it refuses the push, and whether it looks at workflow files. */
async function hookEnvironment(world: World, repo: Repo, identity: Identity, updates: readonly RefUpdate[]) {
  const push = { repo: repo.fullName, login: identity.login, updates };
  const reject = world.rejectPush(push) ?? (await pushViolation(world, repo, identity, updates));
  return {
    ...(reject === undefined ? {} : { FAKE_GITHUB_REJECT: reject }),
    ...(has(identity, 'workflows', 'write') ? {} : { FAKE_GITHUB_WORKFLOWS: 'refuse' }),
  };
}

function parseCgi(output: Buffer): Answer {
  const end = output.indexOf('\r\n\r\n');
  if (end < 0) throw new Error(`git http-backend gave no headers: ${output.toString('utf8', 0, 200)}`);
  const lines = output.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(/: */, 2)));
  const { Status: status = '200', ...rest } = headers;
  return { status: Number.parseInt(status, 10), headers: rest, body: output.subarray(end + 4) };
}

let program: string | undefined;

/** The path of `git http-backend`, which a web server runs without the detour through `git`. */
function backend(): string {
  program ??= join(
    execFileSync('git', ['--exec-path'], { env: GIT_ENVIRONMENT, encoding: 'utf8' }).trim(),
    'git-http-backend',
  );
  return program;
}

function runBackend(env: Record<string, string>, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(backend(), { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', (error: NodeJS.ErrnoException) => error.code === 'EPIPE' || reject(error));
    child.on('error', reject);
    child.on('close', () => {
      try {
        resolve(parseCgi(Buffer.concat(out)));
      } catch (error) {
        reject(new Error(Buffer.concat(err).toString(), { cause: error }));
      }
    });
    child.stdin.end(body);
  });
}

let capabilities: Answer | undefined;

/**
 * In protocol 2 a reader is first told what the server can do, and nothing of a repository or its refs. All
 * repositories here have the same settings, so git is asked for that once: it is half of all that readers ask.
 */
function asksForCapabilities({ method, service, query, headers }: GitRequest): boolean {
  const reading = service === 'info/refs' && query.get('service') === 'git-upload-pack';
  return reading && method === 'GET' && headers['git-protocol'] === 'version=2';
}

/** Answers one request of git's smart HTTP protocol, and says whose token it carried. */
export async function answerGit(
  world: World,
  request: GitRequest,
): Promise<{ answer: Answer; login?: string }> {
  const wanted = request.service === 'info/refs' ? request.query.get('service') : request.service;
  const writing = wanted === 'git-receive-pack';
  const admitted = admit(world, request, writing);
  if ('status' in admitted) return { answer: admitted };
  const { identity, repo } = admitted;
  const pushing = writing && request.method === 'POST';
  const hook = pushing ? await hookEnvironment(world, repo, identity, readRefUpdates(request.body)) : {};
  const run = () => runBackend(cgiEnvironment(repo, request, hook), request.body);
  const answer = asksForCapabilities(request) ? (capabilities ?? (await run())) : await run();
  if (asksForCapabilities(request) && answer.status === 200) capabilities = answer;
  return identity.login === undefined ? { answer } : { answer, login: identity.login };
}
