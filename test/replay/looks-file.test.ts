import { describe, expect, it } from 'vitest';
import { parseLooks } from '../../src/replay/looks-file.ts';
import { failureOf } from '../config/support.ts';

const arm = { requests: 100, errors: 1 };
const good = { at: '2026-03-01T12:00:30.000Z', weight: 1, candidate: arm, stable: arm };
const later = (seconds: number) => ({
  ...good,
  at: new Date(Date.parse(good.at) + seconds * 1000).toISOString(),
});

const file = (...lines: readonly (object | string)[]): string =>
  `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`;

/** The failure of a file whose third line is wrong; it has to name that line. */
function third(line: object | string): string {
  const failure = failureOf(() => parseLooks(file(good, later(30), line, later(90)), 'looks.ndjson'));
  expect(failure.code).toBe('looks-invalid');
  expect(failure.message).toContain('looks.ndjson');
  expect(failure.message).toContain('line 3');
  return failure.message;
}

const of = (candidate: object, stable: object = arm): object => ({ ...later(60), candidate, stable });

describe('a recording', () => {
  it('is one look a line', () => {
    expect(parseLooks(file(good, later(30)), 'f')).toEqual([good, later(30)]);
  });

  it('may have empty lines, the ends of Windows lines, and no end of its last', () => {
    const text = `\n${JSON.stringify(good)}\r\n\r\n${JSON.stringify(later(30))}`;
    expect(parseLooks(text, 'f')).toEqual([good, later(30)]);
  });

  const latency = { le: [0.1, 0.5, '+Inf'], counts: [50, 99, 100] };
  const forms = {
    'counts alone': arm,
    'fractional counts': { requests: 99.5, errors: 0.25 },
    latency: { ...arm, latency },
    'scores with squares': { ...arm, quality: { count: 10, sum: 8, sum_squares: 7 } },
    'scores without squares': { ...arm, quality: { count: 10, sum: 8 } },
    'pass and fail': { ...arm, quality: { passed: 8, failed: 2 } },
    'a histogram of grades': { ...arm, quality: { grades: [0, 0.5, 1], counts: [1, 2, 7] } },
    'latency and quality': { ...arm, latency, quality: { passed: 8, failed: 2 } },
    nothing: { requests: 0, errors: 0 },
  };
  it.each(Object.entries(forms))('may hold %s', (_, each) => {
    const look = { ...good, candidate: each, stable: each };
    expect(parseLooks(file(look), 'f')).toEqual([look]);
  });

  it('may have looks of any length', () => {
    expect(parseLooks(file(good, later(5), later(7205)), 'f')).toHaveLength(3);
  });
});

describe('a line that is no look', () => {
  it.each([
    ['not JSON', '{"at": '],
    ['not an object', '[]'],
    ['null', 'null'],
    ['a text', '"look"'],
    ['without a time', { weight: 1, candidate: arm, stable: arm }],
    ['without a weight', { at: later(60).at, candidate: arm, stable: arm }],
    ['without stable', { at: later(60).at, weight: 1, candidate: arm }],
    ['with a time that is none', { ...good, at: 'yesterday' }],
    ['with a weight above 100', { ...later(60), weight: 101 }],
    ['with half a percent', { ...later(60), weight: 0.5 }],
    ['with a negative weight', { ...later(60), weight: -1 }],
    ['with a key that is not known', { ...later(60), wieght: 1 }],
    ['with a key in an arm that is not known', of({ ...arm, error: 1 })],
    ['with an unknown form of quality', of({ ...arm, quality: { mean: 0.5 } })],
    ['with two forms of quality', of({ ...arm, quality: { passed: 1, failed: 1, count: 2, sum: 1 } })],
    ['with a count as text', of({ requests: '100', errors: 1 })],
  ])('%s', (_, line) => {
    third(line);
  });

  it('names the key that is not known, and where it is', () => {
    expect(third({ ...later(60), wieght: 1 })).toContain('wieght');
    expect(third(of({ ...arm, requests: '100' }))).toContain('candidate.requests');
  });
});

