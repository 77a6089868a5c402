import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** A body as GitHub's reader of Markdown sees it, by a parser that is none of ours. */
export interface Seen {
  readonly html: string;
  /** Addresses of links and images. */
  readonly addresses: readonly string[];
  readonly headings: readonly string[];
  /** What stands outside of code and tags, where mentions, references and emoji are looked for. */
  readonly prose: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function textOf(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '');
}

/** Reads Markdown as GFM; raw HTML stays, as on GitHub. */
export function seen(markdown: string): Seen {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const outside = html.replace(/<pre>[\s\S]*?<\/pre>/g, '').replace(/<code[^>]*>[\s\S]*?<\/code>/g, 'CODE');
  return {
    html,
    addresses: [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address),
    headings: [...html.matchAll(/<h[1-6]>([\s\S]*?)<\/h[1-6]>/g)].map(([, text = '']) => textOf(text)),
    prose: textOf(outside),
  };
}

/** What a body would do on GitHub besides being read; our own links begin with one of `origins`. */
export function liveParts(markdown: string, origins: readonly string[]): string[] {
  const { html, addresses, prose, headings } = seen(markdown);
  // Raw HTML of ours; everything else was text of others that got through.
  const tags = [...html.matchAll(/<(?!!--)\/?([a-z][a-z0-9-]*)[^>]*>/gi)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  const ours =
    /^(?:p|h[1-6]|ul|ol|li|a|code|pre|em|strong|del|table|thead|tbody|tr|t[hd]|br|hr|details|summary|span|blockquote|input|sub|sup)$/;
  const found: string[] = tags.filter((name) => !ours.test(name));
  found.push(...addresses.filter((address) => !origins.some((origin) => address.startsWith(origin))));
  found.push(...headings.filter((heading) => /^(?:Out of the fence|owned)/i.test(heading)));
  for (const pattern of [
    /(?<![\w/])@[a-z0-9][\w-]*/gi,
    /(?<![\w&])#\d+/g,
    /(?<!\w)(?:GH|CVE|GHSA)-\w+/g,
    /(?<![\w/])[0-9a-f]{40}(?!\w)/g,
    /(?:https?:\/\/|www\.)evil[^\s]*/g,
  ])
    found.push(...(prose.match(pattern) ?? []));
  return found;
}

/** Characters that change how the text around them is read. */
export const dangerous =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/** Lines of a log that a runner takes for commands and that are none of ours. */
export function commandsIn(log: string): string[] {
  // Looks stand in a group, whose title names prompt, version and stage.
  const looks = String.raw`group::Looks at [a-z]+ v[\d.]+: stage \d of \d, \d+ %25$|endgroup::$`;
  const ours = new RegExp(`^::(?:(?:add-mask|error|warning|notice|debug)::|${looks})`);
  return log.split(/[\r\n\u2028\u2029\u0085]/).filter((line) => {
    const text = line.trimStart();
    return (text.startsWith('::') && !ours.test(line)) || /##\[(?!\\)/.test(line);
  });
}
