import { type Finding, failed, finding, type Tried } from './finding.ts';

const id = 'pull-request-setting';
const cure =
  'Switch on Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests" (of the organisation first, where it is off there), or pass an App token.';

/** Whether workflows may open pull requests, which is a setting besides `permissions`. */
export function pullRequestSettingFinding(facts: {
  /** Whether the token is the one that workflows are given; null outside of a workflow. */
  readonly isDefault: boolean | null;
  readonly settingsUrl: string;
  readonly setting: Tried<{ readonly mayCreatePullRequests: boolean }>;
}): Finding {
  const { isDefault, setting, settingsUrl } = facts;
  if (isDefault === false)
    return finding(
      id,
      'ok',
      'The token is not the default one of the workflow, so the setting is not about it.',
    );
  if (!setting.known) {
    if (setting.failure.code !== 'forge-forbidden') return failed(id, setting.failure, 'unknown');
    return finding(
      id,
      'unknown',
      'Only administrators may read the setting "Allow GitHub Actions to create and approve pull requests". Where it is off, the default token of a workflow cannot open the revert pull request.',
      `Look at Settings, Actions, General (\`${settingsUrl}\`) and switch it on, or pass an App token.`,
    );
  }
  if (setting.value.mayCreatePullRequests)
    return finding(id, 'ok', 'Workflows may create pull requests with their default token.');
  // From a terminal it is not known which token the workflows use.
  return finding(
    id,
    isDefault === true ? 'problem' : 'warning',
    'Workflows may not create pull requests with their default token.',
    cure,
  );
}
