import {
  besidePath,
  findUses,
  rollbackWorkflow,
  type Use,
  type WorkflowText,
} from '../config/workflow-file.ts';
import { type Finding, failed, finding, type Tried } from './finding.ts';

const id = 'workflows';
const examples = '`prompt-rollout init` writes those that are missing.';

/** Whether the workflows on the default branch do what a rollout needs. */
export function workflowsFindings(facts: {
  readonly branch: string;
  readonly files: Tried<readonly WorkflowText[]>;
  /** The repository whose workflow runs, where that is another one; its files are not looked at. */
  readonly elsewhere: string | null;
}): Finding[] {
  const { branch, files, elsewhere } = facts;
  if (!files.known) return [failed(id, files.failure, 'unknown')];
  const { uses, unreadable } = findUses(files.value);
  const broken = unreadable.map((file) =>
    finding(id, 'unknown', `${file} cannot be read as a workflow.`, 'Mend its YAML.'),
  );
  if (elsewhere !== null && uses.length === 0)
    return [
      ...broken,
      finding(
        id,
        'unknown',
        `The workflows are in ${elsewhere}, which is not looked at.`,
        `Run \`doctor\` with \`repository: ${elsewhere}\`, or look there for what the README asks of workflows.`,
      ),
    ];
  const found = [
    ...missing(uses, branch),
    ...byHand(files.value, uses, branch),
    ...uses.flatMap((use) => useFindings(use, uses)),
  ];
  if (found.length + broken.length > 0) return [...broken, ...found];
  return [finding(id, 'ok', `${[...new Set(uses.map(({ file }) => file))].join(', ')} have what is needed.`)];
}

/** Commands that no workflow runs, and promotions that no schedule picks up. */
function missing(uses: readonly Use[], branch: string): Finding[] {
  const lacks = (command: string): boolean => uses.every((use) => use.command !== command);
  const wanted = {
    promote: 'nothing is rolled out, and no deadline is acted on',
    rollback: 'nobody can roll back by hand or from outside',
    review:
      'merging a revert pull request waits for the next `promote`, and comments like /rollback have no effect',
  };
  const absent = Object.entries(wanted)
    .filter(([command]) => lacks(command))
    .map(([command, effect]) =>
      finding(
        id,
        'warning',
        `No workflow on ${branch} runs \`${command}\`: ${effect}.`,
        `Add one to .github/workflows on ${branch}. ${examples}`,
      ),
    );
  const scheduled = uses.some(({ command, events }) => command === 'promote' && events.includes('schedule'));
  if (lacks('promote') || scheduled) return absent;
  return [
    ...absent,
    finding(
      id,
      'warning',
      'No `promote` runs on a schedule: when a run is lost, nobody goes on with what it left open.',
      'Add `schedule: [{cron: "*/5 * * * *"}]` below `on:` of the workflow that promotes.',
    ),
  ];
}

/** Whether commands in pages and issues start what they are for: they name a file, which may be another workflow. */
function byHand(files: readonly WorkflowText[], uses: readonly Use[], branch: string): Finding[] {
  const rollbacks = uses.filter(({ command }) => command === 'rollback').map(({ file }) => file);
  const there = (path: string): boolean => files.some(({ file }) => file === path);
  const name = rollbackWorkflow(there(besidePath('rollback')));
  const path = `.github/workflows/${name}`;
  const [other] = rollbacks;
  if (rollbacks.includes(path) || (other === undefined && !there(path))) return [];
  const cure = `\`prompt-rollout init\` writes ${besidePath('rollback')} beside it, which they name then.`;
  return [
    finding(
      id,
      'warning',
      there(path)
        ? `${path} does not run \`rollback\`, and is what commands in pages and issues start.`
        : `Commands in pages and issues start ${path}, which is not on ${branch}; ${other} rolls back.`,
      other === undefined ? cure : `Rename ${other} to ${there(path) ? besidePath('rollback') : path}.`,
    ),
  ];
}

function useFindings(use: Use, all: readonly Use[]): Finding[] {
  const place = `${use.file}, job ${use.job} (\`${use.command}\`)`;
  return [...concurrency(use, all, place), ...permissions(use, place)];
}

function concurrency(use: Use, all: readonly Use[], place: string): Finding[] {
  if (use.command === 'promote')
    return use.groups.some(({ cancels }) => cancels)
      ? [
          finding(
            id,
            'warning',
            `${place}: its concurrency group cancels runs, also one that is rolling back or verifying.`,
            'Set `cancel-in-progress: false`.',
          ),
        ]
      : [];
  const [group] = use.groups;
  if ((use.command !== 'rollback' && use.command !== 'review') || group === undefined) return [];
  const shared = all.some(
    ({ command, groups }) => command === 'promote' && groups.some(({ name }) => name === group.name),
  );
  return [
    finding(
      id,
      'warning',
      `${place}: it waits in the concurrency group \`${group.name}\`${shared ? ', behind promotions' : ''}.`,
      'Take the group away: a rollback must not wait, and any number of runs may work at the same time.',
    ),
  ];
}

const needed: Readonly<Record<string, readonly string[]>> = {
  promote: ['contents', 'pull-requests', 'issues'],
  rollback: ['contents', 'pull-requests', 'issues'],
  review: ['contents', 'pull-requests', 'issues'],
  drill: ['contents', 'pull-requests', 'issues'],
};

/** A token of one's own does what its App or person may do, whatever the job says. */
function permissions({ command, permissions: given, ownToken, dispatches }: Use, place: string): Finding[] {
  const wanted = [...(needed[command] ?? []), ...(dispatches && command === 'promote' ? ['actions'] : [])];
  if (ownToken || given === 'all' || wanted.length === 0) return [];
  const lines = wanted.map((name) => `\`${name}: write\``).join(', ');
  if (given === null)
    return [
      finding(
        id,
        'warning',
        `${place}: it names no permissions, so the token has what the settings of the repository say: in new ones it only reads.`,
        `Add \`permissions:\` with ${lines}.`,
      ),
    ];
  const lacking = wanted.filter((name) => given.get(name) !== 'write');
  if (lacking.length === 0) return [];
  return [
    finding(
      id,
      'warning',
      `${place}: its permissions lack ${lacking.map((name) => `\`${name}: write\``).join(', ')}.`,
      `Add to \`permissions:\` of the job: ${lacking.map((name) => `\`${name}: write\``).join(', ')}.`,
    ),
  ];
}
