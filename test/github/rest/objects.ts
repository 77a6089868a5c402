import * as z from 'zod';
import { readCommit, readTree, writeCommit } from '../commits.ts';
import { notFound, refusal } from '../http.ts';
import { changeTree, resolveObject, runGit, type TreeChange, writeBlob } from '../plumbing.ts';
import { isBot, nodeId, noReplyAddress, toGitCommit } from '../shapes.ts';
import { type Call, created, type Handler, linkTo, ok, param } from './call.ts';

/** Commits, trees and blobs, written into the bare repository and read from it. */

const getCommit: Handler = async (call) => {
  const commit = await readCommit(call.repo.bareDir, param(call, 'commit_sha'));
  if (commit === undefined) throw notFound();
  return ok(toGitCommit(call.world, call.repo, commit));
};

const Person = z.object({ name: z.string(), email: z.string(), date: z.string().optional() });
const NewCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: Person.optional(),
  committer: Person.optional(),
});

const createCommit: Handler = async (call) => {
  const { message, tree, parents, ...people } = NewCommit.parse(call.body);
  const { bareDir } = call.repo;
  if ((await resolveObject(bareDir, tree, 'tree')) !== tree) throw refusal(422, 'Tree SHA does not exist');
  for (const parent of parents) {
    if ((await resolveObject(bareDir, parent, 'commit')) !== parent) {
      throw refusal(422, 'Parent SHA does not exist or is not a commit object');
    }
  }
  const date = (given: string | undefined) => (given === undefined ? call.world.now() : new Date(given));
  const self = { name: call.login, email: noReplyAddress(call.login) };
  const author = { ...(people.author ?? self), date: date(people.author?.date) };
  const committer = people.committer ? { ...people.committer, date: date(people.committer.date) } : author;
  // A bot's commit is signed when GitHub alone says who made it, and then it is the committer.
  const signs = isBot(call.login) && !people.author && !people.committer;
  const signer = { name: 'GitHub', email: 'noreply@github.com', date: author.date };
  const made = { message, tree, parents, author, committer: signs ? signer : committer };
  const sha = await writeCommit(bareDir, made);
  if (signs) call.repo.signed.add(sha);
  const commit = await readCommit(bareDir, sha);
  if (commit === undefined) throw notFound();
  return created(toGitCommit(call.world, call.repo, commit));
};

const toTree = async (call: Call, sha: string, recursive: boolean) => ({
  sha,
  url: linkTo(call, 'git/trees', sha),
  tree: (await readTree(call.repo.bareDir, sha, { recursive })).map((entry) => ({
    path: entry.path,
    mode: entry.mode,
    type: entry.type,
    size: entry.size,
    sha: entry.sha,
    url: entry.type === 'commit' ? undefined : linkTo(call, `git/${entry.type}s`, entry.sha),
  })),
  truncated: false,
});

const getTree: Handler = async (call) => {
  const sha = await resolveObject(call.repo.bareDir, param(call, 'tree_sha'), 'tree');
  if (sha === undefined) throw notFound();
  // Whatever its value, as GitHub does.
  return ok(await toTree(call, sha, call.query.recursive !== undefined));
};

const NewTree = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string().optional(),
      sha: z.string().nullable().optional(),
      content: z.string().optional(),
    }),
  ),
});
type NewEntry = z.infer<typeof NewTree>['tree'][number];

async function toChanges(call: Call, entry: NewEntry): Promise<TreeChange[]> {
  const { path, mode, sha, content } = entry;
  const { bareDir } = call.repo;
  if (path.startsWith('/')) throw refusal(422, 'tree.path cannot start with a slash');
  if (/(^|\/)(\.|\.\.|\.git|)(\/|$)/i.test(path)) {
    throw refusal(422, 'tree.path contains a malformed path component');
  }
  if ((sha === undefined) === (content === undefined))
    throw refusal(422, 'Must supply either tree.sha or tree.content');
  if (content !== undefined) return [{ path, mode, sha: await writeBlob(bareDir, Buffer.from(content)) }];
  if (sha === null || sha === undefined) return [{ path, mode, sha: undefined }];
  if (mode === '160000') return [{ path, mode, sha }];
  const type = mode === '040000' ? 'tree' : 'blob';
  if ((await resolveObject(bareDir, sha, type)) !== sha)
    throw refusal(422, `tree.sha ${sha} is not a valid ${type}`);
  if (type === 'blob') return [{ path, mode, sha }];
  const inside = (await readTree(bareDir, sha, { recursive: true })).filter((each) => each.type !== 'tree');
  return inside.map((each) => ({ path: `${path}/${each.path}`, mode: each.mode, sha: each.sha }));
}

const createTree: Handler = async (call) => {
  const { base_tree: base, tree } = NewTree.parse(call.body);
  const { bareDir } = call.repo;
  const start = base === undefined ? undefined : await resolveObject(bareDir, base, 'tree');
  if (base !== undefined && start === undefined) throw refusal(422, 'base_tree is not a valid tree oid');
  const changes: TreeChange[] = [];
  const known = start === undefined ? [] : await readTree(bareDir, start, { recursive: true });
  for (const entry of tree) {
    // A tree takes the place of the one that is there.
    const replaced = known.filter(
      ({ path, type }) => entry.mode === '040000' && type !== 'tree' && path.startsWith(`${entry.path}/`),
    );
    changes.push(...replaced.map(({ path }) => ({ path, mode: '0', sha: undefined })));
    changes.push(...(await toChanges(call, entry)));
  }
  const absent = changes.find(
    ({ path, sha }) => sha === undefined && !known.some((each) => each.type !== 'tree' && each.path === path),
  );
  if (absent !== undefined) throw refusal(422, 'GitRPC::BadObjectState');
  const sha = await changeTree(bareDir, start, changes);
  return created(await toTree(call, sha, false));
};

const getBlob: Handler = async (call) => {
  const name = param(call, 'file_sha');
  const sha = await resolveObject(call.repo.bareDir, name, 'blob');
  if (sha === undefined || sha !== name) throw notFound();
  const { stdout } = await runGit(call.repo.bareDir, ['cat-file', 'blob', sha]);
  const encoded = stdout.toString('base64').replace(/.{60}(?=.)/g, '$&\n');
  const url = linkTo(call, 'git/blobs', sha);
  const node = nodeId('B', call.repo.fullName, sha);
  return ok({ sha, url, node_id: node, size: stdout.length, content: `${encoded}\n`, encoding: 'base64' });
};

const createBlob: Handler = async (call) => {
  const NewBlob = z.object({ content: z.string(), encoding: z.enum(['utf-8', 'base64']).default('utf-8') });
  const { content, encoding } = NewBlob.parse(call.body);
  const sha = await writeBlob(call.repo.bareDir, Buffer.from(content, encoding));
  return created({ sha, url: linkTo(call, 'git/blobs', sha) });
};

export const objectHandlers: Record<string, Handler> = {
  'git/get-commit': getCommit,
  'git/create-commit': createCommit,
  'git/get-tree': getTree,
  'git/create-tree': createTree,
  'git/get-blob': getBlob,
  'git/create-blob': createBlob,
};
