import * as z from 'zod';
import { notFound, refusal, validationFailed } from '../http.ts';
import { isAncestor, resolveObject } from '../plumbing.ts';
import { nodeId, time, toUser } from '../shapes.ts';
import type { Deployment } from '../world.ts';
import { type Call, created, type Handler, linkTo, param } from './call.ts';

const NewDeployment = z.object({
  ref: z.string(),
  task: z.string().default('deploy'),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).optional(),
  payload: z.unknown().default(''),
  environment: z.string().default('production'),
  description: z.string().nullable().default(''),
});

function toDeployment(call: Call, deployment: Deployment) {
  const url = linkTo(call, 'deployments', deployment.id);
  return {
    id: deployment.id,
    node_id: nodeId('DE', deployment.id),
    url,
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    environment: deployment.environment,
    original_environment: deployment.environment,
    description: deployment.description,
    payload: deployment.payload,
    creator: toUser(call.world, deployment.creator),
    statuses_url: `${url}/statuses`,
    repository_url: linkTo(call),
    created_at: time(deployment.createdAt),
    updated_at: time(deployment.createdAt),
  };
}

const createDeployment: Handler = async (call) => {
  const { ref, auto_merge: merge, required_contexts: contexts, ...rest } = NewDeployment.parse(call.body);
  const { bareDir, settings } = call.repo;
  const sha =
    (await resolveObject(bareDir, `refs/heads/${ref}`)) ?? (await resolveObject(bareDir, ref, 'commit'));
  if (sha === undefined) throw refusal(422, `No ref found for: ${ref}`);
  // The job that asks is itself a check that is not over, so "all checks" never passes from inside a workflow.
  if (contexts?.length !== 0) throw refusal(409, `Conflict: Commit status checks failed for ${ref}.`);
  const base = await resolveObject(bareDir, `refs/heads/${settings.defaultBranch}`);
  if (merge && base !== undefined && !(await isAncestor(bareDir, base, sha))) {
    throw refusal(409, `Conflict merging ${settings.defaultBranch} into ${ref}.`);
  }
  const deployment: Deployment = {
    id: call.world.nextId(),
    sha,
    ref,
    task: rest.task,
    environment: rest.environment,
    description: rest.description,
    payload: rest.payload,
    creator: call.login,
    createdAt: call.world.now(),
    statuses: [],
  };
  call.repo.deployments.push(deployment);
  return created(toDeployment(call, deployment));
};

const NewStatus = z.object({
  state: z.string(),
  description: z.string().default(''),
  log_url: z.string().default(''),
  target_url: z.string().default(''),
  environment_url: z.string().default(''),
  environment: z.string().optional(),
  auto_inactive: z.boolean().default(true),
});

const createStatus: Handler = (call) => {
  const deployment = call.repo.deployments.find(({ id }) => String(id) === param(call, 'deployment_id'));
  if (deployment === undefined) throw notFound();
  const { state, description, ...given } = NewStatus.parse(call.body);
  if (description.length > 140) {
    const message = 'description is too long (maximum is 140 characters)';
    throw validationFailed({ resource: 'DeploymentStatus', code: 'custom', field: 'description', message });
  }
  const logUrl = given.log_url || given.target_url;
  deployment.statuses.push({ state, description, environmentUrl: given.environment_url, logUrl });
  if (state === 'success' && given.auto_inactive) deactivateOthers(call, deployment);
  const id = call.world.nextId();
  const now = time(call.world.now());
  const deploymentUrl = linkTo(call, 'deployments', deployment.id);
  return created({
    id,
    node_id: nodeId('DES', id),
    url: `${deploymentUrl}/statuses/${id}`,
    state,
    description,
    environment: given.environment ?? deployment.environment,
    environment_url: given.environment_url,
    log_url: logUrl,
    target_url: logUrl,
    creator: toUser(call.world, call.login),
    deployment_url: deploymentUrl,
    repository_url: linkTo(call),
    created_at: now,
    updated_at: now,
  });
};

/** A success makes the earlier ones of the environment inactive, but not in production. */
function deactivateOthers(call: Call, deployment: Deployment): void {
  if (deployment.environment === 'production') return;
  for (const other of call.repo.deployments) {
    if (other === deployment || other.environment !== deployment.environment) continue;
    if (other.statuses.at(-1)?.state !== 'success') continue;
    other.statuses.push({ state: 'inactive', description: '', environmentUrl: '', logUrl: '' });
  }
}

export const deploymentHandlers: Record<string, Handler> = {
  'repos/create-deployment': createDeployment,
  'repos/create-deployment-status': createStatus,
};
