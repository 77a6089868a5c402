import * as z from 'zod';

const units = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
]);
const pattern = /^(\d+)(ms|s|m|h|d)$/;

/** A year: beyond it there is a typing error, and far beyond it no date. */
const mostSeconds = 366 * 86_400;

/**
 * Seconds in a duration such as `500ms`, `30s`, `10m`, `24h`, `7d`: 0 to 366 days.
 * Null when the text is none, or more.
 */
export function parseDuration(text: string): number | null {
  const [, amount, unit = ''] = pattern.exec(text) ?? [];
  const factor = units.get(unit);
  if (factor === undefined) return null;
  const seconds = Number(amount) * factor;
  return seconds <= mostSeconds ? seconds : null;
}

/** A duration in words that fit a sentence: `45 s`, `10 min`, `24 h`. `seconds` is 0 or more. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds * 10) / 10} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 360) / 10} h`;
}

const expected = 'expected a duration such as 30s, 10m or 24h, at most 366d';

const text = z.string().regex(pattern, { error: expected, abort: true });

const written = text.transform((value, context) => {
  const seconds = parseDuration(value);
  if (seconds !== null) return seconds;
  context.addIssue({ code: 'custom', message: expected });
  return z.NEVER;
});

/** A duration in the configuration; the parsed value is in seconds, and parses as itself. */
export const duration = z
  .union([written, z.number().min(0, expected).max(mostSeconds, expected)], { error: expected })
  .meta({ title: 'duration' });

/** A duration that must be longer than nothing, such as a window or a time limit. */
export const positiveDuration = duration.refine((seconds) => seconds > 0, 'must be longer than 0');
