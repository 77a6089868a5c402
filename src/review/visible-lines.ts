/** A code block that is open: its mark, three or more times. */
interface Fence {
  readonly mark: string;
  readonly length: number;
}

/**
 * The lines of a Markdown text that a reader sees as plain text at their beginning: nothing of fenced code, of HTML comments
 * and of HTML blocks that show code. Where renderers may differ, or a block is never closed, lines are left out.
 */
export function* visibleLines(markdown: string): Generator<string> {
  let fence: Fence | null = null;
  let end: string | null = null;
  for (const line of markdown.split(/\r\n?|\n/)) {
    if (fence !== null) {
      if (closes(line, fence)) fence = null;
    } else if (end !== null) {
      if (line.toLowerCase().includes(end)) end = null;
    } else {
      fence = fenceOf(line);
      if (fence !== null) continue;
      const { text, open } = uncommented(line);
      end = open ? '-->' : codeEnd(text);
      yield text;
    }
  }
}

/** Also inside of a list item, where it is indented or stands behind the bullet. */
function fenceOf(line: string): Fence | null {
  const [, run, info = ''] = /^(?:\s|[-*+]\s|\d{1,9}[.)]\s)*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (run === undefined) return null;
  const mark = run.charAt(0);
  return mark === '`' && info.includes('`') ? null : { mark, length: run.length };
}

function closes(line: string, { mark, length }: Fence): boolean {
  const text = line.trim();
  return text.length >= length && text.replaceAll(mark, '') === '';
}

/** The line without HTML comments; `open` when the last of them goes on. */
function uncommented(line: string): { text: string; open: boolean } {
  let text = '';
  let from = 0;
  for (;;) {
    const start = line.indexOf('<!--', from);
    if (start < 0) return { text: text + line.slice(from), open: false };
    text += line.slice(from, start);
    const end = line.indexOf('-->', start + 2);
    if (end < 0) return { text, open: true };
    from = end + 3;
  }
}

/** The end of a block of HTML that begins here and shows code, or nothing; null when none begins or it ends here. */
function codeEnd(line: string): string | null {
  const [, tag] = /^\s{0,3}<(pre|script|style|textarea)(?:[\s>]|$)/i.exec(line) ?? [];
  if (tag === undefined) return null;
  const end = `</${tag.toLowerCase()}>`;
  return line.toLowerCase().includes(end) ? null : end;
}
