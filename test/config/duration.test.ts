import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, formatDuration, parseDuration } from '../../src/config/duration.ts';

describe('a duration', () => {
  it.each([
    ['500ms', 0.5],
    ['0s', 0],
    ['30s', 30],
    ['10m', 600],
    ['24h', 86_400],
    ['7d', 604_800],
    ['366d', 31_622_400],
  ])('is read: %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
    expect(duration.parse(text)).toBe(seconds);
  });

  it.each([
    '',
    '10',
    'm',
    '10 m',
    '-1s',
    '1.5h',
    '1e3s',
    '10M',
    '1w',
    '10m30s',
    ' 10m',
    '10m\n',
    '367d',
    `${'9'.repeat(400)}d`,
  ])('is none: %j', (text) => {
    expect(parseDuration(text)).toBeNull();
    expect(duration.safeParse(text).success).toBe(false);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 31_622_401, null, true])('is none: %s', (value) => {
    expect(duration.safeParse(value).success).toBe(false);
  });

  it('parses as itself once it is in seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 24 }), (hours) => {
        const seconds = duration.parse(`${hours}h`);
        expect(duration.parse(seconds)).toBe(seconds);
        expect(seconds).toBe(hours * 3600);
      }),
    );
  });
});

describe('in words', () => {
  it.each([
    [0.5, '0.5 s'],
    [45, '45 s'],
    [600, '10 min'],
    [3600, '60 min'],
    [5400, '1.5 h'],
    [86_400, '24 h'],
  ])('%d s is %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});
