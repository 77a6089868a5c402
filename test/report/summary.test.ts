import { describe, expect, it } from 'vitest';
import { type Outcome, outcomes } from '../../src/reasons.ts';
import type { PromptReport, RunReport } from '../../src/report/run-report.ts';
import { sentence } from '../../src/report/sentence.ts';
import { summaryMarkdown } from '../../src/report/summary.ts';
import { baking, reported, rolledBack, rollout, run } from './fixture-results.ts';
import { errorMatch, good, latencyMatch, rolledBackIncident, verdictOf } from './fixtures.ts';
import { headings, hostile, unfenced, withoutCode } from './gfm.ts';

describe('the report of a run', () => {
  it('knows what is left of the stage, and what comes then', () => {
    const [prompt] = reported(run([baking])).prompts;
    expect(prompt?.stage).toEqual({ index: 1, of: 4, bakeLeftSeconds: 390, next: 25 });
  });

  it('counts the watch at 100 %, and nothing while a question is open', () => {
    const last = { ...rollout, phase: 'watching' as const, stage: 3, weight: 100 };
    expect(reported(run([{ ...baking, rollout: last }])).prompts[0]?.stage).toEqual({
      index: 3,
      of: 4,
      bakeLeftSeconds: 24 * 3600 - 210,
      next: null,
    });
    const asked = { ...rollout, asking: 'r3-b2b2b2b2-1' };
    expect(reported(run([{ ...baking, rollout: asked }])).prompts[0]?.stage?.bakeLeftSeconds).toBeNull();
  });
});

