import { readFileSync } from 'node:fs';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** HTML elements that GitHub's sanitiser leaves, as far as our Markdown could need them. */
export const allowedElements = [
  ...[
    'a',
    'blockquote',
    'br',
    'code',
    'del',
    'details',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'hr',
    'input',
    'kbd',
    'li',
  ],
  ...[
    'ol',
    'p',
    'pre',
    'span',
    'strong',
    'sub',
    'summary',
    'sup',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
    'ul',
  ],
];

const style = readFileSync(new URL('github.css', import.meta.url), 'utf8');

/** Markdown as GitHub makes HTML of it, without the sanitiser: what would be removed must not be there. */
export function rendered(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** A page with the width and the styles of GitHub, to show reports in. */
export const emptyPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Reports</title><meta name="viewport" content="width=device-width"><style>${style}</style><body><article></article></body></html>`;
