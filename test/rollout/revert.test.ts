import { describe, expect, it } from 'vitest';
import { stateSchema } from '../../src/live/state.ts';
import { isRevertingTo, revert, stagesDown } from '../../src/rollout/gradual.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { chooseTarget } from '../../src/rollout/target.ts';
import { settings as verification } from './aftermath.ts';
import { keys, newest, subject } from './seen.ts';
import {
  actor,
  at,
  good,
  matchOf,
  pace,
  reverting,
  running,
  stateOf,
  version,
  watching,
  wish,
} from './states.ts';

const mona = actor({ now: at(900), by: 'mona', runUrl: 'https://forge.example/runs/2' });

describe('the steps', () => {
  it.each([
    [100, [75, 50, 25, 0]],
    [95, [75, 50, 25, 0]],
    [75, [50, 25, 0]],
    [50, [25, 0]],
    [25, [0]],
    [5, [0]],
    [1, [0]],
  ])('from %i %% are those below it', (weight, shares) => {
    const stages = stagesDown(weight, 600);
    expect(stages.map((stage) => stage.weight)).toEqual(shares);
    expect(stages.map(({ bake }) => bake)).toEqual(shares.map((share) => (share === 0 ? 0 : 600)));
  });
});

describe('the first step', () => {
  const before = watching({ mutes: [] });
  const change = revert(before, before.stable, wish('tone'), { ...mona, delivers: true, verification }, pace);

  it('leaves three quarters on the bad version, which is a candidate on its way out', () => {
    expect(change).toMatchObject({ outcome: 'reverting', routing: true, archive: null });
    expect(change.state.stable).toEqual(good('v1'));
    expect(change.state.rollout).toMatchObject({
      id: before.rollout.id,
      candidate: before.rollout.candidate,
      phase: 'reverting',
      stage: 0,
      weight: 75,
      stage_started_at: at(900),
      started_at: before.rollout.started_at,
      weights: [...before.rollout.weights, { at: at(900), weight: 75 }],
      asking: null,
      paused_at: null,
      plan: { stages: stagesDown(100, 600), policy: before.rollout.plan.policy },
    });
  });

  it('puts the bad version into quarantine at once', () => {
    expect(change.state.quarantine).toMatchObject([{ label: 'v2', reason: 'tone', by: 'mona' }]);
  });

  it('opens an incident that is verified only when it is over', () => {
    expect(newest(change.state)).toMatchObject({
      status: 'reverting',
      verification: null,
      weight: 100,
      decided_by: 'mona',
      reason: 'tone',
      bad: { label: 'v2' },
      good: { label: 'v1' },
    });
    const id = `${before.rollout.id}-1`;
    expect(keys(change.state).slice(1)).toEqual([
      `notify/${id}/rolled-back/${at(900)}`,
      `revert-pr/${id}`,
      `postmortem/${id}`,
    ]);
    expect(change.state.outbox[0]?.kind).toBe('deliver');
  });

  it('is an event, and a commit that can be read', () => {
    expect(change.events).toMatchObject([{ event: 'reverting', weight: 75, reason: 'tone', by: 'mona' }]);
    expect(subject(change)).toBe('revert(support): v2 -> v1 (100 % -> 75 %: tone)');
  });

  it('is a state that is valid', () => {
    expect(stateSchema.parse(change.state)).toEqual(change.state);
  });

  it('of a stable version without a rollout makes it the candidate, and an earlier one stable', () => {
    const settled = stateOf({ stable: good('v2'), previous: [good('v1'), good('v0')], rollouts: 3 });
    const { state } = revert(settled, good('v1'), wish(), mona, pace);
    expect(state).toMatchObject({ stable: good('v1'), previous: [good('v0')], rollouts: 3 });
    expect(state.rollout).toMatchObject({
      id: `r3-${version('v2').digest.slice(0, 8)}`,
      candidate: good('v2'),
      weight: 75,
      started_at: at(900),
      weights: [{ at: at(900), weight: 75 }],
      plan: { policy: pace.policy },
    });
    expect(newest(state)).toMatchObject({ weight: 100, plan: null });
    expect(stateSchema.parse(state)).toEqual(state);
  });

  it('of a candidate at 60 % leaves half, whichever version it goes back to', () => {
    const { state } = revert(running({ weight: 60 }), good('v0'), wish(), mona, pace);
    expect(state).toMatchObject({ stable: good('v0'), previous: [good('v1')], rollout: { weight: 50 } });
  });

  it.each([25, 5, 1])('of a candidate at %i %% is the instant rollback', (weight) => {
    const before = running({ weight });
    const change = revert(before, before.stable, wish(), mona, pace);
    expect(change).toEqual(rollback(before, before.stable, wish(), mona));
    expect(change.state.rollout).toBeNull();
  });

  it('executes an open question', () => {
    const frozen = watching();
    const asked = ask(frozen, frozen.rollout, groundOf(matchOf('error-high', 3), at(0), null), actor()).state;
    const { state } = revert(asked, asked.stable, wish('I agree'), mona, pace);
    expect(state.incidents).toHaveLength(1);
    expect(newest(state)).toMatchObject({
      id: newest(asked).id,
      status: 'reverting',
      rule: 'error-high',
      question: { status: 'answered', answer: { kind: 'rollback', by: 'mona' } },
    });
    expect(state.rollout?.asking).toBeNull();
  });
});

