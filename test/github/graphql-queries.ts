import { posix } from 'node:path';
import { has } from './access.ts';
import { readCommit } from './commits.ts';
import { type GraphContext, graphError, graphRepo } from './graphql-context.ts';
import { git, resolveObject, runGit } from './plumbing.ts';
import { htmlUrl, nodeId, time } from './shapes.ts';
import type { Repo, World } from './world.ts';

async function commitNode(world: World, repo: Repo, sha: string) {
  const commit = await readCommit(repo.bareDir, sha);
  if (commit === undefined) return null;
  const [messageHeadline = '', ...body] = commit.message.trimEnd().split('\n');
  return {
    message: commit.message,
    messageHeadline,
    messageBody: body.join('\n').trim(),
    committedDate: time(commit.committer.date),
    authoredDate: time(commit.author.date),
    author: { name: commit.author.name, email: commit.author.email, date: time(commit.author.date) },
    tree: { __typename: 'Tree', oid: commit.tree, id: nodeId('T', commit.tree) },
    url: htmlUrl(world, repo, 'commit', sha),
    signature: repo.signed.has(sha)
      ? { __typename: 'GpgSignature', isValid: true, wasSignedByGitHub: true }
      : null,
  };
}

async function blobNode(repo: Repo, sha: string) {
  const { stdout } = await runGit(repo.bareDir, ['cat-file', 'blob', sha]);
  const isBinary = stdout.includes(0);
  return { byteSize: stdout.length, isBinary, isTruncated: false, text: isBinary ? null : stdout.toString() };
}

const TYPES: Record<string, string> = { commit: 'Commit', blob: 'Blob', tree: 'Tree', tag: 'Tag' };

/** What an object id names, with the fields of its type. */
export async function objectNode(world: World, repo: Repo, sha: string) {
  const type = await git(repo.bareDir, ['cat-file', '-t', sha]);
  const more =
    type === 'commit' ? await commitNode(world, repo, sha) : type === 'blob' ? await blobNode(repo, sha) : {};
  const id = nodeId(TYPES[type] ?? '', repo.fullName, sha);
  return { __typename: TYPES[type], id, oid: sha, abbreviatedOid: sha.slice(0, 7), ...more };
}

/** A ref by its full name, or null. */
export async function refNode(world: World, repo: Repo, qualifiedName: string) {
  const sha = await resolveObject(repo.bareDir, qualifiedName);
  if (sha === undefined) return null;
  const [, kind = ''] = qualifiedName.split('/');
  const prefix = `refs/${kind}/`;
  return {
    id: nodeId('REF', repo.fullName, qualifiedName),
    name: posix.relative(prefix, qualifiedName),
    prefix,
    target: () => objectNode(world, repo, sha),
  };
}

function repositoryNode({ world, identity }: GraphContext, repo: Repo) {
  const refuse = () => {
    if (repo.settings.private && !has(identity, 'contents', 'read')) {
      throw graphError('FORBIDDEN', 'Resource not accessible by integration');
    }
  };
  const { defaultBranch } = repo.settings;
  return {
    id: nodeId('R', repo.fullName),
    databaseId: repo.id,
    name: repo.name,
    nameWithOwner: repo.fullName,
    isPrivate: repo.settings.private,
    url: htmlUrl(world, repo),
    defaultBranchRef: () => refNode(world, repo, `refs/heads/${defaultBranch}`),
    async ref({ qualifiedName }: { qualifiedName: string }) {
      refuse();
      if (qualifiedName.startsWith('refs/')) return refNode(world, repo, qualifiedName);
      const branch = await refNode(world, repo, `refs/heads/${qualifiedName}`);
      return branch ?? refNode(world, repo, `refs/tags/${qualifiedName}`);
    },
    async object({ expression, oid }: { expression?: string; oid?: string }) {
      refuse();
      const sha = await resolveObject(repo.bareDir, oid ?? expression ?? '');
      return sha === undefined ? null : objectNode(world, repo, sha);
    },
  };
}

export const queries = {
  repository({ owner, name }: { owner: string; name: string }, context: GraphContext) {
    return repositoryNode(context, graphRepo(context, `${owner}/${name}`, 'read'));
  },
  viewer(_: unknown, { identity }: GraphContext) {
    return { login: identity.login };
  },
};
