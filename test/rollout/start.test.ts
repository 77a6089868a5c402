import { describe, expect, it } from 'vitest';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { advance, start } from '../../src/rollout/transition.ts';
import { actor, at, good, planOf, running, source, stateOf, version, watching } from './states.ts';

const later = actor({ now: at(900) });
const delivering = actor({ now: at(900), delivers: true });
const deliver = { kind: 'deliver', key: `deliver/${at(900)}`, created_at: at(900) };
const id = (label: string, number = 1): string => `r${number}-${source(label).digest.slice(0, 8)}`;

describe('start', () => {
  const before = stateOf({ previous: [good('v0')], rollouts: 4 });
  const change = start(before, source('v2'), planOf(), later);

  it('gives the candidate the weight of stage one, beside an untouched stable version', () => {
    expect(change.state).toEqual({ ...before, rollouts: 5, rollout: change.state.rollout });
    expect(change.state).toMatchObject({
      rollout: {
        id: id('v2', 5),
        candidate: version('v2'),
        phase: 'canary',
        stage: 0,
        weight: 1,
        started_at: at(900),
        stage_started_at: at(900),
        weights: [{ at: at(900), weight: 1 }],
        first_traffic_at: null,
        crossing: null,
        asking: null,
        plan: planOf(),
      },
    });
  });

  it('archives the candidate and says what it does', () => {
    expect(change).toMatchObject({ outcome: 'started', routing: true, archive: version('v2') });
    expect(change.events).toEqual([
      ledgerEvent(later, 'started', {
        rollout: id('v2', 5),
        version: version('v2'),
        weight: 1,
        details: { plan: planOf(), superseded: null },
      }),
    ]);
    expect(change.message).toEqual({ verb: 'start', from: 'v1', to: 'v2', detail: '1 %', incident: null });
  });

  it('replaces an older hand-on, and keeps every other open effect', () => {
    const postmortem = { kind: 'postmortem', key: 'postmortem/x', incident: 'x' } as const;
    const open = { ...postmortem, created_at: at(0), run: null };
    const stale = { kind: 'deliver', key: 'deliver/old', created_at: at(0) } as const;
    const { state } = start({ ...before, outbox: [open, stale] }, source('v2'), planOf(), delivering);
    expect(state.outbox).toEqual([deliver, open]);
  });

  it('watches at once where the only stage is 100 %', () => {
    const plan = { ...planOf(), stages: [{ weight: 100, bake: 0 }] };
    const { state } = start(before, source('v2'), plan, later);
    expect(state.rollout).toMatchObject({ phase: 'watching', stage: 0, weight: 100 });
  });
});

describe('a holdback', () => {
  const plan = planOf({ holdback: 5 });

  it('keeps its share on the stable version while the candidate is watched', () => {
    const before = running({ plan });
    const { state, message } = advance(before, before.rollout, 3, later, null, null);
    expect(state.rollout).toMatchObject({ phase: 'watching', stage: 3, weight: 95 });
    expect(message.detail).toBe('5 % -> 95 %');
  });

  it('does so also where the only stage is 100 %', () => {
    const only = { ...plan, stages: [{ weight: 100, bake: 0 }] };
    expect(start(stateOf(), source('v2'), only, later).state.rollout).toMatchObject({
      phase: 'watching',
      weight: 95,
    });
  });

  it('leaves the stages before as they are', () => {
    const before = running({ plan });
    expect(advance(before, before.rollout, 2, later, null, null).state.rollout?.weight).toBe(25);
  });
});

describe('start, with a candidate there', () => {
  it('supersedes a canary, of which only the label stays taken', () => {
    const before = running();
    const { state, outcome, events, message } = start(before, source('v3'), planOf(), later);
    expect(outcome).toBe('superseded');
    expect(state).toMatchObject({
      stable: before.stable,
      previous: before.previous,
      rollouts: 2,
      quarantine: [],
      retired: [version('v2')],
    });
    expect(state.rollout).toMatchObject({ candidate: version('v3'), stage: 0, weight: 1 });
    expect(events).toEqual([
      ledgerEvent(later, 'superseded', {
        rollout: id('v3', 2),
        version: version('v3'),
        weight: 1,
        details: { plan: planOf(), superseded: version('v2') },
      }),
    ]);
    expect(message).toEqual({ verb: 'supersede', from: 'v1', to: 'v3', detail: '1 %', incident: null });
  });

  it('makes a watched version stable, but not known as good', () => {
    const { state, message } = start(watching(), source('v3'), planOf(), later);
    expect(state.stable).toEqual(version('v2', { stable_since: at(900) }));
    expect(state.previous).toEqual([good('v1'), good('v0')]);
    expect(state.rollout?.candidate).toEqual(version('v3'));
    expect(message).toMatchObject({ from: 'v2', to: 'v3' });
  });

  it('forgets the crossing of the superseded candidate', () => {
    const crossing = {
      name: 'quality-medium',
      metric: 'quality',
      limit: 10,
      value: 15,
      since: at(0),
    } as const;
    expect(start(running({ crossing }), source('v3'), planOf(), later).state.rollout?.crossing).toBeNull();
  });
});
