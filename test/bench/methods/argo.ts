import { INTERVAL, LIMIT, slidingWindow, type Watcher } from './method.ts';

/**
 * An Argo Rollouts analysis: a measurement every 30 seconds of a success rate over five minutes, as in the
 * queries of its documentation, with `failureLimit: 3`. Failed measurements add up over the run, and it fails
 * with the fourth (`failed > limit`).
 */
export function argo(): Watcher {
  const window = slidingWindow(300 / INTERVAL);
  let failed = 0;
  return (look) => {
    const { x, n } = window(look);
    if (x > LIMIT * n) failed++;
    return failed > 3 ? 'rollback' : 'none';
  };
}
