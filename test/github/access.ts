import { notFound, type Refusal, refusal } from './http.ts';
import type { Access, Identity, Repo, Scope, World } from './world.ts';

const NOBODY: Identity = { login: undefined, token: undefined, settings: undefined };

/** The token of an `Authorization` header: `token T`, `Bearer T`, or Basic with the token as the password. */
export function readToken(authorization: string | undefined): string | undefined {
  const [scheme = '', credentials = ''] = (authorization ?? '').trim().split(/\s+/, 2);
  if (scheme.toLowerCase() !== 'basic') return credentials || undefined;
  const [user, ...password] = Buffer.from(credentials, 'base64').toString().split(':');
  return password.join(':') || user || undefined;
}

/** Who a header speaks for. Throws 401 for a token that nobody has. */
export function identify(world: World, authorization: string | undefined): Identity {
  if (authorization === undefined) return NOBODY;
  const token = readToken(authorization);
  const settings = token === undefined ? undefined : world.tokens.get(token);
  if (settings === undefined) throw refusal(401, 'Bad credentials');
  return { login: settings.login, token, settings };
}

/** Whether an identity knows of a repository at all. */
export function sees(identity: Identity, repo: Repo): boolean {
  const { settings } = identity;
  if (!repo.settings.private) return true;
  return settings !== undefined && (settings.repos?.includes(repo.fullName) ?? true);
}

export function has(identity: Identity, scope: Scope, access: Access): boolean {
  if (identity.settings === undefined) return false;
  const given = scope === 'metadata' ? 'read' : identity.settings.scopes[scope];
  return given === 'write' || given === access;
}

export function notAccessible(identity: Identity, scopes: readonly Scope[], access: Access): Refusal {
  const kind = identity.login?.endsWith('[bot]') ? 'integration' : 'personal access token';
  const error = refusal(403, `Resource not accessible by ${kind}`);
  const headers = { 'x-accepted-github-permissions': scopes.map((scope) => `${scope}=${access}`).join('; ') };
  return Object.assign(error, { answer: { ...error.answer, headers } });
}

/** Throws what GitHub answers when a token may not do what any one of `scopes` would allow. */
export function authorize(identity: Identity, repo: Repo, scopes: readonly Scope[], access: Access): void {
  if (!sees(identity, repo)) {
    throw identity.token === undefined && access === 'write'
      ? refusal(401, 'Requires authentication')
      : notFound();
  }
  if (access === 'read' && !repo.settings.private) return;
  if (identity.token === undefined) throw refusal(401, 'Requires authentication');
  if (identity.settings?.repos?.includes(repo.fullName) === false) throw notFound();
  if (!scopes.some((scope) => has(identity, scope, access))) throw notAccessible(identity, scopes, access);
}

/** What an operation needs: any one of the scopes. `onPull`: its issue is a pull request. */
export function scopesOf(operationId: string, method: string, onPull: boolean): readonly Scope[] {
  const [family = ''] = operationId.split('/');
  if (family === 'git') return ['contents'];
  if (family === 'pulls') return ['pull-requests'];
  if (operationId === 'issues/list-labels-for-repo') return ['issues', 'pull-requests'];
  if (family === 'issues') return onPull ? ['issues', 'pull-requests'] : ['issues'];
  if (family === 'actions') return method === 'GET' ? ['administration'] : ['actions'];
  if (operationId.startsWith('repos/create-deployment')) return ['deployments'];
  const contents = [
    'repos/get-branch',
    'repos/get-commit',
    'repos/get-content',
    'repos/create-dispatch-event',
  ];
  return contents.includes(operationId) ? ['contents'] : ['metadata'];
}

/** Counts one request; returns the headers that every answer carries, and whether the limit is used up. */
export function countRequest(
  world: World,
  identity: Identity,
): { headers: Record<string, string>; over: boolean } {
  const classicScopes = identity.settings?.classicScopes;
  const limit = identity.token === undefined ? 60 : (identity.settings?.requestsPerHour ?? 5_000);
  const now = Math.floor(world.now().getTime() / 1000);
  const key = identity.token ?? '';
  const known = world.usage.get(key);
  const usage = known === undefined || known.reset <= now ? { used: 0, reset: now + 3600 } : known;
  usage.used += 1;
  world.usage.set(key, usage);
  return {
    over: usage.used > limit,
    headers: {
      date: world.now().toUTCString(),
      ...(classicScopes === undefined ? {} : { 'x-oauth-scopes': classicScopes.join(', ') }),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - usage.used)),
      'x-ratelimit-reset': String(usage.reset),
      'x-ratelimit-used': String(Math.min(limit, usage.used)),
      'x-ratelimit-resource': 'core',
    },
  };
}
