import type { Rollout } from '../../src/live/state.ts';
import { historyOf } from '../../src/report/history.ts';
import type { RunNotes } from '../../src/report/run-notes.ts';
import { type RunReport, reportOf } from '../../src/report/run-report.ts';
import type { PromptResult, RunResult } from '../../src/result.ts';
import type { Actor } from '../../src/rollout/change.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { looks } from './fixture-looks.ts';
import {
  bad,
  calmReadings,
  errorMatch,
  evidenceOf,
  good,
  latencyMatch,
  plan,
  rolledBackIncident,
  verdictOf,
} from './fixtures.ts';

/** Results of runs, as a summary is made of them. */

const actor: Actor = {
  now: '2026-11-21T13:40:30.000Z',
  by: 'system',
  runUrl: null,
  delivers: false,
  verification: null,
  run: 'run-1',
  tells: [],
};
const begun = start(adopt('customer-support', good, actor).state, bad, plan, actor).state.rollout;
if (begun === null) throw new Error('There is no rollout.');

export const rollout: Rollout = {
  ...begun,
  stage: 1,
  weight: 5,
  stage_started_at: '2026-11-21T13:51:00.000Z',
};

export const baking: PromptResult = {
  prompt: 'customer-support',
  reason_code: 'baking',
  stable: good,
  rollout,
  verdict: verdictOf([], { verdict: 'healthy', cause: null, readings: calmReadings }),
  incident: null,
  drift: null,
  quarantined: 0,
  open_effects: [],
  error: null,
  warnings: [],
};

export const rolledBack: PromptResult = {
  ...baking,
  prompt: 'greeting',
  reason_code: 'rolled-back',
  rollout: null,
  verdict: verdictOf([errorMatch, latencyMatch]),
  incident: rolledBackIncident,
  quarantined: 1,
  warnings: ['The label could not be set.'],
};

export const broken: PromptResult = {
  ...baking,
  prompt: 'billing',
  reason_code: 'label-reused',
  rollout: null,
  verdict: null,
  error: {
    code: 'label-reused',
    message: 'The content of the prompt billing changed, and its version label is still v1.',
    causes: ['The prompt was edited without raising `version`.'],
    cure: 'Raise `version` in billing.md and merge that.',
  },
};

export const quiet: PromptResult = {
  ...baking,
  prompt: 'quiet',
  reason_code: 'nothing-to-do',
  rollout: null,
  verdict: null,
};

/** What a run saw over time, of the prompt that it rolled back. */
export const notes: RunNotes = {
  histories: new Map(
    [historyOf(looks)].flatMap((history) =>
      history === null ? [] : [['greeting', { plan, history, window: evidenceOf([]).observation }]],
    ),
  ),
  home: 'https://github.com/acme/prompts',
  runUrl: 'https://github.com/acme/prompts/actions/runs/42',
};

export const reported = (result: RunResult): RunReport => reportOf(result, notes);

export function run(prompts: readonly PromptResult[], overrides: Partial<RunResult> = {}): RunResult {
  return {
    schema_version: 1,
    command: 'promote',
    reason_code: prompts[0]?.reason_code ?? 'nothing-to-do',
    exit_code: 0,
    at: '2026-11-21T13:54:30.000Z',
    live: { branch: 'prompt-rollout/live', commit: null },
    prompts,
    warnings: [],
    error: null,
    demo: null,
    replay: null,
    plan: null,
    drill: null,
    requests: null,
    doctor: null,
    ...overrides,
  };
}
