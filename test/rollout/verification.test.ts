import { describe, expect, it } from 'vitest';
import type { Verification } from '../../src/live/state.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { complete, start } from '../../src/rollout/transition.ts';
import { verifyStep } from '../../src/rollout/verification.ts';
import {
  everyFive,
  evidenceOf,
  lookAt,
  looksUntil,
  rolledBack,
  steady,
  type Traffic,
  turnsOf,
  verifier,
} from './aftermath.ts';
import { newest } from './seen.ts';
import { actor, at, good, matchOf, planOf, running, source, version, wish } from './states.ts';

describe('the verification of a new rollback', () => {
  const started = (metric: Parameters<typeof matchOf>[0], evidence: unknown): Verification | null =>
    rolledBack(groundOf(matchOf(metric, 30), at(0), evidence)).incident.verification;

  it('has its times from the moment of the rollback and the time that flags take to arrive', () => {
    expect(started('error-critical', null)).toMatchObject({
      status: 'waiting',
      starts_at: at(10),
      escalate_at: at(70),
      ends_at: at(310),
      limit: 0.01,
      metric: null,
      seen_at: null,
    });
  });

  it('allows the version that takes over what it had before, by the evidence', () => {
    const seen = started('error-critical', evidenceOf({ metric: 'error_rate', stable: 2 }));
    expect(seen?.limit).toBeCloseTo(0.03, 12);
  });

  it('holds p99 and quality against their level before, with the mature limits of the pinned policy', () => {
    const evidence = evidenceOf(
      { metric: 'error_rate', stable: 0.1 },
      { metric: 'latency_p99', stable: 0.8 },
      { metric: 'quality', stable: 0.9 },
    );
    const unseen = { after: null, ok: null };
    expect(started('latency-high', evidence)?.metric).toEqual({
      name: 'latency_p99',
      before: 0.8,
      limit: 20,
      ...unseen,
    });
    expect(started('quality-high', evidence)?.metric).toEqual({
      name: 'quality',
      before: 0.9,
      limit: 10,
      ...unseen,
    });
    const plan = planOf();
    const strict = { ...plan.policy.gates.mature, latency_increase: 35 };
    const policy = { ...plan.policy, gates: { ...plan.policy.gates, mature: strict } };
    const state = running({ plan: { ...plan, policy } });
    const ground = groundOf(matchOf('latency-high', 150), at(0), evidence);
    const changed = newest(rollback(state, good('v1'), ground, verifier(0)).state);
    expect(changed.verification?.metric?.limit).toBe(35);
  });

  it('keeps the metric and the level of the question that a person answered', () => {
    const evidence = evidenceOf({ metric: 'quality', stable: 0.9 });
    const before = running();
    const asked = ask(
      before,
      before.rollout,
      groundOf(matchOf('quality-high', 30), at(0), evidence),
      actor(),
    );
    const { state } = rollback(asked.state, asked.state.stable, wish('I agree'), verifier(60));
    expect(newest(state).verification?.metric).toMatchObject({ name: 'quality', before: 0.9 });
  });

  it('does not exist without a metrics source, or before a question is answered', () => {
    expect(newest(rollback(running(), good('v1'), wish(), actor()).state).verification).toBeNull();
    const before = running();
    const asked = ask(before, before.rollout, groundOf(matchOf('error-high', 3), at(0), null), verifier(0));
    expect(newest(asked.state).verification).toBeNull();
  });
});

describe('a rollback that helped', () => {
  it('is recovered a minute after the flags have arrived, and not before', () => {
    expect(turnsOf(steady())).toEqual(['recovered at 72']);
  });

  it('leaves its figures, its notice, a ledger event, and pull request and issue to bring up to date', () => {
    const { state, incident, turns } = lookAt(everyFive, steady(1));
    expect(incident.verification).toMatchObject({
      seen_at: at(70),
      requests: 6000,
      errors: 12,
      error_rate: 0.002,
      bad_requests: 0,
      ended: true,
    });
    const [turn] = turns;
    expect(turn?.change).toMatchObject({ outcome: 'nothing-to-do', routing: false });
    expect(turn?.change.events).toMatchObject([
      { event: 'verified', incident: incident.id, reason: 'error rate 0.2 % over 6000 requests' },
    ]);
    const keys = state.outbox.map(({ key }) => key);
    expect(keys).toContain(`notify/${incident.id}/verified/${at(72)}`);
    expect(keys).toEqual(expect.arrayContaining([`revert-pr/${incident.id}`, `postmortem/${incident.id}`]));
  });

  it('may be noisy within its limit', () => {
    expect(turnsOf((index) => ({ requests: 50, errors: index % 4 === 0 ? 1 : 0, bad: 0 }))).toEqual([
      'recovered at 72',
    ]);
  });

  it('is not held the time before the switch against it', () => {
    expect(
      turnsOf((index) => ({ requests: 500, errors: index === 0 ? 400 : 0, bad: index === 0 ? 500 : 0 })),
    ).toEqual(['recovered at 72']);
  });

  it('is recovered late, after it was escalated', () => {
    const late: Traffic = (index) => ({ requests: 500, errors: index < 20 ? 10 : 0, bad: 0 });
    const turns = turnsOf(late);
    expect(turns).toHaveLength(2);
    expect(turns[0]).toMatch(/^escalated at (\d+)$/);
    expect(turns[1]).toBe('recovered at 142');
  });
});

