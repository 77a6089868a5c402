import { describe, expect, it } from 'vitest';
import { alternativesOf, standing } from '../../src/report/alternatives.ts';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { actor, good, t0, version } from '../rollout/states.ts';

const versions = { stable: good('v3'), previous: [good('v2'), version('v1'), good('v0')] };
const completed = (label: string, details: unknown) =>
  ledgerEvent(actor(), 'completed', { version: good(label), details });
const counts = (requests: number | null, errors: number | null) => ({
  observation: { candidate: { requests, errors } },
});

describe('the versions to go back to instead', () => {
  it('are those known as good but for the bad one, each with what it was known by', () => {
    const events = [
      ledgerEvent(actor(), 'adopted', { version: good('v0') }),
      completed('v2', counts(1000, 500)),
      completed('v2', counts(12_400, 26)),
    ];
    expect(alternativesOf(versions, { bad: good('v3') }, events)).toEqual([
      { label: 'v2', since: t0, evidence: 'error rate 0.21 % over 12,400 requests at the end of its watch' },
      { label: 'v0', since: t0, evidence: 'adopted as it served, without a rollout' },
    ]);
  });

  it.each([
    ['no line of the ledger', []],
    ['a line without evidence', [completed('v2', null)]],
    ['no request', [completed('v2', counts(0, 0))]],
    ['unknown counts', [completed('v2', counts(null, null))]],
    ['the evidence of another version', [completed('v3', counts(100, 0))]],
  ])('say nothing of their evidence with %s', (_, events) => {
    const [first] = alternativesOf(versions, { bad: good('v3') }, events);
    expect(first).toEqual({ label: 'v2', since: t0, evidence: null });
  });

  it('are told by date and evidence, as far as there is any', () => {
    const one = { label: 'v1', since: t0, evidence: 'it was watched' };
    expect(standing(one)).toBe('known as good since 2026-03-01 12:00:00 UTC; it was watched');
    expect(standing({ ...one, evidence: null })).toBe('known as good since 2026-03-01 12:00:00 UTC');
    expect(standing({ ...one, since: null, evidence: null })).toBe('');
  });
});
