import type { Commit, FileChange, Person } from './commits.ts';
import type { Identity, Repo, World } from './world.ts';

/** What GitHub's answers look like: users, repositories, commits. Every field that its description requires. */

export function apiUrl(world: World, ...path: (string | number)[]): string {
  return [`${world.url}/api/v3`, ...path].join('/');
}

export function repoUrl(world: World, repo: Repo, ...path: (string | number)[]): string {
  return apiUrl(world, 'repos', repo.fullName, ...path);
}

export function htmlUrl(world: World, repo: Repo, ...path: (string | number)[]): string {
  return [world.url, repo.fullName, ...path].join('/');
}

export function nodeId(kind: string, ...key: (string | number)[]): string {
  return `${kind}_${Buffer.from(key.join('/')).toString('base64url')}`;
}

/** ISO 8601 in seconds, as GitHub's. */
export function time(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function userId(login: string): number {
  return [...login].reduce((id, letter) => (id * 31 + letter.charCodeAt(0)) % 100_000_007, 7);
}

export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

/** `12345+alice@users.noreply.github.com` */
export function noReplyAddress(login: string): string {
  return `${userId(login)}+${login}@users.noreply.github.com`;
}

export function toUser(world: World, login: string) {
  const url = apiUrl(world, 'users', encodeURIComponent(login));
  return {
    login,
    id: userId(login),
    node_id: nodeId('U', login),
    avatar_url: `${world.url}/avatars/u/${userId(login)}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${isBot(login) ? `apps/${login.replace(/\[bot\]$/, '')}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot(login) ? 'Bot' : 'User',
    site_admin: false,
  };
}

/** The links of a repository: name of the field without `_url`, and path. */
const REPO_LINKS = {
  archive: '{archive_format}{/ref}',
  assignees: 'assignees{/user}',
  blobs: 'git/blobs{/sha}',
  branches: 'branches{/branch}',
  collaborators: 'collaborators{/collaborator}',
  comments: 'comments{/number}',
  commits: 'commits{/sha}',
  compare: 'compare/{base}...{head}',
  contents: 'contents/{+path}',
  contributors: 'contributors',
  deployments: 'deployments',
  downloads: 'downloads',
  events: 'events',
  forks: 'forks',
  git_commits: 'git/commits{/sha}',
  git_refs: 'git/refs{/sha}',
  git_tags: 'git/tags{/sha}',
  hooks: 'hooks',
  issue_comment: 'issues/comments{/number}',
  issue_events: 'issues/events{/number}',
  issues: 'issues{/number}',
  keys: 'keys{/key_id}',
  labels: 'labels{/name}',
  languages: 'languages',
  merges: 'merges',
  milestones: 'milestones{/number}',
  notifications: 'notifications{?since,all,participating}',
  pulls: 'pulls{/number}',
  releases: 'releases{/id}',
  stargazers: 'stargazers',
  statuses: 'statuses/{sha}',
  subscribers: 'subscribers',
  subscription: 'subscription',
  tags: 'tags',
  teams: 'teams',
  trees: 'git/trees{/sha}',
} as const;

export function toRepository(world: World, repo: Repo, identity: Identity) {
  const open = repo.issues.filter((issue) => issue.state === 'open').length;
  const html = htmlUrl(world, repo);
  const push = identity.settings?.scopes.contents === 'write';
  return {
    id: repo.id,
    node_id: nodeId('R', repo.fullName),
    name: repo.name,
    full_name: repo.fullName,
    owner: toUser(world, repo.owner),
    private: repo.settings.private,
    visibility: repo.settings.private ? 'private' : 'public',
    html_url: html,
    description: null,
    url: repoUrl(world, repo),
    ...Object.fromEntries(
      Object.entries(REPO_LINKS).map(([name, path]) => [`${name}_url`, repoUrl(world, repo, path)]),
    ),
    clone_url: `${html}.git`,
    git_url: `git://${new URL(world.url).host}/${repo.fullName}.git`,
    ssh_url: `git@${new URL(world.url).hostname}:${repo.fullName}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    topics: [],
    fork: false,
    archived: repo.settings.archived,
    disabled: false,
    is_template: false,
    has_downloads: true,
    has_issues: repo.settings.hasIssues,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks: 0,
    forks_count: 0,
    network_count: 0,
    stargazers_count: 0,
    subscribers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
    size: 1,
    default_branch: repo.settings.defaultBranch,
    permissions: { admin: false, maintain: false, push, triage: push, pull: true },
    created_at: time(repo.createdAt),
    updated_at: time(repo.createdAt),
    pushed_at: time(repo.createdAt),
  };
}

function toPerson({ name, email, date }: Person) {
  return { name, email, date: time(date) };
}

function toVerification(repo: Repo, commit: Commit) {
  const verified = repo.signed.has(commit.sha);
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: verified ? '-----BEGIN PGP SIGNATURE-----' : null,
    payload: verified ? `tree ${commit.tree}` : null,
    verified_at: verified ? time(commit.committer.date) : null,
  };
}

/** A commit as the git database shows it. */
export function toGitCommit(world: World, repo: Repo, commit: Commit) {
  return {
    sha: commit.sha,
    node_id: nodeId('C', repo.fullName, commit.sha),
    url: repoUrl(world, repo, 'git/commits', commit.sha),
    html_url: htmlUrl(world, repo, 'commit', commit.sha),
    author: toPerson(commit.author),
    committer: toPerson(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: repoUrl(world, repo, 'git/trees', commit.tree) },
    parents: commit.parents.map((sha) => ({
      sha,
      url: repoUrl(world, repo, 'git/commits', sha),
      html_url: htmlUrl(world, repo, 'commit', sha),
    })),
    verification: toVerification(repo, commit),
  };
}

function toKnownUser(world: World, { email }: Person) {
  const login = world.emails[email] ?? /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(email)?.[1];
  return login === undefined ? null : toUser(world, login);
}

/** A commit as the repository shows it: with users, and with files when they are given. */
export function toCommit(world: World, repo: Repo, commit: Commit, files?: readonly FileChange[]) {
  const { author, committer, message, tree, verification } = toGitCommit(world, repo, commit);
  const url = repoUrl(world, repo, 'commits', commit.sha);
  const additions = files?.reduce((sum, file) => sum + file.additions, 0) ?? 0;
  const deletions = files?.reduce((sum, file) => sum + file.deletions, 0) ?? 0;
  return {
    sha: commit.sha,
    node_id: nodeId('C', repo.fullName, commit.sha),
    url,
    html_url: htmlUrl(world, repo, 'commit', commit.sha),
    comments_url: `${url}/comments`,
    commit: {
      url: repoUrl(world, repo, 'git/commits', commit.sha),
      ...{ author, committer, message, tree, verification },
      comment_count: 0,
    },
    author: toKnownUser(world, commit.author),
    committer: toKnownUser(world, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: repoUrl(world, repo, 'commits', sha),
      html_url: htmlUrl(world, repo, 'commit', sha),
    })),
    stats: files && { additions, deletions, total: additions + deletions },
    files: files?.map((file) => toFile(world, repo, commit, file)),
  };
}

function toFile(world: World, repo: Repo, commit: Commit, file: FileChange) {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: htmlUrl(world, repo, 'blob', commit.sha, path),
    raw_url: htmlUrl(world, repo, 'raw', commit.sha, path),
    contents_url: repoUrl(world, repo, 'contents', `${path}?ref=${commit.sha}`),
  };
}
