import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/evidence/looks.ts';
import { decide } from '../../src/rollout/decide.ts';
import { holdReason, nextHold } from '../../src/rollout/hold.ts';
import { arm, endOf, judgedLooks, latency } from '../replay/stretches.ts';
import { rolloutOf } from '../rollout/states.ts';
import { problem } from './observations.ts';
import { healthy, lastStage } from './promoting.ts';

describe('a stage that cannot be passed', () => {
  const rollout = rolloutOf({ stage_started_at: endOf(-1), started_at: endOf(-1) });

  it('because its deadline is over is inconclusive, and says so', () => {
    const looks = healthy(30, 1);
    const verdict = judgedLooks(looks, { secondsLeft: 0 });
    const now = endOf(2880);
    const decision = decide(rollout, verdict, now, 600);
    expect(decision).toMatchObject({ kind: 'hold', why: 'inconclusive' });
    const hold = decision.kind === 'hold' ? nextHold(rollout, decision, verdict, now) : null;
    expect(hold === null ? '' : holdReason(hold, verdict)).toMatch(/deadline/);
  });

  it('because even no further error would be enough in time says so at once, with the weight that would', () => {
    const looks = healthy(30, 1);
    const verdict = judgedLooks(looks, { secondsLeft: 12 * 3600 });
    expect(verdict.promotion.waits[0]).toMatchObject({ requests: 734, weight: null });
    const soon = judgedLooks(looks, { secondsLeft: 3 * 3600 });
    expect(soon.promotion.waits[0]).toMatchObject({ requests: 734, weight: 51 });
    const decision = decide(rollout, soon, endOf(29), 600);
    expect(decision).toMatchObject({ kind: 'hold', why: 'inconclusive' });
    const hold = decision.kind === 'hold' ? nextHold(rollout, decision, soon, endOf(29)) : null;
    expect(hold === null ? '' : holdReason(hold, soon)).toMatch(/futile/);
  });

  it('where no weight would do says so at once, too', () => {
    const verdict = judgedLooks(healthy(30, 1), { secondsLeft: 1800 });
    expect(decide(rollout, verdict, endOf(29), 600)).toMatchObject({ kind: 'hold', why: 'inconclusive' });
  });
});

describe('missing data', () => {
  const rich = (n: number) => ({ latency: latency(n), quality: { passed: 0.9 * n, failed: 0.1 * n } });
  const calm = healthy(100, 200, rich);
  const advances = (looks: readonly Look[], problems: Parameters<typeof judgedLooks>[3] = []): boolean => {
    const verdict = judgedLooks(looks, lastStage, undefined, problems);
    const rollout = rolloutOf({ stage_started_at: endOf(-1), started_at: endOf(-1) });
    return decide(rollout, verdict, looks.at(-1)?.at ?? '', 600).kind === 'advance';
  };
  const last = (change: (look: Look) => Look, number = 3): Look[] =>
    calm.map((look, index) => (index < calm.length - number ? look : change(look)));

  it('promotes when nothing is missing', () => {
    expect(advances(calm)).toBe(true);
  });

  it.each([
    ['no requests of the candidate', last((look) => ({ ...look, candidate: arm(0, 0, rich(0)) }))],
    ['no requests of stable', last((look) => ({ ...look, stable: arm(0, 0, rich(0)) }))],
    ['an impossible count', last((look) => ({ ...look, candidate: { ...look.candidate, errors: -1 } }), 1)],
    ['NaN', last((look) => ({ ...look, stable: { ...look.stable, requests: Number.NaN } }), 1)],
    ['no looks', []],
  ])('%s: nothing is promoted', (_, looks) => {
    expect(advances(looks)).toBe(false);
  });

  it.each([
    'no-data',
    'not-a-number',
    'stale',
    'several-series',
    'invalid-data',
    'source-down',
    'source-refused',
  ] as const)('a fatal problem (%s) of any arm and metric: nothing is promoted', (code) => {
    for (const owner of ['candidate', 'stable', null] as const)
      for (const metric of ['requests', 'errors', 'latency', 'quality', null])
        expect(advances(calm, [problem({ code, arm: owner, metric })])).toBe(false);
  });
});
