/** Where a CODEOWNERS file can lie; the first that is there counts, as on GitHub. */
export const codeownersLocations = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** GitHub does not read a CODEOWNERS file of 3 MB or more. */
export const mostCodeownersBytes = 3 * 1024 * 1024 - 1;

/**
 * The owners of `path` by a CODEOWNERS file: those of the last line whose pattern matches, in their order; none
 * when no line matches or that line has no owner. `path` is a repository path; one that ends in `/` is a folder and
 * stands for a file in it of which only the folder is known. Rules of GitHub ("About code owners"): the patterns of
 * gitignore without `!`, `[ ]` and an escaped leading `#`, whose lines are passed over; `docs/*` matches no file
 * further down.
 */
export function ownersOf(codeowners: string, path: string): string[] {
  const file = path.endsWith('/') ? `${path}\u0000` : path;
  const lines = codeowners.split(/\r\n?|\n/).map(ruleOf);
  const last = lines.findLast((rule) => rule !== null && matches(rule.pattern, file));
  return [...(last?.owners ?? [])];
}

interface Rule {
  readonly pattern: string;
  readonly owners: readonly string[];
}

function ruleOf(line: string): Rule | null {
  const words = line.replace(/^\ufeff/, '').match(/(?:\\.|[^\s\\]|\\$)+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
  if (pattern === undefined || /^(?:!|\\#)/.test(pattern) || /(?<!\\)[[\]]/.test(pattern)) return null;
  return { pattern, owners };
}

function matches(pattern: string, path: string): boolean {
  return matcher(pattern).test(path);
}

/** A pattern as a regular expression over whole repository paths, by the rules of gitignore. */
function matcher(pattern: string): RegExp {
  const folder = pattern.endsWith('/');
  const bare = pattern.replace(/^\//, '').replace(/\/+$/, '');
  const segments = bare.split('/');
  const anchored = pattern.startsWith('/') || segments.length > 1;
  const body = segments.map((segment, index) => piece(segment, index === segments.length - 1)).join('');
  // A pattern that ends in `/*` names what lies directly in the folder; any other one also what lies below it.
  const shallow = segments.length > 1 && segments.at(-1) === '*' && !folder;
  const end = folder ? '/.*' : shallow ? '' : '(?:/.*)?';
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${body}${end}$`, 's');
}

function piece(segment: string, last: boolean): string {
  if (segment === '**') return last ? '.*' : '(?:.*/)?';
  const text = segment.replace(/\\(.)|\*+|\?|[^*?\\]+|\\$/gs, (token, escaped: string | undefined) => {
    if (escaped !== undefined) return literal(escaped);
    if (token.startsWith('*')) return '[^/]*';
    return token === '?' ? '[^/]' : literal(token);
  });
  return last ? text : `${text}/`;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
