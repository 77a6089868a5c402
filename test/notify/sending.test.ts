import { describe, expect, it } from 'vitest';
import { persist, secondsOf } from '../../src/notify/sending.ts';
import { scriptedClock } from '../live/clock.ts';
import { failureOf } from './channels.ts';
import { noticeOf } from './notices.ts';

describe('attempts that hang', () => {
  it.each([0, 0.5, 1 - Number.EPSILON])('end in about half a minute, at a jitter of %d', async (random) => {
    const clock = scriptedClock();
    const timeouts: number[] = [];
    const hang = async (timeout: number) => {
      timeouts.push(timeout);
      await clock.sleep(timeout);
      return { kind: 'later' as const, message: 'no answer', after: null };
    };
    const tools = { clock, fetch, random: () => random };
    const failure = await failureOf(persist('slack', noticeOf(), tools, hang));
    expect(failure.code).toBe('notify-unreachable');
    expect(clock.passed).toBeGreaterThan(25);
    expect(clock.passed).toBeLessThanOrEqual(31);
    expect(timeouts.slice(0, 2)).toEqual([10, 10]);
    expect(Math.min(...timeouts)).toBeGreaterThanOrEqual(1);
  });
});

describe('retry-after', () => {
  const now = new Date('2026-03-02T10:00:00Z');

  it.each([
    ['30', 30],
    [' 0 ', 0],
    ['Mon, 02 Mar 2026 10:00:20 GMT', 20],
    ['Mon, 02 Mar 2026 09:00:00 GMT', 0],
    ['-1', null],
    ['1.5', null],
    ['1e9', null],
    ['2026', 2026],
    ['', null],
    [null, null],
  ])('%j is %j seconds', (header, seconds) => {
    expect(secondsOf(header, now)).toBe(seconds);
  });
});
