/** What a template is filled with. `window` is in seconds. */
export interface TemplateValues {
  readonly prompt: string;
  readonly version: string;
  readonly window: number;
}

type Quote = '"' | "'";

/** A part of a template: code outside of strings, or one string with its quotes. */
interface Part {
  readonly text: string;
  readonly quote: Quote | '`' | null;
  /** Whether the string is the regular expression of a matcher (`=~`, `!~`). */
  readonly regex: boolean;
}

const known = ['prompt', 'version', 'window'];
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
const token = /#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[^"'`#]+|["'`]/gs;

/**
 * What is wrong with the placeholders of a PromQL template, as a sentence; null when nothing is.
 * `{{prompt}}` and `{{version}}` belong inside quotes, `{{window}}` outside of them.
 */
export function checkTemplate(template: string): string | null {
  if (template.trim() === '') return 'it is empty';
  for (const part of partsOf(template)) {
    if (part.quote === null && /["'`]/.test(part.text))
      return `the string that begins with ${part.text} has no end`;
    const fault = names(part.text)
      .map((name) => checkPlaceholder(name, part))
      .find((text) => text !== null);
    if (fault !== undefined) return fault;
  }
  if (!usesPlaceholder(template, 'version'))
    return 'it does not name {{version}}, so both versions would read the same numbers';
  return null;
}

function checkPlaceholder(name: string, part: Part): string | null {
  if (!known.includes(name))
    return `{{${name}}} is not known; there are ${known.map((each) => `{{${each}}}`).join(', ')}`;
  if (name === 'window') return part.quote === null ? null : '{{window}} stands inside quotes';
  if (part.quote === null) return `{{${name}}} stands outside of quotes`;
  return part.quote === '`'
    ? `{{${name}}} stands in backquotes, which cannot be escaped: use double quotes`
    : null;
}

/** Whether the template has the placeholder `name`. */
export function usesPlaceholder(template: string, name: keyof TemplateValues): boolean {
  return partsOf(template).some((part) => names(part.text).includes(name));
}

/**
 * The PromQL of a template that `checkTemplate` accepts. A value becomes the content of the string that it
 * stands in: escaped for its quotes, and taken literally where the string is a regular expression.
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  const filled = partsOf(template).map(({ text, quote, regex }) => {
    const line = quote === null ? text.replace(/\s+/g, ' ') : text;
    return line.replace(placeholder, (_, name: string) => {
      if (name === 'window') return promDuration(values.window);
      const value = name === 'prompt' ? values.prompt : values.version;
      return quote === null || quote === '`' ? value : escaped(regex ? literal(value) : value, quote);
    });
  });
  return filled.join('').trim();
}

/** The template without its comments. */
export function withoutComments(template: string): string {
  return partsOf(template)
    .map(({ text }) => text)
    .join('');
}

function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let code = '';
  for (const [text] of template.matchAll(token)) {
    if (text.startsWith('#')) continue;
    const quote = text.length > 1 ? quoteOf(text) : null;
    parts.push({ text, quote, regex: quote !== null && /[=!]~\s*$/.test(code) });
    code = text;
  }
  return parts;
}

function quoteOf(text: string): Part['quote'] {
  const first = text[0];
  return first === '"' || first === "'" || first === '`' ? first : null;
}

function names(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}

/** PromQL strings follow Go: the other kind of quote may not be escaped. */
function escaped(value: string, quote: Quote): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

/** A text as a regular expression (RE2) that matches only itself. */
function literal(value: string): string {
  return value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

function promDuration(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.max(1, Math.round(seconds * 1000))}ms`;
}
