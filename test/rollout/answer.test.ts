import { describe, expect, it } from 'vitest';
import type { PromptState } from '../../src/live/state.ts';
import { answer, type Wish } from '../../src/rollout/answer.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { ask } from '../../src/rollout/incident.ts';
import { actor, at, matchOf, running } from './states.ts';

const mona = actor({ now: at(1000), by: 'mona' });
const before = running();
const { state: asked } = ask(
  before,
  before.rollout,
  groundOf(matchOf('error-high', 3), at(890), null),
  actor({ now: at(900) }),
);
const id = asked.incidents[0]?.id ?? '';

function given(state: PromptState, wish: Wish, by = mona): PromptState {
  const reply = answer(state, id, wish, by);
  if (!('change' in reply)) throw new Error(JSON.stringify(reply));
  return reply.change.state;
}

describe('an answer that was carried out', () => {
  it.each([
    [{ kind: 'rollback', reason: 'wrong answers' }, 'rolled-back'],
    [{ kind: 'resume', reason: 'a known spike' }, 'resumed'],
    [{ kind: 'investigate', reason: null }, 'investigating'],
  ] as const)('is known again: %o', (wish, repeated) => {
    const after = given(asked, wish);
    const later = { ...mona, now: at(1100), run: 'run-2' };
    expect(answer(after, id, wish, later)).toEqual({ repeated });
  });

  it('is not that of another person, nor one in other words', () => {
    const after = given(asked, { kind: 'rollback', reason: 'wrong answers' });
    const alice = actor({ now: at(1100), by: 'alice' });
    for (const reply of [
      answer(after, id, { kind: 'rollback', reason: 'wrong answers' }, alice),
      answer(after, id, { kind: 'rollback', reason: 'slow answers' }, mona),
      answer(after, id, { kind: 'resume', reason: 'wrong answers' }, mona),
    ])
      expect(reply).toMatchObject({ refused: expect.stringContaining('rolled back to v1 already') });
  });

  it('is not known where it no longer holds', () => {
    const resume: Wish = { kind: 'resume', reason: 'a known spike' };
    const resumed = given(asked, resume);
    const back = given(resumed, { kind: 'rollback', reason: 'not known after all' });
    expect(answer(back, id, resume, mona)).toHaveProperty('refused');
  });
});
