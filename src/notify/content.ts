import { clip, oneLine, visible } from '../report/plain.ts';
import type { Notice } from './port.ts';

/** Bounds of a notice: no more than a person reads, and so little that each medium can hold what it takes of it. */
const most = { title: 1024, lines: 100, line: 2000, links: 20, linkText: 150, url: 2000, details: 50 };
const mostDetail = { key: 100, value: 1000 };
const mostName = 100;

/**
 * The notice as all channels send it: hidden characters spelt out, each line one line, within bounds, drills
 * marked, and only links that can be followed. What is left out is told in a line.
 */
export function contentOf(notice: Notice): Notice {
  const links = notice.links.map(({ text, url }) => ({
    text: clip(named(text), most.linkText),
    url: safeUrl(url),
  }));
  const usable = links.flatMap(({ text, url }) => (url === null ? [] : [{ text, url }]));
  const lost = links.flatMap(({ text, url }) =>
    url === null ? [`${text}: its address cannot be shown.`] : [],
  );
  const title = oneLine(notice.title) || named(notice.event);
  return {
    ...notice,
    event: clip(named(notice.event), mostName),
    prompt: clip(named(notice.prompt), mostName),
    title: clip(notice.drill && !title.startsWith('[drill]') ? `[drill] ${title}` : title, most.title),
    lines: linesOf([...notice.lines, ...lost]),
    links: usable.slice(0, most.links),
    details: detailsOf(notice.details),
  };
}

/** A service may refuse an empty text. */
function named(text: string): string {
  return oneLine(text) || '-';
}

function linesOf(texts: readonly string[]): string[] {
  const lines = texts.flatMap((text) => visible(text).split('\n'));
  const shown = lines.slice(0, most.lines).map((line) => clip(line.trimEnd(), most.line));
  const left = lines.length - shown.length;
  return left === 0 ? shown : [...shown, moreLines(left)];
}

/** What stands for lines that were left out; `count` is 1 or more. */
export function moreLines(count: number): string {
  return `… and ${count} more ${count === 1 ? 'line' : 'lines'}`;
}

function detailsOf(details: Notice['details']): Notice['details'] {
  const entries = Object.entries(details).slice(0, most.details);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      clip(named(key), mostDetail.key),
      typeof value === 'string' ? clip(visible(value), mostDetail.value) : value,
    ]),
  );
}

/** The address in its canonical form; null for one that is none of the web, holds credentials or is too long. */
function safeUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  const ofTheWeb = protocol === 'https:' || protocol === 'http:';
  return ofTheWeb && username === '' && password === '' && href.length <= most.url ? href : null;
}
