/** Characters that GitHub takes in the body of a pull request or issue. */
export const bodyLimit = 65_536;

/** Characters that GitHub takes in a title. */
const titleLimit = 256;

/** Title and body as they can be stored, and what had to be cut for it. */
export interface Wording {
  readonly title: string;
  readonly body: string;
  readonly warnings: readonly string[];
}

/**
 * Fits title and body into the limits. The report keeps to the limit itself and knows better what to leave out;
 * this is the last guard, so that too long a text never costs the pull request or issue.
 * With `marker` the body holds it on a line of its own, whatever was cut.
 */
export function fitWording(request: { title: string; body: string; marker?: string }): Wording {
  const title = cut(request.title, titleLimit, '…');
  const marked = withMarker(request.body, request.marker);
  if (marked.length <= bodyLimit) return { title, body: marked, warnings: [] };
  const tail = request.marker === undefined ? '' : `\n\n${request.marker}`;
  const body = cut(request.body, bodyLimit - tail.length, '\n\n(Cut here: the text is too long.)');
  return {
    title,
    body: withMarker(body, request.marker),
    warnings: [`The body has ${marked.length} characters and was cut to ${bodyLimit}.`],
  };
}

/** True when `marker` stands alone on a line of the body: a quotation of it does not count. */
export function hasMarker(body: string, marker: string): boolean {
  return body.split(/\r?\n/).some((line) => line.trimEnd() === marker);
}

/** True when both say the same: editors on the web turn line ends into CRLF. */
export function sameText(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

/** Those of `wanted` that `present` lacks, each once. Names of labels and reviewers ignore case. */
export function lacking(wanted: readonly string[], present: readonly string[]): string[] {
  const names = new Set(present.map((name) => name.toLowerCase()));
  return wanted.filter((name) => {
    const isNew = !names.has(name.toLowerCase());
    names.add(name.toLowerCase());
    return isNew;
  });
}

function normal(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

function withMarker(body: string, marker: string | undefined): string {
  return marker === undefined || hasMarker(body, marker) ? body : `${body}\n\n${marker}`;
}

function cut(text: string, limit: number, ending: string): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - ending.length);
  // Half a surrogate pair is no character: servers refuse it.
  return `${kept.replace(/[\ud800-\udbff]$/, '')}${ending}`;
}
