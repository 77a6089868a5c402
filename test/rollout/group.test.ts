import { describe, expect, it } from 'vitest';
import type { PromptState } from '../../src/live/state.ts';
import { groupOf } from '../../src/rollout/group.ts';
import { running, stateOf } from './states.ts';

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
