import { describe, expect, it } from 'vitest';
import { arrivalOf, evidenceOf, type Sight, sightRollout, sightStable } from '../../src/commands/observe.ts';
import { stepOf } from '../../src/commands/step.ts';
import type { Look } from '../../src/evidence/looks.ts';
import type { MetricsSource, ObserveRequest } from '../../src/metrics/port.ts';
import { arm, counted, standard, timeline } from '../replay/stretches.ts';
import { actor, at, good, rolloutOf, running } from '../rollout/states.ts';

/** A source with a history that always answers the same, and remembers what it was asked. */
function answering(
  looks: readonly Look[],
  history = true,
): { source: MetricsSource; asked: ObserveRequest[] } {
  const asked: ObserveRequest[] = [];
  const observe = async (request: ObserveRequest) => {
    asked.push(request);
    return counted(looks);
  };
  return { source: { kind: 'test', history, observe }, asked };
}

const stable = good('v1');
const calm = { weight: 99, candidate: arm(60, 0), stable: arm(1140, 1) };
const rollout = rolloutOf({
  started_at: at(0),
  stage_started_at: at(300),
  first_traffic_at: at(0),
  weight: 5,
  weights: [
    { at: at(0), weight: 1 },
    { at: at(300), weight: 5 },
  ],
});
const look = (source: MetricsSource | null, seconds: number, past: readonly Look[] = []) =>
  sightRollout(source, 'support', stable, rollout, past, new Date(at(seconds)));

describe('a look at a rollout', () => {
  it('asks for both versions, from an hour before the rollout', async () => {
    const { source, asked } = answering(timeline({ looks: 20, ...calm }));
    await look(source, 600);
    expect(asked).toEqual([
      {
        prompt: 'support',
        candidate: 'v2',
        stable: 'v1',
        weight: 5,
        since: new Date(at(-3600)),
        at: new Date(at(600)),
      },
    ]);
  });

  it('gives each look the weight that held in it, whatever the source says', async () => {
    const { source } = answering(timeline({ looks: 20, ...calm }));
    const { observation } = await look(source, 600);
    const weights = observation?.looks?.map(({ weight }) => weight) ?? [];
    expect(weights).toEqual([...Array(10).fill(1), ...Array(10).fill(5)]);
  });

  it('learns from the hour before what stable does by itself, and nothing of the candidate', async () => {
    const before = timeline({ looks: 120, weight: 0, candidate: arm(60, 30), stable: arm(1200, 12) });
    const early = before.map((each, index) => ({ ...each, at: at(30 * (index + 1) - 3600) }));
    const { source } = answering([...early, ...timeline({ looks: 20, ...calm })]);
    const { observation, verdict } = await look(source, 600);
    const given = observation?.looks?.slice(0, 120) ?? [];
    expect(given.every(({ weight }) => weight === 0)).toBe(true);
    expect(given.every(({ candidate }) => candidate.requests === 0 && candidate.errors === 0)).toBe(true);
    expect(given.every(({ stable: { requests } }) => requests === 1200)).toBe(true);
    expect(verdict.readings[0]?.worse).toBe(false);
  });

  it('does not take the lifetime of a counter that was not known before for one look', async () => {
    const silent = timeline({ looks: 10, weight: 0, candidate: arm(0, 0), stable: arm(0, 0) });
    const early = silent.map((each, index) => ({ ...each, at: at(30 * (index + 1) - 600) }));
    const lifetime = { ...early[9], at: at(-270), stable: arm(1_000_000, 50_000) };
    const known = { ...early[9], at: at(-240), stable: arm(1200, 1) };
    const looks = [...early.slice(0, 10), lifetime, known, ...timeline({ looks: 20, ...calm })] as Look[];
    const { observation } = await look(answering(looks).source, 600);
    expect(observation?.looks?.[0]).toMatchObject({ at: at(-240), stable: { requests: 1200 } });
    expect(observation?.looks).toHaveLength(21);
  });

  it('without a metrics source knows nothing', async () => {
    const seen = await look(null, 600);
    expect(seen.verdict).toMatchObject({ verdict: 'inconclusive', gaps: ['metrics-missing'] });
    expect(seen.verdict.promotion.ready).toBe(false);
    expect(seen.observation).toBeNull();
    expect(evidenceOf(seen, at(0))).toBeNull();
  });

  it('keeps for the ledger what was judged, and what the looks come to', async () => {
    const looks = timeline(
      { looks: 4, weight: 5, candidate: arm(0, 0), stable: arm(1900, 2) },
      { looks: 6, ...calm },
    );
    const kept = evidenceOf(await look(answering(looks).source, 600), at(0));
    expect(kept?.observation).not.toHaveProperty('looks');
    expect(kept?.verdict.readings[0]?.proof?.log_e).toEqual(expect.any(Number));
    expect(kept?.exposure).toEqual({ since: looks[3]?.at, until: looks[9]?.at, requests: 360, failed: 0 });
  });
});

