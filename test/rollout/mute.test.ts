import { describe, expect, it } from 'vitest';
import type { Mute } from '../../src/live/state.ts';
import type { Match, Verdict } from '../../src/policy/verdict.ts';
import { decide } from '../../src/rollout/decide.ts';
import { heard } from '../../src/rollout/mute.ts';
import { at, crossed, gateMatch, matchOf, rolloutOf, verdicts } from './states.ts';

const mute = (metric: Mute['metric'], severity: Mute['severity']): Mute => ({
  metric,
  severity,
  by: 'mona',
  reason: 'known',
  at: at(0),
});
const ready: Verdict = { ...verdicts.healthy, promotion: { ready: true, waits: [], gap: null } };
const over = (...matches: [Match, ...Match[]]): Verdict => ({
  ...crossed(...matches),
  promotion: ready.promotion,
});
const muted = rolloutOf({ mutes: [mute('error_rate', 'high')], stage_started_at: at(-6000) });
const kind = (verdict: Verdict): string => decide(muted, verdict, at(0), 600).kind;

describe('what a person has muted', () => {
  it('does not ask again, at the same severity or a lower one', () => {
    expect(kind(over(matchOf('error-high', 3)))).not.toBe('ask');
    expect(kind(over(gateMatch('error_rate', 1, 0.5)))).not.toBe('observe');
  });

  it('acts when the severity rises', () => {
    expect(kind(over(matchOf('error-critical', 6), matchOf('error-high', 6)))).toBe('rollback');
  });

  it('is that metric alone', () => {
    expect(kind(over(matchOf('error-high', 3), matchOf('latency-high', 150)))).toBe('ask');
    expect(heard(muted, over(matchOf('error-high', 3), matchOf('latency-high', 150))).matches).toMatchObject([
      { name: 'latency-high' },
    ]);
  });

  it('is left out where it is not proven, too', () => {
    const verdict = { ...ready, verdict: 'watch' as const, unproven: [matchOf('error-high', 3)] };
    expect(heard(muted, verdict)).toMatchObject({ verdict: 'healthy', unproven: [] });
  });

  it('leaves what stands behind it: nothing advances over a gap', () => {
    const verdict = over(matchOf('error-high', 3));
    expect(heard(muted, verdict).verdict).toBe('healthy');
    expect(kind(verdict)).toBe('advance');
    const blind: Verdict = { ...verdict, behind: ['stale'] };
    expect(heard(muted, blind)).toMatchObject({ verdict: 'inconclusive', gaps: ['stale'] });
    expect(kind(blind)).toBe('hold');
  });

  it('does not hide an outage', () => {
    expect(decide(muted, verdicts.outage, at(0), 600)).toMatchObject({ kind: 'hold', why: 'outage' });
  });

  it('changes nothing for a rollout without mutes', () => {
    const verdict = over(matchOf('error-high', 3));
    expect(heard(rolloutOf(), verdict)).toBe(verdict);
  });
});
