import { INTERVAL, LIMIT, slidingWindow, type Watcher } from './method.ts';

/** The rule as written: roll back when the error rate of the last five minutes is above the limit. */
export function windowRule(): Watcher {
  const window = slidingWindow(300 / INTERVAL);
  return (look) => {
    const { x, n } = window(look);
    return x > LIMIT * n ? 'rollback' : 'none';
  };
}
