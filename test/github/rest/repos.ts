import { diffTrees, readCommit } from '../commits.ts';
import { notFound, refusal } from '../http.ts';
import { EMPTY_TREE } from '../plumbing.ts';
import { rulesetsOf, rulesFor, showRuleset } from '../rules.ts';
import { htmlUrl, toCommit, toRepository, toUser } from '../shapes.ts';
import type { Permission } from '../world.ts';
import { type Handler, linkTo, ok, page, param } from './call.ts';

const getRepo: Handler = (call) => ok(toRepository(call.world, call.repo, call.identity));

const getBranch: Handler = async (call) => {
  const name = param(call, 'branch');
  const commit = await readCommit(call.repo.bareDir, `refs/heads/${name}`);
  if (commit === undefined) throw refusal(404, 'Branch not found');
  const self = linkTo(call, 'branches', name);
  const isProtected = call.repo.protectedBranches.has(name);
  return ok({
    name,
    commit: toCommit(call.world, call.repo, commit),
    _links: { self, html: htmlUrl(call.world, call.repo, 'tree', name) },
    protected: isProtected,
    protection: { enabled: isProtected },
    protection_url: `${self}/protection`,
  });
};

const getCommit: Handler = async (call) => {
  const { bareDir } = call.repo;
  const name = param(call, 'ref');
  const commit = (await readCommit(bareDir, `refs/heads/${name}`)) ?? (await readCommit(bareDir, name));
  if (commit === undefined) throw refusal(422, `No commit found for SHA: ${name}`);
  const [parent = EMPTY_TREE] = commit.parents;
  return ok(toCommit(call.world, call.repo, commit, await diffTrees(bareDir, parent, commit.sha)));
};

const getBranchRules: Handler = (call) =>
  page(call, rulesFor(call.repo, param(call, 'branch')), (rule) => rule);

const listRulesets: Handler = (call) => {
  const targets = String(call.query.targets ?? 'branch,tag,push').split(',');
  const found = rulesetsOf(call.repo).filter(({ target = 'branch' }) => targets.includes(target));
  return page(call, found, (ruleset) => showRuleset(call.repo, ruleset));
};

const getRuleset: Handler = (call) => {
  const ruleset = rulesetsOf(call.repo).find(({ id }) => String(id) === param(call, 'ruleset_id'));
  if (ruleset === undefined) throw notFound();
  const bypass = call.identity.settings?.bypassRules === true ? 'always' : 'never';
  return ok({ ...showRuleset(call.repo, ruleset), current_user_can_bypass: bypass });
};

/** The role as the older field `permission` has it. */
const LEGACY: Record<Permission, string> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
};

const getPermission: Handler = (call) => {
  const login = param(call, 'username');
  const role = login === call.repo.owner ? 'admin' : call.repo.settings.collaborators[login];
  const everyone = call.repo.settings.private ? undefined : 'read';
  const shown = role ?? everyone;
  return ok({
    permission: shown === undefined ? 'none' : LEGACY[shown],
    role_name: shown ?? 'none',
    user: { ...toUser(call.world, login), role_name: shown ?? 'none' },
  });
};

const getWorkflowPermissions: Handler = (call) =>
  ok({
    default_workflow_permissions: call.repo.settings.defaultWorkflowPermissions,
    can_approve_pull_request_reviews: call.repo.settings.actionsMayCreatePullRequests,
  });

export const repoHandlers: Record<string, Handler> = {
  'repos/get': getRepo,
  'repos/get-branch': getBranch,
  'repos/get-branch-rules': getBranchRules,
  'repos/get-repo-rulesets': listRulesets,
  'repos/get-repo-ruleset': getRuleset,
  'repos/get-commit': getCommit,
  'repos/get-collaborator-permission-level': getPermission,
  'actions/get-github-actions-default-workflow-permissions-repository': getWorkflowPermissions,
};
