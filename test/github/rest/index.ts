import { authorize, countRequest, identify, scopesOf } from '../access.ts';
import { type Answer, ContractViolation, notFound, Refusal, refusal } from '../http.ts';
import { checkAnswer, checkBody, checkQuery, type Located } from '../openapi.ts';
import { apiUrl } from '../shapes.ts';
import type { Identity, Repo, World } from '../world.ts';
import type { Call, Handler } from './call.ts';
import { getContent } from './contents.ts';
import { deploymentHandlers } from './deployments.ts';
import { dispatchHandlers } from './dispatches.ts';
import { issueHandlers } from './issues.ts';
import { objectHandlers } from './objects.ts';
import { pullHandlers } from './pulls.ts';
import { refHandlers } from './refs.ts';
import { repoHandlers } from './repos.ts';

const handlers: Record<string, Handler> = {
  ...refHandlers,
  ...objectHandlers,
  ...repoHandlers,
  ...pullHandlers,
  ...issueHandlers,
  ...dispatchHandlers,
  ...deploymentHandlers,
  'repos/get-content': getContent,
};

export interface RestRequest {
  /** Behind `/api/v3`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string | undefined;
  readonly accept: string;
}

function findRepo(world: World, identity: Identity, access: 'read' | 'write', located: Located): Repo {
  const repo = world.repos.get(`${located.params.owner}/${located.params.repo}`);
  if (repo !== undefined) return repo;
  throw identity.token === undefined && access === 'write'
    ? refusal(401, 'Requires authentication')
    : notFound();
}

function answerRateLimit(world: World, identity: Identity): Answer {
  const limit = identity.settings?.requestsPerHour ?? 5_000;
  const hour = Math.floor(world.now().getTime() / 1000) + 3600;
  const { used, reset } = world.usage.get(identity.token ?? '') ?? { used: 0, reset: hour };
  const core = { limit, used, remaining: Math.max(0, limit - used), reset };
  const search = { limit: 30, used: 0, remaining: 30, reset };
  return { status: 200, body: { resources: { core, graphql: core, search }, rate: core } };
}

async function perform(
  world: World,
  identity: Identity,
  located: Located,
  request: RestRequest,
): Promise<Answer> {
  const { operation, method } = located.route;
  const query = checkQuery(located.route, request.query);
  checkBody(located.route, request.body);
  if (operation.operationId === 'rate-limit/get') return answerRateLimit(world, identity);
  const access = method === 'GET' ? 'read' : 'write';
  const repo = findRepo(world, identity, access, located);
  const number = located.params.issue_number ?? '';
  const onPull = repo.issues.some((issue) => String(issue.number) === number && issue.pull !== undefined);
  authorize(identity, repo, scopesOf(operation.operationId, method, onPull), access);
  const handler = handlers[operation.operationId];
  if (handler === undefined) throw new ContractViolation(501, `Nothing answers ${operation.operationId}.`);
  const call: Call = {
    ...{ world, repo, identity, query },
    login: identity.login ?? 'ghost',
    params: located.params,
    body: request.body,
    accept: request.accept,
    url: apiUrl(world) + request.path,
  };
  return handler(call);
}

async function answer(world: World, located: Located, request: RestRequest): Promise<Answer> {
  try {
    const identity = identify(world, request.authorization);
    if (located.route.operation.operationId === 'rate-limit/get') {
      return await perform(world, identity, located, request);
    }
    const { headers, over } = countRequest(world, identity);
    if (over)
      throw new Refusal({ ...refusal(403, 'API rate limit exceeded for installation.').answer, headers }, '');
    try {
      const given = await perform(world, identity, located, request);
      return { ...given, headers: { ...headers, ...given.headers } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...error.answer, headers: { ...headers, ...error.answer.headers } };
    }
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** Answers a request of the REST API. Throws `ContractViolation` when request or answer break the description. */
export async function answerRest(world: World, located: Located, request: RestRequest): Promise<Answer> {
  const given = await answer(world, located, request);
  checkAnswer(located.route, given);
  return given;
}
