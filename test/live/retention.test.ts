import { describe, expect, it } from 'vitest';
import { expired } from '../../src/live/retention.ts';
import type { PromptState } from '../../src/live/state.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { actor, good, running, stateOf, t0, version, wish } from '../rollout/states.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const ago = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
const tag = (label: string, days = 400, prompt = 'support') => ({
  name: `prompt-rollout/${prompt}/${label}`,
  id: 'a'.repeat(40),
  date: ago(days),
});
const names = (archives: readonly { name: string }[]) => archives.map(({ name }) => name.split('/').at(-1));

const all = ['v0', 'v1', 'v2', 'v3', 'v4'].map((label) => tag(label));

describe('the tags that may go', () => {
  it('are older than any half year', () => {
    const archives = [tag('a', 183), tag('b', 184), tag('c', 184.01), tag('d', 2000)];
    expect(names(expired(archives, [stateOf()], now))).toEqual(['c', 'd']);
  });

  it.each<[string, PromptState, string[]]>([
    ['stable and previous', stateOf({ previous: [good('v0')] }), ['v2', 'v3', 'v4']],
    ['a candidate', running(), ['v3', 'v4']],
    [
      'what is in staging',
      stateOf({
        soak: { version: version('v3'), started_at: t0, healthy_since: null, seen_at: t0 },
      }),
      ['v0', 'v2', 'v4'],
    ],
    [
      'the versions of an incident',
      { ...rollback(running(), good('v1'), wish(), actor()).state, previous: [] },
      ['v0', 'v3', 'v4'],
    ],
    [
      'what is in quarantine, however long',
      { ...rollback(running(), good('v1'), wish(), actor()).state, previous: [], incidents: [] },
      ['v0', 'v3', 'v4'],
    ],
  ])('are never those of %s', (_, state, gone) => {
    expect(names(expired(all, [state], now))).toEqual(gone);
  });

  it('are told by prompt and label', () => {
    expect(names(expired([tag('v1'), tag('v1', 400, 'sales')], [stateOf()], now))).toEqual(['v1']);
    expect(expired([tag('v1', 400, 'sales')], [stateOf()], now)).toHaveLength(1);
  });
});
