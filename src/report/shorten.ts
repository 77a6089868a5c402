import { count } from './format.ts';

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
 * The sections, an empty line between two. A body over `limit` is shortened in stages: by rank each section goes
 * through its forms, then whole sections go; a note says which. `size` counts a text, and a text in two parts like
 * the parts.
 */
export function shorten(
  sections: readonly Section[],
  limit: number,
  size: (text: string) => number = (text) => text.length,
): string {
  const shown = sections.map((section) => ({ ...section, level: 0, gone: false }));
  const sizes = new Map(shown.map((section) => [section, size(formOf(section))]));
  // Kept as a sum: to join a thousand sections after each step would take seconds.
  let total = [...sizes.values()].reduce((sum, each) => sum + each, 0);
  const change = (section: Shown, fields: Partial<Pick<Shown, 'level' | 'gone'>>): void => {
    Object.assign(section, fields);
    total += size(formOf(section)) - (sizes.get(section) ?? 0);
    sizes.set(section, size(formOf(section)));
  };
  const fits = (): boolean => total + 2 * (shown.length + 1) + size(noteOf(shown, limit)) <= limit;

  const order = [...shown].sort((a, b) => b.rank - a.rank);
  for (const section of order)
    while (!fits() && section.level < section.forms.length - 1) change(section, { level: section.level + 1 });
  for (const section of order) if (!fits() && section.rank > 0) change(section, { gone: true });
  const text = [...shown.map(formOf), noteOf(shown, limit)].filter((part) => part !== '').join('\n\n');
  return size(text) <= limit ? text : cut(text, limit, size);
}

type Shown = Section & { level: number; gone: boolean };

const formOf = ({ forms, level, gone }: Shown): string => (gone ? '' : (forms[level] ?? ''));

function noteOf(sections: readonly Shown[], limit: number): string {
  const shortened = sections.filter(({ level, gone }) => level > 0 || gone).map(({ name }) => name);
  if (shortened.length === 0) return '';
  return `_Shortened, since a text may have ${count(limit)} characters here: ${named(shortened)}._`;
}

/** What a note names; a thousand names would be what it is to save. */
const mostNames = 20;

function named(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The last resort, for limits that no real forge has: as many whole lines as fit. */
function cut(text: string, limit: number, size: (text: string) => number): string {
  const lines = text.split('\n');
  while (lines.length > 0 && size(lines.join('\n')) > limit) lines.pop();
  return lines.join('\n').trimEnd();
}
