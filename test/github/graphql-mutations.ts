import { type Person, readTree, writeCommit } from './commits.ts';
import { type GraphContext, graphError, graphRepo } from './graphql-context.ts';
import { objectNode, refNode } from './graphql-queries.ts';
import {
  changeTree,
  isAncestor,
  moveRefs,
  resolveObject,
  type TreeChange,
  writeBlob,
  ZERO,
} from './plumbing.ts';
import { type Move, ruleViolation } from './rules.ts';
import { noReplyAddress } from './shapes.ts';
import type { Repo } from './world.ts';

interface CommitInput {
  readonly branch: { repositoryNameWithOwner?: string; branchName?: string; id?: string };
  readonly expectedHeadOid: string;
  readonly fileChanges?: { additions?: { path: string; contents: string }[]; deletions?: { path: string }[] };
  readonly message: { headline: string; body?: string };
  readonly clientMutationId?: string;
}

/** The repository's name and the ref of a branch that is given by names or by its node id. */
function branchOf({ repositoryNameWithOwner, branchName = '', id }: CommitInput['branch']): [string, string] {
  if (id === undefined)
    return [repositoryNameWithOwner ?? '', `refs/heads/${branchName.replace(/^refs\/heads\//, '')}`];
  const [owner, name, ...ref] = Buffer.from(id.replace(/^REF_/, ''), 'base64url').toString().split('/');
  return [`${owner}/${name}`, ref.join('/')];
}

async function changedTree(
  repo: Repo,
  head: string,
  { additions = [], deletions = [] }: NonNullable<CommitInput['fileChanges']>,
) {
  const known = await readTree(repo.bareDir, head, { recursive: true });
  const absent = deletions.find(
    ({ path }) => !known.some((entry) => entry.type !== 'tree' && entry.path === path),
  );
  if (absent !== undefined) {
    const message = `A path was requested for deletion which does not exist as of commit oid \`${head}\`: ${absent.path}`;
    throw graphError('UNPROCESSABLE', message);
  }
  const changes: TreeChange[] = deletions.map(({ path }) => ({ path, mode: '0', sha: undefined }));
  for (const { path, contents } of additions) {
    const sha = await writeBlob(repo.bareDir, Buffer.from(contents, 'base64'));
    // A file keeps its mode; there is no way to set one.
    changes.push({ path, mode: known.find((entry) => entry.path === path)?.mode ?? '100644', sha });
  }
  return changeTree(repo.bareDir, head, changes);
}

const stale = (expected: string) =>
  graphError('STALE_DATA', `Expected branch to point to "${expected}" but it did not. Pull and try again.`);

async function refuseByRule({ world, identity }: GraphContext, repo: Repo, move: Move): Promise<void> {
  const violation = await ruleViolation(world, repo, identity, [move]);
  if (violation !== undefined) throw graphError('UNPROCESSABLE', violation);
}

async function createCommitOnBranch({ input }: { input: CommitInput }, context: GraphContext) {
  const { world, identity } = context;
  const [repoName, ref] = branchOf(input.branch);
  const repo = graphRepo(context, repoName, 'write');
  const head = await resolveObject(repo.bareDir, ref, 'commit');
  if (head === undefined)
    throw graphError('NOT_FOUND', `Branch \`${ref.slice('refs/heads/'.length)}\` not found`);
  if (head !== input.expectedHeadOid) throw stale(input.expectedHeadOid);
  await refuseByRule(context, repo, { ref, old: head, new: undefined });
  const date = world.now();
  const login = identity.login ?? 'ghost';
  const author: Person = { name: login, email: noReplyAddress(login), date };
  const { headline, body } = input.message;
  const sha = await writeCommit(repo.bareDir, {
    tree: await changedTree(repo, head, input.fileChanges ?? {}),
    parents: [head],
    author,
    committer: { name: 'GitHub', email: 'noreply@github.com', date },
    message: body ? `${headline}\n\n${body}` : headline,
  });
  if ((await moveRefs(repo.bareDir, [{ ref, sha, old: head }])) !== undefined) throw stale(head);
  repo.signed.add(sha);
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: () => objectNode(world, repo, sha),
    ref: () => refNode(world, repo, ref),
  };
}

interface RefsInput {
  readonly repositoryId: string;
  readonly refUpdates: { name: string; afterOid: string; beforeOid?: string; force?: boolean }[];
  readonly clientMutationId?: string;
}

async function updateRefs({ input }: { input: RefsInput }, context: GraphContext) {
  const repo = graphRepo(context, input.repositoryId, 'write');
  const { bareDir } = repo;
  for (const { name, afterOid, force } of input.refUpdates) {
    const old = await resolveObject(bareDir, name);
    await refuseByRule(context, repo, { ref: name, old: old ?? ZERO, new: afterOid });
    if (afterOid === ZERO) continue;
    if ((await resolveObject(bareDir, afterOid)) === undefined) {
      throw graphError('NOT_FOUND', `Could not resolve to a node with the oid ${afterOid}.`);
    }
    if (old === undefined || force === true) continue;
    if (!(await isAncestor(bareDir, old, afterOid)))
      throw graphError('UNPROCESSABLE', 'Update is not a fast forward');
  }
  const moves = input.refUpdates.map(({ name, afterOid, beforeOid }) => ({
    ref: name,
    sha: afterOid,
    old: beforeOid,
  }));
  const refused = await moveRefs(bareDir, moves);
  if (refused !== undefined)
    throw graphError('STALE_DATA', 'Reference does not point to the expected object.');
  return { clientMutationId: input.clientMutationId ?? null };
}

export const mutations = { createCommitOnBranch, updateRefs };
