import { type Failure, fail } from '../errors/fail.ts';
import type { Refusal } from './http-error.ts';
import { limitedUntil } from './retry.ts';

/** What a request was for, so that its failure can name the line that is missing. */
export interface Intent {
  /** After "does not allow the token to": `create an issue`. */
  readonly action: string;
  /** A line of `permissions:`, for example `issues: write`. */
  readonly permission: string;
}

/** Where it was asked. */
export interface Place {
  /** `github.com`, or the own server's name. */
  readonly host: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Turns what GitHub answered into a failure of the catalogue; `refusal` and `cause` must hold no secret. */
export function classify(refusal: Refusal, intent: Intent, place: Place, cause: Error): Failure {
  const { host, repository, now } = place;
  const { action, permission } = intent;
  const { status, message } = refusal;
  const until = limitedUntil(refusal, now);
  if (until !== null) return fail('forge-rate-limited', { host, until: readable(until) }, cause);
  if (status === null || status >= 500) return fail('forge-unavailable', { host, message }, cause);
  if (status === 401) return fail('forge-unauthorized', { host }, cause);
  if (status === 404) return fail('forge-repository-hidden', { host, repository }, cause);
  if (status === 410) return fail('forge-issues-off', { repository }, cause);
  if (status === 403 && !isRule(message))
    return fail('forge-forbidden', { host, repository, action, permission, message }, cause);
  return fail('forge-rejected', { host, action, message }, cause);
}

/** Refusals by status 403 that no permission mends: what they ask for is in the message. */
function isRule(message: string): boolean {
  return /archived|SAML|IP allow list|blocked|is locked/i.test(message);
}

function readable(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
