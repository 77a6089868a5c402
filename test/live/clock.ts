import type { Clock } from '../../src/clock.ts';
import { at } from '../rollout/states.ts';

export interface ScriptedClock extends Clock {
  /** Seconds since the begin. */
  readonly passed: number;
  /** Every pause that was asked for, in seconds. */
  readonly pauses: readonly number[];
}

/** More pauses than any test needs: who asks for them would go on for ever. */
const mostPauses = 10_000;

/** A clock that stands still but for the pauses that are asked of it. */
export function scriptedClock(): ScriptedClock {
  const pauses: number[] = [];
  let passed = 0;
  return {
    pauses,
    get passed() {
      return passed;
    },
    now: () => new Date(at(passed)),
    sleep: async (seconds) => {
      if (pauses.length === mostPauses) throw new Error('no end of pauses');
      pauses.push(seconds);
      passed += seconds;
    },
  };
}
