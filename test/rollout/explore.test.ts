import { beforeAll, describe, expect, it } from 'vitest';
import { type Explored, explore } from './explore.ts';
import { type Invariant, ofChanges, ofStates } from './invariants.ts';
import { ofRepeatedChanges, ofRepeats } from './invariants-twice.ts';
import { play } from './world.ts';

const depth = 5;

const toTheWatch = ['wait 600 s', 'look healthy', 'look healthy'];
const second = ['push v2', ...toTheWatch, 'wait 86400 s', 'look healthy', 'effects'];
/** A prompt that was just adopted; one with two good versions; one with a third that is watched; and on its way back. */
const third = [...second, 'push v3', ...toTheWatch];
const roots = [[], second, third, [...third, 'revert', 'effects']].map((path) => ({
  path,
  world: play(path),
}));
const changes = Object.entries({ ...ofChanges, ...ofRepeatedChanges });
const states = Object.entries({ ...ofStates, ...ofRepeats });
const all: readonly (readonly [string, Invariant])[] = [...states, ...changes];

/** Milliseconds, for a machine that has much else to do. */
const patience = 300_000;
/** Nobody reads more than a few ways to the same fault. */
const mostReported = 5;

describe(`every state within ${depth} actions of an adopted, a settled, a watched and a reverting prompt`, () => {
  const violations = new Map<string, string[]>();
  let explored: Explored;

  beforeAll(() => {
    explored = explore(roots, depth, (edge, path) => {
      for (const [name, wrongOf] of edge.fresh ? all : changes) {
        const found = violations.get(name) ?? [];
        if (found.length >= mostReported) continue;
        const wrong = wrongOf(edge);
        if (wrong.length > 0) violations.set(name, [...found, `${path()}: ${wrong.join('; ')}`]);
      }
    });
    const { worlds, edges } = explored;
    console.log(
      `explored ${worlds} states by ${edges} transitions, ${depth} actions deep from ${roots.length} states, with ${all.length} invariants`,
    );
  }, patience);

  it('is reached in many ways, with every outcome of a rollout', () => {
    expect(explored.worlds).toBeGreaterThan(10_000);
    expect([...explored.outcomes.keys()]).toEqual(
      expect.arrayContaining([
        'advanced',
        'asked',
        'baking',
        'completed',
        'inconclusive',
        'observing',
        'outage',
        'paused',
        'resolved',
        'reverting',
        'rolled-back',
        'started',
        'superseded',
        'unproven',
        'watching',
        'withdrawn',
      ]),
    );
  });

  it.each(all.map(([name]) => name))('%s', (name) => {
    expect(violations.get(name) ?? []).toEqual([]);
  });
});
