import { describe, expect, it } from 'vitest';
import { metricsFindings, type PromptReading, stagingFinding } from '../../src/doctor/metrics.ts';
import { fail } from '../../src/errors/fail.ts';
import type { Arm, Observation, Problem } from '../../src/metrics/port.ts';

const arm = (version: string, fields: Partial<Arm> = {}): Arm => ({
  ...{ version, requests: 4000, errors: 4, p99: 0.4, quality: 0.9 },
  ...fields,
});

const problem = (code: Problem['code'], fields: Partial<Problem> = {}): Problem => ({
  ...{ code, fatal: true, arm: null, metric: null, detail: `because of ${code}` },
  ...fields,
});

function reading(of: PromptReading['of'], problems: Problem[] = [], stable = arm('v1')): PromptReading {
  const observation: Observation = {
    ...{ source: 'test', at: '2026-03-01T12:00:00.000Z', window_seconds: 300 },
    ...{
      candidate: of === 'rollout' ? arm('v2') : stable,
      stable,
      rates: null,
      looks: null,
      problems,
      queries: [],
    },
  };
  return { prompt: 'support', of, observation };
}

const found = (readings: PromptReading[], skipped = 0) =>
  metricsFindings({ known: true, value: { readings, skipped } });

describe('what a source says', () => {
  it('ends with a full stop before the cure, which may stand behind it', () => {
    const gone = problem('source-down', { detail: 'there is no such file' });
    expect(found([reading('stable', [gone])])[0]?.detail).toMatch(/there is no such file\.$/);
    expect(found([reading('stable', [problem('no-data')])])[0]?.detail).toMatch(/because of no-data\.$/);
    const whole = problem('source-down', { detail: 'It is asleep.' });
    expect(found([reading('stable', [whole])])[0]?.detail).toMatch(/It is asleep\.$/);
  });
});

describe('metrics', () => {
  it('of both versions are well, with what there is', () => {
    const [rollout] = found([reading('rollout')]);
    expect(rollout).toMatchObject({ state: 'ok' });
    expect(rollout?.detail).toBe(
      'support: v2 has 4000 requests, errors, p99, quality; v1 has 4000 requests, errors, p99, quality.',
    );
    const [stable] = found([reading('stable', [], arm('v1', { p99: null, quality: null }))]);
    expect(stable?.detail).toBe(
      'support: v1 has 4000 requests, errors (no p99, no quality: their rules see nothing).',
    );
  });

  it('that no source is configured for, or whose credentials are missing, are a problem', () => {
    const failure = fail('metrics-missing', {});
    expect(metricsFindings({ known: false, failure })).toMatchObject([
      { state: 'problem', cure: failure.cure },
    ]);
  });

  it.each(['source-down', 'source-refused'] as const)(
    'that cannot be had (%s) are one problem for all prompts',
    (code) => {
      const readings = [reading('rollout', [problem(code)]), reading('stable', [problem(code)])];
      const all = found(readings);
      expect(all).toMatchObject([
        { state: 'problem', detail: expect.stringContaining(`because of ${code}`) },
      ]);
    },
  );

  it.each([
    ['rollout', 'no-data', 'problem', 'labels'],
    ['stable', 'no-data', 'warning', 'labels'],
    ['coming', 'no-data', 'warning', 'labels'],
    ['rollout', 'stale', 'problem', 'Mend'],
    ['rollout', 'several-series', 'problem', 'Mend'],
    ['stable', 'not-a-number', 'warning', 'Mend'],
  ] as const)('of %s with %s: %s', (of, code, state, cure) => {
    const [only] = found([reading(of, [problem(code, { arm: 'candidate' })])]);
    expect(only).toMatchObject({ state, cure: expect.stringContaining(cure) });
    expect(only?.detail).toContain(`candidate: because of ${code}`);
  });

  it('with findings that are not fatal are well', () => {
    expect(found([reading('rollout', [problem('no-data', { fatal: false })])])).toMatchObject([
      { state: 'ok' },
    ]);
  });

  it.each([
    ['rollout', 'v2 has 4000 requests, p99, quality (no errors: their rules see nothing); v1 has 4000'],
    ['stable', 'v1 has 4000 requests, p99, quality (no errors: their rules see nothing)'],
  ] as const)('of %s without a series of errors are a warning, and have no errors', (of, text) => {
    const unseen = problem('warning', {
      fatal: false,
      metric: 'errors',
      detail: 'there is no series of errors',
    });
    const [only, ...more] = found([reading(of, [unseen])]);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ state: 'warning', cure: expect.stringContaining('metrics.queries.errors') });
    expect(only?.detail).toContain(text);
    expect(only?.detail).toMatch(/\. There is no series of errors\.$/);
  });

  it('of prompts that were not asked for are unknown', () => {
    expect(found([reading('stable')], 3)).toMatchObject([
      { state: 'ok' },
      { state: 'unknown', detail: expect.stringContaining('3 more') },
    ]);
  });
});

describe('metrics of staging', () => {
  it('are well when the source answers, whatever is there', () => {
    const { observation } = reading('stable', [problem('no-data')]);
    expect(stagingFinding({ known: true, value: observation }).state).toBe('ok');
    const down = reading('stable', [problem('source-down')]).observation;
    expect(stagingFinding({ known: true, value: down }).state).toBe('problem');
    expect(stagingFinding({ known: false, failure: fail('metrics-missing', {}) }).state).toBe('problem');
  });
});
