import type { IncomingMessage, ServerResponse } from 'node:http';
import { readToken } from './access.ts';
import { answerGit, readRefUpdates } from './git-http.ts';
import { type Answer, ContractViolation, Refusal, readBody, refusal, send } from './http.ts';
import { GIT_ROUTES, type LogEntry } from './log.ts';
import { type Located, locate } from './openapi.ts';
import { answerRest } from './rest/index.ts';
import type { World } from './world.ts';

const API = '/api/v3';
const GRAPHQL = '/api/graphql';
const GIT_PATH = /^\/([^/]+\/[^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

interface Incoming {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly url: URL;
  readonly bytes: Buffer;
  readonly rest: Located | undefined;
  readonly git: RegExpExecArray | null;
}

function routeOf({ url, rest, git }: Incoming): string {
  if (rest !== undefined) return rest.route.template;
  if (git !== null)
    return Object.values(GIT_ROUTES).find((route) => route.endsWith(`/${git[2]}`)) ?? url.pathname;
  return url.pathname === GRAPHQL ? '/graphql' : url.pathname;
}

/** The body as JSON; `undefined` when there is none. */
function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw refusal(400, 'Problems parsing JSON');
  }
}

/** The body as the log shows it: what is no JSON is for the handler to refuse. */
function loggedBody({ git, bytes }: Incoming): unknown {
  if (git !== null) return undefined;
  try {
    return parseJson(bytes);
  } catch {
    return bytes.toString();
  }
}

async function receive(request: IncomingMessage): Promise<Incoming> {
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const rest = url.pathname.startsWith(`${API}/`)
    ? locate(method, url.pathname.slice(API.length))
    : undefined;
  return { request, method, url, bytes: await readBody(request), rest, git: GIT_PATH.exec(url.pathname) };
}

async function answer(world: World, incoming: Incoming, entry: LogEntry): Promise<Answer> {
  const { request, url, bytes, rest, git, method } = incoming;
  const { authorization, accept = '' } = request.headers;
  if (git !== null) {
    const [, repoName = '', service = ''] = git;
    const authorizations = request.headersDistinct.authorization ?? [];
    const { headers } = request;
    const asked = {
      method,
      repoName,
      service,
      query: url.searchParams,
      headers,
      authorizations,
      body: bytes,
    };
    const given = await answerGit(world, asked);
    entry.login = given.login;
    // On a connection that is used again, git's HTTP library repeats a request that was dropped by itself.
    return { ...given.answer, headers: { ...given.answer.headers, connection: 'close' } };
  }
  entry.login = world.tokens.get(readToken(authorization) ?? '')?.login;
  if (request.headers['user-agent'] === undefined) {
    throw refusal(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
    );
  }
  if (rest === undefined && url.pathname !== GRAPHQL) {
    throw new ContractViolation(501, `Nothing answers ${method} ${url.pathname}`);
  }
  const body = parseJson(bytes);
  if (rest === undefined) {
    // GitHub's schema takes a third of a second to load, and most tests do without.
    const { answerGraphql } = await import('./graphql.ts');
    return answerGraphql(world, authorization, body);
  }
  const path = url.pathname.slice(API.length);
  return answerRest(world, rest, { path, query: url.searchParams, body, authorization, accept });
}

/** The answer, or what becomes of a failure: GitHub's refusal, or a violation that the test must see. */
async function answerSafely(world: World, incoming: Incoming, entry: LogEntry): Promise<Answer> {
  try {
    return await answer(world, incoming, entry);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    const known = error instanceof ContractViolation;
    const message = known ? error.message : `${entry.method} ${entry.path}: ${format(error)}`;
    world.violations.push(message);
    return { status: known ? error.status : 500, body: { message } };
  }
}

function format(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function open(world: World, incoming: Incoming): LogEntry {
  const { request, method, url, bytes } = incoming;
  const entry: LogEntry = {
    method,
    path: url.pathname,
    query: url.search.slice(1),
    route: routeOf(incoming),
    authorization: request.headers.authorization,
    userAgent: request.headers['user-agent'],
    body: loggedBody(incoming),
    moves: routeOf(incoming) === GIT_ROUTES.push ? readRefUpdates(bytes).map(({ ref }) => ref) : [],
    requestBytes: bytes.length,
    responseBytes: 0,
    login: undefined,
    status: undefined,
  };
  world.log.entries.push(entry);
  return entry;
}

/** Answers one request, with what is wrong with it. */
export async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const incoming = await receive(request);
  const entry = open(world, incoming);
  const fault = await world.faults.arrive(entry);
  const watched = await world.faults.seen('before', entry);
  if (fault?.drop === 'request' || watched === 'drop') return void request.socket.destroy();
  const given = fault?.answer ?? (await answerSafely(world, incoming, entry));
  if (fault?.after !== undefined) await world.faults.untilClosed(Promise.resolve(fault.after(entry)));
  const watchedAfter = await world.faults.seen('after', entry);
  if (fault?.drop === 'answer' || watchedAfter === 'drop') return void request.socket.destroy();
  entry.status = given.status;
  response.setHeader('date', world.now().toUTCString());
  entry.responseBytes = send(response, given);
}
