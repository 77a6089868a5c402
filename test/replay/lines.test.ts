import { describe, expect, it } from 'vitest';
import { comparisonLine, jsonLine, textLine, totalLine } from '../../src/replay/lines.ts';
import { type Played, play } from '../../src/replay/play.ts';
import { replayed } from './prompt.ts';
import { arm, latency, timeline } from './stretches.ts';

const rich = (n: number, errors: number) =>
  arm(n, errors, { latency: latency(n), quality: { passed: 0.8 * n, failed: 0.2 * n } });
const calm = { weight: 5, candidate: rich(100, 0), stable: rich(1900, 2) };
const bad = { ...calm, candidate: rich(100, 20) };

const last = (played: readonly Played[]): Played => {
  const end = played.at(-1);
  if (end === undefined) throw new Error('nothing was played');
  return end;
};
const rolledBack = last(play(timeline({ looks: 10, ...calm }, { looks: 5, ...bad }), replayed()));

const evidence = {
  value: expect.any(Number),
  since: expect.any(String),
  log_e: expect.any(Number),
  proven: expect.any(Boolean),
  p: expect.any(Number),
  missing_requests: expect.any(Number),
};

describe('a line of JSON', () => {
  it('has the keys that are documented, and these values', () => {
    const line = jsonLine(rolledBack);
    expect(line).toMatchObject({
      at: '2026-03-01T12:05:30.000Z',
      decision: 'rollback',
      severity: 'critical',
      rules: ['error-critical', 'error-high'],
      cause: 'candidate',
    });
    expect(Object.keys(line)).toEqual(
      expect.arrayContaining(['at', 'decision', 'severity', 'rules', 'cause', 'evidence']),
    );
  });

  it('has the evidence of every metric, each with exactly six fields', () => {
    const line = jsonLine(rolledBack);
    const { error_rate, latency_p99, quality } = line.evidence as Record<string, object>;
    expect(error_rate).toEqual({ ...evidence, proven: true, missing_requests: 0 });
    for (const other of [latency_p99, quality])
      expect(Object.keys(other ?? {}).toSorted()).toEqual(Object.keys(evidence).toSorted());
    expect(Object.keys(line.evidence as object)).toEqual(['error_rate', 'latency_p99', 'quality']);
  });

  it('has nulls for what nothing is known of', () => {
    const quiet = last(
      play(timeline({ looks: 3, weight: 5, candidate: arm(100, 0), stable: arm(1900, 2) }), replayed()),
    );
    expect(jsonLine(quiet)).toMatchObject({
      decision: 'hold',
      severity: null,
      rules: [],
      cause: null,
      evidence: {
        error_rate: { value: null, since: null, proven: false, missing_requests: null },
        latency_p99: { value: null, log_e: null, proven: null, p: null, missing_requests: null },
        quality: { value: null, log_e: null, proven: null, p: null, missing_requests: null },
      },
    });
  });

  it('survives JSON as it is: no NaN, no Infinity, nothing left out', () => {
    for (const each of play(timeline({ looks: 10, ...calm }, { looks: 5, ...bad }), replayed())) {
      const line = jsonLine(each);
      expect(JSON.parse(JSON.stringify(line))).toEqual(line);
    }
  });

  it('tells a crossing that is not proven apart from one that is', () => {
    const few = timeline(
      { looks: 10, weight: 5, candidate: arm(10, 0), stable: arm(190, 1) },
      { looks: 1, weight: 5, candidate: arm(10, 1), stable: arm(190, 1) },
    );
    const line = jsonLine(last(play(few, replayed())));
    expect(line).toMatchObject({ decision: 'hold', severity: null, rules: [] });
    expect(line.unproven).toEqual(['error-critical', 'error-high']);
  });
});

describe('the lines of a ledger', () => {
  it('count one as one', () => {
    const ending = { decision: 'rollback', at: '2026-03-01T12:05:30.000Z', rule: 'error-critical' };
    const one = {
      rollout: 'r1',
      version: 'v2',
      looks: 1,
      recorded: ending,
      replayed: ending,
      differs: false,
    };
    expect(comparisonLine(one)).toContain('v2  1 look  recorded: rollback error-critical 2026-');
    expect(comparisonLine({ ...one, looks: 36 })).toContain('  36 looks  ');
    expect(totalLine(1, 0)).toBe('1 rollout, 0 would have ended otherwise');
    expect(totalLine(2, 1)).toBe('2 rollouts, 1 would have ended otherwise');
  });
});

describe('a line of text', () => {
  it('says time, decision, rules with their values, and cause', () => {
    const line = textLine(rolledBack);
    expect(line).toMatch(/^2026-03-01T12:05:30\.000Z {2}rollback /);
    expect(line).toContain('error-critical 20 %');
    expect(line).toContain('cause candidate');
  });

  it('of a crossing that is not proven says how much is missing', () => {
    const few = timeline(
      { looks: 10, weight: 5, candidate: arm(10, 0), stable: arm(190, 1) },
      { looks: 1, weight: 5, candidate: arm(10, 1), stable: arm(190, 1) },
    );
    const line = textLine(last(play(few, replayed())));
    expect(line).toContain('error-critical 10 % not proven');
    expect(line).toMatch(/\d+ (more )?requests/);
  });

  it('of a stage that is not proven yet says how many requests and minutes are missing', () => {
    const slow = timeline({ looks: 30, weight: 5, candidate: arm(10, 0), stable: arm(190, 0) });
    const line = textLine(last(play(slow, replayed())));
    expect(line).toContain('proving');
    expect(line).toContain('464');
    expect(line).toMatch(/2[34] min/);
  });
});
