import { describe, expect, it } from 'vitest';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { keys, newest } from './seen.ts';
import {
  actor,
  at,
  good,
  incidentOf,
  matchOf,
  rolloutOf,
  running,
  stateOf,
  t0,
  version,
  watching,
  wish,
} from './states.ts';

const later = actor({ now: at(900) });
const mona = actor({ now: at(1800), by: 'mona', runUrl: 'https://forge.example/runs/2' });
const critical = groundOf(matchOf('error-critical', 8.44, { since: at(600) }), at(890), { seen: 1 });
const high = groundOf(matchOf('error-high', 3), at(890), { seen: 2 });

describe('ground', () => {
  it('names metric, value and rule', () => {
    expect(critical).toEqual({
      match: matchOf('error-critical', 8.44, { since: at(600) }),
      reason: 'error rate 8.4 %, rule error-critical',
      detectedAt: at(890),
      evidence: { seen: 1 },
    });
    expect(groundOf(matchOf('latency-high', 150), t0, null).reason).toBe(
      'p99 increase 150 %, rule latency-high',
    );
    expect(groundOf(matchOf('quality-high', 33), t0, null).reason).toBe(
      'quality drop 33 %, rule quality-high',
    );
  });

  it('shows a value just over the threshold as over it', () => {
    expect(groundOf(matchOf('error-critical', 5.04), t0, null).reason).not.toContain('error rate 5 %');
  });
});

describe('rollback of a candidate', () => {
  const before = running();
  const change = rollback(before, before.stable, critical, later);
  const id = `${before.rollout.id}-1`;

  it('ends the rollout; stable stays what it was', () => {
    expect(change.state).toMatchObject({
      rollout: null,
      stable: good('v1'),
      previous: [good('v0')],
      rollouts: 1,
    });
    expect(change).toMatchObject({ outcome: 'rolled-back', routing: true, archive: null });
  });

  it('puts the bad digest in quarantine, by incident', () => {
    expect(change.state.quarantine).toEqual([
      {
        digest: version('v2').digest,
        label: 'v2',
        commit: version('v2').commit,
        at: at(900),
        by: 'system',
        reason: 'error rate 8.4 %, rule error-critical',
        incident: id,
      },
    ]);
  });

  it('opens an incident with the times of trouble, detection and decision', () => {
    expect(change.state.incidents).toHaveLength(1);
    expect(newest(change.state)).toMatchObject({
      id,
      status: 'rolled-back',
      bad: version('v2'),
      good: good('v1'),
      weight: 5,
      rule: 'error-critical',
      severity: 'critical',
      decided_by: 'system',
      began_at: at(600),
      detected_at: at(890),
      decided_at: at(900),
      plan: before.rollout.plan,
      evidence: { seen: 1 },
    });
  });

  it('asks for pull request and post-mortem', () => {
    expect(keys(change.state)).toEqual([
      `notify/${id}/rolled-back/${at(900)}`,
      `revert-pr/${id}`,
      `postmortem/${id}`,
    ]);
  });

  it('hands the manifest on first', () => {
    const { state } = rollback(before, before.stable, critical, actor({ delivers: true }));
    expect(state.outbox.map(({ kind }) => kind)).toEqual(['deliver', 'notify', 'revert-pr', 'postmortem']);
  });

  it('is one event, with no traffic left for the bad version', () => {
    expect(change.events).toEqual([
      ledgerEvent(later, 'rolled-back', {
        rollout: before.rollout.id,
        incident: id,
        version: version('v2'),
        weight: 0,
        reason: 'error rate 8.4 %, rule error-critical',
        details: { seen: 1 },
      }),
    ]);
    expect(change.message).toEqual({
      verb: 'rollback',
      from: 'v2',
      to: 'v1',
      detail: 'error rate 8.4 %, rule error-critical',
      incident: id,
    });
  });

  it('works the same at 100 %', () => {
    const { state } = rollback(watching(), good('v1'), critical, later);
    expect(state).toMatchObject({ rollout: null, stable: good('v1'), previous: [good('v0')] });
    expect(newest(state).weight).toBe(100);
  });

  it('keeps one quarantine entry a digest', () => {
    const entry = {
      digest: version('v2').digest,
      label: 'old',
      commit: version('v2').commit,
      at: t0,
      by: 'x',
      reason: 'y',
      incident: 'z',
    };
    const { state } = rollback({ ...before, quarantine: [entry] }, before.stable, critical, later);
    expect(state.quarantine).toHaveLength(1);
    expect(state.quarantine[0]).toMatchObject({ label: 'v2', incident: id });
  });

  it('to an earlier version keeps the skipped one among the previous', () => {
    const { state } = rollback(before, good('v0'), wish(), mona);
    expect(state.stable).toEqual(good('v0'));
    expect(state.previous).toEqual([good('v1')]);
    expect(state.quarantine.map(({ label }) => label)).toEqual(['v2']);
  });

  it('to a version that never served everyone gives it a date', () => {
    const { state } = rollback(before, version('v7'), wish(), mona);
    expect(state.stable).toEqual(version('v7', { stable_since: at(1800) }));
    expect(state.previous).toEqual([good('v1'), good('v0')]);
  });
});

