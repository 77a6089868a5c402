/** One section of a body, with what to show of it when space is short. */
export interface Section {
  /** What the closing note calls it. */
  readonly name: string;
  /** From the fullest form to the shortest; an empty text leaves the section out. */
  readonly forms: readonly [string, ...string[]];
  /** The section with the highest rank is shortened first; rank 0 is never left out as a whole. */
  readonly rank: number;
}

/**
 * The sections, an empty line between two. A body over `limit` (as `size` counts it) is shortened in
 * stages: by rank each section goes through its forms, then whole sections go; a note says which.
 */
export function shorten(
  sections: readonly Section[],
  limit: number,
  size: (text: string) => number = (text) => text.length,
): string {
  const shown = sections.map((section) => ({ ...section, level: 0, gone: false }));
  const text = (): string => join(shown, limit);
  const fits = (): boolean => size(text()) <= limit;

  const order = [...shown].sort((a, b) => b.rank - a.rank);
  for (const section of order) while (!fits() && section.level < section.forms.length - 1) section.level += 1;
  for (const section of order) if (!fits() && section.rank > 0) section.gone = true;
  return fits() ? text() : cut(text(), limit, size);
}

type Shown = Section & { level: number; gone: boolean };

function join(sections: readonly Shown[], limit: number): string {
  const shortened = sections.filter(({ level, gone }) => level > 0 || gone).map(({ name }) => name);
  const form = ({ forms, level, gone }: Shown): string => (gone ? '' : (forms[level] ?? ''));
  const note =
    shortened.length === 0
      ? ''
      : `_Shortened, since a text may have ${limit} characters here: ${shortened.join(', ')}._`;
  return [...sections.map(form), note].filter((part) => part !== '').join('\n\n');
}

/** The last resort, for limits that no real forge has: as many whole lines as fit. */
function cut(text: string, limit: number, size: (text: string) => number): string {
  const lines = text.split('\n');
  while (lines.length > 0 && size(lines.join('\n')) > limit) lines.pop();
  return lines.join('\n').trimEnd();
}