describe('a count that cannot be', () => {
  it.each([
    ['negative requests', of({ requests: -1, errors: 0 })],
    ['negative errors', of({ requests: 1, errors: -1 })],
    ['negative counts of stable', of(arm, { requests: 10, errors: -1 })],
    ['errors above requests', of({ requests: 10, errors: 11 })],
    ['errors above requests of stable', of(arm, { requests: 10, errors: 10.5 })],
    [
      'an endless number',
      '{"at":"2026-03-01T12:01:30.000Z","weight":1,"candidate":{"requests":1e999,"errors":0},"stable":{"requests":1,"errors":0}}',
    ],
    [
      'NaN',
      '{"at":"2026-03-01T12:01:30.000Z","weight":1,"candidate":{"requests":NaN,"errors":0},"stable":{"requests":1,"errors":0}}',
    ],
    ['a number that is null', of({ requests: null, errors: 0 })],
  ])('%s', (_, line) => {
    third(line);
  });

  const histogram = (le: unknown[], counts: number[]) => ({ ...arm, latency: { le, counts } });
  it.each([
    ['falling cumulative counts', histogram([0.1, 0.5, '+Inf'], [50, 40, 100])],
    ['a negative bucket', histogram([0.1, '+Inf'], [-1, 100])],
    ['more bounds than counts', histogram([0.1, 0.5, '+Inf'], [50, 100])],
    ['no last bound', histogram([0.1, 0.5], [50, 100])],
    ['bounds that fall', histogram([0.5, 0.1, '+Inf'], [50, 60, 100])],
    ['the same bound twice', histogram([0.5, 0.5, '+Inf'], [50, 60, 100])],
    ['no buckets', histogram([], [])],
  ])('%s', (_, candidate) => {
    third(of(candidate));
  });

  it('buckets that differ between the arms', () => {
    const message = third(of(histogram([0.1, '+Inf'], [50, 100]), histogram([0.2, '+Inf'], [50, 100])));
    expect(message).toContain('bucket');
  });

  const graded = (quality: object) => ({ ...arm, quality });
  it.each([
    ['a sum above the count', graded({ count: 10, sum: 10.5 })],
    ['a negative sum', graded({ count: 10, sum: -1 })],
    ['squares above the sum', graded({ count: 10, sum: 5, sum_squares: 6 })],
    ['squares that are too small', graded({ count: 10, sum: 9, sum_squares: 1 })],
    ['a grade above 1', graded({ grades: [0, 1.5], counts: [1, 1] })],
    ['a grade below 0', graded({ grades: [-0.5, 1], counts: [1, 1] })],
    ['negative passes', graded({ passed: -1, failed: 1 })],
  ])('scores outside of 0 to 1: %s', (_, candidate) => {
    third(of(candidate));
  });

  it('quality that differs in form between the arms', () => {
    third(of(graded({ passed: 1, failed: 1 }), graded({ count: 2, sum: 1 })));
  });
});

describe('the order of the lines', () => {
  it.each([-1, 0, 29, 30])('a time %d seconds after the first goes backwards, or stands', (seconds) => {
    const message = third(later(seconds));
    expect(message).toContain('at');
  });
});

describe('an empty file', () => {
  it.each(['', '\n', '  \n\t\n'])('%j is an error that names line 1', (text) => {
    const failure = failureOf(() => parseLooks(text, 'empty.ndjson'));
    expect(failure.code).toBe('looks-invalid');
    expect(failure.message).toContain('line 1');
    expect(failure.message).toContain('empty');
  });
});

describe('the number of the line', () => {
  it('counts empty lines, as editors do', () => {
    const text = `\n\n${JSON.stringify(good)}\n\n{"at": 1}\n`;
    expect(failureOf(() => parseLooks(text, 'f')).message).toContain('line 5');
  });

  it('is that of the first wrong line, of whatever kind', () => {
    const text = file(good, of({ requests: -1, errors: 0 }), '{');
    expect(failureOf(() => parseLooks(text, 'f')).message).toContain('line 2');
  });
});
