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

/** The text as it is read: hidden characters spelt out, cut after 1,000 characters. */
export function escaped(text: string): string {
  return clip(visible(text), mostText).replace(/[&<>"']/g, (character) => entities[character] ?? '');
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

/** A link to an http(s) address; of any other text only the content. */
export function link(url: string | null, content: Content): Html {
  if (url === null || !isAddress(url)) return html`${content}`;
  return html`<a href="${new URL(url).href}" rel="noreferrer">${content}</a>`;
}

/** A name that links inside the page may use: letters, digits, `-` and `_` alone. */
export function anchor(kind: string, id: string): string {
  const safe = (character: string): string => `_${character.codePointAt(0)?.toString(16) ?? ''}_`;
  return `${kind}-${id.replace(/[^a-z0-9-]/gi, safe)}`;
}

/** A moment, for people and for programs: `2026-11-21 14:02 UTC`; `short` leaves the date out. */
export function moment(iso: string | null, form: 'full' | 'minute' | 'short' = 'minute'): Html {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(at)) return html`${iso ?? 'not known'}`;
  const text = new Date(at).toISOString();
  const [day, clock] = [text.slice(0, 10), text.slice(11, form === 'minute' ? 16 : 19)];
  return html`<time datetime="${text}">${form === 'short' ? clock : `${day} ${clock}`} UTC</time>`;
}