describe('rollback of a stable version', () => {
  const before = stateOf({ stable: good('v2'), previous: [good('v1'), good('v0')], rollouts: 3 });
  const { state, message } = rollback(before, good('v1'), wish('tone'), mona);

  it('takes it out of what may serve', () => {
    expect(state).toMatchObject({ stable: good('v1'), previous: [good('v0')], rollout: null });
    expect(state.quarantine.map(({ label }) => label)).toEqual(['v2']);
  });

  it('is an incident of the person who wanted it', () => {
    expect(newest(state)).toMatchObject({
      rollout: `r3-${version('v2').digest.slice(0, 8)}`,
      status: 'rolled-back',
      bad: good('v2'),
      good: good('v1'),
      weight: 100,
      rule: null,
      severity: null,
      decided_by: 'mona',
      reason: 'tone',
      began_at: null,
      plan: null,
      evidence: null,
    });
    expect(message).toMatchObject({ verb: 'rollback', from: 'v2', to: 'v1', detail: 'tone' });
  });
});

describe('many incidents', () => {
  const old = Array.from({ length: 10 }, (_, index) =>
    incidentOf({ id: `r0-${9 - index}-1`, rollout: `r0-${9 - index}` }),
  );

  it('leaves the ten newest in the state', () => {
    const { state } = rollback(running({}), good('v1'), critical, later);
    const many = rollback({ ...running(), incidents: old }, good('v1'), critical, later).state;
    expect(many.incidents.map(({ id }) => id)).toEqual([
      newest(state).id,
      ...old.slice(0, 9).map(({ id }) => id),
    ]);
  });

  it('does not forget the one whose post-mortem is still to be filed', () => {
    const oldest = old.at(-1)?.id ?? '';
    const outbox = [
      {
        kind: 'postmortem',
        key: `postmortem/${oldest}`,
        incident: oldest,
        created_at: t0,
        run: null,
      } as const,
    ];
    const { state } = rollback({ ...running(), incidents: old, outbox }, good('v1'), critical, later);
    expect(keys(state)).toContain(`postmortem/${oldest}`);
    expect(state.incidents.map(({ id }) => id)).toContain(oldest);
  });

  it('of one rollout have ids of their own', () => {
    const before = running();
    const opened = ask(before, before.rollout, high, later).state;
    const closed = {
      ...opened,
      rollout: rolloutOf(),
      incidents: opened.incidents.map((each) => ({ ...each, status: 'closed' as const })),
    };
    const again = ask(closed, closed.rollout, high, mona).state;
    expect(again.incidents.map(({ id }) => id)).toEqual([`${before.rollout.id}-2`, `${before.rollout.id}-1`]);
    expect(again.rollout?.asking).toBe(`${before.rollout.id}-2`);
  });
});
