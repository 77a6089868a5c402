import type { ContentFile } from '../git/port.ts';
import { type Edit, editScript } from './myers.ts';
import { oneLine } from './plain.ts';

/** Files of one version: path to text. */
export type Files = ReadonlyMap<string, string>;

/** Lines of a file beyond which it is not compared line by line. */
const mostLines = 20_000;
const context = 3;

/**
 * The difference of two versions in the unified format of `git diff`, files in the order of their paths;
 * empty when the texts are the same. A file that differs too much to be compared says so on a `\` line.
 */
export function unifiedDiff(before: Files, after: Files): string {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.map((path) => fileDiff(path, before.get(path), after.get(path))).join('');
}

/**
 * The same for files as git hands them out; null when one side has none, so that nothing can be said.
 * `name` stands for the path of a prompt that is one file, whose own path is empty.
 */
export function diffFiles(
  before: readonly ContentFile[],
  after: readonly ContentFile[],
  name = 'prompt',
): string | null {
  if (before.length === 0 || after.length === 0) return null;
  const texts = (files: readonly ContentFile[]): Files =>
    new Map(files.map(({ path, bytes }) => [path === '' ? name : path, Buffer.from(bytes).toString('utf8')]));
  return unifiedDiff(texts(before), texts(after));
}

function fileDiff(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const name = oneLine(path);
  const header = [
    `--- ${before === undefined ? '/dev/null' : `a/${name}`}`,
    `+++ ${after === undefined ? '/dev/null' : `b/${name}`}`,
  ];
  const [old, young] = [linesOf(before ?? ''), linesOf(after ?? '')];
  const edits = Math.max(old.length, young.length) > mostLines ? null : editScript(old, young);
  const body =
    edits === null
      ? [`\\ Too different to compare line by line: ${old.length} lines before, ${young.length} after.`]
      : hunks(edits).map(hunkText);
  return `${[...header, ...body].join('\n')}\n`;
}

const unended = '\n\\ No newline at end of file';

/** The lines without their ends; a last line that has none carries git's remark, so that it differs. */
function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const last = lines.pop();
  return last === undefined || last === '' ? lines : [...lines, `${last}${unended}`];
}

interface Hunk {
  /** Lines of the old and the new file that come before the hunk. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly edits: readonly Edit[];
}

/** Groups of changes with three lines of context; what lies closer than twice that is one group. */
function hunks(edits: readonly Edit[]): Hunk[] {
  const changed = edits.flatMap(({ kind }, index) => (kind === ' ' ? [] : [index]));
  const groups: [number, number][] = [];
  for (const index of changed) {
    const last = groups.at(-1);
    if (last !== undefined && index - last[1] - 1 <= 2 * context) last[1] = index;
    else groups.push([index, index]);
  }
  return groups.map(([first, last]) => {
    const start = Math.max(0, first - context);
    const earlier = edits.slice(0, start);
    return {
      oldStart: earlier.filter(({ kind }) => kind !== '+').length,
      newStart: earlier.filter(({ kind }) => kind !== '-').length,
      edits: edits.slice(start, last + context + 1),
    };
  });
}

function hunkText({ oldStart, newStart, edits }: Hunk): string {
  const range = (start: number, kind: Edit['kind']): string => {
    const length = edits.filter((edit) => edit.kind !== kind).length;
    const first = length === 0 ? start : start + 1;
    return length === 1 ? String(first) : `${first},${length}`;
  };
  const lines = edits.map(({ kind, line }) => `${kind}${line}`);
  return [`@@ -${range(oldStart, '+')} +${range(newStart, '-')} @@`, ...lines].join('\n');
}
