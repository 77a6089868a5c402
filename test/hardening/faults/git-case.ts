import { expect } from 'vitest';
import { GIT_ROUTES } from '../../github/index.ts';
import { LIVE, type World } from '../../scenarios/world.ts';
import { expectTold, type FaultCase, type Said } from './case.ts';
import { expectCaught, expectComplete, expectHeld, inScene, type Scene } from './scene.ts';

/** Pushes that the remote has seen. */
export const pushes = ({ github }: World) => github.log.of('POST', GIT_ROUTES.push).length;

export interface Stop {
  readonly fault: string;
  readonly happens: string;
  readonly end: string;
  readonly says: readonly Said[];
  /** Pushes that reach the remote. */
  readonly pushes: number;
  /** Whether it pages: the rollback was decided. */
  readonly unwritten?: boolean;
  /** Lays the fault, and returns what ends it; or the surroundings of the run that meets it. */
  readonly lay: (scene: Scene) => Promise<Laid> | Laid;
}

export interface Laid {
  readonly lift?: () => unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** The run cannot write: it ends with an error and nothing changed, and the next run rolls back. */
export function stops({ lay, pushes: expected, unwritten = false, ...row }: Stop): FaultCase {
  return {
    ...row,
    prove: (world, told) =>
      inScene(world, {}, async (scene) => {
        const { lift, env = {} } = await lay(scene);
        const run = await scene.run({}, { env });
        expectTold(run, told);
        await expectHeld(scene, unwritten);
        expect(pushes(world)).toBe(expected);
        expect(run.result.requests?.forge).toBe(0);
        world.github.faults.clear();
        lift?.();
        await expectCaught(scene);
      }),
  };
}

/** The run gets over it by itself: one rollback commit, and everything once. */
export function survives(
  row: Omit<Stop, 'lay' | 'end' | 'pushes'> & {
    readonly pushes: number;
    readonly lay: (scene: Scene) => unknown;
  },
): FaultCase {
  const { lay, pushes: expected, ...texts } = row;
  return {
    ...texts,
    end: 'rolled-back 1',
    prove: (world, told) =>
      inScene(world, {}, async (scene) => {
        lay(scene);
        const run = await scene.run();
        expectTold(run, told);
        expect(world.github.faults.pending()).toEqual([]);
        await expectComplete(scene);
        const toLive = (await world.git('log', '--format=%s', LIVE)).split('\n');
        expect(toLive.filter((subject) => subject.startsWith('rollback('))).toHaveLength(1);
        expect(pushes(world)).toBe(expected);
        world.pass(1);
        expect((await scene.run()).end).toBe('nothing-to-do 0');
        await expectComplete(scene);
      }),
  };
}
