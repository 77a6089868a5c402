/**
 * Untrusted text as plain text: what a log line, a title, a commit message and (through `markdown.ts`) a
 * Markdown body start from.
 */

/** Breaks what a forge would link or expand, and shows nothing. Text of others never keeps one of its own. */
export const zeroWidthSpace = '\u200b';

const newline = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * Characters that a reader cannot see and that change what is read: controls, bidi marks, tag characters,
 * lone surrogates. The joiners and selectors that emoji and several scripts need stay.
 */
const hidden =
  /(?!\t|\n|\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** The text with every hidden character spelt out (`[U+202E]`), and every kind of line end as a newline. */
export function visible(text: string): string {
  return text.replace(newline, '\n').replace(hidden, (character) => {
    const number = character.codePointAt(0) ?? 0;
    return `[U+${number.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

/**
 * The text on one line, hidden characters spelt out. `##[` is a command of the Actions runner wherever it
 * stands in a log line, so it is pulled apart; `::` is one only at the start, where this text never stands.
 */
export function oneLine(text: string): string {
  return visible(text)
    .replace(/[\t\n ]+/g, ' ')
    .replaceAll('##[', '## [')
    .trim();
}

/** At most `limit` characters (1 or more), the last an ellipsis when something is left out. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

const expanded: readonly (readonly [RegExp, string])[] = [
  [/@(?=[a-z0-9_])/gi, `@${zeroWidthSpace}`],
  [/#(?=[a-z0-9_])/gi, `#${zeroWidthSpace}`],
  [/(?<![a-z0-9])(GH|GHSA|CVE)-(?=[a-z0-9])/gi, `$1${zeroWidthSpace}-`],
  [/:(?=\/\/)/g, `:${zeroWidthSpace}`],
  [/www(?=\.)/gi, `$&${zeroWidthSpace}`],
  [/:(?=[a-z0-9_+-]{0,40}[a-z+-][a-z0-9_+-]{0,40}:)/gi, `:${zeroWidthSpace}`],
];

/** One line in which nothing is a mention, a reference, a link or an emoji code to a forge. */
export function defused(text: string): string {
  return expanded.reduce((line, [pattern, by]) => line.replace(pattern, by), oneLine(text));
}
