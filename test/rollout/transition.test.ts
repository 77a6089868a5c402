import { describe, expect, it } from 'vitest';
import { ledgerEvent, withDelivery } from '../../src/rollout/change.ts';
import {
  adopt,
  advance,
  complete,
  firstTraffic,
  observe,
  rememberVersion,
  resolve,
  rolloutId,
  withdraw,
} from '../../src/rollout/transition.ts';
import { actor, at, good, matchOf, running, source, version, watching } from './states.ts';

const later = actor({ now: at(900) });
const delivering = actor({ now: at(900), delivers: true });
const deliver = { kind: 'deliver', key: `deliver/${at(900)}`, created_at: at(900) };
const id = (label: string, number = 1): string => `r${number}-${source(label).digest.slice(0, 8)}`;

describe('adopt', () => {
  const change = adopt('support', source('v1'), later);
  const stable = version('v1', { stable_since: at(900), known_good_since: at(900) });

  it('makes what is there the stable version, known as good', () => {
    expect(change.state).toMatchObject({
      schema: 1,
      prompt: 'support',
      stable,
      previous: [],
      rollout: null,
      rollouts: 0,
      incidents: [],
      quarantine: [],
      outbox: [],
    });
    expect(change).toMatchObject({ outcome: 'adopted', routing: true, archive: stable });
  });

  it('is one event, at 100 %', () => {
    expect(change.events).toEqual([ledgerEvent(later, 'adopted', { version: stable, weight: 100 })]);
    expect(change.message).toEqual({ verb: 'adopt', from: null, to: 'v1', detail: null, incident: null });
  });

  it('is handed on where delivery is configured', () => {
    expect(adopt('support', source('v1'), delivering).state.outbox).toEqual([deliver]);
  });
});

describe('withdraw', () => {
  const before = running();
  const change = withdraw(before, before.rollout, later);

  it('ends the rollout without quarantine or incident', () => {
    expect(change.state).toEqual({ ...before, rollout: null, retired: [before.rollout.candidate] });
    expect(change).toMatchObject({ outcome: 'withdrawn', routing: true, archive: null });
  });

  it('says that the candidate has no traffic any more', () => {
    expect(change.events).toEqual([
      ledgerEvent(later, 'withdrawn', { rollout: before.rollout.id, version: version('v2'), weight: 0 }),
    ]);
    expect(change.message).toEqual({ verb: 'withdraw', from: 'v2', to: 'v1', detail: null, incident: null });
  });

  it('is handed on', () => {
    expect(withdraw(before, before.rollout, delivering).state.outbox).toEqual([deliver]);
  });
});

describe('advance', () => {
  const before = running();
  const change = advance(before, before.rollout, 2, later, { seen: 1 }, null);

  it('gives the weight of the next stage, whose time begins now', () => {
    const rollout = {
      ...before.rollout,
      stage: 2,
      weight: 25,
      stage_started_at: at(900),
      weights: [...before.rollout.weights, { at: at(900), weight: 25 }],
    };
    expect(change.state).toEqual({ ...before, rollout });
    expect(change).toMatchObject({ outcome: 'advanced', routing: true, archive: null });
  });

  it('says from where to where, and what it rests on', () => {
    expect(change.events).toEqual([
      ledgerEvent(later, 'advanced', {
        rollout: before.rollout.id,
        version: version('v2'),
        weight: 25,
        details: { seen: 1 },
      }),
    ]);
    expect(change.message).toEqual({
      verb: 'advance',
      from: null,
      to: 'v2',
      detail: '5 % -> 25 %',
      incident: null,
    });
  });

  it('begins the watch with the last stage; stable stays what it is', () => {
    const last = advance(before, before.rollout, 3, delivering, null, null);
    expect(last.outcome).toBe('watching');
    expect(last.events[0]).toMatchObject({ event: 'watching', weight: 100 });
    expect(last.state.rollout).toMatchObject({ phase: 'watching', stage: 3, weight: 100 });
    expect(last.state.stable).toEqual(before.stable);
    expect(last.state.outbox).toEqual([deliver]);
  });
});

