import type { ArmName, ObserveRequest } from './port.ts';

/**
 * Whether a version should have traffic: at 0 % the candidate has none, at 100 % stable has none, and then its
 * silence is no fault of the data.
 */
export function isExpected(arm: ArmName, { weight, candidate, stable }: ObserveRequest): boolean {
  return candidate === stable || (arm === 'candidate' ? weight > 0 : weight < 100);
}
