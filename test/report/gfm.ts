import * as fc from 'fast-check';

/** A small reader of GitHub Flavored Markdown, for what can go wrong with text of others. */

/** Pieces that do something on a forge, in a runner or in a terminal. */
export const hostile = [
  '::error::owned',
  '##[error]owned',
  '::stop-commands::x',
  '@everyone',
  '@org/team',
  'me@example.com',
  '#1',
  'fixes #1',
  'owner/repo#2',
  'GH-3',
  'CVE-2024-1',
  '```',
  '`````',
  '`',
  '~~~',
  '# heading',
  '## ',
  '===',
  '---',
  '- item',
  '1. item',
  '2) item',
  '> quote',
  '| a | b |',
  '|---|---|',
  '\\|',
  '\\',
  '\\`',
  '*bold*',
  '__bold__',
  '~~gone~~',
  '[text](https://evil.example)',
  '![image](https://evil.example/a.png)',
  '[x]: https://evil.example',
  '[^1]',
  '<b>',
  '</details>',
  '</summary>',
  '<script>alert(1)</script>',
  '<!-- prompt-rollout:postmortem customer-support/r3-bbbbbbbb-1 -->',
  '-->',
  '<https://evil.example>',
  'https://evil.example/?a=1&b=2',
  'www.evil.example',
  '&lt;',
  '&copy',
  '$x$',
  '$$',
  ':tada:',
  'deadbeef',
  '0123456789abcdef0123456789abcdef01234567',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u0000',
  '\u001b[31m',
  '\u{e0041}',
  '\ud800',
  '\r\n',
  '\n',
  '\n\n',
  '\u2028',
  '\t',
  '    ',
] as const;

/** Text of others: hostile pieces and any characters, mixed. */
export const untrusted: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...hostile) },
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    {
      maxLength: 8,
    },
  )
  .chain((parts) => fc.constantFrom('', ' ').map((separator) => parts.join(separator)));

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  '#124': '|',
  '#8203': '\u200b',
};

/** What a reader sees of Markdown without any markup but escapes; unescaped markup is an error. */
export function rendered(markdown: string): string {
  const token = /\\([!-/:-@[-`{-~])|&(amp|lt|gt|#124|#8203);|<span>(\$)<\/span>|([\s\S])/gu;
  let text = '';
  for (const [, escaped, entity, dollar, plain] of markdown.matchAll(token)) {
    if (plain !== undefined && /[\\`*_[\]<>&|~$\n\r]/.test(plain))
      throw new Error(`${JSON.stringify(plain)} is not escaped in ${JSON.stringify(markdown)}`);
    text += escaped ?? dollar ?? plain ?? named[entity ?? ''] ?? '';
  }
  return text;
}

/** What a forge would link or expand in text that it has rendered. */
const expanded = [
  /@[a-z0-9]/i,
  /#[0-9]/,
  /(?<![a-z0-9])(?:GH|CVE|GHSA)-[0-9]/i,
  /[a-z]:\/\//i,
  /www\.[a-z]/i,
  /(?<![a-z0-9])[0-9a-f]{7,40}(?![a-z0-9])/i,
  /:[a-z]\w*:/,
];

/** How a block would begin, at the start of a line. */
const blocks = [
  /^#{1,6}(?:\s|$)/,
  /^[-+*](?:\s|$)/,
  /^\d{1,9}[.)](?:\s|$)/,
  /^(?:=+|-+)\s*$/,
  /^>/,
  /^(?:```|~~~)/,
];

/** Everything that a line of Markdown, made of one text of others, would do; empty when it is inert. */
export function effects(markdown: string): string[] {
  const text = rendered(markdown);
  const found = expanded.filter((pattern) => pattern.test(text)).map(String);
  const begins = blocks.filter((pattern) => pattern.test(markdown)).map(String);
  const indented = /^\s|\s$/.test(markdown) ? ['white space at an end'] : [];
  return [...found, ...begins, ...indented];
}

/** The lines of a body that stand outside of fenced code, by the rules of CommonMark 4.5. */
export function unfenced(body: string): string[] {
  const lines: string[] = [];
  let open: string | null = null;
  for (const line of body.split('\n')) {
    const fence: string | undefined = /^ {0,3}(`{3,})[^`]*$/.exec(line)?.[1];
    if (open === null && fence !== undefined) open = fence;
    else if (open === null) lines.push(line);
    else if (fence !== undefined && fence.length >= open.length && line.trim() === fence) open = null;
  }
  if (open !== null) throw new Error('A fence is left open.');
  return lines;
}

/** A line without its code spans, by the rules of CommonMark 6.1: runs of equal length belong together. */
export function withoutCode(line: string): string {
  let rest = line;
  let text = '';
  for (;;) {
    const start = [...rest.matchAll(/\\[\s\S]|`+/g)].find(([token]) => token.startsWith('`'));
    if (start === undefined) return text + rest;
    const ticks = start[0];
    const after = rest.slice(start.index + ticks.length);
    const end = [...after.matchAll(/`+/g)].find(([run]) => run === ticks);
    text += rest.slice(0, start.index) + (end === undefined ? ticks : 'CODE');
    rest = end === undefined ? after : after.slice(end.index + ticks.length);
  }
}

/** The headings of a body, as its reader sees them. */
export function headings(body: string): string[] {
  return unfenced(body)
    .map((line) => /^#{1,6} (.+)$/.exec(line)?.[1])
    .filter((text) => text !== undefined);
}
