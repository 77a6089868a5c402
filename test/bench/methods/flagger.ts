import { INTERVAL, slidingWindow, type Watcher } from './method.ts';

/**
 * The example in Flagger's documentation: every minute the success rate of the last minute must be at least
 * 99 %, `threshold: 5` failed checks roll back. Failed checks add up; a passed one does not clear them.
 */
export function flagger(): Watcher {
  const looksPerCheck = 60 / INTERVAL;
  const minute = slidingWindow(looksPerCheck);
  let looks = 0;
  let failed = 0;
  return (look) => {
    const { x, n } = minute(look);
    looks++;
    if (looks % looksPerCheck === 0 && n > 0 && 1 - x / n < 0.99) failed++;
    return failed >= 5 ? 'rollback' : 'none';
  };
}
