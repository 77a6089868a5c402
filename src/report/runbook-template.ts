/** Names of the runbook templates: what can go wrong, each with what a person does about it. */
export const scenarios = ['error-rate', 'latency', 'quality', 'cascade', 'failed-rollback'] as const;
export type Scenario = (typeof scenarios)[number];

/**
 * Everything that a template can name, with what stands in its place. Blocks are several lines, so they stand
 * on a line of their own, outside of code.
 */
export const placeholders = {
  prompt: { about: 'Id of the prompt.', block: false },
  path: { about: 'File or folder of the prompt.', block: false },
  repository: { about: 'The prompts repository.', block: false },
  default_branch: { about: 'Its default branch.', block: false },
  incident: { about: 'Id of the incident.', block: false },
  rollout: { about: 'Id of the rollout.', block: false },
  situation: { about: 'What happened and what serves now, one sentence.', block: false },
  bad: { about: 'Label of the bad version.', block: false },
  bad_commit: { about: 'Its commit.', block: false },
  weight: { about: 'Share of the traffic that it had, in percent.', block: false },
  good: { about: 'Label of the previous good version.', block: false },
  good_commit: { about: 'Its commit.', block: false },
  good_dates: { about: 'Since when it served everyone, and was known as good.', block: false },
  rule: { about: 'The rule that was crossed.', block: false },
  metric: { about: 'The metric of that rule.', block: false },
  expected: { about: 'What the metric should be at most, or at least.', block: false },
  actual: { about: 'What it was found to be.', block: false },
  stable_value: { about: 'What it was for the stable version at the same time.', block: false },
  since: { about: 'When the trouble began.', block: false },
  requests: { about: 'Requests that the bad version had, and how many failed.', block: false },
  numbers: { about: 'Expected and found of every metric that is over a limit, as a table.', block: true },
  source: { about: 'The metrics source and its address.', block: false },
  queries: { about: 'The queries as they were sent.', block: true },
  cascade: { about: 'The other prompts that fail at the same time.', block: false },
  verified: { about: 'What the verification of the rollback has found so far.', block: false },
  target: { about: 'The version that the commands below put back.', block: false },
  action: { about: 'Whether a rollback has to be started by hand, one sentence.', block: false },
  commands: { about: 'Every way to start a rollback by hand, to copy.', block: true },
  rollback_workflow: { about: 'The same with `gh workflow run`.', block: false },
  rollback_dispatch: { about: 'The same with `curl` (`repository_dispatch`).', block: false },
  rollback_cli: { about: 'The same with the command line.', block: false },
  alternatives: {
    about: 'Older versions that are known as good, with their dates and evidence.',
    block: true,
  },
  verify: {
    about: 'Which numbers over how many requests, and within what time, mean recovery.',
    block: false,
  },
  escalate: { about: 'When to escalate.', block: false },
  contacts: { about: 'Whom to call: authors, owners, code owners.', block: false },
} as const satisfies Record<string, { readonly about: string; readonly block: boolean }>;

export type PlaceholderName = keyof typeof placeholders;

export const placeholderNames = Object.keys(placeholders) as PlaceholderName[];

/** Whether a name is one of the list. */
export function isPlaceholder(name: string): name is PlaceholderName {
  return Object.hasOwn(placeholders, name);
}

/** Where a placeholder stands: in a paragraph, or between backticks (a span or a fence). */
export type Context = 'text' | 'code';

/** A piece of a template. `line` counts from 1; `alone` tells that nothing else stands on its line. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'placeholder';
      readonly name: string;
      readonly line: number;
      readonly context: Context;
      readonly alone: boolean;
    };

/** A template in pieces, in their order. `fence` is the line of a code block that is never closed, else null. */
export interface ParsedTemplate {
  readonly parts: readonly Part[];
  readonly fence: number | null;
}

/**
 * Splits a template at its placeholders `{{name}}`; any name, known or not. `${{ … }}` is text, as an expression
 * of a workflow that is quoted in a runbook.
 */
export function parseTemplate(template: string): ParsedTemplate {
  const parts: Part[] = [];
  let open: { readonly ticks: string; readonly line: number } | null = null;
  for (const [index, text] of template.replace(/\r\n?/g, '\n').split('\n').entries()) {
    const line = index + 1;
    const ticks: string | undefined = /^\s*(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1];
    const inside: boolean = open !== null;
    if (index > 0) parts.push({ kind: 'text', text: '\n' });
    parts.push(...partsOf(text, line, inside || ticks !== undefined));
    if (open === null && ticks !== undefined) open = { ticks, line };
    else if (open !== null && closes(text, open.ticks)) open = null;
  }
  return { parts, fence: open?.line ?? null };
}

function closes(line: string, ticks: string): boolean {
  const bare = line.trim();
  return bare.length >= ticks.length && [...bare].every((character) => character === ticks[0]);
}

function partsOf(line: string, number: number, fenced: boolean): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of line.matchAll(/(?<!\$)\{\{([^{}]*)\}\}/g)) {
    const before = line.slice(0, found.index);
    parts.push({ kind: 'text', text: line.slice(from, found.index) });
    parts.push({
      kind: 'placeholder',
      name: (found[1] ?? '').trim(),
      line: number,
      context: fenced || inSpan(before, line.slice(found.index)) ? 'code' : 'text',
      alone: line.trim() === found[0],
    });
    from = found.index + found[0].length;
  }
  return [...parts, { kind: 'text', text: line.slice(from) }];
}

/** Whether a code span is open after `before`, and closed in `rest`: runs of as many backticks belong together. */
function inSpan(before: string, rest: string): boolean {
  let open: string | null = null;
  for (const [run] of before.matchAll(/(?<!\\)`+/g)) {
    if (open === null) open = run;
    else if (open === run) open = null;
  }
  return open !== null && [...rest.matchAll(/`+/g)].some(([run]) => run === open);
}
