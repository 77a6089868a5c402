import { p99 } from '../evidence/latency.ts';
import type { ArmLook, Look } from '../evidence/looks.ts';
import { validateLooks } from '../evidence/validate.ts';
import type { FileArm } from './file-schema.ts';
import type { Arm } from './port.ts';

/** Both versions as the file has them. */
export interface FileArms {
  readonly candidate: FileArm | undefined;
  readonly stable: FileArm | undefined;
}

/** The figures of one version; all null where the file does not have it. */
export function armOf(version: string, arm: FileArm | undefined): Arm {
  if (arm === undefined) return { version, requests: null, errors: null, p99: null, quality: null };
  return { version, requests: arm.requests, errors: arm.errors, p99: p99Of(arm), quality: qualityOf(arm) };
}

/** The counts as one look, without what is no count. A version that the file does not have counts as silent. */
export function lookOf({ candidate, stable }: FileArms, at: Date, weight: number): Look {
  return { at: at.toISOString(), weight, candidate: armLook(candidate), stable: armLook(stable) };
}

/** Counts that cannot be: errors above requests, buckets that fall, scores above 1; one sentence each. */
export function countFaults(arms: FileArms, at: Date, weight: number): string[] {
  return validateLooks([lookOf(arms, at, weight)]).map(({ message }) => message);
}

function armLook(arm: FileArm | undefined): ArmLook {
  if (arm === undefined) return { requests: 0, errors: 0 };
  const { requests, errors, latency, quality } = arm;
  const graded = quality === undefined || typeof quality === 'number' ? undefined : quality;
  return {
    requests,
    errors,
    ...(latency === undefined ? {} : { latency }),
    ...(graded === undefined ? {} : { quality: 'passed' in graded ? graded : scores(graded) }),
  };
}

function scores({
  count,
  sum,
  sum_squares,
}: {
  count: number;
  sum: number;
  sum_squares?: number | undefined;
}) {
  return { count, sum, ...(sum_squares === undefined ? {} : { sum_squares }) };
}

/** p99 in seconds; from the buckets where no p99 is given. */
function p99Of({ p99_ms, latency }: FileArm): number | null {
  if (p99_ms !== undefined) return p99_ms / 1000;
  return latency === undefined ? null : p99(latency);
}

function qualityOf({ quality }: FileArm): number | null {
  if (quality === undefined || typeof quality === 'number') return quality ?? null;
  const [part, whole] =
    'passed' in quality ? [quality.passed, quality.passed + quality.failed] : [quality.sum, quality.count];
  return whole > 0 ? part / whole : null;
}
