import type * as z from 'zod';
import { misspelt } from './issue-text.ts';
import { printable } from './printable.ts';
import type { Place } from './yaml.ts';

/** One thing that is wrong, and where. */
interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** One thing that is wrong with a file, as people read it: `prompts.a.stages[2]: …`. */
export interface LocatedProblem extends Place {
  readonly message: string;
}

/** As many are shown at once; more do not help a person. */
const mostShown = 20;
/** As many are looked up in the file, so that they can be shown in the order of its lines. */
const mostLocated = 200;

/** The problems of a file in the order of the file, and how many more there are. */
export interface Located {
  readonly problems: readonly LocatedProblem[];
  readonly rest: number;
}

/**
 * Finds the problems of a file in it: at most 200, in the order of the file, none twice. `placeOf` gives the place
 * of a path; `issues` come from the schema, with `reportInput`.
 */
export function locateProblems(
  issues: readonly z.core.$ZodIssue[],
  placeOf: (path: readonly PropertyKey[]) => Place,
): Located {
  const problems = withoutMisspelt(issues.flatMap((issue) => flatten(issue, [])));
  const located = problems.slice(0, mostLocated).map(({ path, message }) => {
    const where = path.length === 0 ? '' : `${pathText(path)}: `;
    return { ...placeOf(path), message: `${where}${message}` };
  });
  const sorted = located.sort((a, b) => a.line - b.line || a.column - b.column);
  const different = new Map(sorted.map((problem) => [`${problem.line} ${problem.message}`, problem]));
  return { problems: [...different.values()], rest: problems.length - located.length };
}

/** The problems of a file, one a line: `file:12: prompts.a.stages[2]: …`; at most 20 of them. */
export function describeProblems(file: string, { problems, rest }: Located): string {
  const texts = problems.slice(0, mostShown).map(({ line, message }) => `${file}:${line}: ${message}`);
  const more = problems.length - texts.length + rest;
  return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function flatten(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): Problem[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] ?? '' }));
  }
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ path, message }));
  if (issue.code === 'invalid_union') {
    const fitting = issue.errors.filter((issues) => !issues.some(isForeign));
    const [only, second] = fitting;
    if (only !== undefined && second === undefined) return only.flatMap((inner) => flatten(inner, path));
  }
  const missing = 'input' in issue && issue.input === undefined && issue.code !== 'custom';
  return [{ path, message: `${missing ? missingText : ''}${issue.message}` }];
}

const missingText = 'is missing: ';

/** A key that is missing because it is misspelt is told once: by the key that stands in its place. */
function withoutMisspelt(problems: readonly Problem[]): readonly Problem[] {
  if (!problems.some(({ message }) => message.startsWith(missingText))) return problems;
  const said = new Set(problems.map(({ path, message }) => `${pathText(path.slice(0, -1))} ${message}`));
  return problems.filter(({ path, message }) => {
    const hint = `${pathText(path.slice(0, -1))} ${misspelt(String(path.at(-1)))}`;
    return !(message.startsWith(missingText) && said.has(hint));
  });
}

/** Whether an alternative of a union is for another value altogether, so that its problems say nothing. */
function isForeign(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_value' || (issue.code === 'invalid_type' && issue.expected !== 'int');
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = printable(String(step), 64);
      if (!/^[\w-]+$/.test(key)) return `["${key}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
