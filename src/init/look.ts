import { repoPath } from '../config/names.ts';
import { printable } from '../config/printable.ts';
import { findUses, isAction, type WorkflowText } from '../config/workflow-file.ts';
import { readYaml, YamlProblem } from '../config/yaml.ts';
import type { Checkout } from '../git/index.ts';
import { codeownersLocations, mostCodeownersBytes, ownersOf } from '../report/codeowners.ts';
import { type ReadablePrompt, readPrompts } from '../validate/prompts.ts';
import type { Folder } from '../workspace/folder.ts';
import { workingTree } from '../workspace/working-tree.ts';
import { actionRepository } from './action.ts';
import type { ConfiguredPrompt } from './config-text.ts';
import { findPrompts } from './find-prompts.ts';
import { type WorkflowName, workflowNames, workflowPath } from './models.ts';

/** What can be seen of a repository without asking. Paths and reasons are untrusted. */
export interface Seen {
  readonly prompts: readonly ConfiguredPrompt[];
  /** What looks like a prompt and cannot be released, and why. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  /** Prompts whose files declare no version. */
  readonly undeclared: readonly string[];
  readonly branch: string;
  /** What was seen of a metrics source; null when nothing was. */
  readonly hint: string | null;
  /** What workflows with names of their own do already, by workflow. */
  readonly running: ReadonlyMap<WorkflowName, string>;
  /** Workflows whose place is taken by a file that does not use the action. */
  readonly taken: ReadonlySet<WorkflowName>;
}

/** More prompts are not written: a person would not read them. */
const mostPrompts = 500;
const tooMany = `more than ${mostPrompts} are not written`;

/** Looks at a repository, or at a folder that is none (`checkout` is null). */
export async function look(folder: Folder, checkout: Checkout | null): Promise<Seen> {
  const files = checkout === null ? await folder.below('') : await checkout.files();
  const found = findPrompts(files);
  const usable = found.filter(({ path }) => isPlainPath(path));
  const some = usable.slice(0, mostPrompts);
  const source = await workingTree(
    folder,
    checkout,
    some.map(({ path }) => path),
  );
  const named = Object.fromEntries(some.map(({ id, path }) => [id, { path }]));
  const { readable, findings } = await readPrompts(source, named, '', () => ({ line: 1, column: 1 }));
  const read = new Map(readable.map((each) => [each.prompt.id, each]));
  const owners = await codeowners(folder);
  const why = new Map(findings.map(({ prompt, message }) => [prompt, message]));
  const oddName = 'its name has characters that a path in the configuration may not have';
  return {
    prompts: some
      .filter(({ id }) => read.has(id))
      .map((prompt) => ({
        ...prompt,
        owners: owners(isFolder(read.get(prompt.id)) ? `${prompt.path}/` : prompt.path),
      })),
    leftOut: [
      ...found.filter(({ path }) => !isPlainPath(path)).map(({ path }) => ({ path, why: oddName })),
      ...some
        .filter(({ id }) => !read.has(id))
        .map(({ id, path }) => ({ path, why: why.get(id) ?? 'it cannot be read' })),
      ...usable.slice(mostPrompts).map(({ path }) => ({ path, why: tooMany })),
    ],
    undeclared: readable.filter(({ declared }) => declared === null).map(({ prompt }) => prompt.id),
    branch: checkout === null ? 'main' : await checkout.defaultBranch(),
    hint: metricsHint(files),
    ...(await workflowsOf(folder, files)),
  };
}

/** CODEOWNERS tells a folder from a file by its name. */
function isFolder(prompt: ReadablePrompt | undefined): boolean {
  return prompt?.version.files.some(({ path }) => path !== '') ?? false;
}

/** Whether a configuration can name it, as it is. */
function isPlainPath(path: string): boolean {
  const parsed = repoPath.safeParse(path);
  return parsed.success && parsed.data === path;
}

/** Owners of a path, as GitHub has them; addresses are left out. */
async function codeowners(folder: Folder): Promise<(path: string) => string[]> {
  for (const file of codeownersLocations) {
    if ((await folder.kind(file)) !== 'file' || (await folder.stat(file)).bytes > mostCodeownersBytes)
      continue;
    const text = (await folder.read(file)).toString('utf8');
    return (path) =>
      ownersOf(text, path).filter((owner) => /^@[\w-]+(?:\/[\w.-]+)?$/.test(owner) && owner.length <= 100);
  }
  return () => [];
}

function metricsHint(files: readonly string[]): string | null {
  const prometheus = files.find((file) => /(?:^|\/)prometheus\.ya?ml$/i.test(file));
  const litellm = files.find((file) => /(?:^|\/)(?:proxy_)?litellm[\w.-]*\.ya?ml$/i.test(file));
  const seen = [
    ...(prometheus === undefined
      ? []
      : [`${printable(prometheus)} configures a Prometheus: its address is the \`url\`.`]),
    ...(litellm === undefined
      ? []
      : [`${printable(litellm)} configures LiteLLM: \`preset: litellm\` has its queries.`]),
  ];
  return seen.length === 0 ? null : seen.join(' ');
}

const mostWorkflowBytes = 1024 * 1024;

/** Which of our workflows the repository has under another name, by the file, and whose names are taken by others. */
async function workflowsOf(
  folder: Folder,
  files: readonly string[],
): Promise<Pick<Seen, 'running' | 'taken'>> {
  const running = new Map<WorkflowName, string>();
  const taken = new Set<WorkflowName>();
  const texts: WorkflowText[] = [];
  const own = new Set<string>();
  for (const file of new Set([...files, ...workflowNames.map(workflowPath)])) {
    if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(file) || (await folder.kind(file)) !== 'file') continue;
    if ((await folder.stat(file)).bytes > mostWorkflowBytes) continue;
    const text = (await folder.read(file)).toString('utf8');
    texts.push({ file, text });
    for (const { uses, command } of usesIn(text)) {
      if (isAction(uses)) own.add(file);
      const called = new RegExp(`^${actionRepository}/\\.github/workflows/(\\w+)\\.yml@`).exec(uses)?.[1];
      const does = uses.startsWith(`${actionRepository}@`) ? command : called;
      const name = workflowNames.find((each) => each === does);
      if (name !== undefined && file !== workflowPath(name) && !running.has(name)) running.set(name, file);
    }
  }
  // Also a workflow that goes through another one beside it.
  for (const { file } of findUses(texts).uses) own.add(file);
  for (const name of workflowNames)
    if (own.has(workflowPath(name))) running.delete(name);
    else if ((await folder.kind(workflowPath(name))) !== null) taken.add(name);
  return { running, taken };
}

/** Every `uses` of a workflow with the command that is given to it; none when the file cannot be read. */
function usesIn(text: string): { readonly uses: string; readonly command: string }[] {
  const found: { uses: string; command: string }[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { uses, with: given }: { uses?: unknown; with?: unknown } = value;
    const command =
      typeof given === 'object' && given !== null && 'command' in given ? given.command : 'promote';
    if (typeof uses === 'string') found.push({ uses, command: String(command) });
    for (const child of Object.values(value)) collect(child);
  };
  try {
    collect(readYaml(text, { strict: false }).value);
  } catch (error) {
    // GitHub cannot run it either.
    if (!(error instanceof YamlProblem)) throw error;
  }
  return found;
}
