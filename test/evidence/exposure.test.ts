import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evidence/evaluate.ts';
import type { Look } from '../../src/evidence/looks.ts';
import { random } from '../bench/random.ts';
import { arm, look, some } from './build.ts';

/** Looks of about 300 requests of which the candidate gets `share`. */
function shared(weight: number, share: number, looks = 40, first = 0): Look[] {
  const { poisson } = random(`exposure ${weight} ${share} ${first}`);
  return Array.from({ length: looks }, (_, i) =>
    look(first + i, arm(poisson(300 * share), 0), arm(poisson(300 * (1 - share)), 0), weight),
  );
}

describe('exposure', () => {
  it('is in order when the share fits the weight, roughly', () => {
    for (const [weight, share] of [
      [1, 0.01],
      [1, 0.014],
      [5, 0.035],
      [25, 0.2],
      [50, 0.5],
      [95, 0.95],
      [100, 1],
    ] as const) {
      expect(some(evaluate(shared(weight, share)).exposure).outside).toBeNull();
    }
  });

  it('is out of order beyond half and twice the weight', () => {
    const cases = [
      [5, 0, 'below'],
      [5, 0.15, 'above'],
      [25, 0.02, 'below'],
      [50, 0.9, 'above'],
      [100, 0.3, 'below'],
      [1, 0.05, 'above'],
    ] as const;
    for (const [weight, share, outside] of cases) {
      const exposure = some(evaluate(shared(weight, share)).exposure);
      expect(exposure).toMatchObject({ weight, outside });
      expect(exposure.share).toBeCloseTo(share, 1);
    }
  });

  it('leaves out the look in which the weight changed, and begins anew with each stage', () => {
    const looks = [...shared(1, 0.01), ...shared(25, 0.01, 1, 40), ...shared(25, 0.25, 20, 41)];
    const exposure = some(evaluate(looks).exposure);
    expect(exposure.outside).toBeNull();
    expect(exposure.share).toBeGreaterThan(0.2);
    expect(some(evaluate(looks.slice(0, 41)).exposure)).toMatchObject({
      weight: 25,
      requests: 0,
      share: null,
    });
  });

  it('notices that routing breaks in the middle of a stage', () => {
    const looks = [...shared(25, 0.25, 100), ...shared(25, 0, 10, 100)];
    expect(some(evaluate(looks.slice(0, 100)).exposure).outside).toBeNull();
    expect(some(evaluate(looks).exposure).outside).toBe('below');
  });

  it('tests nothing without traffic or at weight 0', () => {
    const silent = Array.from({ length: 10 }, (_, i) => look(i, arm(0, 0), arm(0, 0), 5));
    expect(some(evaluate(silent).exposure)).toMatchObject({ share: null, outside: null });
    expect(some(evaluate(shared(0, 0.2)).exposure).outside).toBeNull();
  });
});
