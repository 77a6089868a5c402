import { isAddress } from '../markdown.ts';
import { clip, visible } from '../plain.ts';

/**
 * The one place that makes untrusted text safe in HTML. Only `html` makes an `Html`, and everything that stands in
 * its holes is escaped unless it is one: text of others can be neither an element nor an attribute.
 */

const mostText = 1000;

/** Markup that is safe already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a hole. Null is nothing. */
export type Content = Html | string | number | null | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const unit = /(?<=\d) (?=(?:%|ms|s|min|h|d)(?![\p{L}\d]))/gu;

/** The text as it is read: hidden characters spelt out, cut after 1,000 characters, a number and its unit on one line. */
export function escaped(text: string): string {
  return clip(visible(text), mostText)
    .replace(unit, '\u00a0')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Markup with holes. Attributes are always written in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((part, index) => part + textOf(values[index] ?? null)).join(''));
}

/** Our own text as it stands, such as the style sheet: never anything that comes from outside. */
export function trusted(text: string): Html {
  return new Html(text);
}

function textOf(value: Content): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escaped(value);
  return typeof value === 'number' ? String(value) : value.map(textOf).join('');
}

/** Whether a text is an address that `link` links to: http(s), or a file of this machine, as the local forge has them. */
export function isLink(url: string | null): url is string {
  if (url === null || !URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return isAddress(url) || (protocol === 'file:' && host === '');
}

/** A link to an address; of any other text only the content. */
export function link(url: string | null, content: Content): Html {
  if (!isLink(url)) return html`${content}`;
  return html`<a href="${new URL(url).href}" rel="noreferrer">${content}</a>`;
}

/** A name that links inside the page may use: letters, digits, `-` and `_` alone. */
export function anchor(kind: string, id: string): string {
  const safe = (character: string): string => `_${character.codePointAt(0)?.toString(16) ?? ''}_`;
  return `${kind}-${id.replace(/[^a-z0-9-]/gi, safe)}`;
}

/** How a moment is written: with its date, with its seconds, and whether it says that it is UTC. */
const forms = {
  full: { from: 0, to: 19, zone: ' UTC' },
  minute: { from: 0, to: 16, zone: ' UTC' },
  clock: { from: 11, to: 19, zone: ' UTC' },
  bare: { from: 0, to: 16, zone: '' },
  bareFull: { from: 0, to: 19, zone: '' },
  bareClock: { from: 11, to: 19, zone: '' },
} as const;

/** A moment (ISO 8601), for people and for programs: `2026-11-21 14:02 UTC`. */
export function moment(iso: string | null, form: keyof typeof forms = 'minute'): Html {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(at)) return html`${iso ?? 'not known'}`;
  const { from, to, zone } = forms[form];
  const text = new Date(at).toISOString();
  return html`<time datetime="${text}">${text.slice(from, to).replace('T', ' ')}${zone}</time>`;
}
