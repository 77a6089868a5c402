import * as z from 'zod';
import { damaged, type EventSource, readPayload } from './event-file.ts';

/** A pull request that was merged or closed. */
export interface PullRequestClosed {
  readonly kind: 'pull-request-closed';
  /** The repository it was opened against, `owner/name`: numbers mean something only there. */
  readonly repository: string;
  readonly number: number;
  readonly merged: boolean;
  /** `repository` is null when it was deleted. Names are not validated: they are only compared. */
  readonly head: { readonly branch: string; readonly repository: string | null };
  readonly baseBranch: string;
  /** Login of the person who merged or closed it. */
  readonly by: string;
  /** When: ISO 8601 with milliseconds. */
  readonly at: string;
  /** True when its branch is not one of the repository itself, or cannot be told. */
  readonly fork: boolean;
}

/** A new comment on an issue or pull request. It does not say from which branch the pull request comes. */
export interface Comment {
  readonly kind: 'comment';
  readonly repository: string;
  readonly number: number;
  readonly on: 'pull-request' | 'issue';
  /** Untrusted Markdown of at most 65,536 characters. */
  readonly body: string;
  readonly id: number;
  readonly by: string;
  readonly isBot: boolean;
  /** ISO 8601 with milliseconds. */
  readonly at: string;
  readonly url: string;
}

/** A `repository_dispatch` from outside: the person is whoever holds its token. */
export interface Dispatch {
  readonly kind: 'dispatch';
  readonly repository: string;
  readonly eventType: string;
  readonly prompt: string | null;
  readonly targetVersion: string | null;
  readonly reason: string | null;
  readonly strategy: 'instant' | 'gradual' | null;
  readonly force: boolean;
}

/** Anything that is no answer and no request: also comments that were edited or deleted. `name` is null without an event. */
export interface OtherEvent {
  readonly kind: 'other';
  readonly name: string | null;
}

export type TriggerEvent = PullRequestClosed | Comment | Dispatch | OtherEvent;

/** GitHub's limit of a body, and of a client payload. */
const mostCharacters = 65_536;

const name = z.string().min(1).max(300);
const login = z.string().regex(/^[^\s\p{Cc}/]{1,100}$/u);
/** Zod counts characters, as GitHub does, and not the code units of UTF-16. */
const long = z.string().max(mostCharacters);
const fullName = z.string().regex(/^[^\s\p{Cc}/]{1,100}\/[^\s\p{Cc}/]{1,100}$/u);
const number = z.int().positive();
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const repository = z.object({ full_name: fullName });
/** An account that was deleted is null; on the web it is called ghost. */
const account = z
  .object({ login, type: z.string() })
  .nullish()
  .transform((user) => user ?? { login: 'ghost', type: 'User' });

const action = z.object({ action: z.string() });

const closedPull = z.object({
  repository,
  sender: account,
  pull_request: z.object({
    number,
    merged: z.boolean(),
    merged_by: z.object({ login }).nullish(),
    closed_at: time,
    head: z.object({ ref: name, repo: repository.nullish() }),
    base: z.object({ ref: name }),
  }),
});

const newComment = z.object({
  repository,
  issue: z.object({ number, pull_request: z.unknown().optional() }),
  comment: z.object({
    id: number,
    body: long,
    user: account,
    created_at: time,
    html_url: z.url({ protocol: /^https?$/ }).max(2000),
  }),
});

const text = long.nullish().transform((value) => value?.trim() || null);

const dispatched = z.object({
  repository,
  action: name,
  client_payload: z
    .object({
      prompt: text,
      target_version: text,
      reason: text,
      strategy: z
        .enum(['instant', 'gradual', ''])
        .nullish()
        .transform((value) => value || null),
      force: z
        .union([z.boolean(), z.enum(['true', 'false', ''])])
        .nullish()
        .transform((value) => value === true || value === 'true'),
    })
    .nullish(),
});

/**
 * Reads the event that started this run; null, as on a command line, is none. Throws `event-damaged` when the payload of
 * an event that matters is not what GitHub sends.
 */
export function readEvent(source: EventSource | null): TriggerEvent {
  switch (source?.name) {
    case 'pull_request':
      return ifAction(source, 'closed', pullRequestClosed);
    case 'issue_comment':
      return ifAction(source, 'created', comment);
    case 'repository_dispatch':
      return dispatch(source, readPayload(source));
    default:
      return { kind: 'other', name: source?.name ?? null };
  }
}

type Reader = (source: EventSource, payload: unknown) => TriggerEvent;

function ifAction(source: EventSource, wanted: string, read: Reader): TriggerEvent {
  const payload = readPayload(source);
  const given = checked(source, action, payload).action;
  return given === wanted ? read(source, payload) : { kind: 'other', name: source.name };
}

function pullRequestClosed(source: EventSource, payload: unknown): PullRequestClosed {
  const { repository: base, pull_request: pull, sender } = checked(source, closedPull, payload);
  const head = pull.head.repo?.full_name ?? null;
  return {
    kind: 'pull-request-closed',
    repository: base.full_name,
    number: pull.number,
    merged: pull.merged,
    head: { branch: pull.head.ref, repository: head },
    baseBranch: pull.base.ref,
    by: pull.merged ? (pull.merged_by?.login ?? sender.login) : sender.login,
    at: pull.closed_at,
    fork: head?.toLowerCase() !== base.full_name.toLowerCase(),
  };
}

function comment(source: EventSource, payload: unknown): Comment {
  const { repository: of, issue, comment: made } = checked(source, newComment, payload);
  return {
    kind: 'comment',
    repository: of.full_name,
    number: issue.number,
    on: issue.pull_request == null ? 'issue' : 'pull-request',
    body: made.body,
    id: made.id,
    by: made.user.login,
    isBot: made.user.type === 'Bot',
    at: made.created_at,
    url: made.html_url,
  };
}

function dispatch(source: EventSource, payload: unknown): Dispatch {
  const { repository: of, action: eventType, client_payload: given } = checked(source, dispatched, payload);
  return {
    kind: 'dispatch',
    repository: of.full_name,
    eventType,
    prompt: given?.prompt ?? null,
    targetVersion: given?.target_version ?? null,
    reason: given?.reason ?? null,
    strategy: given?.strategy ?? null,
    force: given?.force ?? false,
  };
}

/** Names the field that is wrong and not what stands in it, which is the text of strangers. */
function checked<Schema extends z.ZodType>(
  { name: event }: EventSource,
  schema: Schema,
  payload: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the whole'));
  throw damaged(event, `not as GitHub sends it: ${[...fields].join(', ')}`);
}
