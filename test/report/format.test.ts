import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  change,
  count,
  counted,
  duration,
  latency,
  percent,
  percentOver,
  score,
  secondsBetween,
  shortCommit,
  span,
  time,
  timeAfter,
} from '../../src/report/format.ts';

describe('percent', () => {
  it.each([
    [8.387, '8.4 %'],
    [5, '5 %'],
    [0, '0 %'],
    [-0.00000001, '0 %'],
    [0.354, '0.35 %'],
    [0.0312, '0.031 %'],
    [12.34, '12.3 %'],
    [113.4, '113 %'],
    [-12, '-12 %'],
    [Number.NaN, 'not known'],
    [null, 'not known'],
  ])('%s is %s', (value, text) => {
    expect(percent(value)).toBe(text);
  });

  it('shows that a value is over its threshold, however little', () => {
    expect(percentOver(5.0004, 5)).toBe('5.0004 %');
    expect(percentOver(8.387, 5)).toBe('8.4 %');
    expect(percentOver(0.5004, 0.5)).toBe('0.5004 %');
    const above = fc.tuple(
      fc.double({ min: 0, max: 1000, noNaN: true }),
      fc.double({ min: 1e-6, max: 10, noNaN: true }),
    );
    fc.assert(
      fc.property(above, ([threshold, more]) => {
        const value = threshold + more;
        expect(Number.parseFloat(percentOver(value, threshold))).toBeGreaterThan(threshold);
      }),
    );
  });

  it('a change has a sign', () => {
    expect([change(113.4), change(-12), change(0), change(0.00000001), change(null)]).toEqual([
      '+113 %',
      '-12 %',
      '0 %',
      '0 %',
      'not known',
    ]);
  });
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1240, '1,240'],
    [1234567.4, '1,234,567'],
    [null, 'not known'],
  ])('count %s is %s', (value, text) => {
    expect(count(value)).toBe(text);
  });

  it('a noun agrees with its number', () => {
    expect([counted(1, 'request'), counted(2, 'request'), counted(0, 'request')]).toEqual([
      '1 request',
      '2 requests',
      '0 requests',
    ]);
  });

  it.each([
    [0.412, '412 ms'],
    [0.0042, '4.2 ms'],
    [0.9996, '1 s'],
    [1.324, '1.32 s'],
    [75.26, '75.3 s'],
    [null, 'not known'],
  ])('latency %s is %s', (value, text) => {
    expect(latency(value)).toBe(text);
  });

  it('a score has three digits at most', () => {
    expect([score(0.87), score(0.8767), score(1), score(null)]).toEqual(['0.87', '0.877', '1', 'not known']);
  });
});

describe('times', () => {
  it.each([
    [0, '0 s'],
    [0.25, '250 ms'],
    [45, '45 s'],
    [59.7, '1 min'],
    [270, '4 min 30 s'],
    [3600, '1 h'],
    [7500, '2 h 5 min'],
    [90_000, '1 d 1 h'],
    [-5, '0 s'],
    [null, 'not known'],
  ])('%s seconds are %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it('a time is in UTC, whatever its zone was', () => {
    expect(time('2026-11-21T14:02:30.250Z')).toBe('2026-11-21 14:02:30 UTC');
    expect(time('2026-11-21T15:02:30+01:00')).toBe('2026-11-21 14:02:30 UTC');
    expect(time('no\ntime')).toBe('no time');
    expect(time(null)).toBe('not known');
  });

  it('a span is only told when both ends are known and in order', () => {
    expect(secondsBetween('2026-11-21T14:00:00Z', '2026-11-21T14:02:30Z')).toBe(150);
    expect(secondsBetween('2026-11-21T14:02:30Z', '2026-11-21T14:00:00Z')).toBeNull();
    expect(secondsBetween(null, '2026-11-21T14:00:00Z')).toBeNull();
    expect(secondsBetween('x', '2026-11-21T14:00:00Z')).toBeNull();
    expect(timeAfter('2026-11-21T14:00:00Z', 90)).toBe('2026-11-21T14:01:30.000Z');
    expect(timeAfter('x', 90)).toBeNull();
  });

  it('a span below a second does not stand beside two times that look the same', () => {
    expect(span('2026-11-21T14:00:00.100Z', '2026-11-21T14:00:00.484Z')).toBe(
      '2026-11-21 14:00:00 to 14:00:00 UTC (under 1 s)',
    );
    expect(span('2026-11-21T14:00:00Z', '2026-11-21T14:00:30Z')).toBe(
      '2026-11-21 14:00:00 to 14:00:30 UTC (30 s)',
    );
  });

  it('a commit has seven digits', () => {
    expect(shortCommit('0123456789abcdef'.repeat(2))).toBe('0123456');
    expect(shortCommit('main\n')).toBe('main');
  });
});