describe('a source without a history', () => {
  const five = (index: number): Look => ({ at: at(300 * (index + 1)), ...calm });

  it('has its looks of the past from the ledger, and none twice', async () => {
    const past = [five(0), five(1)];
    const next = await look(answering([five(2)], false).source, 900, past);
    expect(next.observation?.looks?.map((each) => each.at)).toEqual([at(300), at(600), at(900)]);
    const overlapping = { ...five(2), at: at(660) };
    const same = await look(answering([overlapping], false).source, 660, past);
    expect(same.observation?.looks?.map((each) => each.at)).toEqual([at(300), at(660)]);
  });
});

describe('the times before a rollout', () => {
  const bad = { weight: 5, candidate: arm(200, 80), stable: arm(19_800, 6) };
  const fresh = { ...rollout, first_traffic_at: null };
  /** A file with a window of 5 s, written so many seconds after the start. */
  const seenAt = (seconds: number): Promise<Sight> => {
    const file = { ...counted([{ at: at(seconds), ...bad }]), window_seconds: 5 };
    const source: MetricsSource = { kind: 'test', history: false, observe: async () => file };
    return sightRollout(source, 'support', stable, fresh, [], new Date(at(seconds + 1)));
  };
  const sinces = ({ verdict }: Sight): string[] => [
    ...new Set([...verdict.matches, ...verdict.readings].flatMap(({ since }) => since ?? [])),
  ];

  it('are not told of a file whose window reaches back behind the start', async () => {
    const sight = await seenAt(0.4);
    expect(sight.verdict.verdict).toBe('rollback');
    expect(sinces(sight)).toEqual([at(0)]);
    expect(sight.verdict.age_seconds).toBeCloseTo(1.4);
    expect(evidenceOf(sight, at(0))?.exposure).toMatchObject({ since: at(0), until: at(0.4) });
  });

  it('are those of the window of the file, not of half a minute', async () => {
    const sight = await seenAt(60);
    expect(sinces(sight)).toEqual([at(55)]);
    expect(sight.verdict.age_seconds).toBe(6);
    expect(evidenceOf(sight, at(0))?.exposure?.since).toBe(at(55));
    expect(arrivalOf(sight, at(0))).toBe(at(55));
  });

  it('are no first traffic where a look of the grid began before the start', async () => {
    const [early, late] = [at(-10), at(20)];
    const looks = [
      { at: early, weight: 0, candidate: arm(0, 0), stable: arm(600, 1) },
      { at: late, weight: 1, candidate: arm(6, 0), stable: arm(594, 1) },
    ];
    const { source } = answering(looks);
    const before = running({ first_traffic_at: null });
    const sight = await sightRollout(source, 'support', stable, fresh, [], new Date(late));
    const limits = { outage: 60, onExpiry: 'escalate' } as const;
    const { change } = stepOf(before, before.rollout, sight, actor({ now: late }), limits);
    expect(change?.state.rollout?.first_traffic_at).toBe(before.rollout.started_at);
  });
});

describe('a look at a stable version', () => {
  it('is judged by the mature limits, and without anything to compare with', async () => {
    const looks = timeline({ looks: 60, weight: 100, candidate: arm(600, 9), stable: arm(0, 0) });
    const { source } = answering(looks);
    const young = { ...stable, stable_since: at(0) };
    const seen = await sightStable(source, 'support', young, standard, new Date(at(1800)));
    expect(seen.verdict).toMatchObject({ verdict: 'healthy', age: 'mature' });
    const bad = timeline({ looks: 60, weight: 100, candidate: arm(600, 60), stable: arm(0, 0) });
    const worse = await sightStable(answering(bad).source, 'support', young, standard, new Date(at(1800)));
    expect(worse.verdict.verdict).toBe('rollback');
  });

  it('is no outage because the source gives the same figures for both arms', async () => {
    const bad = arm(600, 60);
    const looks = timeline({ looks: 60, weight: 100, candidate: bad, stable: bad });
    const { source } = answering(looks);
    const seen = await sightStable(
      source,
      'support',
      { ...stable, stable_since: at(0) },
      standard,
      new Date(at(1800)),
    );
    expect(seen.verdict).toMatchObject({ verdict: 'rollback', cause: 'candidate' });
  });
});
