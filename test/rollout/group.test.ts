import { describe, expect, it } from 'vitest';
import type { PromptState } from '../../src/live/state.ts';
import type { Change } from '../../src/rollout/change.ts';
import { revert } from '../../src/rollout/gradual.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { clusters, groupOf, joined, opensIncident } from '../../src/rollout/group.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { finishReverting } from '../../src/rollout/reverted.ts';
import { looked } from '../../src/rollout/transition.ts';
import { actor, at, good, matchOf, pace, running, stateOf } from './states.ts';

const prompts = [
  { id: 'support', related: ['sales'] },
  { id: 'sales', related: [] },
  { id: 'billing', related: ['support'] },
  { id: 'other', related: ['sales'] },
];
const states = (fields: Readonly<Record<string, PromptState>>) => new Map(Object.entries(fields));

describe('a group', () => {
  it('is the named prompt and the related ones that roll out, whichever names the other', () => {
    const all = { support: stateOf(), sales: running(), billing: running(), other: running() };
    expect(groupOf(['support'], prompts, states(all))).toEqual({
      members: ['support', 'sales', 'billing'],
      left: [],
    });
  });

  it('leaves what has settled, unless it is named', () => {
    const all = { support: running(), sales: stateOf(), billing: stateOf(), other: stateOf() };
    expect(groupOf(['support'], prompts, states(all))).toEqual({
      members: ['support'],
      left: ['sales', 'billing'],
    });
    expect(groupOf(['billing', 'support'], prompts, states(all))).toEqual({
      members: ['billing', 'support'],
      left: ['sales'],
    });
  });

  it('does not follow relations of relations, and knows nothing of what is not live', () => {
    const all = { support: running(), other: running() };
    expect(groupOf(['support'], prompts, states(all))).toEqual({ members: ['support'], left: [] });
  });

  it('takes a named prompt that left the configuration', () => {
    expect(groupOf(['gone'], prompts, states({ gone: running() })).members).toEqual(['gone']);
  });
});

describe('rollbacks of prompts that fail together', () => {
  const critical = groundOf(matchOf('error-critical', 8), at(0), null);
  const rolledBack = (prompt: string): Change => {
    const before = { ...running(), prompt };
    return rollback(before, before.stable, critical, actor());
  };

  it('are one incident: the first speaks for the others', () => {
    const [lead, other] = joined([rolledBack('sales'), rolledBack('support')]);
    const id = lead?.message.incident;
    expect(lead?.state.incidents[0]?.joins).toBeNull();
    expect(other?.state.incidents[0]?.joins).toEqual({ prompt: 'sales', incident: id });
    expect(lead?.state.outbox.map(({ kind }) => kind)).toEqual(['notify', 'revert-pr', 'postmortem']);
    expect(other?.state.outbox).toEqual([]);
  });

  it('keep what was asked about: its pull request is known to people', () => {
    const before = running();
    const { state } = ask(before, before.rollout, critical, actor());
    const asked = rollback(state, state.stable, critical, actor());
    const fresh = rolledBack('sales');
    expect(joined([fresh, asked])).toEqual([fresh, asked]);
    // It has a branch of its own, to which nothing can be added: it does not lead either.
    const other = rolledBack('billing');
    const [lead, second, third] = joined([asked, fresh, other]);
    expect([lead, third]).toEqual([fresh, asked]);
    expect(second?.state.incidents[0]?.joins?.prompt).toBe('sales');
    expect(opensIncident(asked)).toBe(false);
  });

  it('leave a gradual rollback to itself, at each of its steps', () => {
    const before = { ...stateOf({ previous: [good('v0')] }), prompt: 'support' };
    const first = revert(before, good('v0'), critical, actor(), pace);
    expect(opensIncident(first)).toBe(true);
    const rollout = first.state.rollout;
    if (rollout === null) throw new Error('it is no gradual one');
    const last = finishReverting(first.state, rollout, null, actor({ now: at(600) }));
    expect(last.outcome).toBe('rolled-back');
    expect(opensIncident(last)).toBe(false);
    const fresh = rolledBack('sales');
    expect(joined([last, fresh])).toEqual([fresh, last]);
  });

  it('come before what is no rollback, which stays as it is', () => {
    const before = running();
    const held = looked(before, before.rollout, actor());
    const lead = rolledBack('support');
    expect(joined([held, lead])).toEqual([lead, held]);
    expect(joined([held])).toEqual([held]);
  });
});

describe('clusters', () => {
  it('hold prompts that are related, by whichever names the other, across steps', () => {
    expect(clusters([...prompts, { id: 'alone', related: [] }]).map((list) => list.toSorted())).toEqual([
      ['billing', 'other', 'sales', 'support'],
      ['alone'],
    ]);
    expect(clusters([])).toEqual([]);
  });
});
