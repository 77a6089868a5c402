import type * as z from 'zod';
import { printable } from './printable.ts';

/** One thing that is wrong, and where. */
interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** As many are shown at once; more do not help a person. */
const mostShown = 20;
/** As many are looked up in the file, so that they can be shown in the order of its lines. */
const mostLocated = 200;

/**
 * The problems of a file, one a line, in the order of the file: `file:12: prompts.a.stages[2]: …`.
 * `lineOf` gives the line of a path; `issues` come from the schema, with `reportInput`.
 */
export function describeProblems(
  file: string,
  issues: readonly z.core.$ZodIssue[],
  lineOf: (path: readonly PropertyKey[]) => number,
): string {
  const problems = issues.flatMap((issue) => flatten(issue, []));
  const located = problems.slice(0, mostLocated).map(({ path, message }) => {
    const line = lineOf(path);
    const where = path.length === 0 ? '' : `${pathText(path)}: `;
    return { line, text: `${file}:${line}: ${where}${message}` };
  });
  const texts = [...new Set(located.sort((a, b) => a.line - b.line).map(({ text }) => text))];
  const shown = texts.slice(0, mostShown);
  const rest = texts.length - shown.length + problems.length - located.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
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
  return [{ path, message: `${missing ? 'is missing: ' : ''}${issue.message}` }];
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
