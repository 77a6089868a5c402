import { type Failure, fail } from '../errors/fail.ts';
import type { Written } from './port.ts';
import { shortName } from './repository.ts';

const rules =
  /\bGH0(?:06|13)\b|repository rule violation|protected branch|through a pull request|(?:verified|valid) signatures/i;
const signatures = /(?:verified|valid) signatures/i;

/**
 * Whether a server refuses by a rule of the repository: then trying again changes nothing. The words decide on no more
 * than that, and which cure is named; they are those of GitHub's rulesets (GH013) and branch protections (GH006).
 */
export function isRule(message: string): boolean {
  return rules.test(message);
}

/** The refusal of a write to `ref` (a full name), with the cure for the way in which it was made. */
export function refusalOf(ref: string, message: string, way: 'git' | 'api'): Failure {
  const shown = { ref: shortName(ref), message };
  if (!isRule(message)) return fail('push-refused', shown);
  if (!signatures.test(message)) return fail('rule-refused', shown);
  return way === 'git' ? fail('signature-required', shown) : fail('signature-missing', shown);
}

/** Why a write by the API was not done. GitHub's words tell a rule, whatever the status that they come with. */
export function failureOf(ref: string, written: Exclude<Written, { state: 'done' }>): Failure {
  if (written.state === 'failed')
    return isRule(written.failure.message) ? refusalOf(ref, written.failure.message, 'api') : written.failure;
  const message = written.state === 'refused' ? written.message : 'it is not where it was a moment ago';
  return refusalOf(ref, message, 'api');
}
