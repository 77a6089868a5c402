import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lineWriter } from '../../src/host/progress.ts';

let written = '';
const stream = (isTTY: boolean, columns?: number) => ({
  isTTY,
  ...(columns === undefined ? {} : { columns }),
  write: (text: string) => {
    written += text;
  },
});

/** What a terminal shows in the end: a return and an erasure take a row back. */
const shown = (): string[] => written.split('\n').map((row) => row.split('\r\u001b[2K').at(-1) ?? '');

beforeEach(() => {
  written = '';
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('shows the latest look in the live row of a terminal, and keeps it when another line comes', () => {
  const writer = lineWriter(stream(true));
  writer.progress('look 1');
  writer.progress('look 2');
  writer.line('started');
  writer.tick('verifying');
  writer.line('done');
  expect(shown()).toEqual(['look 2', 'started', 'done', '']);
});

it('counts down behind the live row, within the width of the terminal', () => {
  const writer = lineWriter(stream(true, 40));
  writer.progress('a look that is much too long for one row');
  writer.waiting('ignored', 30);
  expect(shown()).toEqual(['a look that is mu…  (next look in 30 s)']);
  vi.advanceTimersByTime(12_000);
  expect(shown()).toEqual(['a look that is mu…  (next look in 18 s)']);
  for (const row of written.split('\r\u001b[2K')) expect(row.length).toBeLessThan(40);
  writer.progress('look 2');
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual(['look 2']);
});

it('writes plain lines elsewhere: every look, and one line a minute of what goes on meanwhile', () => {
  const writer = lineWriter(stream(false));
  writer.progress('look 1');
  writer.progress('look 2');
  for (let second = 0; second < 150; second += 5) {
    writer.tick(`verifying ${second}`);
    vi.advanceTimersByTime(5000);
  }
  expect(written.split('\n')).toEqual([
    'look 1',
    'look 2',
    'verifying 0',
    'verifying 60',
    'verifying 120',
    '',
  ]);
  expect(written).not.toMatch(/[\r\u001b]/);
});

it('tells of a long pause once a minute, of a short one nothing, and stops when it ends', () => {
  const writer = lineWriter(stream(false));
  writer.waiting('p v2 at 5 %: 9 min of this stage left', 30);
  vi.advanceTimersByTime(30_000);
  expect(written).toBe('');
  writer.waiting('p v2 at 5 %', 300);
  vi.advanceTimersByTime(125_000);
  expect(written.split('\n')).toEqual([
    'p v2 at 5 %; next look in 4 min',
    'p v2 at 5 %; next look in 3 min',
    '',
  ]);
  writer.pause();
  vi.advanceTimersByTime(600_000);
  expect(written.split('\n')).toHaveLength(3);
});
