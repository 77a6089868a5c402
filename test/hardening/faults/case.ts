import { afterAll, expect } from 'vitest';
import { type Run, scenarioWith, type World, type WorldOptions } from '../../scenarios/world.ts';

/** A fault, what it does, and the scenario that proves it: a row of the table in `docs/faults.md`. */
export interface FaultCase {
  /** What goes wrong, for the table. */
  readonly fault: string;
  /** What becomes of the rollout, for the table. */
  readonly happens: string;
  /** Reason code and exit code of the run that meets the fault: `inconclusive 0`. */
  readonly end: string;
  /** What the run says: how (an annotation of the run, or a line of its log), and a part of the text. */
  readonly says: readonly Said[];
  /** The world that it happens in, where it is unusual. */
  readonly world?: WorldOptions;
  /** Plays the fault and its end, and asserts what the other fields say. */
  readonly prove: (world: World, expected: FaultCase) => Promise<void>;
}

export type Said = readonly [how: 'error' | 'warning' | 'log', text: string];

/** The cases of one area, by the name of their scenario. */
export type FaultCases = Readonly<Record<string, FaultCase>>;

/** The run ended as the table says, and said what the table says. */
export function expectTold(run: Run, { end, says }: FaultCase): void {
  expect(run.end, run.stdout).toBe(end);
  expectSaid(run.stdout, says);
}

/** The log holds these texts, as annotations or lines. */
export function expectSaid(stdout: string, says: readonly Said[]): void {
  const lines = stdout.split('\n');
  for (const [how, text] of says) {
    const found = lines.filter((line) => line.includes(text));
    const wanted = how === 'log' ? found : found.filter((line) => line.startsWith(`::${how}::`));
    expect(wanted.length, `${how}: ${text}\n\n${stdout}`).toBeGreaterThan(0);
  }
}

/** Registers a scenario for each case, and prints at the end how many were proven. One that did not run fails. */
export function proveAll(area: string, cases: FaultCases): void {
  const proven = new Set<string>();
  const failed = new Set<string>();
  for (const [name, each] of Object.entries(cases))
    scenarioWith(each.world ?? {})(name, async ({ world }) => {
      try {
        await each.prove(world, each);
        proven.add(name);
      } catch (error) {
        failed.add(name);
        throw error;
      }
    });
  afterAll(() => {
    const names = Object.keys(cases);
    const absent = names.filter((name) => !proven.has(name) && !failed.has(name));
    console.log(
      `faults: ${area}: ${proven.size} of ${names.length} proven, ${failed.size} failed, ${absent.length} not run`,
    );
    if (absent.length > 0) throw new Error(`These scenarios did not run: ${absent.join(', ')}`);
  });
}
