import { describe, expect, it } from 'vitest';
import type { ArmLook, Look } from '../../src/evidence/looks.ts';
import { jsonLine } from '../../src/replay/lines.ts';
import { parseLooks } from '../../src/replay/looks-file.ts';
import { finalOf, type Played, play } from '../../src/replay/play.ts';
import { random } from '../bench/random.ts';
import { drawn } from '../evidence/build.ts';
import { criticalOver, replayed } from './prompt.ts';
import { arm, endOf, latency, timeline } from './stretches.ts';

/** A day of a service: the candidate's error rate `p` and stable's `q` begin at look `from`. */
function recording(seed: string, n: number, m: number, p: number, q: number, from = 0): Look[] {
  const numbers = random(seed);
  return Array.from({ length: 240 }, (_, index) =>
    drawn(numbers, index, index < from ? { n, m, p: 0.003, q: 0.003 } : { n, m, p, q }, 1),
  );
}

const text = (looks: readonly Look[]): string => looks.map((look) => `${JSON.stringify(look)}\n`).join('');
const final = (looks: readonly Look[], prompt = replayed()): Played => {
  const found = finalOf(play(looks, prompt));
  if (found === null) throw new Error('nothing was played');
  return found;
};
const kinds = (played: readonly Played[]): string[] =>
  played.map(({ decision }) => (decision.kind === 'hold' ? decision.why : decision.kind));

describe('errors of 8 % at one request a second in the canary', () => {
  it.each(['a', 'b', 'c', 'd', 'e'])(
    'roll back by error-critical, the candidate is to blame (%s)',
    (seed) => {
      const looks = parseLooks(text(recording(seed, 30, 2970, 0.08, 0.003)), 'f');
      expect(jsonLine(final(looks))).toMatchObject({
        decision: 'rollback',
        severity: 'critical',
        rules: ['error-critical', 'error-high'],
        cause: 'candidate',
      });
    },
  );

  it.each(['a', 'b', 'c', 'd', 'e'])('in both versions hold, an outage is to blame (%s)', (seed) => {
    const played = play(parseLooks(text(recording(seed, 30, 2970, 0.08, 0.08)), 'f'), replayed());
    expect(jsonLine(final(recording(seed, 30, 2970, 0.08, 0.08)))).toMatchObject({
      decision: 'hold',
      cause: 'outage',
    });
    expect(played.some(({ decision }) => ['rollback', 'ask'].includes(decision.kind))).toBe(false);
  });

  it.each(['a', 'b', 'c'])(
    'in both versions, beginning after an hour, are an outage as well (%s)',
    (seed) => {
      expect(jsonLine(final(recording(seed, 30, 2970, 0.08, 0.08, 120)))).toMatchObject({
        decision: 'hold',
        cause: 'outage',
      });
    },
  );
});

describe('playing a recording', () => {
  const long = recording('prefix', 30, 2970, 0.03, 0.003, 90);

  it('judges each look as if it were the last', () => {
    const whole = play(long, replayed());
    for (const length of [1, 2, 30, 90, 100, whole.length]) {
      const part = play(long.slice(0, length), replayed());
      expect(part).toEqual(whole.slice(0, length));
    }
  });

  it('gives the same twice', () => {
    expect(play(long, replayed())).toEqual(play(long, replayed()));
  });

  it('ends with a rollback, and does not end with a question', () => {
    const bad = recording('end', 30, 2970, 0.3, 0.003);
    const played = play(bad, replayed());
    expect(played.length).toBeLessThan(bad.length);
    expect(kinds(played).at(-1)).toBe('rollback');
    const high = play(recording('high', 300, 2700, 0.03, 0.003), replayed());
    expect(kinds(high)).toContain('ask');
    expect(high).toHaveLength(240);
    expect(finalOf(high)?.decision.kind).toBe('ask');
  });

  it('follows the policy that it is given', () => {
    const looks = recording('policy', 300, 2700, 0.08, 0.003);
    expect(final(looks).decision.kind).toBe('rollback');
    const lax = replayed(criticalOver(50));
    expect(final(looks, lax).decision).toMatchObject({ kind: 'ask', match: { name: 'error-high' } });
    const without = replayed({ evidence: 'off' });
    expect(final(looks, without).decision.kind).toBe('rollback');
  });

  it('needs evidence where the rule as written would act', () => {
    const few = timeline({ looks: 1, weight: 1, candidate: arm(20, 2), stable: arm(1980, 20) });
    expect(final(few).decision).toMatchObject({ kind: 'hold', why: 'unproven' });
    expect(final(few, replayed({ evidence: 'off' })).decision.kind).toBe('rollback');
  });
});

