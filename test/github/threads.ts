import { validationFailed } from './http.ts';
import { htmlUrl, isBot, nodeId, repoUrl, time, toUser } from './shapes.ts';
import type { Comment, Issue, Label, PullPart, Repo, World } from './world.ts';

/** Issues and what they share with pull requests: state, labels, comments. */

const MAX_TITLE = 256;
const MAX_BODY = 65_536;

/** Throws 422 for a text that is missing or longer than GitHub takes. */
export function checkTexts(
  resource: string,
  { title, body }: { title?: string; body?: string | null },
): void {
  const tooLong = (field: string, limit: number) =>
    validationFailed({
      resource,
      code: 'custom',
      field,
      message: `${field} is too long (maximum is ${limit} characters)`,
    });
  if (title?.trim() === '') throw validationFailed({ resource, code: 'missing_field', field: 'title' });
  if (title !== undefined && title.length > MAX_TITLE) throw tooLong('title', MAX_TITLE);
  if (body && body.length > MAX_BODY) throw tooLong('body', MAX_BODY);
}

export interface NewIssue {
  readonly author: string;
  readonly title: string;
  readonly body: string | null;
  readonly pull?: PullPart;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
}

/** Adds an issue or pull request under the next number. */
export function addIssue(world: World, repo: Repo, issue: NewIssue): Issue {
  const now = world.now();
  const added: Issue = {
    id: world.nextId(),
    number: repo.issues.length + 1,
    author: issue.author,
    title: issue.title,
    body: issue.body,
    pull: issue.pull,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [...new Set(issue.assignees)],
    comments: [],
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    closedBy: undefined,
  };
  repo.issues.push(added);
  setLabels(world, repo, added, issue.labels ?? []);
  return added;
}

export function setState(world: World, issue: Issue, state: Issue['state'], by: string): void {
  if (issue.state === state) return;
  issue.state = state;
  issue.updatedAt = world.now();
  issue.closedAt = state === 'closed' ? issue.updatedAt : undefined;
  issue.closedBy = state === 'closed' ? by : undefined;
  if (issue.pull === undefined) issue.stateReason = state === 'closed' ? 'completed' : 'reopened';
}

export function addComment(world: World, issue: Issue, author: string, body: string): Comment {
  checkTexts('IssueComment', { body });
  if (body.trim() === '')
    throw validationFailed({ resource: 'IssueComment', code: 'missing_field', field: 'body' });
  const now = world.now();
  const comment = { id: world.nextId(), author, body, createdAt: now, updatedAt: now };
  issue.comments.push(comment);
  issue.updatedAt = now;
  return comment;
}

export function findLabel(repo: Repo, name: string): Label | undefined {
  return repo.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

export function addLabel(world: World, repo: Repo, label: Omit<Label, 'id'>): Label {
  const added = { id: world.nextId(), ...label };
  repo.labels.push(added);
  return added;
}

/** Gives an issue these labels and no others; labels that the repository does not have are made. */
export function setLabels(world: World, repo: Repo, issue: Issue, names: readonly string[]): void {
  const labels = names.map((name) => {
    return findLabel(repo, name) ?? addLabel(world, repo, { name, color: 'ededed', description: null });
  });
  issue.labels = [...new Set(labels.map(({ name }) => name))];
  issue.updatedAt = world.now();
}

export function toLabel(world: World, repo: Repo, name: string) {
  const { id = 0, color = 'ededed', description = null } = findLabel(repo, name) ?? {};
  const url = repoUrl(world, repo, 'labels', encodeURIComponent(name));
  return { id, node_id: nodeId('LA', id), url, name, color, description, default: false };
}

/** How close a person is to the repository; a bot is nobody. */
export function association(repo: Repo, login: string): string {
  if (login === repo.owner) return 'OWNER';
  return !isBot(login) && login in repo.settings.collaborators ? 'COLLABORATOR' : 'NONE';
}

export function toComment(world: World, repo: Repo, issue: Issue, comment: Comment) {
  const kind = issue.pull === undefined ? 'issues' : 'pull';
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url: repoUrl(world, repo, 'issues/comments', comment.id),
    html_url: `${htmlUrl(world, repo, kind, issue.number)}#issuecomment-${comment.id}`,
    issue_url: repoUrl(world, repo, 'issues', issue.number),
    body: comment.body,
    user: toUser(world, comment.author),
    author_association: association(repo, comment.author),
    created_at: time(comment.createdAt),
    updated_at: time(comment.updatedAt),
  };
}

/** What an issue and a pull request show alike. */
export function toThread(world: World, repo: Repo, issue: Issue) {
  return {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    locked: false,
    active_lock_reason: null,
    user: toUser(world, issue.author),
    author_association: association(repo, issue.author),
    labels: issue.labels.map((name) => toLabel(world, repo, name)),
    assignee: issue.assignees[0] === undefined ? null : toUser(world, issue.assignees[0]),
    assignees: issue.assignees.map((login) => toUser(world, login)),
    milestone: null,
    created_at: time(issue.createdAt),
    updated_at: time(issue.updatedAt),
    closed_at: issue.closedAt === undefined ? null : time(issue.closedAt),
    comments_url: repoUrl(world, repo, 'issues', issue.number, 'comments'),
  };
}

export function toIssue(world: World, repo: Repo, issue: Issue) {
  const { pull } = issue;
  const url = repoUrl(world, repo, 'issues', issue.number);
  const html = htmlUrl(world, repo, pull ? 'pull' : 'issues', issue.number);
  return {
    ...toThread(world, repo, issue),
    node_id: nodeId(pull ? 'PR' : 'I', repo.fullName, issue.number),
    url,
    html_url: html,
    repository_url: repoUrl(world, repo),
    labels_url: `${url}/labels{/name}`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    comments: issue.comments.length,
    state_reason: issue.stateReason,
    closed_by: issue.closedBy === undefined ? null : toUser(world, issue.closedBy),
    performed_via_github_app: null,
    ...(pull && {
      draft: pull.draft,
      pull_request: {
        url: repoUrl(world, repo, 'pulls', issue.number),
        html_url: html,
        diff_url: `${html}.diff`,
        patch_url: `${html}.patch`,
        merged_at: pull.mergedAt === undefined ? null : time(pull.mergedAt),
      },
    }),
  };
}
