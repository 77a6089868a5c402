import { describe, expect, it } from 'vitest';
import type { PromptState } from '../../src/live/state.ts';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { keys, newest } from './seen.ts';
import { actor, at, good, matchOf, running, t0, version, wish } from './states.ts';

const later = actor({ now: at(900) });
const mona = actor({ now: at(1800), by: 'mona', runUrl: 'https://forge.example/runs/2' });
const critical = groundOf(matchOf('error-critical', 8.44, { since: at(600) }), at(890), { seen: 1 });
const high = groundOf(matchOf('error-high', 3), at(890), { seen: 2 });

/** v2 at 5 %, with its question open. */
const asked = (): PromptState & { rollout: NonNullable<PromptState['rollout']> } => {
  const before = running();
  const { state } = ask(before, before.rollout, high, later);
  if (state.rollout === null) throw new Error('the rollout ended');
  return { ...state, rollout: state.rollout };
};

describe('ask', () => {
  const before = running();
  const change = ask(before, before.rollout, high, later);
  const id = `${before.rollout.id}-1`;

  it('freezes the rollout and opens an incident', () => {
    expect(change.state.rollout).toEqual({ ...before.rollout, asking: id });
    expect(change.state.incidents).toEqual([
      {
        id,
        rollout: before.rollout.id,
        status: 'asking',
        joins: null,
        question: {
          status: 'open',
          opened_at: at(900),
          remind_at: at(1050),
          expires_at: at(1200),
          reminded: false,
          page_at: null,
          answer: null,
        },
        verification: null,
        bad: version('v2'),
        good: good('v1'),
        weight: 5,
        rule: 'error-high',
        metric: 'error_rate',
        severity: 'high',
        decided_by: 'system',
        reason: 'error rate 3 %, rule error-high',
        began_at: t0,
        detected_at: at(890),
        decided_at: at(900),
        run_url: 'https://forge.example/runs/1',
        plan: before.rollout.plan,
        evidence: { seen: 2 },
        pull_request: null,
        issue: null,
        threads: {},
      },
    ]);
  });

  it('moves no traffic, tells people, and asks for the pull request', () => {
    expect(change).toMatchObject({ outcome: 'asked', routing: false, archive: null });
    expect(change.state).toMatchObject({ stable: before.stable, previous: before.previous, quarantine: [] });
    expect(keys(change.state)).toEqual([`notify/${id}/asked/${at(900)}`, `revert-pr/${id}`]);
  });

  it('leaves no hand-on, since no routing changes', () => {
    const { state } = ask(before, before.rollout, high, actor({ delivers: true }));
    expect(state.outbox.map(({ kind }) => kind)).toEqual(['notify', 'revert-pr']);
  });

  it('is an event with the question and what it rests on', () => {
    expect(change.events).toEqual([
      ledgerEvent(later, 'asked', {
        rollout: before.rollout.id,
        incident: id,
        version: version('v2'),
        weight: 5,
        reason: 'error rate 3 %, rule error-high',
        details: { seen: 2 },
      }),
    ]);
    expect(change.message).toEqual({
      verb: 'ask',
      from: 'v2',
      to: 'v1',
      detail: 'error rate 3 %, rule error-high',
      incident: id,
    });
  });
});

describe('rollback while a question is open', () => {
  const before = asked();
  const id = `${before.rollout.id}-1`;

  it('to the version of the question executes it: the same incident, its history kept', () => {
    const link = { number: 7, url: 'https://forge.example/pr/7' };
    const linked = { ...before, incidents: [{ ...newest(before), pull_request: link }] };
    const { state } = rollback(linked, before.stable, wish('I agree'), mona);
    expect(state.incidents).toEqual([
      {
        ...newest(linked),
        status: 'rolled-back',
        decided_by: 'mona',
        reason: 'I agree',
        decided_at: at(1800),
        run_url: 'https://forge.example/runs/2',
        question: {
          ...newest(linked).question,
          status: 'answered',
          answer: { kind: 'rollback', by: 'mona', reason: 'I agree', at: at(1800) },
        },
      },
    ]);
    expect(keys(state)).toEqual([
      `notify/${id}/rolled-back/${at(1800)}`,
      `revert-pr/${id}`,
      `postmortem/${id}`,
    ]);
  });

  it('by a critical rule takes over that rule and its evidence', () => {
    const { state } = rollback(before, before.stable, critical, actor({ now: at(2000) }));
    expect(state.incidents).toHaveLength(1);
    expect(newest(state)).toMatchObject({
      id,
      status: 'rolled-back',
      rule: 'error-critical',
      severity: 'critical',
      evidence: { seen: 1 },
      detected_at: at(890),
      decided_at: at(2000),
    });
  });

  it('to another version closes the question and opens an incident of its own', () => {
    const { state } = rollback(before, good('v0'), wish(), mona);
    expect(state.incidents.map(({ id, status, good: { label } }) => [id, status, label])).toEqual([
      [`${before.rollout.id}-2`, 'rolled-back', 'v0'],
      [id, 'closed', 'v1'],
    ]);
    expect(state.quarantine[0]?.incident).toBe(`${before.rollout.id}-2`);
  });

  it('to another version does not open the pull request of the closed question any more', () => {
    const { state } = rollback(before, good('v0'), wish(), mona);
    const own = `${before.rollout.id}-2`;
    expect(keys(state)).toEqual([
      `notify/${own}/rolled-back/${at(1800)}`,
      `revert-pr/${own}`,
      `postmortem/${own}`,
    ]);
  });

  it('to another version closes the pull request of the question, where it is open', () => {
    const link = { number: 7, url: 'https://forge.example/pr/7' };
    const linked = { ...before, outbox: [], incidents: [{ ...newest(before), pull_request: link }] };
    const { state } = rollback(linked, good('v0'), wish(), mona);
    expect(keys(state)).toContain(`close-pr/${id}`);
    expect(keys(rollback(linked, good('v1'), wish(), mona).state)).not.toContain(`close-pr/${id}`);
  });

  it('never leaves two entries of one key', () => {
    for (const target of [good('v1'), good('v0')]) {
      const { state } = rollback(before, target, wish(), actor({ delivers: true }));
      expect(new Set(keys(state)).size).toBe(keys(state).length);
    }
  });
});
