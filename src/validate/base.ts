import { fail } from '../errors/fail.ts';
import type { Checkout, Remote } from '../git/index.ts';
import type { PullRequest } from '../host/pull-request.ts';
import type { Base } from './labels.ts';

/** The base that a person names. Throws `base-missing`. */
export async function namedBase(checkout: Checkout, revision: string): Promise<Base> {
  const tip = await checkout.find(revision);
  if (tip === null) throw fail('base-missing', { base: revision, message: 'it names no commit here' });
  const fork = checkout.head === null ? null : await checkout.mergeBase(checkout.head, tip);
  return { tip, fork: fork ?? tip };
}

/**
 * The base of a pull request. What `actions/checkout` checks out is its merge into the base branch, so the first parent
 * of that is what it is compared with; for any other commit it is the base that the event names. A shallow checkout
 * without that commit fetches it alone. Throws `base-missing`.
 */
export async function pullRequestBase(
  checkout: Checkout,
  pull: PullRequest,
  remote: () => Promise<Remote>,
): Promise<Base> {
  const [onto, merged, ...more] = checkout.head === null ? [] : await checkout.parents(checkout.head);
  const isMerge = onto !== undefined && merged === pull.head && more.length === 0;
  const tip = isMerge ? onto : pull.base.commit;
  if ((await checkout.find(tip)) === null) {
    const message = await checkout.fetch(await remote(), tip);
    const base = `${pull.base.branch} at ${tip.slice(0, 12)}`;
    if (message !== null) throw fail('base-missing', { base, message });
  }
  if (isMerge || checkout.head === null) return { tip, fork: tip };
  return { tip, fork: (await checkout.mergeBase(checkout.head, tip)) ?? tip };
}