describe('complete', () => {
  const before = watching();
  const change = complete(before, before.rollout, later, { seen: 2 });
  const stable = version('v2', { stable_since: at(900), known_good_since: at(900) });

  it('makes the candidate stable and known as good, with the old one right behind it', () => {
    expect(change.state).toEqual({ ...before, stable, previous: [good('v1'), good('v0')], rollout: null });
    expect(change).toMatchObject({ outcome: 'completed', routing: true, archive: null });
  });

  it('says so', () => {
    expect(change.events).toEqual([
      ledgerEvent(later, 'completed', {
        rollout: before.rollout.id,
        version: stable,
        weight: 100,
        details: { seen: 2 },
      }),
    ]);
    expect(change.message).toEqual({
      verb: 'complete',
      from: 'v1',
      to: 'v2',
      detail: 'known as good',
      incident: null,
    });
  });

  it('is handed on, since the variants change', () => {
    expect(complete(before, before.rollout, delivering, null).state.outbox).toEqual([deliver]);
  });

  it('lists a version once that comes back after another', () => {
    const again = running({ candidate: version('v0'), phase: 'watching', stage: 3, weight: 100 });
    const { state } = complete(again, again.rollout, later, null);
    expect(state.stable.label).toBe('v0');
    expect(state.previous).toEqual([good('v1')]);
  });
});

describe('the quiet ones', () => {
  const before = running({ first_traffic_at: null });
  const match = matchOf('quality-medium', 15);
  const crossing = {
    name: 'quality-medium',
    metric: 'quality',
    limit: 10,
    value: 15,
    since: at(900),
  } as const;

  it('firstTraffic takes the time that the looks tell', () => {
    const change = firstTraffic(before, before.rollout, later, at(300));
    expect(change.state.rollout?.first_traffic_at).toBe(at(300));
    expect(change.events[0]?.at).toBe(at(900));
  });

  it('firstTraffic records the time, once', () => {
    const change = firstTraffic(before, before.rollout, delivering);
    expect(change.state).toEqual({ ...before, rollout: { ...before.rollout, first_traffic_at: at(900) } });
    expect(change).toMatchObject({ outcome: 'baking', routing: false, archive: null });
    expect(change.events[0]).toMatchObject({ event: 'first-traffic', version: version('v2'), weight: 5 });
  });

  it('observe freezes the limit as it is now', () => {
    const change = observe(before, before.rollout, match, delivering, { seen: 3 });
    expect(change.state).toEqual({ ...before, rollout: { ...before.rollout, crossing } });
    expect(change).toMatchObject({ outcome: 'observing', routing: false });
    expect(change.events).toEqual([
      ledgerEvent(delivering, 'observing', {
        rollout: before.rollout.id,
        version: version('v2'),
        weight: 5,
        reason: 'quality-medium',
        details: { seen: 3 },
      }),
    ]);
    expect(change.message).toEqual({
      verb: 'observing',
      from: null,
      to: 'v2',
      detail: 'quality-medium',
      incident: null,
    });
  });

  it('resolve takes the crossing away, and names it', () => {
    const seen = running({ crossing });
    const change = resolve(seen, seen.rollout, delivering, null);
    expect(change.state).toEqual({ ...seen, rollout: { ...seen.rollout, crossing: null } });
    expect(change).toMatchObject({ outcome: 'resolved', routing: false });
    expect(change.events[0]).toMatchObject({ event: 'resolved', reason: 'quality-medium' });
  });
});

describe('what transitions share', () => {
  it('a rollout id is short, and different for another number or candidate', () => {
    expect(rolloutId(3, { digest: 'abcdef0123456789' })).toBe('r3-abcdef01');
    expect(new Set([id('v2', 1), id('v2', 2), id('v3', 1)]).size).toBe(3);
  });

  it('versions are remembered newest first, once each, twenty of them', () => {
    const many = Array.from({ length: 30 }, (_, index) => good(`v${index}`));
    const kept = many.reduceRight<typeof many>((list, each) => rememberVersion(list, each), []);
    expect(kept).toEqual(many.slice(0, 20));
    expect(rememberVersion([good('a'), good('b')], good('b'))).toEqual([good('b'), good('a')]);
  });

  it('an event has the actor, his time and his run, and null for what it does not speak of', () => {
    expect(ledgerEvent(actor({ by: 'mona', now: at(5) }), 'held', { reason: 'why' })).toEqual({
      schema: 1,
      at: at(5),
      event: 'held',
      rollout: null,
      incident: null,
      version: null,
      weight: null,
      by: 'mona',
      run_url: 'https://forge.example/runs/1',
      reason: 'why',
      details: null,
    });
  });

  it('without delivery an open hand-on leaves the outbox with the next routing', () => {
    expect(withDelivery([{ kind: 'deliver', key: 'deliver/old', created_at: at(0) }], actor())).toEqual([]);
  });
});
