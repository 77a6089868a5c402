import { describe, expect, it } from 'vitest';
import type { Sight } from '../../src/commands/observe.ts';
import { recorded } from '../../src/commands/recorded.ts';
import type { ArmLook, Look } from '../../src/evidence/looks.ts';
import { looksOf } from '../../src/live/ledger.ts';
import type { Rollout } from '../../src/live/state.ts';
import { firstTraffic, observe } from '../../src/rollout/transition.ts';
import { counted, endOf } from '../replay/stretches.ts';
import { actor, matchOf, running, verdicts } from '../rollout/states.ts';

const before = running();
const { id } = before.rollout;
const change = observe(before, before.rollout, matchOf('quality-medium', 15), actor(), { seen: 1 });
const beginning: Rollout = { ...before.rollout, recorded_until: null };

const look = (index: number, weight = 5, more: Partial<ArmLook> = {}): Look => ({
  at: endOf(index),
  weight,
  candidate: { requests: 10 + (index % 7), errors: index % 3, ...more },
  stable: { requests: 190 + (index % 11), errors: index % 5, ...more },
});
const many = (number: number, make: (index: number) => Look = look): Look[] =>
  Array.from({ length: number }, (_, index) => make(index));

/** The look that saw these looks of the grid. */
const seen = (looks: readonly Look[], history = true): Sight => ({
  at: new Date(looks.at(-1)?.at ?? 0),
  history,
  observation: { ...counted([]), looks },
  verdict: verdicts.healthy,
});

const written = (looks: readonly Look[], from: Rollout = beginning): Look[] =>
  looksOf(recorded(change, from, seen(looks)).events, id);

describe('the looks of a change', () => {
  it('go into its last line, beside what is there', () => {
    const done = recorded(change, beginning, seen(many(3)));
    expect(done.events.at(-1)?.details).toEqual({ seen: 1, looks: many(3) });
    expect(done.state.rollout?.recorded_until).toBe(endOf(2));
  });

  it('are those after the last that was recorded', () => {
    const done = recorded(change, { ...beginning, recorded_until: endOf(4) }, seen(many(8)));
    expect(looksOf(done.events, id)).toEqual(many(8).slice(5));
    expect(done.state.rollout?.recorded_until).toBe(endOf(7));
  });

  it('are none when nothing is new', () => {
    const from = { ...beginning, recorded_until: endOf(7) };
    expect(recorded(change, from, seen(many(8)))).toEqual(change);
    expect(recorded(change, beginning, seen([]))).toEqual(change);
  });

  it('go into a line that has no details, too', () => {
    const first = firstTraffic(before, before.rollout, actor());
    expect(looksOf(recorded(first, beginning, seen(many(2))).events, id)).toEqual(many(2));
  });

  it('are in one line only, where a change has several', () => {
    const first = firstTraffic(before, before.rollout, actor());
    const both = { ...change, events: [...first.events, ...change.events] };
    expect(looksOf(recorded(both, beginning, seen(many(4))).events, id)).toEqual(many(4));
  });
});

describe('windows of a source without a history', () => {
  const until = { ...beginning, recorded_until: endOf(19) };
  const windowAt = (index: number): Sight => seen([look(index)], false);

  it('are recorded when they overlap none that was', () => {
    expect(looksOf(recorded(change, until, windowAt(28)).events, id)).toEqual([]);
    expect(looksOf(recorded(change, until, windowAt(29)).events, id)).toEqual([look(29)]);
    expect(looksOf(recorded(change, beginning, windowAt(3)).events, id)).toEqual([look(3)]);
  });
});

describe('more than 500 looks', () => {
  const total = (looks: readonly Look[], tell: (arm: ArmLook) => number): number[] =>
    (['candidate', 'stable'] as const).map((arm) => looks.reduce((sum, each) => sum + tell(each[arm]), 0));

  it.each([500, 501, 999, 1001, 2880, 8640])(
    '%d of them: at most 500 in the line, with equal sums',
    (number) => {
      const looks = many(number);
      const lines = written(looks);
      expect(lines.length).toBeLessThanOrEqual(500);
      expect(lines.length).toBeGreaterThan(200);
      for (const tell of [({ requests }: ArmLook) => requests, ({ errors }: ArmLook) => errors])
        expect(total(lines, tell)).toEqual(total(looks, tell));
      expect(lines.at(-1)?.at).toBe(looks.at(-1)?.at);
      expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted());
    },
  );

  it('do not mix two weights', () => {
    const looks = many(1001, (index) => look(index, index < 333 ? 1 : index < 700 ? 5 : 25));
    const lines = written(looks);
    expect(lines.length).toBeLessThanOrEqual(500);
    for (const weight of [1, 5, 25]) {
      const ofWeight = (all: readonly Look[]): Look[] => all.filter((each) => each.weight === weight);
      expect(total(ofWeight(lines), ({ requests }) => requests)).toEqual(
        total(ofWeight(looks), ({ requests }) => requests),
      );
    }
  });

  it('keep every graded answer, also where some looks have none', () => {
    const looks = many(1001, (index) =>
      look(index, 5, index % 3 === 0 ? { quality: { passed: 4, failed: 1 } } : {}),
    );
    const graded = ({ quality }: ArmLook): number =>
      quality !== undefined && 'passed' in quality ? quality.passed + quality.failed : 0;
    expect(total(written(looks), graded)).toEqual(total(looks, graded));
  });

  it('keep every bucket count, also where some looks have no histogram', () => {
    const looks = many(1001, (index) =>
      look(index, 5, index % 3 === 0 ? { latency: { le: [0.5, '+Inf'], counts: [9, 10] } } : {}),
    );
    const slow = ({ latency }: ArmLook): number => latency?.counts.at(-1) ?? 0;
    expect(total(written(looks), slow)).toEqual(total(looks, slow));
  });
});
