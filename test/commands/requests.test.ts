import { describe, expect, it } from 'vitest';
import { Tally } from '../../src/commands/requests.ts';
import { clockWarning } from '../../src/report/clock.ts';
import { budgetWarning, requestsText } from '../../src/report/requests.ts';

const answer = (limit: number, remaining: number, resource?: string): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': '1772366400',
  ...(resource === undefined ? {} : { 'x-ratelimit-resource': resource }),
});

const resets_at = '2026-03-01T12:00:00.000Z';

describe('what a run asks of others', () => {
  it('is counted, and the last word on a budget counts', () => {
    const tally = new Tally();
    expect(tally.report()).toEqual({ forge: 0, metrics: 0, budget: null });
    tally.forgeRequest();
    tally.forgeRequest();
    tally.metricsRequest();
    tally.forgeAnswer(answer(1000, 900));
    tally.forgeAnswer(answer(1000, 899));
    tally.forgeAnswer({});
    expect(tally.report()).toEqual({
      ...{ forge: 2, metrics: 1, budget: { limit: 1000, remaining: 899, resets_at } },
    });
  });

  it('is reported with the budget of which the least part is left', () => {
    const tally = new Tally();
    tally.forgeAnswer(answer(5000, 4000, 'core'));
    tally.forgeAnswer(answer(10_000, 5000, 'graphql'));
    expect(tally.report().budget).toMatchObject({ limit: 10_000, remaining: 5000 });
  });

  it('is said in one line', () => {
    expect(requestsText({ forge: 0, metrics: 12, budget: null })).toBe(
      '0 requests to the forge, 12 to the metrics source',
    );
    expect(requestsText({ forge: 1, metrics: 0, budget: { limit: 1000, remaining: 999, resets_at } })).toBe(
      '1 request to the forge (999 of 1,000 left until 2026-03-01 12:00:00 UTC), 0 to the metrics source',
    );
  });

  it('is not said where nothing was asked', () => {
    expect(requestsText({ forge: 0, metrics: 0, budget: null })).toBeNull();
  });

  it('is warned of below a tenth of the budget', () => {
    const warning = (remaining: number) =>
      budgetWarning({ forge: 1, metrics: 0, budget: { limit: 1000, remaining, resets_at } });
    expect(warning(100)).toBeNull();
    expect(warning(99)).toContain('only 99 of 1,000 requests more until 2026-03-01 12:00:00 UTC');
    expect(budgetWarning({ forge: 1, metrics: 0, budget: null })).toBeNull();
  });

  it('shows by how much clocks differ, at most', () => {
    const tally = new Tally();
    expect(clockWarning(tally)).toBeNull();
    for (const seconds of [0, 95, -40, 0]) tally.metricsAhead(seconds);
    expect(clockWarning(tally)).toContain('it is 1 min 35 s behind that of the metrics server.');
    tally.liveClock = 600;
    expect(clockWarning(tally)).toContain(
      ', and the newest event on the live branch is of a time that comes in 10 min',
    );
  });
});
