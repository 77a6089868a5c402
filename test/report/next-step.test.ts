import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/live/state-incident.ts';
import type { Match, Reading } from '../../src/policy/verdict.ts';
import { lookLine } from '../../src/report/look-line.ts';
import { nextStep } from '../../src/report/next-step.ts';
import type { PromptReport } from '../../src/report/run-report.ts';
import { baking, reported, rollout, run } from './fixture-results.ts';
import { evidenceOf } from './fixture-verdict.ts';
import { asking, errorMatch, latencyMatch, verdictOf } from './fixtures.ts';

const at = '2026-11-21T14:03:45.000Z';
const question: Question = {
  status: 'open',
  opened_at: '2026-11-21T14:02:30.000Z',
  remind_at: '2026-11-21T14:07:30.000Z',
  expires_at: '2026-11-21T14:12:30.000Z',
  reminded: false,
  page_at: null,
  answer: null,
};

function asked(fields: Partial<Question>): PromptReport {
  const [prompt] = reported(
    run([
      {
        ...baking,
        reason_code: 'asking',
        verdict: verdictOf([latencyMatch]),
        incident: { ...asking().incident, question: { ...question, ...fields } },
      },
    ]),
  ).prompts;
  if (prompt === undefined) throw new Error('There is no prompt.');
  return prompt;
}

describe('what comes next, while a question is open', () => {
  it('says who decides, until when and how', () => {
    const text = nextStep(asked({}), at);
    expect(text).toMatch(/^On-call decides by 14:12:30 UTC in the revert pull request: /);
    for (const word of ['merge it', '/rollback', '/resume', '/investigate']) expect(text).toContain(word);
    expect(nextStep(asked({ expires_at: '2026-11-22T00:01:00.000Z' }), at)).toContain(
      'by 2026-11-22 00:01:00 UTC',
    );
  });

  it('promises no time that is over, and none where nothing expires', () => {
    expect(nextStep(asked({ status: 'expired' }), at)).toMatch(
      /^The time to decide was over at 14:12:30 UTC\. On-call decides now/,
    );
    const answer = { kind: 'investigate', by: 'carol', reason: '', at } as const;
    const text = nextStep(asked({ status: 'investigating', answer }), at);
    expect(text).toMatch(/^carol looks into it, a page goes out every hour, and nothing expires\./);
    expect(text).not.toMatch(/14:12:30|\/investigate/);
  });

  it('names a person where no rule names who decides', () => {
    expect(nextStep({ ...asked({}), verdict: null, incident: null }, at)).toMatch(/^A person decides in/);
  });
});

describe('the line of a look', () => {
  const line = (verdict: Parameters<typeof lookLine>[4]): string =>
    lookLine(new Date('2026-11-21T13:52:00.000Z'), 'support', rollout, null, verdict);

  it('tells what is left of a stage, but not of one that ends in a rollback', () => {
    expect(line(verdictOf([], { verdict: 'healthy' }))).toContain('9 min of this stage left');
    expect(line(verdictOf([errorMatch]))).not.toContain('left');
  });

  const lineOf = (
    name: 'latency_p99' | 'error_rate',
    match: Partial<Match>,
    found: Partial<Reading>,
  ): string => {
    const since = '2026-11-21T14:01:58.000Z';
    const base = name === 'error_rate' ? errorMatch : latencyMatch;
    const reading = {
      metric: name,
      value: 45.3,
      worse: true,
      proof: null,
      since,
      candidate: null,
      stable: null,
    };
    const unproven = [{ ...base, since, ...match }];
    const verdict = verdictOf([], { verdict: 'watch', unproven, readings: [{ ...reading, ...found }] });
    const { observation } = evidenceOf([]);
    return lookLine(
      new Date('2026-11-21T14:02:28.000Z'),
      'support',
      rollout,
      { ...observation, looks: null },
      verdict,
    );
  };

  it('shows the values that crossed with their period, not the faster ones of the window', () => {
    const text = lineOf('latency_p99', { value: 45.3, threshold: 20 }, { candidate: 3.59, stable: 2.47 });
    expect(text).toContain('p99 3.59 s (2.47 s) since 14:01:58 UTC: +45.3 %, over +20 %  ');
    expect(text).not.toContain('2.65 s');
    expect(text).toContain('errors 8.4 % (0.31 %)  ');
  });

  it('shows the window where that is what crossed, and says so', () => {
    const since = '2026-11-21T13:57:28.000Z';
    const text = lineOf('error_rate', { value: 8.4, threshold: 5, since }, { candidate: 3, stable: 0.1 });
    expect(text).toContain('errors 8.4 % (0.31 %) in the last 5 min: over 5 %  ');
  });
});
