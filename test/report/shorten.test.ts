import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Section, shorten } from '../../src/report/shorten.ts';

const section = (name: string, rank: number, ...forms: [string, ...string[]]): Section => ({
  name,
  rank,
  forms,
});

const body = [
  section('verdict', 0, 'It is back.'),
  section('diff', 8, 'D'.repeat(300), 'D'.repeat(100), 'The diff is left out.'),
  section('queries', 9, 'Q'.repeat(200), 'The queries are left out.'),
  section('marker', 0, '<!-- marker -->'),
];

describe('shorten', () => {
  it('leaves a body that fits as it is', () => {
    expect(shorten(body, 1000)).toBe(
      `It is back.\n\n${'D'.repeat(300)}\n\n${'Q'.repeat(200)}\n\n<!-- marker -->`,
    );
  });

  it('shortens the highest rank first, and says so', () => {
    const text = shorten(body, 500);
    expect(text).toContain('The queries are left out.');
    expect(text).toContain('D'.repeat(300));
    expect(text).toContain('_Shortened, since a text may have 500 characters here: queries._');
  });

  it('goes on to the next rank, one form after the other', () => {
    const text = shorten(body, 300);
    expect(text).toContain(`\n\n${'D'.repeat(100)}\n\n`);
    expect(text).toContain(': diff, queries._');
  });

  it('gives up whole sections before it touches what must stay', () => {
    const text = shorten(body, 120);
    expect(text).toContain('It is back.');
    expect(text).toContain('<!-- marker -->');
    expect(text).not.toContain('left out.');
    expect(text).toContain('diff, queries');
  });

  it('cuts what must stay only when nothing else is left', () => {
    expect(shorten(body, 40)).toBe('It is back.\n\n<!-- marker -->');
  });

  it('counts as it is told', () => {
    const bytes = (text: string): number => Buffer.byteLength(text);
    const umlauts = [section('verdict', 0, 'ok'), section('text', 1, 'ä'.repeat(100), 'short')];
    expect(shorten(umlauts, 150)).toContain('ä');
    expect(shorten(umlauts, 150, bytes)).toContain('short');
  });

  it('never exceeds the limit', () => {
    const text = fc.string({ maxLength: 80 });
    const sections = fc.array(
      fc.record({
        name: fc.string({ maxLength: 10 }),
        rank: fc.nat(5),
        forms: fc.tuple(text, text, text),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(sections, fc.nat(400), (parts, limit) => {
        expect(shorten(parts, limit).length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 500 },
    );
  });
});
