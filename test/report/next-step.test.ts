import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/live/state-incident.ts';
import { lookLine } from '../../src/report/look-line.ts';
import { nextStep } from '../../src/report/next-step.ts';
import type { PromptReport } from '../../src/report/run-report.ts';
import { baking, reported, rollout, run } from './fixture-results.ts';
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
});
