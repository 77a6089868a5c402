import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hold, Rollout } from '../../src/live/state.ts';
import type { Health } from '../../src/policy/health.ts';
import { unknownHealth } from '../../src/policy/health.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { decideReverting } from '../../src/rollout/decide-reverting.ts';
import { at, healthAt, matchOf, reverting, verdicts } from './states.ts';

const { rollout } = reverting();
const outageLimit = 600;
const well = healthAt(0.1, 0.1);

function decide(
  seconds: number,
  health: Health = well,
  verdict: Verdict = verdicts.healthy,
  fields: Partial<Rollout> = {},
) {
  return decideReverting({ ...rollout, ...fields }, health, verdict, at(seconds), outageLimit);
}

const holding = (why: string, fields: Partial<Hold> = {}): Hold => ({
  why,
  rule: null,
  metrics: false,
  since: at(0),
  paged: false,
  ...fields,
});
const goesOn = { kind: 'hold', why: 'reverting', page: false };
const stays = { kind: 'hold', why: 'paused', page: false };

describe('the clock of a gradual rollback', () => {
  it.each([
    [0, goesOn],
    [599, goesOn],
    [600, { kind: 'step', stage: 1, since: at(600) }],
    [659, { kind: 'step', stage: 1, since: at(600) }],
    [1199, { kind: 'step', stage: 1, since: at(600) }],
    [1200, { kind: 'step', stage: 2, since: at(1200) }],
    [1800, { kind: 'finish', match: null }],
    [86_400, { kind: 'finish', match: null }],
  ])('at second %i takes what is due by then', (seconds, decision) => {
    expect(decide(seconds)).toEqual(decision);
  });

  it('counts from when the step was due, not from when a late run took it', () => {
    const fields = { stage: 1, weight: 50, stage_started_at: at(600) };
    expect(decide(1199, well, verdicts.healthy, fields)).toEqual(goesOn);
    expect(decide(1200, well, verdicts.healthy, fields)).toMatchObject({ kind: 'step', stage: 2 });
  });

  it('waits when it runs behind', () => {
    expect(decide(-7200)).toEqual(goesOn);
  });
});

describe('the bad version', () => {
  it('over the limit ends it at once', () => {
    expect(decide(60, healthAt(2.1, 0.1))).toEqual({ kind: 'finish', match: matchOf('error-high', 2.1) });
  });

  it('that crosses a critical rule ends it at once, also without an error rate of the window', () => {
    const finish = { kind: 'finish', match: verdicts.critical.matches[0] };
    expect(decide(60, healthAt(null, 0.1), verdicts.critical)).toEqual(finish);
    expect(decide(60, unknownHealth, verdicts.critical)).toEqual(finish);
  });

  it('that crosses a lesser rule goes on by the clock: the way back is under way', () => {
    expect(decide(60, well, verdicts.medium)).toEqual(goesOn);
    expect(decide(60, well, verdicts.unproven)).toEqual(goesOn);
  });
});

describe('an unhealthy target', () => {
  it('pauses it, also when a step or the end is due', () => {
    for (const seconds of [0, 600, 1800, 86_400])
      expect(decide(seconds, healthAt(0.1, 6))).toEqual({ kind: 'pause', both: false });
  });

  it('pauses it when both versions are bad, and says so', () => {
    expect(decide(600, healthAt(3, 6), verdicts.high)).toEqual({ kind: 'pause', both: true });
    expect(decide(600, healthAt(6, 8), verdicts.critical)).toEqual({ kind: 'pause', both: true });
    expect(decide(600, healthAt(8, 8), verdicts.critical)).toEqual({ kind: 'pause', both: true });
  });

  it('is the lesser evil beside a critical version that fails more often', () => {
    const finish = { kind: 'finish', match: verdicts.critical.matches[0] };
    expect(decide(60, healthAt(50, 3), verdicts.critical)).toEqual(finish);
    const fields = { paused_at: at(0), hold: holding('paused') };
    expect(decide(60, healthAt(50, 3), verdicts.critical, fields)).toEqual(finish);
  });

  it('is no lesser evil beside a bad quality that is critical', () => {
    expect(decide(60, healthAt(0.1, 6), verdicts.critical)).toEqual({ kind: 'pause', both: true });
  });
});

