import { describe, expect, it } from 'vitest';
import { differenceText, serverClock } from '../../src/metrics/server-clock.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const headers = (date: number, more: Record<string, string> = {}): Headers =>
  new Headers({ date: new Date(date).toUTCString(), ...more });

/** Seconds ahead after one answer that was asked for at noon and came a second later. */
function ahead(seconds: number, more: Record<string, string> = {}): number {
  const clock = serverClock();
  clock.note(headers(noon + seconds * 1000, more), noon, noon + 1000);
  return clock.ahead;
}

describe('the clock of a server', () => {
  it('is unknown, and no difference, without an answer that says it', () => {
    const clock = serverClock();
    clock.note(new Headers(), noon, noon);
    clock.note(new Headers({ date: 'soon' }), noon, noon);
    expect(clock.ahead).toBe(0);
  });

  it('differs by more than half a minute, or not at all', () => {
    expect([-33, -32, -31, 0, 30, 31, 32].map((seconds) => ahead(seconds))).toEqual([
      -32, -31, 0, 0, 0, 0, 31,
    ]);
  });

  it('is not what a cache has kept', () => {
    expect(ahead(-600, { age: '600' })).toBe(0);
    expect(ahead(-600, { age: '0' })).toBe(-599);
  });

  it('is that of the last answer', () => {
    const clock = serverClock();
    clock.note(headers(noon + 600_000), noon, noon);
    clock.note(headers(noon), noon, noon);
    expect(clock.ahead).toBe(0);
  });

  it('is told by the side on which this one is', () => {
    expect(differenceText(95)).toBe("this runner's clock is 95 s behind that of the metrics server");
    expect(differenceText(-95)).toBe("this runner's clock is 95 s ahead of that of the metrics server");
  });
});
