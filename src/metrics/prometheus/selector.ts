const string = '"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\'|`[^`]*`';
const braces = `\\{(?:[^{}"'\`]|${string})*\\}`;
const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const withBraces = `(?:${name}\\s*)?${braces}`;

const whole = new RegExp(`^\\s*${withBraces}\\s*$`, 's');
const inside = new RegExp(`${string}|(${withBraces})`, 'gs');

/**
 * Whether a query is a plain selector (`name{label="value"}`): the only form whose result is the raw series.
 * A sum over instances is refused as a counter, because it falls when one of them goes away, and that
 * looks like a reset of all.
 */
export function isPlainSelector(query: string): boolean {
  return whole.test(query);
}

/** The selectors with label matchers in a query, in order, each once. Strings outside of selectors are no code. */
export function selectorsOf(query: string): string[] {
  const found = [...query.matchAll(inside)].map((match) => match[1]?.trim());
  return [...new Set(found.filter((selector) => selector !== undefined))];
}

/** Seconds that a sample counts for a counter's value at a later time: Prometheus' own lookback. */
export const lookback = 300;

/**
 * A range query's expression for a raw counter. Not the bare selector: that has no value after a series ended,
 * and so would lose what an instance counted between the last point of the grid and its end.
 */
export function counterQuery(selector: string): string {
  return `last_over_time(${selector}[${lookback}s])`;
}

/**
 * A query for the time of the newest raw sample behind `selectors` (Unix seconds); an empty vector when there
 * is none.
 *
 * It has to be asked, since no other answer tells: for five minutes Prometheus goes on answering with the last
 * sample it has, under the time of the step. `timestamp()` of a plain selector is the one function that
 * gives the time of the sample itself. `ended` finds the newest sample of series that ended up to ten minutes
 * ago.
 */
export function newestSampleQuery(selectors: readonly string[], ended = false): string {
  const times = selectors.flatMap(namesApart).map((each) => {
    const time = `timestamp(${each})`;
    return ended ? `max_over_time(${time}[10m:1s])` : time;
  });
  // Two selectors may have equal labels, which `or` would take for one series: each gets a mark of its own.
  const marked = times.map((each, index) => `label_replace(${each},"q","${index}","","")`);
  return `max(${times.length === 1 ? times[0] : marked.join(' or ')})`;
}

const names = new RegExp(`(?<=[{,]\\s*)__name__\\s*=~\\s*(["'])(${name}(?:\\|${name})+)\\1`);

/**
 * A selector of several metrics by plain names (`{__name__=~"a|b"}`) as one selector for each. `timestamp()` drops the
 * name: series of two metrics with the same other labels would be two of one kind, which Prometheus refuses.
 */
function namesApart(selector: string): string[] {
  const [matcher, , alternatives] = names.exec(selector) ?? [];
  if (matcher === undefined || alternatives === undefined) return [selector];
  return alternatives.split('|').map((each) => selector.replace(matcher, `__name__="${each}"`));
}
