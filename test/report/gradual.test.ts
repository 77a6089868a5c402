import { describe, expect, it } from 'vitest';
import type { Rollout } from '../../src/live/state.ts';
import { lookLine } from '../../src/report/look-line.ts';
import { nextStep } from '../../src/report/next-step.ts';
import { postmortem } from '../../src/report/postmortem.ts';
import { revertPullRequest } from '../../src/report/revert-pr.ts';
import { emptyNotes } from '../../src/report/run-notes.ts';
import { reportOf } from '../../src/report/run-report.ts';
import { statusRow, statusText } from '../../src/report/status.ts';
import type { PromptResult } from '../../src/result.ts';
import { at, reverting, verdicts } from '../rollout/states.ts';
import { manual, rolledBack, rolledBackIncident } from './fixtures.ts';

const { rollout, stable } = reverting();

function result(fields: Partial<Rollout>, reason: PromptResult['reason_code']): PromptResult {
  return {
    ...{ prompt: 'support', reason_code: reason, stable, rollout: { ...rollout, ...fields } },
    ...{
      verdict: null,
      incident: null,
      drift: null,
      quarantined: 1,
      open_effects: [],
      error: null,
      warnings: [],
    },
  };
}

function told(fields: Partial<Rollout>, reason: PromptResult['reason_code'], seconds: number) {
  const [report] = reportOf(
    {
      ...{ schema_version: 1, command: 'promote', reason_code: reason, exit_code: 0, at: at(seconds) },
      ...{
        live: null,
        prompts: [result(fields, reason)],
        warnings: [],
        error: null,
        demo: null,
        replay: null,
        plan: null,
        drill: null,
        requests: null,
        doctor: null,
      },
    },
    emptyNotes(),
  ).prompts;
  if (report === undefined) throw new Error('no report');
  return report;
}

describe('a gradual rollback', () => {
  it('says in a sentence what is left, and what comes next', () => {
    const report = told({}, 'reverting', 240);
    expect(report.sentence).toBe('support: gradual rollback to v1, 75 % left on v2.');
    expect(nextStep(report, at(0))).toMatch(
      /^In 6 min, 50 % of the traffic is left on it; all of it moves at once if/,
    );
    expect(nextStep(told({ stage: 2, weight: 25 }, 'reverting', 600), at(0))).toMatch(
      /^At the next look, 0 % of the traffic is left/,
    );
  });

  it('that pauses says for whose sake, and promises no time', () => {
    const report = told({ paused_at: at(0) }, 'paused', 240);
    expect(report.sentence).toBe(
      'support: gradual rollback paused, 75 % left on v2: v1, which takes over, is unhealthy.',
    );
    expect(report.stage?.bakeLeftSeconds).toBeNull();
    expect(nextStep(report, at(0))).toContain('A person may roll back to an older version');
  });

  it('stands so in the status', () => {
    const text = (fields: Partial<Rollout>) => statusText([statusRow(result(fields, 'reported'))]);
    expect(text({})).toContain('75 % left on v2 (gradual rollback)');
    expect(text({ paused_at: at(0) })).toContain('75 % left on v2 (gradual rollback, paused)');
  });

  it('is one line a look, which says when nothing is known', () => {
    const line = (fields: Partial<Rollout>, name: 'healthy' | 'blind' | 'outage') =>
      lookLine(new Date(at(0)), 'support', { ...rollout, ...fields }, null, verdicts[name]);
    expect(line({}, 'healthy')).toBe('12:00:00 UTC  support v2  75 % left on v2  healthy');
    expect(line({}, 'blind')).toMatch(/inconclusive \(source-down\) {2}the time of the step runs on$/);
    expect(line({ paused_at: at(0) }, 'blind')).toMatch(
      /75 % left on v2 \(paused\) .* {2}stays paused until the target is known to be healthy$/,
    );
    expect(line({}, 'outage')).not.toContain('runs on');
  });
});

describe('the pages of an incident that is on its way back', () => {
  const incident = { ...manual().incident, status: 'reverting' as const };
  const going = manual({ incident });

  it('claim no traffic that has not moved yet', () => {
    for (const { title, body } of [revertPullRequest(going, 65_536), postmortem(going, 65_536)]) {
      expect(title).toContain('rolled back gradually by alice');
      expect(body).toContain('is going back to');
      expect(body).not.toContain('is back on');
      expect(body).not.toContain('All traffic is routed');
      expect(body).not.toContain('No traffic moves: that has happened already');
    }
  });

  it('say how to have it at once', () => {
    expect(revertPullRequest(going, 65_536).body).toContain('--strategy instant');
    expect(revertPullRequest(rolledBack({ incident: rolledBackIncident }), 65_536).body).not.toContain(
      '--strategy',
    );
  });
});