describe('a person, meanwhile', () => {
  const before = reverting();
  const known = { good: [], all: [] };

  it('who rolls back at once ends it: the same incident, decided by who began it', () => {
    const target = chooseTarget(before, known, '', false);
    const { state, outcome, events } = rollback(before, target, wish('worse'), mona);
    expect(outcome).toBe('rolled-back');
    expect(state).toMatchObject({ rollout: null, stable: good('v1') });
    expect(state.incidents).toMatchObject([
      { id: newest(before).id, status: 'rolled-back', reason: 'complaints', decided_at: at(900) },
    ]);
    expect(events).toMatchObject([{ event: 'reverted', by: 'mona', reason: 'worse' }]);
  });

  it('who asks for the same again is heard already', () => {
    expect(isRevertingTo(before, '')).toBe(true);
    expect(isRevertingTo(before, 'v1')).toBe(true);
    expect(isRevertingTo(before, 'v0')).toBe(false);
    expect(isRevertingTo(watching(), '')).toBe(false);
  });

  const link = { number: 1, url: 'https://forge.example/1' };
  const incidents = before.incidents.map((each) => ({ ...each, pull_request: link, issue: link }));
  const told = { ...before, incidents, outbox: [] };

  it('who rolls back further at once opens an incident of its own, and closes the other', () => {
    const { state } = rollback(told, good('v0'), wish('both are bad'), mona);
    expect(state).toMatchObject({ rollout: null, stable: good('v0'), previous: [good('v1')] });
    expect(state.incidents.map(({ id, status }) => [id, status])).toEqual([
      [`${before.rollout.id}-2`, 'rolled-back'],
      [`${before.rollout.id}-1`, 'closed'],
    ]);
    expect(keys(state)).toContain(`close-pr/${before.rollout.id}-1`);
    expect(keys(state)).not.toContain(`revert-pr/${before.rollout.id}-1`);
    expect(state.quarantine).toMatchObject([{ label: 'v2', incident: `${before.rollout.id}-2` }]);
  });

  it('who rolls back further gradually goes on from the weight that is left', () => {
    const { state } = revert(told, good('v0'), wish(), mona, pace);
    expect(state).toMatchObject({
      stable: good('v0'),
      rollout: { weight: 50, stage: 0, phase: 'reverting' },
    });
    expect(state.incidents.map(({ status }) => status)).toEqual(['reverting', 'closed']);
    expect(stateSchema.parse(state)).toEqual(state);
  });
});