describe('a pause', () => {
  const paused = { paused_at: at(0), hold: holding('paused') };
  const decided = (
    seconds: number,
    health: Health,
    verdict: Verdict = verdicts.healthy,
    hold = paused.hold,
  ) => decide(seconds, health, verdict, { ...paused, hold });

  it('stays while the target is unhealthy, or not known to be healthy, and no clock runs', () => {
    expect(decided(86_400, healthAt(0.1, 6))).toEqual(stays);
    expect(decided(86_400, unknownHealth, verdicts.blind)).toEqual(stays);
  });

  it('is escalated once more when the bad version is bad as well', () => {
    const both = { kind: 'pause', both: true };
    expect(decided(60, healthAt(3, 6), verdicts.high)).toEqual(both);
    expect(decided(60, healthAt(3, 6), verdicts.high, holding('paused', { paged: true }))).toEqual(stays);
    expect(decided(60, healthAt(3, null), verdicts.high)).toEqual(stays);
  });

  it('ends when the target has been healthy for the time of a step', () => {
    expect(decided(60, well)).toEqual({ kind: 'recover' });
    const recovering = holding('recovering', { since: at(1000) });
    expect(decided(1599, well, verdicts.healthy, recovering)).toEqual(stays);
    expect(decided(1600, well, verdicts.healthy, recovering)).toEqual({ kind: 'go-on', stage: 1 });
  });

  it('at the last share ends with the rollback', () => {
    const fields = { ...paused, hold: holding('recovering'), stage: 2, weight: 25 };
    expect(decide(600, well, verdicts.healthy, fields)).toEqual({ kind: 'finish', match: null });
  });

  it('begins again when the target is not known to be healthy any more', () => {
    const recovering = holding('recovering');
    expect(decided(599, healthAt(0.1, 6), verdicts.healthy, recovering)).toEqual({ kind: 'relapse' });
    expect(decided(600, unknownHealth, verdicts.blind, recovering)).toEqual({ kind: 'relapse' });
  });

  it('ends at once when the target is healthy and the bad version is not', () => {
    expect(decided(60, healthAt(2.1, 0.1))).toMatchObject({ kind: 'finish' });
  });
});

describe('unknown metrics', () => {
  it('neither pause it nor speed it up: the time of the step runs on', () => {
    for (const verdict of [verdicts.blind, verdicts.tooFew, verdicts.outage]) {
      expect(decide(599, unknownHealth, verdict).kind).toBe('hold');
      expect(decide(600, unknownHealth, verdict)).toEqual({ kind: 'step', stage: 1, since: at(600) });
      expect(decide(1800, unknownHealth, verdict)).toEqual({ kind: 'finish', match: null });
    }
  });

  it('of a silent source page after their limit', () => {
    const silent = { kind: 'hold', why: 'inconclusive' };
    const hold = holding('inconclusive', { metrics: true });
    expect(decide(599, unknownHealth, verdicts.blind)).toEqual({ ...silent, page: false });
    const late = { hold, stage_started_at: at(600) };
    expect(decide(599, unknownHealth, verdicts.blind, late)).toEqual({ ...silent, page: false });
    expect(decide(600, unknownHealth, verdicts.blind, late)).toEqual({ ...silent, page: true });
  });

  it('page nobody where there is no source that could be silent', () => {
    const none: Verdict = { ...verdicts.blind, gaps: ['metrics-missing'] };
    expect(decide(599, unknownHealth, none, { hold: holding('x', { metrics: true }) })).toEqual(goesOn);
  });
});

describe('whatever is seen', () => {
  const rate = fc.option(fc.double({ min: 0, max: 100, noNaN: true }));
  const verdict = fc.constantFrom(...Object.values(verdicts));
  const hold = fc.constantFrom(null, holding('paused'), holding('recovering'), holding('inconclusive'));

  it('a stage is never taken before its time, and never one that is behind', () => {
    fc.assert(
      fc.property(rate, rate, verdict, fc.integer({ min: -999, max: 9999 }), (bad, target, seen, seconds) => {
        const decision = decide(seconds, healthAt(bad, target), seen);
        if (decision.kind !== 'step') return;
        expect(decision.stage).toBe(Math.floor(seconds / 600));
        expect(decision.stage).toBeGreaterThan(0);
      }),
    );
  });

  it('a target that is unhealthy gets more traffic only as the lesser evil', () => {
    fc.assert(
      fc.property(rate, verdict, hold, fc.boolean(), (bad, seen, before, isPaused) => {
        const fields = { hold: before, paused_at: isPaused ? at(0) : null };
        const decision = decide(9000, healthAt(bad, 10), seen, fields);
        if (['pause', 'hold', 'relapse'].includes(decision.kind)) return;
        expect(decision).toMatchObject({ kind: 'finish', match: { severity: 'critical' } });
        expect(bad).toBeGreaterThan(10);
      }),
    );
  });
});
