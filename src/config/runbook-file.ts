import { fail } from '../errors/fail.ts';
import { type Part, parseTemplate, placeholderNames, placeholders } from '../report/runbook-template.ts';
import { nearest } from './nearest.ts';
import { printable } from './printable.ts';

/** Characters of a runbook; a pull request may have 65,536 in all. */
export const mostRunbookCharacters = 20_000;

/**
 * Checks a runbook of the prompts repository and gives it back. Throws `runbook-invalid` with every problem, each
 * with file and line.
 */
export function checkRunbook(text: string, file: string): string {
  const problems = runbookProblems(text).map(({ line, message }) => `${file}:${line}: ${message}`);
  if (problems.length > 0)
    throw fail('runbook-invalid', { file, problems: problems.slice(0, 20).join('\n') });
  return text;
}

interface Problem {
  readonly line: number;
  readonly message: string;
}

/** What is wrong with a runbook, in the order of its lines. */
export function runbookProblems(text: string): { readonly line: number; readonly message: string }[] {
  if (text.length > mostRunbookCharacters)
    return [
      { line: 1, message: `has ${text.length} characters; at most ${mostRunbookCharacters} are taken` },
    ];
  if (text.trim() === '') return [{ line: 1, message: 'is empty' }];
  const { parts, fence } = parseTemplate(text);
  const unknown = parts.flatMap((part) => problemOf(part));
  const open = fence === null ? [] : [{ line: fence, message: 'this code block is never closed' }];
  return [...unknown, ...open, ...markers(text)].sort((a, b) => a.line - b.line);
}

function problemOf(part: Part): Problem[] {
  if (part.kind === 'text') return [];
  const { name, line, context, alone } = part;
  const shown = `{{${printable(name, 64)}}}`;
  const known = placeholderNames.find((entry) => entry === name);
  if (known === undefined) {
    const near = nearest(name, placeholderNames);
    const hint =
      near === null ? `; known are: ${placeholderNames.join(', ')}` : `, did you mean {{${near}}}?`;
    return [{ line, message: `unknown placeholder ${shown}${hint}` }];
  }
  if (!placeholders[known].block || (alone && context === 'text')) return [];
  return [{ line, message: `${shown} is a block: it stands on a line of its own, outside of code` }];
}

/** A hidden comment of ours in the text of a pull request says which one it is; a runbook has none. */
function markers(text: string): Problem[] {
  return text.split(/\r\n?|\n/).flatMap((content, index) =>
    content.includes('<!-- prompt-rollout:')
      ? [
          {
            line: index + 1,
            message: 'a comment that begins with `<!-- prompt-rollout:` is kept for the program',
          },
        ]
      : [],
  );
}
