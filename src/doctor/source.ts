import type { Config } from '../config/schema.ts';
import type { Failure } from '../errors/fail.ts';
import type { CheckId } from './checks.ts';
import { type Finding, failed, finding, type Tried, unmade } from './finding.ts';

/** Whether the prompts repository can be read at all. */
export function repositoryFinding(
  source: Tried<{ readonly branch: string; readonly head: string }>,
): Finding {
  if (!source.known) return failed('repository', source.failure);
  const { branch, head } = source.value;
  return finding('repository', 'ok', `The default branch is ${branch}, at ${head.slice(0, 7)}.`);
}

/** What goes by the configuration. */
const byConfiguration: readonly CheckId[] = ['prompts', 'live-branch', 'metrics', 'channels', 'delivery'];

/** What is not known without a valid configuration. */
export function withoutConfiguration(): Finding[] {
  return unmade(byConfiguration, 'the configuration cannot be read', 'Mend the configuration first.');
}

/** What is not known of a repository that cannot be read. */
export function withoutRepository(): Finding[] {
  const ids: readonly CheckId[] = ['configuration', 'push', 'live-rules', 'workflows', ...byConfiguration];
  return unmade(ids, 'the repository cannot be read', 'See to it that git can read the repository first.');
}

/** What is not known of a repository that is on no GitHub. */
export function withoutGitHub(): Finding {
  return finding(
    'live-rules',
    'unknown',
    'The remote is not on GitHub: which rules its server has for branches cannot be asked.',
    'See that the server lets the branches and tags `prompt-rollout/**` be made and pushed to.',
  );
}

/** Whether there is a configuration to go by. */
export function configurationFinding(file: string, config: Tried<Config>): Finding {
  if (!config.known) return failed('configuration', config.failure);
  const prompts = Object.keys(config.value.prompts).length;
  return finding('configuration', 'ok', `${file} is valid: ${prompts} prompt${prompts === 1 ? '' : 's'}.`);
}

/** Whether the prompts are where the configuration says; `failures` are of those that are not. */
export function promptsFindings(branch: string, looked: number, failures: readonly Failure[]): Finding[] {
  if (failures.length === 0)
    return [finding('prompts', 'ok', `All that were looked at (${looked}) are on ${branch}.`)];
  return failures.map((failure) => failed('prompts', failure));
}

/** Whether the remote lets the token push. A remote that does not answer leaves it open. */
export function pushFinding(push: Tried<void>): Finding {
  if (push.known) return finding('push', 'ok', 'The remote lets this token push.');
  return failed('push', push.failure, push.failure.code === 'remote-unreachable' ? 'unknown' : 'problem');
}