describe('the sentence', () => {
  const told = (overrides: Partial<PromptReport>): Omit<PromptReport, 'sentence'> => {
    const [prompt] = reported(run([baking])).prompts;
    if (prompt === undefined) throw new Error('There is no prompt.');
    return { ...prompt, ...overrides };
  };

  it.each([
    [{}, 'customer-support: v2.0.0 at 5 % is healthy so far, 6 min 30 s of this stage left.'],
    [
      { verdict: verdictOf([], { verdict: 'healthy', cause: null }) },
      'customer-support: v2.0.0 at 5 % is healthy so far, 6 min 30 s of this stage left: error rate 8.4 %, p99 +113 %.',
    ],
    [
      {
        outcome: 'rolled-back',
        verdict: null,
        incident: { ...rolledBackIncident, rule: null, decided_by: 'alice', reason: 'it promises refunds.' },
      },
      'Rolled back customer-support v2.0.0 → v1.9.0, decided by alice: it promises refunds.',
    ],
    [
      {
        outcome: 'rolled-back',
        weight: null,
        stage: null,
        verdict: verdictOf([errorMatch]),
        incident: rolledBackIncident,
      },
      'Rolled back customer-support v2.0.0 → v1.9.0: error rate 8.4 % (stable 0.31 %) since 14:01:00 UTC, limit 5 %, 1 min 30 s after it began.',
    ],
    [
      {
        outcome: 'rolled-back',
        weight: null,
        stage: null,
        // What crossed is the present window, and the values of stable are of another time.
        verdict: verdictOf([{ ...errorMatch, since: '2026-11-21T13:57:28.000Z' }]),
        incident: rolledBackIncident,
      },
      'Rolled back customer-support v2.0.0 → v1.9.0: error rate 8.4 % since 14:01:00 UTC, limit 5 %, 1 min 30 s after it began.',
    ],
    [
      { outcome: 'asked', verdict: verdictOf([latencyMatch]) },
      'customer-support: v2.0.0 is frozen at 5 %, and a person must decide: p99 +113 % (stable 1.24 s) since 14:01:00 UTC, over +100 %.',
    ],
    [
      {
        outcome: 'inconclusive',
        verdict: verdictOf([], { verdict: 'inconclusive', gaps: ['too-few', 'stale'], missing_requests: 12 }),
      },
      'customer-support: v2.0.0 at 5 % is held, since the metrics do not allow a judgement: too few requests (12 more are needed); the newest data is too old.',
    ],
    [
      { outcome: 'outage', verdict: verdictOf([errorMatch], { verdict: 'inconclusive', cause: 'outage' }) },
      'customer-support: v2.0.0 at 5 % is held, since a rollback would not help: both versions are bad alike: error rate 8.4 % (stable 0.31 %) since 14:01:00 UTC, over 5 %.',
    ],
    [
      {
        outcome: 'proving',
        verdict: verdictOf([], {
          verdict: 'healthy',
          promotion: {
            ready: false,
            gap: null,
            waits: [
              { metric: 'error_rate', requests: 190, minutes: 19, weight: null },
              { metric: 'latency_p99', requests: null, minutes: null, weight: null },
            ],
          },
        }),
      },
      'customer-support: v2.0.0 at 5 % is healthy, and the next stage needs more proof (error rate: 190 more requests, about 19 min at the present traffic; p99: not proven yet).',
    ],
    [
      { outcome: 'unproven', verdict: verdictOf([], { verdict: 'watch', unproven: [errorMatch] }) },
      'customer-support: v2.0.0 at 5 % is held until a crossed limit is proven or passes: error rate 8.4 % (stable 0.31 %) since 14:01:00 UTC, over 5 %, not proven.',
    ],
  ] satisfies [Partial<PromptReport>, string][])('says what became of the prompt (%#)', (overrides, text) => {
    expect(sentence(told(overrides))).toBe(text);
  });

  it.each(Object.keys(outcomes) as Outcome[])('has words for %s, without gaps', (outcome) => {
    for (const overrides of [
      {},
      { candidate: null, stable: null, weight: null, stage: null, verdict: null },
    ]) {
      const text = sentence(told({ outcome, ...overrides }));
      expect(text).toMatch(/^customer-support: .+\.$/);
      expect(text).not.toMatch(/null|undefined|NaN| {2}| \.|: \./);
    }
  });

  it('is one line that no runner takes for a command', () => {
    for (const evil of hostile) {
      const text = sentence(told({ id: evil, candidate: evil, stable: evil }));
      expect(text).not.toMatch(/[\n\r\u0000-\u001f\u202a-\u202e]|##\[/);
    }
  });
});

describe('the job summary', () => {
  it('begins with the verdict that gave the run its reason', () => {
    const text = summaryMarkdown(reported(run([baking, rolledBack], { reason_code: 'rolled-back' })));
    expect(text.split('\n')[0]).toMatch(/^## Rolled back greeting v2\.0\.0 → v1\.9\.0: error rate 8\.4 %/);
    expect(text.indexOf('### `greeting`')).toBeLessThan(text.indexOf('### `customer-support`'));
  });

  it('tells an error of the whole run, and the cure', () => {
    const error = {
      code: 'config-missing' as const,
      message: 'There is no file.',
      causes: ['a'],
      cure: 'Commit it.',
    };
    const text = summaryMarkdown(reported(run([], { reason_code: 'config-missing', error })));
    expect(text).toContain('## There is no file.');
    expect(text).toContain('**To mend it:** Commit it.');
  });

  it('says so when there is nothing to say', () => {
    expect(summaryMarkdown(reported(run([])))).toContain('## There was nothing to do.');
  });

  it('stays below 60 KB with a thousand prompts, and says what is missing', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...baking, prompt: `prompt-${index}` }));
    const text = summaryMarkdown(reported(run([...many, rolledBack], { reason_code: 'rolled-back' })));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(text).toContain('## Rolled back greeting v2.0.0 → v1.9.0');
    expect(text).toMatch(/\d+ more prompts are left out here|Shortened/);
  });

  it('has no markup of others', () => {
    const evil = hostile.join(' ');
    const report: RunReport = reported(
      run([{ ...rolledBack, prompt: evil, stable: { ...good, label: evil }, warnings: [evil] }], {
        warnings: [evil],
      }),
    );
    const text = summaryMarkdown({ ...report, command: evil });
    const plain = unfenced(text)
      .map(withoutCode)
      .join('\n')
      .replaceAll('<span>$</span>', '')
      .replace(/\]\(https:[^)]*\)/g, ']');
    expect(plain).not.toMatch(/[<>]|@[a-z]|(?<!&)#\d/i);
    expect(headings(text)).toHaveLength(3);
  });
});
