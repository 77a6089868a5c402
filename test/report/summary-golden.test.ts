import { expect, it } from 'vitest';
import type { Look } from '../../src/evidence/looks.ts';
import { drillMarkdown, drillReport } from '../../src/report/drill-table.ts';
import { historyOf } from '../../src/report/history.ts';
import { emptyNotes } from '../../src/report/run-notes.ts';
import { type RunReport, reportOf } from '../../src/report/run-report.ts';
import { summaryMarkdown } from '../../src/report/summary.ts';
import { looks, slowLooks } from './fixture-looks.ts';
import { baking, broken, notes, quiet, reported, rolledBack, rollout, run } from './fixture-results.ts';
import {
  asking,
  calmReadings,
  errorMatch,
  latencyMatch,
  plan,
  rolledBackIncident,
  unprovenReadings,
  verdictOf,
} from './fixtures.ts';
import { golden } from './golden.ts';

const at = '2026-11-21T14:03:45.000Z';

type Noted = Parameters<typeof reportOf>[1];

/** Drawings of the prompt that these are about, with what both versions had in the last five minutes. */
function noted(from: readonly Look[], errors: number, p99: number): Noted {
  const { observation } = asking().evidence ?? { observation: null };
  const history = historyOf(from);
  if (history === null || observation === null) throw new Error('There is nothing to draw.');
  const window = { ...observation, candidate: { ...observation.candidate, errors, p99 } };
  return { ...notes, histories: new Map([['customer-support', { plan, history, window }]]) };
}

const drawn = noted(looks, 26, 2.646);
const slow = noted(slowLooks, 1, 2.646);
const before = Date.parse('2026-11-21T14:01:00.000Z');
const calm = noted(
  slowLooks.filter((look) => Date.parse(look.at) <= before),
  1,
  1.26,
);

const recovered = {
  status: 'recovered' as const,
  starts_at: '2026-11-21T14:02:40.000Z',
  escalate_at: '2026-11-21T14:03:40.000Z',
  ends_at: '2026-11-21T14:07:40.000Z',
  limit: 0.01,
  seen_at: '2026-11-21T14:03:40.000Z',
  requests: 640,
  errors: 2,
  error_rate: 0.003125,
  bad_requests: 0,
  ended: true,
  metric: null,
};

const openQuestion = {
  status: 'open' as const,
  opened_at: '2026-11-21T14:02:30.000Z',
  remind_at: '2026-11-21T14:07:30.000Z',
  expires_at: '2026-11-21T14:12:30.000Z',
  reminded: false,
  page_at: null,
  answer: null,
};

const reports: [string, RunReport][] = [
  [
    'several',
    reported(
      run([baking, rolledBack, broken, quiet], {
        reason_code: 'rolled-back',
        warnings: ['The successor could not be dispatched.'],
      }),
    ),
  ],
  [
    'rolled-back',
    reportOf(
      run(
        [
          {
            ...rolledBack,
            prompt: 'customer-support',
            incident: { ...rolledBackIncident, verification: recovered },
            warnings: [],
          },
        ],
        { at },
      ),
      drawn,
    ),
  ],
  [
    'by-hand',
    reportOf(
      run(
        [
          {
            ...rolledBack,
            prompt: 'customer-support',
            verdict: null,
            incident: {
              ...rolledBackIncident,
              rule: null,
              decided_by: 'alice',
              reason: 'customers report that the agent promises refunds',
              began_at: null,
            },
            warnings: ['The metrics do not confirm a problem: customer-support: v2.0.0 keeps every limit.'],
          },
        ],
        { at, command: 'rollback' },
      ),
      emptyNotes(),
    ),
  ],
  [
    'asked',
    reportOf(
      run(
        [
          {
            ...baking,
            reason_code: 'asked',
            rollout: { ...rollout, asking: 'r3-b2b2b2b2-1' },
            verdict: verdictOf([latencyMatch], { readings: asking().evidence?.verdict.readings ?? [] }),
            incident: {
              ...asking().incident,
              pull_request: rolledBackIncident.pull_request,
              question: openQuestion,
            },
          },
        ],
        { at },
      ),
      slow,
    ),
  ],
  [
    'proving',
    reportOf(
      run(
        [
          {
            ...baking,
            reason_code: 'proving',
            verdict: verdictOf([], {
              verdict: 'healthy',
              cause: null,
              readings: calmReadings,
              unproven: [],
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
        ],
        { at },
      ),
      calm,
    ),
  ],
  [
    'unproven',
    reportOf(
      run(
        [
          {
            ...baking,
            reason_code: 'unproven',
            verdict: verdictOf([], {
              verdict: 'watch',
              cause: null,
              unproven: [{ ...errorMatch, value: 5.714 }],
              readings: unprovenReadings,
            }),
          },
        ],
        { at },
      ),
      noted(looks, 4, 1.26),
    ),
  ],
];

it.each(reports)('the summary of a run (%s) reads as agreed', (name, report) => {
  const text = summaryMarkdown(report);
  expect(text).toBe(golden(`summary-${name}.md`, text));
});

it('the summary of a drill reads as agreed', () => {
  const place = { id: 'drill-1', repository: 'acme/prompts', local: false };
  const seconds = { routing: 1.24, page: null, pull_request: 3, issue: 4, verified: 75 };
  const targets = { routing: 60, page: 120, pull_request: 300, issue: 300, verified: 140 };
  const text = drillMarkdown(drillReport(place, seconds, targets), ['The branch was not removed.']);
  expect(text).toBe(golden('summary-drill.md', text));
});
