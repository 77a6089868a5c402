import * as z from 'zod';
import { readYaml, YamlProblem } from './yaml.ts';

/** A file of `.github/workflows`. */
export interface WorkflowText {
  readonly file: string;
  readonly text: string;
}

/** A place in a workflow where the action is used. */
export interface Use {
  readonly file: string;
  readonly job: string;
  readonly command: string;
  /** Names of the events that start the workflow. */
  readonly events: readonly string[];
  /** What the token may do; null where neither job nor workflow says. `all`: `write-all`. */
  readonly permissions: ReadonlyMap<string, string> | 'all' | null;
  /** Concurrency groups that a run waits in, of workflow and job. */
  readonly groups: readonly { readonly name: string; readonly cancels: boolean }[];
  /** Whether a token other than the default one is given. */
  readonly ownToken: boolean;
  readonly dispatches: boolean;
}

/** The uses of the action, and the files that could not be read. */
export interface Uses {
  readonly uses: readonly Use[];
  readonly unreadable: readonly string[];
}

const texts = z.record(z.string(), z.unknown()).catch({});
const step = z.object({ uses: z.string().catch(''), with: texts.optional() });
const jobShape = z.object({
  uses: z.string().optional().catch(undefined),
  with: texts.optional(),
  secrets: z.unknown().optional(),
  permissions: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  steps: z.array(step.catch({ uses: '' })).catch([]),
});
const workflowShape = z.object({
  on: z.unknown().optional(),
  permissions: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), jobShape),
});

type Workflow = z.output<typeof workflowShape>;
type Job = z.output<typeof jobShape>;

/** The action, or one of its reusable workflows, in whoever's repository: `owner/prompt-rollout/…@v1`. */
const ours = /^(?:\$\/|\.\/(?:\S*\/)?prompt-rollout\/?|[^\s/@.]+\/prompt-rollout(?:\/[^\s@]*)?@\S+)$/;
const reusable = /(?:^|\/)\.github\/workflows\/(promote|rollback|review)\.ya?ml(?:@\S+)?$/;

/** Whether `uses` of a step or job names the action or one of its reusable workflows. */
export const isAction = (uses: string): boolean => ours.test(uses);

/** Where a second workflow of ours lies when another one has its name. */
export const besidePath = (name: string): string => `.github/workflows/prompt-rollout-${name}.yml`;

/**
 * The workflow that commands in pages and issues start by hand: `rollback.yml`, unless `init` had to write it beside
 * another one of that name. `written` tells whether the other name is there.
 */
export const rollbackWorkflow = (written: boolean): string =>
  written ? 'prompt-rollout-rollback.yml' : 'rollback.yml';

/** Finds where workflows use the action: as a step, as one of its reusable workflows, or by a workflow beside them. */
export function findUses(files: readonly WorkflowText[]): Uses {
  const read = files.map(({ file, text }) => ({ file, workflow: parse(text) }));
  const direct = read.flatMap(({ file, workflow }) =>
    workflow === null ? [] : usesOf(file, workflow, null),
  );
  const local = read.flatMap(({ file, workflow }) =>
    workflow === null ? [] : usesOf(file, workflow, direct),
  );
  return {
    uses: [...direct, ...local],
    unreadable: read.filter(({ workflow }) => workflow === null).map(({ file }) => file),
  };
}

function parse(text: string): Workflow | null {
  try {
    return workflowShape.safeParse(readYaml(text, { strict: false }).value).data ?? null;
  } catch (error) {
    if (error instanceof YamlProblem) return null;
    throw error;
  }
}

/** The uses of one file; with `known`, those that go through another workflow of the repository. */
function usesOf(file: string, workflow: Workflow, known: readonly Use[] | null): Use[] {
  return Object.entries(workflow.jobs).flatMap(([name, job]) => {
    const common = { file, job: name, events: eventsOf(workflow.on), ...settingsOf(workflow, job) };
    if (known !== null) {
      const called = /^\.\/(.*)$/.exec(job.uses ?? '')?.[1];
      return known
        .filter((use) => called !== undefined && use.file === called)
        .map((use) => ({
          ...common,
          command: use.command,
          ownToken: use.ownToken,
          dispatches: use.dispatches,
        }));
    }
    return [...throughReusable(job), ...steps(job)].map((use) => ({ ...common, ...use }));
  });
}

type Given = Pick<Use, 'command' | 'ownToken' | 'dispatches'>;

function throughReusable({ uses = '', secrets }: Job): Given[] {
  const command = reusable.exec(uses)?.[1];
  if (command === undefined || uses.startsWith('./') || !ours.test(uses)) return [];
  const given = texts.parse(secrets);
  return [
    { command, ownToken: secrets === 'inherit' || 'token' in given, dispatches: command === 'promote' },
  ];
}

function steps(job: Job): Given[] {
  return job.steps
    .filter(({ uses }) => ours.test(uses))
    .map(({ with: given = {} }) => ({
      command: String(given.command ?? 'promote'),
      ownToken:
        given.token !== undefined &&
        !/^\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN)\s*\}\}$/.test(String(given.token)),
      dispatches: given.continue === 'dispatch',
    }));
}

function eventsOf(on: unknown): string[] {
  if (typeof on === 'string') return [on];
  if (Array.isArray(on)) return on.map(String);
  return Object.keys(texts.parse(on));
}

function settingsOf(workflow: Workflow, job: Job): Pick<Use, 'permissions' | 'groups'> {
  return {
    permissions: permissionsOf(job.permissions ?? workflow.permissions),
    groups: [workflow.concurrency, job.concurrency].flatMap(groupOf),
  };
}

function permissionsOf(value: unknown): Use['permissions'] {
  if (value === undefined) return null;
  if (value === 'write-all') return 'all';
  return new Map(Object.entries(texts.parse(value)).map(([name, access]) => [name, String(access)]));
}

/** An expression in `cancel-in-progress` may come out as true. */
function groupOf(value: unknown): Use['groups'] {
  if (typeof value === 'string') return [{ name: value, cancels: false }];
  if (typeof value !== 'object' || value === null) return [];
  const given = texts.parse(value);
  const cancel = given['cancel-in-progress'] ?? false;
  return [{ name: String(given.group ?? ''), cancels: cancel !== false && cancel !== 'false' }];
}
