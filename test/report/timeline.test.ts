import { describe, expect, it } from 'vitest';
import { eventNames, type LedgerEvent } from '../../src/live/ledger.ts';
import { firstSeen, timelineOf } from '../../src/report/timeline.ts';
import { bad, rolledBackIncident } from './fixtures.ts';

const event = (at: string, name: LedgerEvent['event'], fields: Partial<LedgerEvent> = {}): LedgerEvent => ({
  schema: 1,
  at,
  event: name,
  rollout: rolledBackIncident.rollout,
  incident: null,
  version: bad,
  weight: 5,
  by: 'system',
  run_url: 'https://github.com/acme/prompts/actions/runs/42',
  reason: null,
  details: null,
  ...fields,
});

it('the first traffic is that of the same rollout, when a look saw it', () => {
  const ledger = [
    event('2026-11-20T00:05:00.000Z', 'first-traffic', { rollout: 'r2-00000000' }),
    event('2026-11-21T13:40:00.000Z', 'started', { weight: 1 }),
    event('2026-11-21T13:43:00.000Z', 'first-traffic'),
    event('2026-11-21T13:50:00.000Z', 'advanced'),
  ];
  expect(firstSeen(ledger, rolledBackIncident)).toBe('2026-11-21T13:43:00.000Z');
  expect(firstSeen(ledger.slice(0, 2), rolledBackIncident)).toBeNull();
});

describe('the timeline', () => {
  it('takes the events of the rollout and of the incident, oldest first', () => {
    const ledger = [
      event('2026-11-21T14:03:00.000Z', 'effect-done', {
        rollout: null,
        incident: rolledBackIncident.id,
        reason: 'revert-pr',
        details: { key: 'k', url: 'https://github.com/acme/prompts/pull/17' },
      }),
      event('2026-11-21T13:40:00.000Z', 'started', { weight: 1 }),
      event('2026-11-20T00:00:00.000Z', 'started', { rollout: 'r2-00000000' }),
      event('2026-11-21T14:02:30.000Z', 'rolled-back', { reason: 'error rate 8.4 %', by: 'alice' }),
      event('2026-11-21T14:05:00.000Z', 'effect-done', { rollout: null, incident: 'r2-00000000-1' }),
    ];
    expect(timelineOf(ledger, rolledBackIncident)).toEqual([
      {
        at: '2026-11-21T13:40:00.000Z',
        event: 'Rollout of v2.0.0 starts at 1 %',
        url: 'https://github.com/acme/prompts/actions/runs/42',
      },
      {
        at: '2026-11-21T14:02:30.000Z',
        event: 'v2.0.0 is rolled back by alice: error rate 8.4 %',
        url: 'https://github.com/acme/prompts/actions/runs/42',
      },
      {
        at: '2026-11-21T14:03:00.000Z',
        event: 'The revert pull request is open',
        url: 'https://github.com/acme/prompts/pull/17',
      },
    ]);
  });

  it('calls an effect that is done again an update', () => {
    const done = (minute: number, reason: string): LedgerEvent =>
      event(`2026-11-21T14:0${minute}:00.000Z`, 'effect-done', { incident: rolledBackIncident.id, reason });
    const ledger = [done(3, 'revert-pr'), done(4, 'postmortem'), done(6, 'postmortem'), done(5, 'revert-pr')];
    expect(timelineOf(ledger, rolledBackIncident).map((entry) => entry.event)).toEqual([
      'The revert pull request is open',
      'The post-mortem issue is filed',
      'The revert pull request is updated',
      'The post-mortem issue is updated',
    ]);
  });

  it.each(eventNames.filter((name) => name !== 'looked'))('has words for %s, on one line', (name) => {
    const [entry] = timelineOf(
      [event('2026-11-21T14:00:00.000Z', name, { reason: 'a\nb' })],
      rolledBackIncident,
    );
    expect(entry?.event).toMatch(/^[A-Zv].{8,}$/);
    expect(entry?.event).not.toMatch(/null|undefined/);
  });
});
