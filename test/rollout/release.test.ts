import { describe, expect, it } from 'vitest';
import type { Quarantine } from '../../src/live/state.ts';
import { planRelease } from '../../src/rollout/release.ts';
import { start, withdraw } from '../../src/rollout/transition.ts';
import {
  actor,
  good,
  incidentOf,
  planOf,
  reverting,
  running,
  source,
  stateOf,
  t0,
  version,
  watching,
} from './states.ts';

const quarantined = (label: string): Quarantine => ({
  digest: source(label).digest,
  label,
  commit: source(label).commit,
  at: t0,
  by: 'system',
  reason: 'error rate 8.4 %',
  incident: 'r1-x-1',
});

describe('what the default branch asks for', () => {
  it('a prompt without a state is adopted', () => {
    expect(planRelease(null, source('v1'))).toEqual({ kind: 'adopt' });
  });

  it('nothing, when it holds the stable version or the candidate', () => {
    expect(planRelease(stateOf(), source('v1'))).toEqual({ kind: 'none' });
    expect(planRelease(running(), source('v2'))).toEqual({ kind: 'none' });
    expect(planRelease(watching(), source('v2'))).toEqual({ kind: 'none' });
  });

  it('versions are told apart by digest: the same content under another label is nothing new', () => {
    expect(planRelease(stateOf(), source('v1.0.1', 'v1'))).toEqual({ kind: 'none' });
    expect(planRelease(running(), source('v2.0.1', 'v2'))).toEqual({ kind: 'none' });
  });

  it('a new digest starts a rollout', () => {
    expect(planRelease(stateOf(), source('v2'))).toEqual({ kind: 'start' });
  });

  it('a newer one supersedes the candidate, in a canary and while it is watched', () => {
    expect(planRelease(running(), source('v3'))).toEqual({ kind: 'supersede' });
    expect(planRelease(watching(), source('v3'))).toEqual({ kind: 'supersede' });
  });

  it('during an open question it waits', () => {
    expect(planRelease(running({ asking: 'r1-x-1' }), source('v3'))).toEqual({ kind: 'waits' });
    expect(planRelease(watching({ asking: 'r1-x-1' }), source('v3'))).toEqual({ kind: 'waits' });
  });

  it('the stable version during a rollout withdraws the candidate, question or not', () => {
    expect(planRelease(running(), source('v1'))).toEqual({ kind: 'withdraw' });
    expect(planRelease(watching(), source('v1'))).toEqual({ kind: 'withdraw' });
    expect(planRelease(running({ asking: 'r1-x-1' }), source('v1'))).toEqual({ kind: 'withdraw' });
  });

  it('nothing, while a gradual rollback is on its way to it; a newer version waits', () => {
    expect(planRelease(reverting(), source('v1'))).toEqual({ kind: 'none' });
    expect(planRelease(reverting(), source('v2'))).toEqual({ kind: 'none' });
    expect(planRelease(reverting(), source('v3'))).toEqual({ kind: 'waits' });
    expect(planRelease(reverting(), source('v2', 'v2 edited'))).toMatchObject({ kind: 'relabelled' });
  });

  it('an earlier version is rolled out like a new one', () => {
    expect(planRelease(stateOf({ stable: good('v2'), previous: [good('v1')] }), source('v1'))).toEqual({
      kind: 'start',
    });
  });
});

describe('quarantine', () => {
  const entry = quarantined('v2');

  it.each([
    ['without a rollout', stateOf({ quarantine: [entry] })],
    ['beside a rollout', { ...running({ candidate: version('v3') }), quarantine: [entry] }],
    ['during a question', { ...running({ candidate: version('v3'), asking: 'x' }), quarantine: [entry] }],
  ])('keeps a digest out %s', (_, state) => {
    expect(planRelease(state, source('v2'))).toEqual({ kind: 'quarantined', entry });
  });

  it('holds under another label', () => {
    expect(planRelease(stateOf({ quarantine: [entry] }), source('v9', 'v2'))).toMatchObject({
      kind: 'quarantined',
    });
  });
});

describe('a label that is taken by other content', () => {
  const taken = (label: string) => ({ kind: 'relabelled', label, old: source(label).commit });

  it.each([
    ['the stable version', stateOf(), 'v1'],
    ['the candidate', running(), 'v2'],
    ['a previous version', stateOf({ stable: good('v2'), previous: [good('v1'), good('v0')] }), 'v0'],
    [
      'the bad version of an incident',
      stateOf({ incidents: [incidentOf()], quarantine: [quarantined('v2')] }),
      'v2',
    ],
  ])('of %s is refused', (_, state, label) => {
    expect(planRelease(state, source(label, 'edited'))).toEqual(taken(label));
  });

  it('of a candidate that was superseded or withdrawn is refused', () => {
    const { rollout, ...rest } = running();
    const withdrawn = withdraw({ ...rest, rollout }, rollout, actor()).state;
    expect(planRelease(withdrawn, source('v2', 'edited'))).toEqual(taken('v2'));
    expect(planRelease(withdrawn, source('v2'))).toEqual({ kind: 'start' });
    const superseded = start(running(), source('v3'), planOf(), actor()).state;
    expect(planRelease(superseded, source('v2', 'edited'))).toEqual(taken('v2'));
  });

  it('is refused before a question makes the version wait', () => {
    expect(planRelease(running({ asking: 'x' }), source('v2', 'edited'))).toEqual(taken('v2'));
  });

  it('of a version in quarantine is refused after its incident is forgotten', () => {
    expect(planRelease(stateOf({ quarantine: [quarantined('v2')] }), source('v2', 'edited')).kind).toBe(
      'relabelled',
    );
  });

  it('is free when the digest is the same', () => {
    const state = stateOf({ stable: good('v2'), previous: [good('v1')] });
    expect(planRelease(state, source('v1')).kind).toBe('start');
  });
});
