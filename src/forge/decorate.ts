import type { ErrorCode } from '../errors/catalogue.ts';
import { Failure } from '../errors/fail.ts';

/** Failures that each single entry would meet again. */
const concernsAll: readonly ErrorCode[] = ['forge-rate-limited', 'forge-unavailable', 'forge-unauthorized'];

/**
 * Applies decorations all at once; when they are refused, one by one, so that one bad entry does not cost
 * the others. Never fails: returns a warning for each that could not be had.
 */
export async function decorate(
  what: string,
  items: readonly string[],
  apply: (items: readonly string[]) => Promise<void>,
): Promise<string[]> {
  if (items.length === 0) return [];
  try {
    await apply(items);
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (items.length === 1 || concernsAll.includes(error.code)) {
      const names = items.map((item) => JSON.stringify(item)).join(', ');
      // The other cures speak of the outbox, in which a decoration does not stay.
      const cure = error.code === 'forge-forbidden' ? ` ${error.cure}` : '';
      return [`${what} ${names}: ${error.message}${cure}`];
    }
    const warnings: string[] = [];
    for (const single of items) warnings.push(...(await decorate(what, [single], apply)));
    return warnings;
  }
}
