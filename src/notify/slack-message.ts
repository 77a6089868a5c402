import { contentOf, moreLines } from './content.ts';
import type { Notice } from './port.ts';

/** A text that Slack renders. `verbatim` keeps names, channels and addresses in it from becoming links. */
interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

export type Block =
  | { readonly type: 'section'; readonly text: Mrkdwn }
  | { readonly type: 'context'; readonly elements: readonly Mrkdwn[] };

/** What a message says: `text` for notifications and screen readers, `blocks` for all others. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Characters that Slack takes in one text object. */
const mostText = 3000;
/** Slack refuses messages (`msg_blocks_too_long`) from about 13,000 characters of blocks on, which it tells nowhere. */
const mostBlocks = 10_000;
const mostTitle = 1500;
const mostLink = 1000;

/** The notice as a message of Slack, within its limits. Nothing in it mentions anybody. */
export function slackMessage(notice: Notice): SlackMessage {
  const content = contentOf(notice);
  const title = escaped(content.title, mostTitle);
  const links = linksOf(content);
  const facts = [content.severity, content.prompt, content.event, content.at];
  const footer = escaped(facts.join(' · '), 500);
  const room = mostBlocks - title.length - links.length - footer.length;
  return {
    text: escaped([content.title, ...content.lines].join('\n'), mostText),
    blocks: [
      section(`*${title}*`),
      ...sectionsOf(content.lines, room).map(section),
      ...(links === '' ? [] : [section(links)]),
      { type: 'context', elements: [mrkdwn(footer)] },
    ],
  };
}

/**
 * A text in which nothing is a mention or a link to Slack: without `<` none can be formed. At most `limit`
 * characters as they are sent, cut between characters.
 */
export function escaped(text: string, limit: number): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  let result = '';
  for (const character of text.toWellFormed()) {
    const sign = signs[character] ?? character;
    if (result.length + sign.length > limit - 1) return `${result}…`;
    result += sign;
  }
  return result;
}

/** The lines in as few texts as hold them, of at most `room` characters in all; what is left out is counted. */
function sectionsOf(lines: readonly string[], room: number): string[] {
  const sections: string[] = [];
  let used = 0;
  for (const [index, line] of lines.entries()) {
    const text = escaped(line, mostText);
    const full = used + text.length + 50 > room;
    const last = sections.at(-1);
    const next = full ? moreLines(lines.length - index) : text;
    if (last === undefined || last.length + next.length + 1 > mostText) sections.push(next);
    else sections[sections.length - 1] = `${last}\n${next}`;
    if (full) break;
    used += text.length + 1;
  }
  // Slack refuses a text without anything to see.
  return sections.filter((text) => text.trim() !== '');
}

/** As many links as fit into one text; of one that is too long its words, and how many are left out. */
function linksOf({ links }: Notice): string {
  let result = '';
  for (const [index, { text, url }] of links.entries()) {
    const words = escaped(text, mostLink);
    // The bar ends the address.
    const link = `<${url.replaceAll('&', '&amp;').replaceAll('|', '%7C')}|${words}>`;
    const line = link.length <= mostLink ? link : words;
    if (result.length + line.length + 50 > mostText) return `${result}\n… and ${links.length - index} more`;
    result += result === '' ? line : `\n${line}`;
  }
  return result;
}

function section(text: string): Block {
  return { type: 'section', text: mrkdwn(text) };
}

function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}
