import { describe, expect, it } from 'vitest';
import type { PromptState, Rollout } from '../../src/live/state.ts';
import { type Health, unknownHealth } from '../../src/policy/health.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { decideReverting } from '../../src/rollout/decide-reverting.ts';
import { revertChange } from '../../src/rollout/gradual.ts';
import { settings as verification } from './aftermath.ts';
import { keys, newest, subject } from './seen.ts';
import { actor, at, healthAt, reverting, verdicts } from './states.ts';

/** What a look at second `seconds` changes; null when nothing. */
function look(
  state: PromptState & { rollout: Rollout },
  seconds: number,
  health: Health = healthAt(0.1, 0.1),
  verdict: Verdict = verdicts.healthy,
) {
  const decision = decideReverting(state.rollout, health, verdict, at(seconds), 600);
  const sight = { health, verdict, at: at(seconds), evidence: { seen: seconds } };
  return revertChange(
    state,
    state.rollout,
    decision,
    sight,
    actor({ now: at(seconds), delivers: true, verification }),
  );
}

/** The state after a look that changed something, and still reverts. */
function looked(...args: Parameters<typeof look>): PromptState & { rollout: Rollout } {
  const state = look(...args)?.state;
  if (!state?.rollout) throw new Error('nothing changed, or it is over');
  return { ...state, rollout: state.rollout };
}

describe('a look', () => {
  it('changes nothing before the next step is due', () => {
    expect(look(reverting(), 599)).toBeNull();
    expect(look(reverting(), 599, unknownHealth, verdicts.tooFew)).toBeNull();
  });

  it('takes the step that is due, with its own time from when it was due', () => {
    const change = look(reverting(), 640);
    expect(change).toMatchObject({ outcome: 'reverting', routing: true });
    expect(change?.state.rollout).toMatchObject({ stage: 1, weight: 50, stage_started_at: at(600) });
    expect(change?.state.rollout?.weights.at(-1)).toEqual({ at: at(640), weight: 50 });
    expect(change?.events).toMatchObject([
      { event: 'reverting', weight: 50, incident: newest(reverting()).id },
    ]);
    expect(change && subject(change)).toBe('revert(support): v2 -> v1 (75 % -> 50 %)');
    expect(change?.state.outbox[0]?.kind).toBe('deliver');
  });

  it('records that the source is silent, and that it is not any more', () => {
    const blind = looked(reverting(), 60, unknownHealth, verdicts.blind);
    expect(blind.rollout).toMatchObject({ weight: 75, hold: { why: 'inconclusive', metrics: true } });
    expect(look(blind, 120, unknownHealth, verdicts.blind)).toBeNull();
    const later = looked(blind, 600, unknownHealth, verdicts.blind);
    expect(later.rollout).toMatchObject({ weight: 50, hold: { since: at(60) } });
    const paged = look(later, 660, unknownHealth, verdicts.blind);
    expect(paged?.events).toMatchObject([{ event: 'held', reason: 'inconclusive: source-down (paged)' }]);
    expect(look(later, 640)?.events).toMatchObject([{ event: 'held', reason: 'on course again' }]);
  });
});

describe('the end', () => {
  const change = look(reverting(), 1800);
  const state = change?.state;

  it('takes the last traffic from the bad version, and begins the verification', () => {
    expect(change).toMatchObject({ outcome: 'rolled-back', routing: true });
    expect(state?.rollout).toBeNull();
    expect(state?.incidents).toMatchObject([
      {
        status: 'rolled-back',
        decided_by: 'system',
        reason: 'complaints',
        decided_at: at(1800),
        rule: null,
        verification: { status: 'waiting', starts_at: at(1810) },
      },
    ]);
    expect(state?.quarantine).toHaveLength(1);
  });

  it('brings pull request and issue up to date', () => {
    const cleared = { ...reverting(), outbox: [] };
    const id = newest(cleared).id;
    expect(
      look(cleared, 1800)
        ?.state.outbox.map(({ key }) => key)
        .slice(1),
    ).toEqual([`revert-pr/${id}`, `postmortem/${id}`]);
  });

  it('is an event, and a commit that says what was left', () => {
    expect(change?.events).toMatchObject([{ event: 'reverted', weight: 0, version: { label: 'v2' } }]);
    expect(change && subject(change)).toBe('rollback(support): v2 -> v1 (75 % -> 0 %)');
  });

  it('comes at once for a bad version over the limit, which becomes the rule of the incident', () => {
    const early = look(reverting(), 60, healthAt(3.1, 0.1));
    expect(early && subject(early)).toBe(
      'rollback(support): v2 -> v1 (75 % -> 0 %: error rate 3.1 %, rule error-high)',
    );
    expect(early && newest(early.state)).toMatchObject({
      rule: 'error-high',
      metric: 'error_rate',
      severity: 'high',
      reason: 'complaints',
      evidence: { seen: 60 },
    });
  });
});

describe('a pause', () => {
  const paused = looked({ ...reverting(), outbox: [] }, 600, healthAt(0.1, 6.04));
  const id = newest(paused).id;

  it('keeps the weight and tells people', () => {
    const change = look(reverting(), 600, healthAt(0.1, 6.04));
    expect(change).toMatchObject({ outcome: 'paused', routing: false });
    expect(paused.rollout).toMatchObject({ weight: 75, stage: 0, paused_at: at(600) });
    expect(change?.events).toMatchObject([
      { event: 'paused', weight: 75, reason: 'error rate 6 % on v1, which takes over' },
    ]);
    expect(keys(paused)).toEqual([`notify/${id}/paused/${at(600)}`, `revert-pr/${id}`, `postmortem/${id}`]);
    expect(change && subject(change)).toBe(
      'pause(support): v2 (75 %: error rate 6 % on v1, which takes over)',
    );
  });

  it('tells them once more when both versions are bad, and never again', () => {
    const both = look(paused, 660, healthAt(3, 6), verdicts.high);
    expect(both?.events).toMatchObject([
      { event: 'paused', reason: 'error rate 6 % on v1, which takes over; v2 is bad, too' },
    ]);
    const after = looked(paused, 660, healthAt(3, 6), verdicts.high);
    expect(after.rollout.paused_at).toBe(at(600));
    const recovering = looked(after, 720);
    const relapsed = looked(recovering, 780, healthAt(3, 6), verdicts.high);
    expect(look(relapsed, 840, healthAt(3, 6), verdicts.high)).toBeNull();
    expect(keys(relapsed).filter((key) => key.startsWith('notify'))).toHaveLength(2);
  });

  it('goes on with the next step when the target has been healthy for the time of a step', () => {
    const recovering = looked(paused, 5000);
    expect(recovering.rollout).toMatchObject({ weight: 75, hold: { why: 'recovering', since: at(5000) } });
    expect(look(recovering, 5599)).toBeNull();
    const on = looked(recovering, 5600);
    expect(on.rollout).toMatchObject({
      ...{ stage: 1, weight: 50, paused_at: null, hold: null },
      stage_started_at: at(5600),
    });
    expect(look(on, 6199)).toBeNull();
    expect(looked(on, 6200).rollout.weight).toBe(25);
  });

  it('counts anew when the target was not healthy in between', () => {
    const relapsed = looked(looked(paused, 5000), 5300, unknownHealth, verdicts.blind);
    expect(relapsed.rollout.hold?.why).toBe('paused');
    const again = looked(relapsed, 5400);
    expect(look(again, 5999)).toBeNull();
    expect(looked(again, 6000).rollout.weight).toBe(50);
  });
});
