import * as z from 'zod';
import { notAccessible } from '../access.ts';
import { notFound, validationFailed } from '../http.ts';
import { refreshPulls } from '../pulls.ts';
import {
  addComment,
  addIssue,
  addLabel,
  checkTexts,
  findLabel,
  setLabels,
  setState,
  toComment,
  toIssue,
  toLabel,
} from '../threads.ts';
import type { Issue } from '../world.ts';
import { type Call, created, type Handler, issueOf, ok, page, param } from './call.ts';

const resource = 'Issue';
const show = (call: Call, issue: Issue) => toIssue(call.world, call.repo, issue);

/** A label by its name, or by an object that has it. */
const LabelName = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

/** Strict: a filter that is not answered must not look like one that lets everything through. */
const ListQuery = z.strictObject({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  labels: z.string().default(''),
  since: z.iso.datetime({ offset: true }).optional(),
  creator: z.string().optional(),
  assignee: z.string().optional(),
  sort: z.enum(['created', 'updated', 'comments']).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  per_page: z.number().optional(),
  page: z.number().optional(),
});

function isAssigned(issue: Issue, assignee: string | undefined): boolean {
  if (assignee === undefined) return true;
  if (assignee === 'none') return issue.assignees.length === 0;
  return assignee === '*' ? issue.assignees.length > 0 : issue.assignees.includes(assignee);
}

const listIssues: Handler = async (call) => {
  await refreshPulls(call.world, call.repo);
  const query = ListQuery.parse(call.query);
  const labels = query.labels
    .split(',')
    .filter(Boolean)
    .map((name) => name.trim().toLowerCase());
  const since = new Date(query.since ?? 0);
  const found = call.repo.issues
    .filter((issue) => query.state === 'all' || issue.state === query.state)
    .filter((issue) => labels.every((name) => issue.labels.some((label) => label.toLowerCase() === name)))
    .filter((issue) => issue.updatedAt >= since)
    .filter((issue) => query.creator === undefined || issue.author === query.creator)
    .filter((issue) => isAssigned(issue, query.assignee));
  const rank = (issue: Issue) => {
    if (query.sort === 'comments') return issue.comments.length;
    return (query.sort === 'updated' ? issue.updatedAt : issue.createdAt).getTime();
  };
  const sign = query.direction === 'desc' ? -1 : 1;
  found.sort((a, b) => sign * (rank(a) - rank(b) || a.number - b.number));
  return page(call, found, (issue) => show(call, issue));
};

/** Assignees must be able to read the repository. */
function checkAssignees(call: Call, assignees: readonly string[]): void {
  const { owner, settings } = call.repo;
  const stranger = assignees.find((login) => login !== owner && !(login in settings.collaborators));
  if (stranger === undefined) return;
  throw validationFailed({ resource, field: 'assignees', code: 'invalid', value: stranger });
}

const NewIssue = z.object({
  title: z.string(),
  body: z.string().nullable().default(null),
  labels: z.array(LabelName).default([]),
  assignees: z.array(z.string()).default([]),
});

const createIssue: Handler = (call) => {
  const issue = NewIssue.parse(call.body);
  checkTexts(resource, issue);
  checkAssignees(call, issue.assignees);
  return created(show(call, addIssue(call.world, call.repo, { ...issue, author: call.login })));
};

const Changes = z.object({
  title: z.string().optional(),
  body: z.string().nullable().optional(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullable().optional(),
  labels: z.array(LabelName).optional(),
  assignees: z.array(z.string()).optional(),
});

const updateIssue: Handler = (call) => {
  const issue = issueOf(call);
  const { title, body, state, state_reason: reason, labels, assignees } = Changes.parse(call.body ?? {});
  checkTexts(resource, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
  });
  checkAssignees(call, assignees ?? []);
  if (labels !== undefined) setLabels(call.world, call.repo, issue, labels);
  Object.assign(issue, {
    title: title ?? issue.title,
    body: body === undefined ? issue.body : body,
    assignees: assignees ?? issue.assignees,
    updatedAt: call.world.now(),
  });
  if (state !== undefined) setState(call.world, issue, state, call.login);
  if (state !== undefined && reason && issue.pull === undefined) issue.stateReason = reason;
  return ok(show(call, issue));
};

