import { clip, defused, oneLine, visible, zeroWidthSpace } from './plain.ts';

/**
 * The one place that makes untrusted text safe in GitHub Flavored Markdown. Backslashes alone do not do:
 * mentions, references and commits are found in the rendered text, where no backslash is left.
 */

const mostInline = 1000;
const mostCode = 600;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  [zeroWidthSpace]: '&#8203;',
  // Two dollar signs in a paragraph make a formula; GitHub documents this as the way to write one.
  $: '<span>$</span>',
};

/** The text inside HTML that Markdown does not read, such as a summary. */
function html(text: string): string {
  return defused(clip(text, mostInline)).replace(/[&<>|$\u200b]/g, (character) => entities[character] ?? '');
}

/**
 * The text as part of a paragraph, heading, list item or cell: it shows as it is and does nothing. Beyond
 * 1,000 characters it is cut, so that no text of others fills a body.
 */
export function inline(text: string): string {
  return html(text)
    .replace(/(?<![a-z0-9])[0-9a-f]{7,}(?![a-z0-9])/gi, (run) =>
      run.replace(/.{6}(?=.)/g, `$&${entities[zeroWidthSpace]}`),
    )
    .replace(/[\\`*_[\]~]/g, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+=:#]/, '\\$&');
}

/** The text as a code span on one line, cut after 600 characters. */
export function code(text: string): string {
  const line = withoutMarkers(oneLine(clip(text, mostCode)));
  if (line === '') return '(empty)';
  const ticks = '`'.repeat(longestTicks(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A sentence in which `…` marks code, as our own messages have it around words of others. */
export function prose(text: string): string {
  const parts = clip(text, mostInline).split(/(?<!`)`([^`\s][^`]*)`(?!`)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? code(part) : between(part)))
    .join('')
    .trim();
}

function between(part: string): string {
  const [before, after] = [/^\s/.test(part) ? ' ' : '', /\s$/.test(part) ? ' ' : ''];
  return part.trim() === '' ? before : `${before}${inline(part)}${after}`;
}

/** The text as a fenced block that nothing in it can close. `lang` is a word such as `diff`. */
export function fence(text: string, lang: string): string {
  const block = withoutMarkers(visible(text)).replace(/\n+$/, '');
  const ticks = '`'.repeat(Math.max(3, longestTicks(block) + 1));
  return `${ticks}${lang.replace(/[^a-z0-9+-]/gi, '')}\n${block}\n${ticks}`;
}

/** A table; header and cells are Markdown that is safe already. A row that is too short is filled up. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${header.map((_, i) => cell(cells[i])).join(' | ')} |`;
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

// Renderers differ in how they read a backslash before an escaped pipe, so the two never meet.
function cell(text: string | undefined): string {
  const content = (text ?? '').replace(/\s*\n\s*/g, ' ').replace(/\\(?=\|)/g, `\\${zeroWidthSpace}`);
  return content === '' ? '–' : unbroken(content).replaceAll('|', '\\|');
}

const figure = /^(\*{0,2}[+-]?[\d.,]+) (%|ms|s|min|h|d)(\*{0,2})$/;

/** A number is not torn from its unit in a narrow column. */
function unbroken(content: string): string {
  return content.replace(figure, '$1&nbsp;$2$3');
}

/** A block that opens on a click. `summary` is plain text, `body` safe Markdown. */
export function details(summary: string, body: string): string {
  return `<details>\n<summary>${html(summary)}</summary>\n\n${body}\n\n</details>`;
}

const account = /^@?([a-z0-9](?:-?[a-z0-9]){0,38}(?:_[a-z0-9]{1,10})?(?:\/[a-z0-9][a-z0-9_-]{0,99})?)$/i;

/** A real mention of a user or `org/team`, with or without `@`; any other text becomes inert. */
export function mention(name: string): string {
  const match = account.exec(name);
  return match?.[1] === undefined ? inline(name) : `@${match[1]}`;
}

/** A link with untrusted text; without an http(s) address only the text. */
export function link(text: string, url: string | null): string {
  return linked(inline(text), url);
}

/** A link around Markdown that is safe already, such as a code span. */
export function linked(markdown: string, url: string | null): string {
  const address = url === null ? null : httpAddress(url);
  return address === null ? markdown : `[${markdown}](${address})`;
}

/** Whether a text is an address that `link` links to. */
export function isAddress(url: string | null): boolean {
  return url !== null && httpAddress(url) !== null;
}

function httpAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (
    parsed === null ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.username !== '' ||
    parsed.password !== ''
  )
    return null;
  const encoded = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return parsed.href.replace(/[\\()<>[\]|`*_~$"' ]/g, encoded).replaceAll('&', '&amp;');
}

const markerStart = '<!-- prompt-rollout:';

/** The hidden comment by which a pull request or issue is found again. The same input gives the same text. */
export function marker(kind: string, id: string): string {
  const safe = (text: string): string =>
    encodeURIComponent(visible(text))
      .replaceAll('%2F', '/')
      .replace(/-(?=-)/g, '%2D');
  return `${markerStart}${safe(kind)} ${safe(id)} -->`;
}

/** In code `<` cannot be escaped, and a marker there would pass for one of ours: it is made unlike one. */
export function withoutMarkers(text: string): string {
  return text.replaceAll(markerStart, '<!-[-] prompt-rollout:');
}

function longestTicks(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
