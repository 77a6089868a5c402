import * as z from 'zod';
import { type Answer, notFound, refusal } from '../http.ts';
import { isAncestor, moveRefs, type Ref, readRefs, resolveObject, runGit, ZERO } from '../plumbing.ts';
import { type Move, ruleViolation } from '../rules.ts';
import { nodeId } from '../shapes.ts';
import { type Call, created, type Handler, linkTo, ok, param } from './call.ts';

/** Refs, straight from the bare repository. */

function toRef(call: Call, { ref, sha, type }: Ref) {
  return {
    ref,
    node_id: nodeId('REF', call.repo.fullName, ref),
    url: linkTo(call, 'git', ref),
    object: { type, sha, url: linkTo(call, `git/${type}s`, sha) },
  };
}

async function findRef(call: Call, ref: string): Promise<Ref | undefined> {
  return (await readRefs(call.repo.bareDir, ref)).find((found) => found.ref === ref);
}

async function requireObject(call: Call, sha: string): Promise<void> {
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw refusal(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
  if ((await resolveObject(call.repo.bareDir, sha)) === undefined)
    throw refusal(422, 'Object does not exist');
}

async function refuseByRule({ world, repo, identity }: Call, move: Move): Promise<void> {
  const violation = await ruleViolation(world, repo, identity, [move]);
  if (violation !== undefined) throw refusal(422, violation);
}

async function answerWith(call: Call, ref: string, answer: typeof ok | typeof created): Promise<Answer> {
  const found = await findRef(call, ref);
  // Somebody deleted it meanwhile.
  if (found === undefined) throw refusal(422, 'Reference does not exist');
  return answer(toRef(call, found));
}

const getRef: Handler = async (call) => {
  const found = await findRef(call, `refs/${param(call, 'ref')}`);
  if (found === undefined) throw notFound();
  return ok(toRef(call, found));
};

const listMatchingRefs: Handler = async (call) => {
  const found = await readRefs(call.repo.bareDir, `refs/${param(call, 'ref')}`);
  return ok(found.map((ref) => toRef(call, ref)));
};

const createRef: Handler = async (call) => {
  const { ref, sha } = z.object({ ref: z.string(), sha: z.string() }).parse(call.body);
  const { code } = await runGit(call.repo.bareDir, ['check-ref-format', ref], { accept: [1] });
  if (code !== 0 || !/^refs\/[^/]+\/./.test(ref)) {
    throw refusal(422, `Reference name must start with 'refs/' and contain at least two slashes.`);
  }
  await requireObject(call, sha);
  if ((await findRef(call, ref)) !== undefined) throw refusal(422, 'Reference already exists');
  await refuseByRule(call, { ref, old: ZERO, new: sha });
  const refused = await moveRefs(call.repo.bareDir, [{ ref, sha, old: ZERO }]);
  if (refused !== undefined) {
    // Another one was faster, or a branch has the name of our folder.
    const exists = (await findRef(call, ref)) !== undefined;
    throw refusal(422, exists ? 'Reference already exists' : 'Reference update failed');
  }
  return answerWith(call, ref, created);
};

const updateRef: Handler = async (call) => {
  const { sha, force } = z.object({ sha: z.string(), force: z.boolean().default(false) }).parse(call.body);
  const ref = `refs/${param(call, 'ref')}`;
  const { bareDir } = call.repo;
  const old = await findRef(call, ref);
  if (old === undefined) throw refusal(422, 'Reference does not exist');
  await requireObject(call, sha);
  await refuseByRule(call, { ref, old: old.sha, new: sha });
  if (!force && !(await isAncestor(bareDir, old.sha, sha)))
    throw refusal(422, 'Update is not a fast forward');
  const refused = await moveRefs(bareDir, [{ ref, sha, old: old.sha }]);
  if (refused !== undefined) throw refusal(422, 'Reference cannot be updated');
  return answerWith(call, ref, ok);
};

const deleteRef: Handler = async (call) => {
  const ref = `refs/${param(call, 'ref')}`;
  const old = await findRef(call, ref);
  if (old === undefined) throw refusal(422, 'Reference does not exist');
  await refuseByRule(call, { ref, old: old.sha, new: ZERO });
  await moveRefs(call.repo.bareDir, [{ ref, sha: ZERO, old: old.sha }]);
  return { status: 204 };
};

export const refHandlers: Record<string, Handler> = {
  'git/get-ref': getRef,
  'git/list-matching-refs': listMatchingRefs,
  'git/create-ref': createRef,
  'git/update-ref': updateRef,
  'git/delete-ref': deleteRef,
};