describe('the stages of a recording', () => {
  const fine = (weight: number, looks: number) => ({
    looks,
    weight,
    candidate: arm(60 * weight, 0),
    stable: arm(6000 - 60 * weight, 6 - 0.06 * weight),
  });

  it('are those of its weights', () => {
    const played = play(timeline(fine(1, 40), fine(5, 20), fine(25, 20), fine(100, 20)), replayed());
    const advances = played.flatMap(({ at, decision }) =>
      decision.kind === 'advance' ? [[at, decision.stage]] : [],
    );
    expect(advances.at(0)).toEqual([endOf(19), 1]);
    expect(new Set(advances.map(([, stage]) => stage))).toEqual(new Set([1, 2, 3]));
    expect(kinds(played).slice(80)).toEqual(Array.from({ length: 20 }, () => 'baking'));
  });

  it('end with the watch', () => {
    const prompt = replayed({ watch: 600 });
    const played = play(timeline(fine(25, 40), fine(100, 30)), prompt);
    expect(kinds(played).at(-1)).toBe('complete');
    expect(played).toHaveLength(60);
  });

  it('begin where the recording begins: at 25 % p99 and quality are needed', () => {
    const unsure = (n: number): ArmLook =>
      arm(n, 0, { latency: latency(n), quality: { passed: n / 100, failed: n / 400 } });
    const looks = timeline({ looks: 30, weight: 25, candidate: unsure(30), stable: unsure(90) });
    expect(kinds(play(looks, replayed()))).not.toContain('advance');
    expect(kinds(play(looks, replayed())).at(-1)).toBe('proving');
  });

  it('begin where the recording begins: at 100 % it is the watch', () => {
    const prompt = replayed({ watch: 600 });
    const played = kinds(play(timeline(fine(100, 30)), prompt));
    expect(played).not.toContain('advance');
    expect(played.at(-1)).toBe('complete');
  });

  it('with a holdback end with the watch, too', () => {
    const prompt = replayed({ watch: 600, holdback: 5 });
    const played = kinds(play(timeline(fine(25, 40), fine(95, 30)), prompt));
    expect(played.slice(40)).not.toContain('advance');
    expect(played.at(-1)).toBe('complete');
  });

  it('compare at 100 % with what stable did in the last one', () => {
    const slow = {
      ...fine(100, 30),
      candidate: arm(6000, 0, { latency: latency(6000, 'high') }),
      stable: arm(0, 0, { latency: latency(0) }),
    };
    const before = {
      ...fine(25, 40),
      candidate: arm(1500, 0, { latency: latency(1500) }),
      stable: arm(4500, 4, { latency: latency(4500) }),
    };
    expect(final(timeline(before, slow)).decision).toMatchObject({
      kind: 'ask',
      match: { name: 'latency-high' },
    });
  });
});

describe('metrics that vanish from a recording', () => {
  it('before 100 % are not taken for good', () => {
    const rich = (n: number): Partial<ArmLook> => ({ quality: { passed: 0.8 * n, failed: 0.2 * n } });
    const looks = timeline(
      { looks: 1, weight: 5, candidate: arm(10, 0, rich(10)), stable: arm(190, 0, rich(190)) },
      { looks: 4, weight: 25, candidate: arm(50, 0, rich(50)), stable: arm(150, 0, rich(150)) },
      { looks: 40, weight: 25, candidate: arm(50, 0), stable: arm(150, 0) },
    );
    expect(kinds(play(looks, replayed()))).not.toContain('advance');
  });
});