const Body = z.object({ body: z.string() });

const listComments: Handler = (call) => {
  const issue = issueOf(call);
  const since = new Date(typeof call.query.since === 'string' ? call.query.since : 0);
  const found = issue.comments.filter((comment) => comment.updatedAt >= since);
  return page(call, found, (comment) => toComment(call.world, call.repo, issue, comment));
};

const createComment: Handler = (call) => {
  const issue = issueOf(call);
  const comment = addComment(call.world, issue, call.login, Body.parse(call.body).body);
  return created(toComment(call.world, call.repo, issue, comment));
};

const updateComment: Handler = (call) => {
  const { body } = Body.parse(call.body);
  checkTexts('IssueComment', { body });
  for (const issue of call.repo.issues) {
    const comment = issue.comments.find(({ id }) => String(id) === param(call, 'comment_id'));
    if (comment === undefined) continue;
    Object.assign(comment, { body, updatedAt: call.world.now() });
    return ok(toComment(call.world, call.repo, issue, comment));
  }
  throw notFound();
};

const deleteComment: Handler = (call) => {
  for (const { comments } of call.repo.issues) {
    const at = comments.findIndex(({ id }) => String(id) === param(call, 'comment_id'));
    if (at < 0) continue;
    comments.splice(at, 1);
    return { status: 204 };
  }
  throw notFound();
};

const listLabels: Handler = (call) =>
  page(call, call.repo.labels, ({ name }) => toLabel(call.world, call.repo, name));

const NewLabel = z.object({
  name: z.string(),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/)
    .default('ededed'),
  description: z.string().nullable().default(null),
});

const createLabel: Handler = (call) => {
  const parsed = NewLabel.safeParse(call.body);
  if (!parsed.success) throw validationFailed({ resource: 'Label', code: 'invalid', field: 'color' });
  const { name, description } = parsed.data;
  const tooLong = (field: string, limit: number) => {
    const message = `${field} is too long (maximum is ${limit} characters)`;
    return validationFailed({ resource: 'Label', code: 'custom', field, message });
  };
  if (name.length > 50) throw tooLong('name', 50);
  if (description !== null && description.length > 100) throw tooLong('description', 100);
  if (findLabel(call.repo, name))
    throw validationFailed({ resource: 'Label', code: 'already_exists', field: 'name' });
  addLabel(call.world, call.repo, parsed.data);
  return created(toLabel(call.world, call.repo, name));
};

const addLabels: Handler = (call) => {
  const { labels } = z.object({ labels: z.array(LabelName).default([]) }).parse(call.body ?? {});
  const issue = issueOf(call);
  // With the pull request's scope alone labels may be put on, but none made.
  const mayCreate = call.identity.settings?.scopes.issues === 'write';
  if (!mayCreate && labels.some((name) => findLabel(call.repo, name) === undefined)) {
    throw notAccessible(call.identity, ['issues'], 'write');
  }
  setLabels(call.world, call.repo, issue, [...issue.labels, ...labels]);
  return ok(issue.labels.map((name) => toLabel(call.world, call.repo, name)));
};

export const issueHandlers: Record<string, Handler> = {
  'issues/list-for-repo': listIssues,
  'issues/create': createIssue,
  'issues/get': async (call) => {
    await refreshPulls(call.world, call.repo);
    return ok(show(call, issueOf(call)));
  },
  'issues/update': updateIssue,
  'issues/list-comments': listComments,
  'issues/create-comment': createComment,
  'issues/update-comment': updateComment,
  'issues/delete-comment': deleteComment,
  'issues/list-labels-for-repo': listLabels,
  'issues/create-label': createLabel,
  'issues/add-labels': addLabels,
};
