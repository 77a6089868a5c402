import { beforeAll, describe, expect, it } from 'vitest';
import { type Explored, explore } from './explore.ts';
import { type Invariant, ofChanges, ofStates } from './invariants.ts';

const depth = 6;
const invariants: readonly (readonly [string, Invariant])[] = [
  ...Object.entries(ofStates),
  ...Object.entries(ofChanges),
];

/** Nobody reads more than a few ways to the same fault. */
const mostReported = 5;

describe(`every state within ${depth} actions`, () => {
  const violations = new Map<string, string[]>();
  let explored: Explored;

  beforeAll(() => {
    explored = explore(depth, (edge, path) => {
      for (const [name, wrongOf] of invariants) {
        const found = violations.get(name) ?? [];
        if (found.length >= mostReported) continue;
        const wrong = wrongOf(edge);
        if (wrong.length > 0) violations.set(name, [...found, `${path()}: ${wrong.join('; ')}`]);
      }
    });
    console.log(`explored ${explored.worlds} states by ${explored.edges} steps, to a depth of ${depth}`);
  });

  it('is reached in many ways, with every outcome of a rollout', () => {
    expect(explored.worlds).toBeGreaterThan(1000);
    expect([...explored.outcomes.keys()].sort()).toEqual(
      [
        'advanced',
        'asked',
        'baking',
        'completed',
        'observing',
        'resolved',
        'rolled-back',
        'started',
        'superseded',
        'watching',
        'withdrawn',
      ].sort(),
    );
  });

  it.each(invariants.map(([name]) => name))('%s', (name) => {
    expect(violations.get(name) ?? []).toEqual([]);
  });
});
