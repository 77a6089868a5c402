import { fail } from '../errors/fail.ts';
import { readRefusal } from './http-error.ts';
import type { Session } from './session.ts';

/** The workflow run that this is. */
export interface Running {
  /** GITHUB_REPOSITORY: `owner/name`. */
  readonly repository: string;
  /** GITHUB_WORKFLOW_REF: `owner/name/.github/workflows/promote.yml@refs/heads/main`. */
  readonly workflowRef: string;
  /** GITHUB_REF_NAME: the branch or tag of the run. */
  readonly refName: string;
}

/** The workflow's file name of a GITHUB_WORKFLOW_REF; null when it is no file of `repository`. */
export function workflowFile({ repository, workflowRef }: Running): string | null {
  const [, home = '', file] =
    /^([^/]+\/[^/]+)\/\.github\/workflows\/([^/]+\.ya?ml)@refs\/.+$/.exec(workflowRef) ?? [];
  return file !== undefined && home.toLowerCase() === repository.toLowerCase() ? file : null;
}

/**
 * Starts the workflow of this run again, on the same branch. Without a key to look it up by, a dispatch whose answer
 * is lost is not repeated: it fails with `forge-unavailable`, and the schedule picks up if it was not done.
 * `session` is one on the running repository.
 */
export async function dispatchSuccessor(
  session: Session,
  running: Running,
  tokenIsDefault: boolean,
): Promise<void> {
  const { owner, repo } = session;
  const { repository, workflowRef, refName } = running;
  const workflow = workflowFile(running);
  if (workflow === null)
    throw fail('successor-impossible', {
      reason: `its workflow is "${workflowRef}", no file of ${repository}`,
    });
  const intent = { action: 'dispatch a workflow', permission: 'actions: write' };
  await session.attempt(intent, async (octokit) => {
    try {
      await octokit.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: workflow, ref: refName });
    } catch (error) {
      const refusal = readRefusal(error);
      const noTrigger = refusal?.status === 422 && /workflow_dispatch.*trigger/i.test(refusal.message);
      // The default token sees the repository that it runs in, so what is not found is the workflow.
      const notFound = refusal?.status === 404 && tokenIsDefault;
      if (noTrigger || notFound)
        throw fail('successor-not-dispatchable', { repository, workflow, ref: refName }, error);
      throw error;
    }
  });
}
