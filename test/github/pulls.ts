import { diffTrees, type Person, readCommit, writeCommit } from './commits.ts';
import { git, isAncestor, moveRefs, resolveObject, runGit } from './plumbing.ts';
import { apiUrl, htmlUrl, nodeId, noReplyAddress, repoUrl, time, toRepository, toUser } from './shapes.ts';
import { setState, toThread } from './threads.ts';
import type { Identity, Issue, PullPart, Repo, World } from './world.ts';

/** Pull requests: their two ends lie in the bare repository. */

export type Pull = Issue & { readonly pull: PullPart };

export function isPull(issue: Issue): issue is Pull {
  return issue.pull !== undefined;
}

export function branchHead(repo: Repo, branch: string): Promise<string | undefined> {
  return resolveObject(repo.bareDir, `refs/heads/${branch}`);
}

export async function mergeBase(repo: Repo, a: string, b: string): Promise<string | undefined> {
  const { code, stdout } = await runGit(repo.bareDir, ['merge-base', a, b], { accept: [1] });
  return code === 0 ? stdout.toString().trim() : undefined;
}

/**
 * What GitHub does after a push: an open pull request follows its branches; it is merged when its head has
 * reached the base by itself, and closed when its branch is gone.
 */
export async function refreshPulls(world: World, repo: Repo): Promise<void> {
  for (const issue of repo.issues.filter(isPull)) {
    const { pull } = issue;
    if (issue.state === 'closed') continue;
    const [head, base] = await Promise.all([branchHead(repo, pull.head), branchHead(repo, pull.base)]);
    if (head === undefined || base === undefined) {
      setState(world, issue, 'closed', issue.author);
      continue;
    }
    if (head === pull.headSha && base === pull.baseSha) continue;
    const merged = await isAncestor(repo.bareDir, head, base);
    Object.assign(pull, { headSha: head, baseSha: base });
    if (merged) closeMerged(world, issue, issue.author, head);
  }
}

function closeMerged(world: World, issue: Pull, by: string, commit: string): void {
  setState(world, issue, 'closed', by);
  Object.assign(issue.pull, { mergedAt: issue.closedAt, mergedBy: by, mergeCommit: commit });
}

/** The tree of base and head merged; `undefined` when they conflict. */
async function mergedTree(repo: Repo, base: string, head: string): Promise<string | undefined> {
  const args = ['merge-tree', '--write-tree', '--no-messages', base, head];
  const { code, stdout } = await runGit(repo.bareDir, args, { accept: [1] });
  return code === 0 ? stdout.toString().trim() : undefined;
}

/** Merges a pull request by a merge commit on its base, as the button does; returns the commit's id. */
export async function mergePull(world: World, repo: Repo, issue: Pull, by: string): Promise<string> {
  await refreshPulls(world, repo);
  const { pull, number } = issue;
  if (issue.state === 'closed') throw new Error(`Pull request ${number} is closed.`);
  const tree = await mergedTree(repo, pull.baseSha, pull.headSha);
  if (tree === undefined) throw new Error(`Pull request ${number} has conflicts.`);
  const date = world.now();
  const author: Person = { name: by, email: noReplyAddress(by), date };
  const sha = await writeCommit(repo.bareDir, {
    tree,
    parents: [pull.baseSha, pull.headSha],
    author,
    committer: { name: 'GitHub', email: 'noreply@github.com', date },
    message: `Merge pull request #${number} from ${repo.owner}/${pull.head}\n\n${issue.title}`,
  });
  const refused = await moveRefs(repo.bareDir, [{ ref: `refs/heads/${pull.base}`, sha, old: pull.baseSha }]);
  if (refused !== undefined) throw new Error(`Base branch was modified: ${refused}`);
  repo.signed.add(sha);
  closeMerged(world, issue, by, sha);
  return sha;
}

function toEnd(world: World, repo: Repo, identity: Identity, ref: string, sha: string) {
  const shown = toRepository(world, repo, identity);
  return { label: `${repo.owner}:${ref}`, ref, sha, user: toUser(world, repo.owner), repo: shown };
}

function toTeam(world: World, repo: Repo, slug: string) {
  const url = apiUrl(world, 'orgs', repo.owner, 'teams', slug);
  return {
    ...{ id: 1, node_id: nodeId('T', slug), name: slug, slug, url, description: null },
    html_url: `${world.url}/orgs/${repo.owner}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    permission: 'pull',
    type: 'organization',
    parent: null,
  };
}

/** A pull request as lists show it. */
export function toPullSimple(world: World, repo: Repo, identity: Identity, issue: Pull) {
  const { pull, number } = issue;
  const url = repoUrl(world, repo, 'pulls', number);
  const html = htmlUrl(world, repo, 'pull', number);
  const links = {
    html,
    issue: repoUrl(world, repo, 'issues', number),
    commits: `${url}/commits`,
    review_comments: `${url}/comments`,
    review_comment: repoUrl(world, repo, 'pulls/comments{/number}'),
    comments: repoUrl(world, repo, 'issues', number, 'comments'),
    statuses: repoUrl(world, repo, 'statuses', pull.headSha),
  };
  return {
    ...toThread(world, repo, issue),
    // GitHub's description wants a text here, and null everywhere else.
    labels: toThread(world, repo, issue).labels.map((label) => ({
      ...label,
      description: label.description ?? '',
    })),
    ...Object.fromEntries(Object.entries(links).map(([name, link]) => [`${name}_url`, link])),
    node_id: nodeId('PR', repo.fullName, number),
    url,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    draft: pull.draft,
    merged_at: pull.mergedAt === undefined ? null : time(pull.mergedAt),
    merge_commit_sha: pull.mergeCommit ?? null,
    requested_reviewers: pull.reviewers.map((login) => toUser(world, login)),
    requested_teams: pull.teamReviewers.map((slug) => toTeam(world, repo, slug)),
    head: toEnd(world, repo, identity, pull.head, pull.headSha),
    base: toEnd(world, repo, identity, pull.base, pull.baseSha),
    auto_merge: null,
    _links: Object.fromEntries(
      Object.entries({ self: url, ...links }).map(([name, href]) => [name, { href }]),
    ),
  };
}

/** A pull request as it shows itself, with what it changes. */
export async function toPull(world: World, repo: Repo, identity: Identity, issue: Pull) {
  const { pull } = issue;
  const from = (await mergeBase(repo, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  const head = await readCommit(repo.bareDir, pull.headSha);
  const files = await diffTrees(repo.bareDir, from, pull.headSha);
  const commits = await git(repo.bareDir, ['rev-list', '--count', `${from}..${head?.sha ?? from}`]);
  const open = issue.state === 'open';
  const mergeable = open ? (await mergedTree(repo, pull.baseSha, pull.headSha)) !== undefined : null;
  return {
    ...toPullSimple(world, repo, identity, issue),
    merged: pull.mergedAt !== undefined,
    merged_by: pull.mergedBy === undefined ? null : toUser(world, pull.mergedBy),
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    maintainer_can_modify: false,
    comments: issue.comments.length,
    review_comments: 0,
    commits: Number(commits),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
