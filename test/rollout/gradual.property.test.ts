import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagOf } from '../../src/live/manifest.ts';
import type { PromptState } from '../../src/live/state.ts';
import type { Health } from '../../src/policy/health.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { decideReverting } from '../../src/rollout/decide-reverting.ts';
import { revertChange } from '../../src/rollout/gradual.ts';
import { actor, at, healthAt, reverting, verdicts } from './states.ts';

interface Seen {
  readonly health: Health;
  readonly verdict: Verdict;
}

/** The state after a look; the same when nothing changed. */
function seenBy(state: PromptState, seconds: number, { health, verdict }: Seen): PromptState {
  if (state.rollout === null) return state;
  const decision = decideReverting(state.rollout, health, verdict, at(seconds), 600);
  const sight = { health, verdict, at: at(seconds), evidence: null };
  return revertChange(state, state.rollout, decision, sight, actor({ now: at(seconds) }))?.state ?? state;
}

/** Share of the users that get the bad version, by the manifest. */
const share = (state: PromptState): number =>
  flagOf(state, new Map()).targeting?.fractional.find(([label]) => label === 'v2')?.[1] ?? 0;

const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 40 })
  .map((list) => list.sort((a, b) => a - b));
const rate = fc.option(fc.double({ min: 0, max: 20, noNaN: true }), { freq: 3 });
const verdict = fc.constantFrom(...Object.values(verdicts));
const seen = fc.record({ health: fc.tuple(rate, rate).map(([bad, mine]) => healthAt(bad, mine)), verdict });
const good: Seen = { health: healthAt(0.1, 0.1), verdict: verdicts.healthy };

/** What is left by the clock when nothing goes wrong. */
const due = (seconds: number): number => [75, 50, 25][Math.floor(seconds / 600)] ?? 0;

describe('a gradual rollback', () => {
  it('is by the clock, whenever runs come: each sees the share that is due', () => {
    fc.assert(
      fc.property(times, (list) => {
        let state: PromptState = reverting();
        for (const seconds of list) {
          state = seenBy(state, seconds, good);
          expect(share(state)).toBe(due(seconds));
        }
      }),
    );
  });

  it('is the same in any run, since a look that is repeated changes nothing', () => {
    fc.assert(
      fc.property(times, fc.array(seen, { minLength: 40, maxLength: 40 }), (list, sights) => {
        let state: PromptState = reverting();
        list.forEach((seconds, index) => {
          const sight = sights[index] ?? good;
          state = seenBy(state, seconds, sight);
          const again = seenBy(state, seconds, sight);
          // A step comes before anything else there is to record, and that moves nothing.
          expect(share(again)).toBe(share(state));
          expect(seenBy(again, seconds, sight)).toEqual(again);
        });
      }),
    );
  });

  it('never gives weight back, whatever is seen, and ends only at 0', () => {
    fc.assert(
      fc.property(times, fc.array(seen, { minLength: 40, maxLength: 40 }), (list, sights) => {
        let state: PromptState = reverting();
        list.forEach((seconds, index) => {
          const before = share(state);
          state = seenBy(state, seconds, sights[index] ?? good);
          expect(share(state)).toBeLessThanOrEqual(before);
          expect(state.rollout === null).toBe(share(state) === 0);
          expect(state.rollout?.weights.at(-1)?.weight ?? 0).toBe(share(state));
          expect(state.stable.label).toBe('v1');
        });
      }),
    );
  });

  it('ends by the clock when nothing is ever known', () => {
    const blind: Seen = { health: healthAt(null, null), verdict: verdicts.blind };
    fc.assert(
      fc.property(times, (list) => {
        const state = list.reduce((old, seconds) => seenBy(old, seconds, blind), reverting() as PromptState);
        expect(share(state)).toBe(due(list.at(-1) ?? 0));
      }),
    );
  });
});
