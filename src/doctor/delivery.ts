import type { Config } from '../config/schema.ts';
import type { Failure } from '../errors/fail.ts';
import { type Finding, failed, finding } from './finding.ts';

/** What is known of the way from a commit to the applications. `failure`: the delivery cannot be set up. */
export function deliveryFinding(
  { delivery, rollback, live_branch }: Pick<Config, 'delivery' | 'rollback' | 'live_branch'>,
  failure: Failure | null,
): Finding {
  if (failure !== null) return failed('delivery', failure);
  const assumed = `verification assumes that applications have it after ${rollback.verification.propagation} s`;
  const ways = [
    ...(delivery.webhook === undefined ? [] : [`posted to ${new URL(delivery.webhook.url).origin}`]),
    ...(delivery.copy === undefined ? [] : [`copied to ${delivery.copy}`]),
  ];
  if (ways.length > 0)
    return finding(
      'delivery',
      'ok',
      `After each routing commit flags.json is ${ways.join(' and ')}; ${assumed}.`,
    );
  return finding(
    'delivery',
    'unknown',
    `Nothing hands flags.json on: applications must poll ${live_branch}, and how often they do cannot be seen from here; ${assumed}.`,
    'Let applications poll at least that often, or set `rollback.verification.propagation` to how long it takes, or configure `delivery`.',
  );
}
