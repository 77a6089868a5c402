import type { ArmLook, Look } from '../../src/evidence/looks.ts';
import { arm, type judgedLooks, timeline } from '../replay/stretches.ts';

export const lastStage = { lastStage: true };

/** Looks at 25 %: the candidate has `perLook` requests in each. */
export function healthy(
  looks: number,
  perLook: number,
  more: (n: number) => Partial<ArmLook> = () => ({}),
): Look[] {
  const theirs = perLook * 3;
  return timeline({
    looks,
    weight: 25,
    candidate: arm(perLook, 0, more(perLook)),
    stable: arm(theirs, theirs / 1000, more(theirs)),
  });
}

export const metrics = ({ promotion }: ReturnType<typeof judgedLooks>): string[] =>
  promotion.waits.map(({ metric }) => metric);
