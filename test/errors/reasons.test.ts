import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/errors/catalogue.ts';
import { fail } from '../../src/errors/fail.ts';
import { outputs } from '../../src/outputs.ts';
import { type Outcome, outcomes, type ReasonCode, reasonCodes } from '../../src/reasons.ts';
import {
  leadingPrompt,
  outputsOf,
  type PromptResult,
  type RunResult,
  rank,
  resultError,
} from '../../src/result.ts';
import { good, incidentOf, running } from '../rollout/states.ts';

const all = Object.keys(outcomes) as Outcome[];

describe('reason codes', () => {
  it('are outcomes and errors, each once', () => {
    expect(new Set(reasonCodes).size).toBe(reasonCodes.length);
    expect([...reasonCodes].sort()).toEqual([...all, ...errorCodes].sort());
  });

  it('say in a sentence what they mean', () => {
    for (const about of Object.values(outcomes)) expect(about).toMatch(/^[A-Z].*\.$/);
  });

  it('are words for machines', () => {
    for (const code of reasonCodes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});

describe('how serious an outcome is', () => {
  it('is known of every one, and different for each', () => {
    const ranks = all.map(rank);
    expect(all.filter((code) => rank(code) < 0)).toEqual([]);
    expect(new Set(ranks).size).toBe(all.length);
  });

  it('a rollback is the most serious, an error comes right behind it', () => {
    const ranked = [...all].sort((one, other) => rank(one) - rank(other));
    expect(ranked.slice(0, 2)).toEqual(['rollback-failed', 'rolled-back']);
    for (const code of errorCodes) {
      expect(rank(code)).toBeGreaterThan(rank('rolled-back'));
      expect(rank(code)).toBeLessThan(rank(ranked[2] ?? 'healthy'));
    }
  });

  it('trouble stands above progress, and progress above calm', () => {
    const order: Outcome[] = [
      'asked',
      'asking',
      'outage',
      'inconclusive',
      'started',
      'advanced',
      'baking',
      'healthy',
    ];
    const ranks = order.map(rank);
    expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
  });
});

function resultOf(prompt: string, reason: ReasonCode, fields: Partial<PromptResult> = {}): PromptResult {
  return {
    prompt,
    reason_code: reason,
    stable: good('v1'),
    rollout: null,
    verdict: null,
    incident: null,
    drift: null,
    quarantined: 0,
    open_effects: [],
    error: null,
    warnings: [],
    ...fields,
  };
}

const runOf = (...prompts: PromptResult[]): RunResult => ({
  schema_version: 1,
  command: 'promote',
  reason_code: 'healthy',
  exit_code: 0,
  at: '2026-03-01T12:00:00.000Z',
  live: null,
  prompts,
  warnings: [],
  error: null,
  requests: null,
  demo: null,
  replay: null,
  plan: null,
  drill: null,
  doctor: null,
});

describe('the prompt that leads', () => {
  it('is the one with the most serious outcome, the first of several', () => {
    const calm = resultOf('a', 'healthy');
    const asked = resultOf('b', 'asked');
    const broken = resultOf('c', 'prompt-empty');
    const gone = resultOf('d', 'rolled-back');
    expect(leadingPrompt([calm, asked])).toBe(asked);
    expect(leadingPrompt([calm, asked, broken])).toBe(broken);
    expect(leadingPrompt([calm, broken, gone, asked])).toBe(gone);
    expect(leadingPrompt([calm, resultOf('e', 'healthy')])).toBe(calm);
    expect(leadingPrompt([])).toBeNull();
  });

  it('leaves the list as it was', () => {
    const list = [resultOf('a', 'healthy'), resultOf('b', 'asked')];
    leadingPrompt(list);
    expect(list.map(({ prompt }) => prompt)).toEqual(['a', 'b']);
  });
});

describe('outputs', () => {
  it('are all there, empty where there is nothing to say', () => {
    const found = outputsOf({ ...runOf(), reason_code: 'nothing-to-do' });
    expect(Object.keys(found).sort()).toEqual(Object.keys(outputs).sort());
    expect(found).toMatchObject({
      'reason-code': 'nothing-to-do',
      verdict: '',
      prompt: '',
      stable: '',
      candidate: '',
      weight: '',
      'rolled-back': 'false',
      'pull-request-url': '',
      'issue-url': '',
    });
  });

  it('speak of the prompt that leads', () => {
    const { rollout } = running();
    const incident = incidentOf({
      pull_request: { number: 7, url: 'https://forge.example/pr/7' },
      issue: { number: 8, url: 'https://forge.example/issue/8' },
    });
    const result = runOf(resultOf('a', 'healthy'), resultOf('b', 'asked', { rollout, incident }));
    expect(outputsOf(result)).toMatchObject({
      prompt: 'b',
      stable: 'v1',
      candidate: 'v2',
      weight: '5',
      'pull-request-url': 'https://forge.example/pr/7',
      'issue-url': 'https://forge.example/issue/8',
    });
  });

  it('tell a rollback of any prompt', () => {
    expect(outputsOf(runOf(resultOf('a', 'rolled-back'), resultOf('b', 'healthy')))['rolled-back']).toBe(
      'true',
    );
    expect(outputsOf(runOf(resultOf('a', 'asked')))['rolled-back']).toBe('false');
  });

  it('hold everything as JSON', () => {
    const result = runOf(resultOf('a', 'healthy'));
    expect(JSON.parse(outputsOf(result).result)).toEqual(result);
  });
});

describe('an error as data', () => {
  it('is that of the catalogue', () => {
    expect(resultError(fail('prompt-unknown', { prompt: 'x', known: 'y' }))).toEqual({
      code: 'prompt-unknown',
      message: 'There is no prompt "x".',
      causes: expect.any(Array),
      cure: 'Use one of: y.',
    });
  });

  it.each([[new TypeError('x is undefined')], ['x is undefined']])(
    'is a defect of ours otherwise: %o',
    (error) => {
      expect(resultError(error)).toMatchObject({
        code: 'internal-error',
        message: expect.stringContaining('x is undefined'),
      });
    },
  );
});
