import { duration, secondsBetween } from '../format.ts';
import type { Clock, Tone } from './attention.ts';
import { type Content, type Html, html, moment } from './html.ts';

const shapes: Readonly<Record<Tone, Html>> = {
  bad: html`<path d="M8 1.5 15 14H1z"/>`,
  warn: html`<path d="M8 1 15 8 8 15 1 8z"/>`,
  good: html`<circle cx="8" cy="8" r="6.5"/>`,
  calm: html`<circle class="ring" cx="8" cy="8" r="5.5"/>`,
};

/** The sign of a tone: another shape for each, so that colour is not needed to tell them apart. */
export function glyph(tone: Tone): Html {
  return html`<svg class="glyph ${tone}" viewBox="0 0 16 16" aria-hidden="true">${shapes[tone]}</svg>`;
}

/** A state in one or a few words, with the sign of its tone. */
export function chip(tone: Tone, text: string): Html {
  return html`<span class="chip ${tone}">${glyph(tone)}${text}</span>`;
}

/** A duration in seconds; a ledger tells no times that are shorter than a second well. */
export function quick(seconds: number): string {
  return seconds < 1 ? '< 1 s' : duration(seconds);
}

/** A clock as a moment, and how far that was when the page was written. */
export function clockText({ label, ends }: Clock, at: string): Html {
  const left = secondsBetween(at, ends);
  const over = secondsBetween(ends, at);
  const sameDay = ends.slice(0, 10) === at.slice(0, 10);
  const text =
    left !== null && left > 0 ? `in ${duration(left)}` : over === null ? '' : `${duration(over)} ago`;
  return html`<span class="clock"><span class="label">${label}</span> ${moment(ends, sameDay ? 'clock' : 'minute')} <b>${text}</b></span>`;
}

/** A part of the page with its heading. */
export function section(id: string, title: string, note: Content, body: Content): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<div class="head"><h2 id="${id}-title">${title}</h2>${note === null ? null : html`<p>${note}</p>`}</div>
${body}
</section>`;
}

/**
 * A table that becomes a list of cards on a narrow screen. The roles are written out, since browsers forget them
 * when a table is no longer laid out as one.
 */
export function table(label: string, header: readonly string[], rows: readonly (readonly Content[])[]): Html {
  const cell = (content: Content, column: number): Html =>
    column === 0
      ? html`<th role="rowheader" scope="row">${content}</th>`
      : html`<td role="cell" data-label="${header[column] ?? ''}">${content}</td>`;
  return html`<table role="table" aria-label="${label}">
<thead role="rowgroup"><tr role="row">${header.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((cells) => html`<tr role="row">${cells.map(cell)}</tr>\n`)}</tbody>
</table>`;
}
