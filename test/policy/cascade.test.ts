import { describe, expect, it } from 'vitest';
import { type Related, withCascades } from '../../src/policy/cascade.ts';
import type { Match, Reading, Verdict } from '../../src/policy/verdict.ts';

const match: Match = {
  name: 'error-high',
  metric: 'error_rate',
  severity: 'high',
  decider: 'on-call',
  value: 3,
  threshold: 2,
  limit: 300,
  since: null,
};
const reading = (worse: boolean): Reading => ({
  metric: 'error_rate',
  value: 3,
  candidate: 3,
  stable: 0.3,
  since: null,
  worse,
  proof: null,
});
const failing: Verdict = {
  verdict: 'recommend-rollback',
  cause: 'candidate',
  severity: 'high',
  matches: [match],
  unproven: [],
  behind: [],
  readings: [reading(true)],
  gaps: [],
  problems: [],
  age: 'young',
  age_seconds: 60,
  seen_until: null,
  missing_requests: 0,
  promotion: { ready: false, waits: [], gap: null },
};
const calm: Verdict = { ...failing, verdict: 'healthy', cause: null, severity: null, matches: [] };
const prompt = (name: string, verdict: Verdict, related: readonly string[] = []): Related => ({
  prompt: name,
  related,
  verdict,
});
const severities = (...all: readonly Related[]): unknown[] =>
  [...withCascades(all).values()].map(({ verdict, severity }) => [verdict, severity]);

describe('related prompts that fail together', () => {
  it('are critical, each of them, also where only one names the other', () => {
    const both = severities(prompt('a', failing, ['b']), prompt('b', failing));
    expect(both).toEqual([
      ['rollback', 'critical'],
      ['rollback', 'critical'],
    ]);
  });

  it('keep their rule and its numbers', () => {
    const verdict = withCascades([prompt('a', failing, ['b']), prompt('b', failing)]).get('a');
    expect(verdict?.matches).toEqual([{ ...match, severity: 'critical' }]);
  });

  it('leave a third one alone that is healthy, or not related', () => {
    const all = [
      prompt('a', failing, ['b', 'c']),
      prompt('b', failing),
      prompt('c', calm),
      prompt('d', failing),
    ];
    expect(severities(...all).slice(2)).toEqual([
      ['healthy', null],
      ['recommend-rollback', 'high'],
    ]);
  });

  it('are none while one alone fails, or in an outage, or where it is not proven that they are worse', () => {
    const outage: Verdict = { ...failing, verdict: 'inconclusive', cause: 'outage' };
    const unclear: Verdict = { ...failing, readings: [reading(false)] };
    for (const other of [calm, outage, unclear])
      expect(withCascades([prompt('a', failing, ['b']), prompt('b', other)]).get('a')).toBe(failing);
  });
});
