import type { ErrorCode } from '../errors/catalogue.ts';
import { Failure } from '../errors/fail.ts';

const passing: readonly ErrorCode[] = ['remote-unreachable', 'push-contended'];

/** Whether a failure may be over at the next look; every other one ends the run. */
export function isPassing(error: unknown): error is Failure {
  return error instanceof Failure && passing.includes(error.code);
}
