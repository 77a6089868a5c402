import { type Answer, ContractViolation, notFound } from '../http.ts';
import { repoUrl } from '../shapes.ts';
import type { Identity, Issue, Repo, World } from '../world.ts';

/** One request of an operation, checked against the description. */
export interface Call {
  readonly world: World;
  readonly repo: Repo;
  readonly identity: Identity;
  /** Who is said to have done it. */
  readonly login: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The `Accept` header. */
  readonly accept: string;
  /** Of the request, without query. */
  readonly url: string;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new ContractViolation(501, `The route has no {${name}}.`);
  return value;
}

/** The issue or pull request of `{issue_number}`; 404 when there is none. */
export function issueOf(call: Call, name = 'issue_number'): Issue {
  const issue = call.repo.issues.find(({ number }) => String(number) === param(call, name));
  if (issue === undefined) throw notFound();
  return issue;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created<T extends { readonly url: string }>(body: T): Answer {
  return { status: 201, headers: { location: body.url }, body };
}

/** One page of a list, with a `Link` header that leads to the others. */
export async function page<T>(
  call: Call,
  items: readonly T[],
  show: (item: T) => unknown | Promise<unknown>,
): Promise<Answer> {
  const size = Math.min(100, Math.max(1, Number(call.query.per_page ?? 30)));
  const at = Math.max(1, Number(call.query.page ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (number: number, rel: string) => {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...call.query, page: number })) query.set(key, String(value));
    return `<${call.url}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(at > 1 ? [link(at - 1, 'prev')] : []),
    ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
    ...(at > 1 ? [link(1, 'first')] : []),
  ];
  const shown = await Promise.all(items.slice((at - 1) * size, at * size).map(show));
  return { status: 200, ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}), body: shown };
}

export function linkTo(call: Call, ...path: (string | number)[]): string {
  return repoUrl(call.world, call.repo, ...path);
}