describe('a rollback that did not help', () => {
  const failing = steady(50);

  it('is escalated as soon as the failure is proven, and failed at the end', () => {
    expect(turnsOf(failing)).toEqual(['escalated at 17', 'failed at 312']);
  });

  it('pages with what is wrong, and offers the next older good version', () => {
    const { state, turns } = lookAt(everyFive, failing);
    const [escalated, failed] = turns.map(({ change }) => change);
    expect(escalated?.events).toMatchObject([{ event: 'escalated' }]);
    expect(failed).toMatchObject({ outcome: 'rollback-failed', routing: false });
    expect(failed?.events).toMatchObject([{ event: 'rollback-failed' }]);
    const notices = state.outbox.flatMap((entry) => (entry.kind === 'notify' ? [entry] : []));
    const said = notices.map(({ event, detail }) => [event, detail]);
    const rate = expect.stringContaining('error rate 10 % over');
    expect(said).toEqual([
      ['rolled-back', ''],
      ['escalated', rate],
      ['failed', rate],
    ]);
    expect(notices.at(-1)?.detail).toContain('and the limit is 1 %; the next older good version is v0');
  });

  it('while 2 % still fail, which single looks would pass', () => {
    const two: Traffic = (index) => ({ requests: 50, errors: index % 2, bad: 0 });
    expect(turnsOf(two).at(-1)).toBe('failed at 312');
  });

  it('while the bad version still has more than a thousandth of the traffic', () => {
    expect(turnsOf(steady(0, 1))).toEqual(['escalated at 72', 'failed at 312']);
    expect(turnsOf(steady(0, 0.5))).toEqual(['recovered at 72']);
    const { turns } = lookAt(everyFive, steady(0, 1));
    expect(turns[0]?.change.events[0]?.reason).toBe(
      'the bad version still has traffic: 6 requests in the last 30 s',
    );
  });

  it('until the last 30 seconds are free of it', () => {
    const slow: Traffic = (index) => ({ requests: 500, errors: 0, bad: index <= 8 ? 100 : 0 });
    expect(turnsOf(slow)).toEqual(['escalated at 72', 'recovered at 82']);
  });
});

describe('a rollback of which nothing is known', () => {
  it.each([
    ['a silent source', () => [], 'the metrics source says nothing of the time since'],
    [
      'too few requests',
      (s: number) => looksUntil(s, steady(0, 0, 3)),
      'too few requests to tell: 36 of 100',
    ],
    [
      'an unknown exposure',
      (s: number) => looksUntil(s, steady(0, null)),
      'whether the bad version still has traffic is not known',
    ],
  ])('%s: escalated, then unverified, never recovered', (_name, source, reason) => {
    let { state, incident } = rolledBack();
    const seen: unknown[] = [];
    for (const seconds of everyFive) {
      const change = verifyStep(state, incident, source(seconds), verifier(seconds));
      if (change === null) continue;
      state = change.state;
      incident = newest(state);
      seen.push([incident.verification?.status, change.events[0]?.event, change.events[0]?.reason]);
    }
    expect(seen).toEqual([
      ['escalated', 'escalated', reason],
      ['unverified', 'unverified', reason],
    ]);
    const events = state.outbox.flatMap((entry) => (entry.kind === 'notify' ? entry.event : []));
    expect(events).toEqual(['rolled-back', 'escalated', 'unverified']);
  });

  it('is failed all the same when the bad version is known to go on', () => {
    expect(turnsOf(steady(0, 2, 3)).at(-1)).toBe('failed at 312');
  });
});

describe('a verification whose versions serve otherwise by now', () => {
  const closed = (state: Parameters<typeof verifyStep>[0], incident: Parameters<typeof verifyStep>[1]) => {
    const change = verifyStep(state, incident, [], verifier(30));
    const known = change?.state.incidents.find(({ id }) => id === incident.id);
    const told = change?.state.outbox.flatMap((entry) =>
      entry.kind === 'notify' && entry.incident === incident.id ? entry.event : [],
    );
    return [known?.verification?.status, change?.events[0]?.reason, told];
  };

  it('is closed as unverified without a page: what took its place is judged for itself', () => {
    const { state, incident } = rolledBack();
    const further = rollback(state, good('v0'), wish('v1 is bad as well'), verifier(20)).state;
    expect(closed(further, incident)).toEqual([
      'unverified',
      'v0 took the place of v1 meanwhile',
      ['rolled-back'],
    ]);
    expect(newest(further).verification?.status).toBe('waiting');
  });

  it('when a newer version serves everyone, and when the bad one is started again', () => {
    const { state, incident } = rolledBack();
    const plan = { ...planOf(), stages: [{ weight: 100, bake: 0 }] };
    const begun = start(state, source('v3'), plan, verifier(20)).state;
    expect(closed(begun, incident)[1]).toBe('v3 serves everyone meanwhile');
    if (begun.rollout === null) throw new Error('nothing was started');
    const done = complete(begun, begun.rollout, verifier(25), null).state;
    expect(closed(done, incident)[1]).toBe('v3 took the place of v1 meanwhile');
    const again = start({ ...state, quarantine: [] }, version('v2'), planOf(), verifier(20)).state;
    expect(closed(again, incident)[1]).toBe('v2 was started again meanwhile');
  });

  it('goes on while a newer version has a small share', () => {
    const { state, incident } = rolledBack();
    const begun = start(state, source('v3'), planOf(), verifier(20)).state;
    expect(verifyStep(begun, incident, looksUntil(30, steady()), verifier(30))).toBeNull();
  });
});

describe('an incident that joins another', () => {
  it('is verified without a notice, a pull request or an issue of its own', () => {
    const { state, incident } = rolledBack();
    const joined = { ...incident, joins: { prompt: 'billing', incident: 'r1-00000000-1' } };
    const before = { ...state, incidents: [joined], outbox: [] };
    const change = verifyStep(before, joined, looksUntil(72, steady()), verifier(72));
    expect(change?.events).toMatchObject([{ event: 'verified' }]);
    expect(change?.state.outbox).toEqual([]);
  });
});
